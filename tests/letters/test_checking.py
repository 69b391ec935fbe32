"""Tjek skabeloner: what is said of files that staff wrote, and what is printed all the same."""

from __future__ import annotations

from datetime import date

import pytest

from tests.letters.paper import facts_of, text_of
from workbook.change import Change
from workbook.letters import papers
from workbook.letters.checking import check, words_files
from workbook.letters.files import released, shipped, template_folders
from workbook.letters.papers import CHECK, PAPERS, Paper
from workbook.letters.previews import check_templates
from workbook.letters.scripts import _TOO_EARLY
from workbook.settings import Settings
from workbook.tables import REVIEW
from workbook.words import Language, ReviewKind

TODAY = date(2021, 4, 20)
SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne og Velfærd")


class Office:
    """An office's folder; called, it writes a file into its folder Skabeloner."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, name: str, text: str | bytes):
        path = self.folder / "Skabeloner" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def found(office):
    return check(template_folders(office.folder), office.folder / "Skabeloner")


def pressed(office, review=None, settings=SETTINGS) -> Change:
    return check_templates(REVIEW.frame() if review is None else review, settings, office.folder, TODAY, "ABC")


@pytest.fixture
def danish_only(monkeypatch):
    """Print the Danish examples alone, as all of them take seconds."""
    danish = [file for file in words_files() if file.language is Language.DANISH]
    monkeypatch.setattr("workbook.letters.previews.words_files", lambda: danish)


def told(remarks) -> list[str]:
    return [f"{remark.place}: {remark.what}" for remark in remarks]


def test_the_words_we_ship_have_no_fault(office):
    assert told(found(office).faults) == []


def test_every_fault_of_every_file_is_told_with_its_line(office):
    office("borger.da.txt", "Emne: Hej {{ nvn }}\n\nDit nummer er {{ cpr }}\nDet er **vigtigt\n")
    office("oplysninger.da.txt", "Emne: x\n\n{% if navn %}\n")
    office("manus/telefonsvarer.da.txt", "Emne: x\n\nDet er om din vaccination\n")
    assert [told.partition("findes ikke. Felterne")[0] for told in told(found(office).faults)] == [
        "borger.da.txt, linje 1: feltet “nvn” findes ikke. Mente du “navn”?",
        "borger.da.txt, linje 3: feltet “cpr” ",
        "borger.da.txt, linje 4: der mangler en “**”. Fed skrift begynder og slutter med to stjerner på samme linje.",
        "oplysninger.da.txt, linje 3: et felt skal skrives som {{ navn }} og et valg som {% if navn %} … {% endif %}.",
        f"manus/telefonsvarer.da.txt, linje 3: her står “vaccin”. {_TOO_EARLY}",
    ]


def test_what_becomes_of_the_offices_own_files_is_told(office, monkeypatch):
    ours = shipped("breve/borger.da.txt").read_bytes()
    office("borger.da.txt", ours.replace(b"\n", b"\r\n"))
    office("overlevering.da.txt", "Emne: En gammel overlevering\n\nHej\n")
    office("oplysninger.da.txt", "Emne: Vores egen\n\nHej\n")
    office("manus/første_opkald.ne.txt", "Emne: Første opkald\n\nHej\n\n[[hvem]]\n\nHej\n")
    before = released()
    old = {"5e8db3c2a1edb3cd3af9b3a25b0ff7ba67dc3ec5f2e50c4de5dd6c08a8ca5ef6": "oplysninger.da.txt"}
    monkeypatch.setattr("workbook.letters.checking.released", lambda: {**old, **before})
    newer = "Ringbinds er ændret siden den første udgave, så hold dem op mod hinanden."
    assert found(office).unchanged == 1
    assert told(found(office).own) == [
        "manus/første_opkald.ne.txt: jeres egen. Ringbind har ingen.",
        f"oplysninger.da.txt: jeres egen bruges i stedet for Ringbinds. {newer}",
        "overlevering.da.txt: jeres egen bruges i stedet for Ringbinds.",
    ]


def test_an_older_copy_that_nobody_changed_is_said_to_be_older(office, monkeypatch):
    office("borger.da.txt", b"abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    both = {digest: "borger.da.txt", **released()}
    for module in ("checking", "files"):
        monkeypatch.setattr(f"workbook.letters.{module}.released", lambda: both)
    found_now = found(office)
    assert told(found_now.own) == ["borger.da.txt: en ældre udgave af Ringbinds: den nyere bruges. I kan slette jeres."]
    assert found_now.faults == []


def test_a_file_that_nobody_uses_is_told_with_the_name_it_may_have_meant(office):
    office("borger.da.txt.txt", "Emne: x\n\na")
    office("første_opkald.da.txt", "Emne: x\n\na")
    office("ferie.docx", b"PK")
    office("~$ferie.docx", b"")
    assert told(found(office).unused) == [
        "borger.da.txt.txt: bruges ikke: intet brev har det navn. Skal den hedde “borger.da.txt”?",
        "ferie.docx: bruges ikke: intet brev har det navn.",
        "første_opkald.da.txt: bruges ikke: intet brev har det navn. Skal den hedde “manus/første_opkald.da.txt”?",
    ]


def test_a_language_that_somebody_stands_by_is_no_longer_told_of(office):
    assert Language.TURKISH in found(office).unapproved["manus/telefonsvarer"]
    text = shipped("breve/manus/telefonsvarer.tr.txt").read_text("utf-8")
    office("manus/telefonsvarer.tr.txt", text.replace("Godkendt af:", "Godkendt af: Tolk Ek"))
    assert Language.TURKISH not in found(office).unapproved["manus/telefonsvarer"]


def test_every_paper_is_looked_at():
    ours = [value for value in vars(papers).values() if isinstance(value, Paper)]
    assert {paper.stem for paper in ours if paper.fields} == {paper.stem for paper in (*PAPERS, CHECK)}


def test_every_file_we_ship_is_one_that_is_looked_for():
    ours = shipped("breve")
    names = {path.relative_to(ours).as_posix() for path in ours.rglob("*.txt")}
    assert names - {file.name for file in words_files()} == {CHECK.file()}


@pytest.mark.bench
def test_the_letters_without_a_fault_are_printed_when_others_have_one(office):
    office("overlevering.da.txt", "Emne: {{ nvn }}\n\na\n")
    office("tolkebestilling.da.txt", "Emne: Tolk\n\n\U0001f600\n")
    office("manus/første_opkald.da.txt", "Emne: Vores eget\n\nHej\n")
    change = pressed(office)
    assert [problem.message.partition(": ")[0] for problem in change.problems] == [
        "overlevering.da.txt, linje 1",
        "manus/første_opkald.da.txt",
        "tolkebestilling.da.txt",
    ]
    listed, *letters, scripts = (text_of(file.content) for file in change.files)
    assert "et tegn her eller på arket Indstillinger kan ikke vises" in listed
    assert "Kære Åse Ørsted" in letters[0]
    assert "Manuskript: Telefonsvarer" in scripts
    assert "Vores eget" not in scripts
    assert facts_of(change.files[1].content)["Tagged"] == "yes"
    assert [file.path for file in change.files] == [
        "Ud/2021-04-20 Tjek skabeloner.pdf",
        "Ud/2021-04-20 Tjek skabeloner breve.pdf",
        "Ud/2021-04-20 Tjek skabeloner breve del 2.pdf",
        "Ud/2021-04-20 Tjek skabeloner manuskripter.pdf",
    ]
    assert change.message.startswith(
        "Der er 3 fejl i skabelonerne, den første i overlevering.da.txt, linje 1: feltet “nvn”"
    )


@pytest.mark.usefixtures("danish_only")
def test_a_fault_that_was_mended_leaves_til_vurdering_and_nothing_else_does(office):
    mended = "borger.da.txt, linje 1: feltet “nvn” findes ikke. Mente du “navn”? Ret filen."
    review = REVIEW.frame(
        [
            {"id": "V-1", "kind": ReviewKind.TEMPLATE, "message": mended},
            {"id": "V-2", "kind": ReviewKind.LETTER, "message": mended},
        ]
    )
    assert list(pressed(office, review).of(REVIEW).deletes) == ["V-1"]
    office("borger.da.txt", "Emne: Hej {{ nvn }}\n\nHej\n")
    again = pressed(office, review)
    assert list(again.of(REVIEW).deletes) == []
    assert [problem.message for problem in again.problems] == [mended]


@pytest.mark.usefixtures("danish_only")
@pytest.mark.parametrize(
    ("logo", "content", "said"),
    [
        ("væk.png", None, "Logoet “væk.png” er ikke med: filen findes ikke"),
        ("logo.bmp", b"BM", "Logoet “logo.bmp” er ikke med: det skal være"),
        ("logo.png", b"no picture", "Logoet er ikke med: billedet kan ikke læses."),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_and_the_rest_is_printed(office, logo, content, said):
    if content:
        (office.folder / logo).write_bytes(content)
    change = pressed(office, settings=Settings(municipality="Ishøj Kommune", logo=logo))
    assert said in change.message
    assert len(change.files) == 3
