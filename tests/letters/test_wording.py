"""Staff's text files: what they turn into, and what is said when something is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.letters.files import RELEASED, find_wording, fingerprint, shipped, template_folders
from workbook.letters.papers import CALL_SHEET, CITIZEN, PRIVACY
from workbook.letters.wording import Wording, Words, read_wording
from workbook.problems import TemplateFault, TemplateMissing

FIELDS = ("navn", "telefon")


@pytest.fixture
def read(tmp_path):
    def read_text(text: str | bytes) -> Wording:
        path = tmp_path / "brev.da.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_wording(path, FIELDS)

    return read_text


def told(words: Words) -> list[str]:
    """Return each block as "kind: line | line", bold in *stars*."""
    lines = [
        [" ".join(f"*{run.text}*" if run.bold else run.text for run in line) for line in block.lines]
        for block in words.blocks
    ]
    return [f"{block.kind}: {' | '.join(said)}" for block, said in zip(words.blocks, lines, strict=True)]


def test_a_text_file_becomes_paragraphs_headings_and_lists(read):
    wording = read(
        "Emne: Ring til os, {{ navn }}\n"
        "Godkendt af: ABC\n"
        "\n"
        "Kære {{ navn }}\n"
        "\n"
        "Ring på **{{ telefon }}**\n"
        "i dag.\n"
        "## Hjælp\n"
        "- Transport\n"
        "- **Tolk:** dansk\n"
        "Venlig hilsen\n"
    )
    words = wording.words({"navn": "Åse", "telefon": "00 00 00 00"})
    assert words.subject == "Ring til os, Åse"
    assert told(words) == [
        "paragraph: Kære Åse",
        "paragraph: Ring på  *00\u00a000\u00a000\u00a000* | i dag.",
        "heading: Hjælp",
        "list: Transport | *Tolk:*  dansk",
        "paragraph: Venlig hilsen",
    ]


def test_a_number_in_the_words_is_kept_whole(read):
    (block,) = read("Emne: x\n\nRing 33 19 32 00 i dag\n").words({"navn": "", "telefon": ""}).blocks
    assert block.lines[0][0].text == "Ring 33\u00a019\u00a032\u00a000 i dag"


@pytest.mark.parametrize("name", ["**Bo**", "*", "## Bo", "- Bo", "{{ 7 * 7 }}", "{% raw %}", "<b>Bo</b>", "#panic()"])
def test_a_value_is_never_markup(read, name):
    words = read("Emne: {{ navn }}\n\n{{ navn }}\n\nKære {{ navn }}\n").words({"navn": name, "telefon": ""})
    assert words.subject == name
    assert [(block.kind, [run.bold for run in block.lines[0]]) for block in words.blocks] == [
        ("paragraph", [False]),
        ("paragraph", [False]),
    ]
    assert words.blocks[0].lines[0][0].text == name


def test_a_mark_stands_on_a_line_of_its_own_and_is_never_a_value(read):
    words = read("Emne: x\n\nHej\n[[hvem]]\nHej [[hvem]]\n{{ navn }}\n").words({"navn": "[[hvem]]", "telefon": ""})
    assert told(words) == ["paragraph: Hej", "mark: hvem", "paragraph: Hej [[hvem]] | [[hvem]]"]


def test_who_stands_by_the_words_is_known(read):
    assert read("Emne: x\nGodkendt af: Tolk Ek\n\na").approved_by == "Tolk Ek"
    assert read("Emne: x\n\na").approved_by == ""


@pytest.mark.parametrize(("phone", "expected"), [("1", ["a", "ring 1", "b"]), ("", ["a", "b"])])
def test_words_can_be_left_out_where_a_field_is_blank(read, phone, expected):
    wording = read("Emne: x\n\na\n{% if telefon %}\nring {{ telefon }}\n{% endif %}\nb\n")
    lines = wording.words({"navn": "Bo", "telefon": phone}).blocks[0].lines
    assert ["".join(run.text for run in line) for line in lines] == expected


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Emne: x\n\nKære {{ nvn }}", 3, "feltet “nvn” findes ikke. Mente du “navn”?"),
        ("Emne: x\n\nJeres {{ cpr }}", 3, "feltet “cpr” findes ikke. Felterne er: navn, telefon."),
        ("Emne: {{ nvn }}\n\nKære", 1, "feltet “nvn” findes ikke."),
        ("Emne: x\n\na\n{% if nej %}\nb\n{% endif %}", 4, "feltet “nej” findes ikke."),
        ("Emne: x\n\nKære {{ navn }", 3, "et felt skal skrives som {{ navn }}"),
        ("Emne: x\n\n{% if navn %}\nb", 4, "et felt skal skrives som {{ navn }}"),
        ("Emne: x {% if navn %}\n\nb {% endif %}", 1, "et felt skal skrives som {{ navn }}"),
        ("Emne: x\n\n\n{% for a in navn %}b{% endfor %}", 4, "her kan kun stå et felt"),
        ("Emne: x\n\n{{ navn * 9 }}", 3, "her kan kun stå et felt"),
        ("Emne: x\n\n{{ navn.upper() }}", 3, "her kan kun stå et felt"),
        ("Emne: x\n\n{{ navn|center(9) }}", 3, "her kan kun stå et felt"),
        ("Emne: x\n\n{{ navn|upper(9) }}", 3, "her kan kun stå et felt"),
        ("Emne: x\n\n{% if navn > 9 %}b{% endif %}", 3, "her kan kun stå et felt"),
        ("Emne: x\n\n{{ 'a' if navn }}", 3, "her kan kun stå et felt"),
        ("Emne: x\n\n{% include 'layout/letter.typ' %}", 3, "her kan kun stå et felt"),
        ("Emne: x\n\n{% set navn = 'b' %}", 3, "her kan kun stå et felt"),
        ("Emne: x\n\n{{ " + "(" * 5000 + "navn" + ")" * 5000 + " }}", 3, "der er for mange parenteser"),
        ("Emne: x\n\na **b", 3, "der mangler en “**”"),
        ("Emne: x\n\n#Hjælp", 3, "en overskrift skrives med “## ” foran."),
        ("Emne: x\nKære Bo\n\nb", 2, "over den første tomme linje må der kun stå"),
        ("Emme: x\n\nb", 1, "over den første tomme linje må der kun stå"),
        ("Godkendt af: x\n\nb", 1, "linjen “Emne: …” mangler øverst i filen."),
        ("Emne:\n\nb", 1, "linjen “Emne: …” mangler øverst i filen."),
        ("", 1, "linjen “Emne: …” mangler øverst i filen."),
        ("Emne: x\n\nb\nKære".encode() + b"\xe6", 4, "bogstaverne kan ikke læses. Gem filen med kodningen UTF-8."),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(read, text, line, said):
    with pytest.raises(TemplateFault) as fault:
        read(text)
    assert str(fault.value).startswith(f"brev.da.txt, linje {line}: {said}")


PIECES = [
    "Emne: x",
    "\n",
    "\n\n",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    " navn ",
    " if ",
    " endif ",
    " for a in ",
    "**",
    "*",
]
PIECES += [
    "## ",
    "- ",
    "'",
    '"',
    "(",
    ")",
    "[",
    "|",
    "upper",
    "lower ",
    " == ",
    " not ",
    ".",
    "\\",
    "0",
    "æ",
    "\u2028",
    "\ue000",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=5))
def test_any_file_is_either_refused_with_a_sentence_or_gives_words(tmp_path_factory, text, name):
    path = tmp_path_factory.getbasetemp() / "any.da.txt"
    path.write_bytes(b"Emne: x\n\n" + text.encode())
    try:
        wording = read_wording(path, FIELDS)
    except TemplateFault:
        return
    for block in wording.words({"navn": name, "telefon": ""}).blocks:
        assert block.lines


def test_a_windows_file_reads_like_any_other(read):
    assert read("\ufeffEmne: x\r\n\r\na\r\n\r\nb\r\n".encode()).words({"navn": "", "telefon": ""}).blocks[1:] != []


@pytest.mark.parametrize("paper", [CITIZEN, PRIVACY, CALL_SHEET], ids=lambda paper: paper.stem)
def test_the_words_we_ship_keep_to_what_their_paper_may_show(paper):
    assert read_wording(find_wording(template_folders(), paper.file()), paper.fields).version


@pytest.mark.parametrize("paper", [CITIZEN, PRIVACY, CALL_SHEET], ids=lambda paper: paper.stem)
@pytest.mark.parametrize("field", ["cpr", "fødselsdato", "svar", "målgruppe", "notat"])
def test_no_paper_has_a_field_for_what_it_may_not_show(tmp_path, paper, field):
    path = tmp_path / paper.file()
    path.write_text(f"Emne: x\n\n{{{{ {field} }}}}", encoding="utf-8")
    with pytest.raises(TemplateFault, match=f"linje 3: feltet “{field}” findes ikke"):
        read_wording(path, paper.fields)


def test_staffs_own_copy_is_found_before_ours(tmp_path):
    ours = find_wording(template_folders(tmp_path), "borger.da.txt")
    own = tmp_path / "Skabeloner" / "borger.da.txt"
    own.parent.mkdir()
    own.write_text("Emne: x\n\ny", encoding="utf-8")
    assert find_wording(template_folders(tmp_path), "borger.da.txt") == own != ours


def test_a_missing_template_is_said_by_name(tmp_path):
    with pytest.raises(TemplateMissing, match=r"Skabelonen “brev.da.txt” findes ikke"):
        find_wording([tmp_path], "brev.da.txt")


def test_every_wording_file_is_on_the_list_of_those_sent_out():
    """When a wording file changes, add its line to templates/released.txt; the old line stays."""
    released = shipped(RELEASED).read_text("utf-8").splitlines()
    ours = shipped("breve")
    sent = {f"{fingerprint(path)}  {path.relative_to(ours).as_posix()}" for path in ours.rglob("*.txt")}
    assert sent <= set(released)


def test_a_copy_that_nobody_changed_counts_as_ours_and_a_changed_one_as_theirs(tmp_path):
    own = tmp_path / "Skabeloner"
    own.mkdir()
    ours = shipped("breve/borger.da.txt")
    (own / "borger.da.txt").write_bytes(ours.read_bytes().replace(b"\n", b"\r\n"))
    assert find_wording(template_folders(tmp_path), "borger.da.txt") == ours
    (own / "borger.da.txt").write_text("Emne: Vores eget brev\n\nHej\n", "utf-8")
    assert find_wording(template_folders(tmp_path), "borger.da.txt") == own / "borger.da.txt"
