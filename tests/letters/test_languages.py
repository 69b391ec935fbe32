"""Every letter in every language: what its words are, who may be told what, and when a draft is sent."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time

import pytest

from workbook.letters.examples import ADDRESS, VALUES, example_letter
from workbook.letters.files import shipped, template_folders
from workbook.letters.papers import (
    CITIZEN,
    CONFIRMATION,
    LANGUAGES,
    LETTERS,
    PRIVACY,
    PRIVACY_RELATIVE,
    RELATIVE,
    RELATIVE_TIME,
    RELATIVE_TOLD,
    REMINDER,
    field_values,
    letter_paper,
)
from workbook.letters.quiet import told
from workbook.letters.scripts import plain
from workbook.letters.values import said
from workbook.letters.wording import Words
from workbook.letters.writing import DRAFT, NO_DAY, Stationery, copy_note, read_paper
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.words import LANGUAGE_CODES, RIGHT_TO_LEFT, Field, Language, LetterKind

SETTINGS = Settings(
    municipality="Ishøj Kommune",
    department="Center for Voksne og Velfærd",
    office_address="Rådhusvej 1",
    office_city="2635 Ishøj",
    office_phone="43 57 70 00",
    office_email="vaccination@kommunen.example",
    booking_phone="70 20 00 10",
    dpo="dpo@kommunen.example",
    ends_on=date(2021, 8, 31),
)
STATIONERY = Stationery(SETTINGS, template_folders(), date(2021, 4, 20))


@pytest.fixture
def own(tmp_path):
    """Return a function that gives stationery where the office has files of its own."""

    def write(settings=SETTINGS, **files):
        folder = tmp_path / "Skabeloner"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name.replace('__', '.')}.txt").write_text(text, encoding="utf-8")
        return Stationery(settings, template_folders(tmp_path), date(2021, 4, 20))

    return write


def body(page) -> str:
    """Return all that a letter's page says, as one text."""
    parts = [Words(part["subject"], part["blocks"]) for part in (page, page["privacy"]) if part]
    return "\n\n".join(f"{words.subject}\n\n{plain(words, '')}" for words in parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_every_letter_are_as_they_were_written(language, golden):
    letters = {paper.stem: example_letter(paper, language, STATIONERY).page for paper in LETTERS}
    text = "".join(f"=== {stem}\n{body(page)}\n\n" for stem, page in letters.items())
    assert text == golden(f"letters.{LANGUAGE_CODES[language]}.txt")


@pytest.mark.parametrize("paper", [*LETTERS, PRIVACY, PRIVACY_RELATIVE], ids=lambda paper: paper.stem)
def test_every_language_uses_the_same_fields_and_says_as_much(paper):
    """A field that a translation forgot would leave its reader without a number or a time."""
    used = {}
    for language in LANGUAGES:
        wording = read_paper(paper, language, template_folders())
        marked = wording.words({field: f"<{field}>" for field in paper.fields})
        used[language] = {field for field in paper.fields if f"<{field}>" in marked.subject + plain(marked, "")}
    danish = used.pop(Language.DANISH)
    for language, fields in used.items():
        assert danish - fields <= {Field.OFFICE_HOURS}, language
        assert fields <= danish, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_labels_of_a_letter(language):
    labels = json.loads(shipped(f"layout/labels.{LANGUAGE_CODES[language]}.json").read_text("utf-8"))
    assert {"date", "reference", "address", "phone", "hours", "email", "page", "of"} <= set(labels)
    assert all(labels.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_tried_before_the_last_day_is_known_has_no_hole_in_its_sentence(language, own):
    assert NO_DAY in body(example_letter(CITIZEN, language, own(replace(SETTINGS, ends_on=None))).page)


@pytest.mark.parametrize("paper", LETTERS, ids=lambda paper: paper.stem)
def test_no_language_is_sent_before_a_translator_stands_by_it(paper):
    assert {STATIONERY.language(paper, language) for language in (*Language, None, "Klingon")} == {Language.DANISH}


def test_a_letter_is_in_the_persons_language_when_all_of_it_is_approved(own):
    letter = "Emne: x\nGodkendt af: Tolk Ek\n\nMerhaba {{ navn }}\n"
    half = own(borger__tr=letter)
    assert half.language(CITIZEN, "Tyrkisk") is Language.DANISH
    whole = own(borger__tr=letter, oplysninger__tr=letter.replace("{{ navn }}", ""))
    assert whole.language(CITIZEN, "Tyrkisk") is Language.TURKISH
    assert whole.language(CITIZEN, "Polsk") is Language.DANISH


@pytest.mark.parametrize("broken", ["Emne: x\n\n{{ nvn }}\n", "Merhaba\n", "Emne: x\n\n{% if\n", ""])
def test_a_broken_draft_leaves_the_letter_danish_and_a_broken_translation_stops_it(own, broken):
    assert own(borger__tr=broken).language(CITIZEN, "Tyrkisk") is Language.DANISH
    stood_by = own(borger__tr=f"Godkendt af: Tolk Ek\n{broken}", oplysninger__tr="Emne: x\nGodkendt af: Tolk Ek\n\nx\n")
    assert stood_by.language(CITIZEN, "Tyrkisk") is Language.TURKISH
    with pytest.raises(TemplateFault):
        stood_by.wording(CITIZEN, Language.TURKISH)


def test_a_draft_says_that_it_is_one_and_an_approved_letter_does_not(own):
    assert example_letter(CITIZEN, Language.TURKISH, STATIONERY).page["note"] == DRAFT
    assert example_letter(CITIZEN, Language.DANISH, STATIONERY).page["note"] == ""
    approved = own(påmindelse__tr="Emne: x\nGodkendt af: Tolk Ek\n\nMerhaba\n")
    assert example_letter(REMINDER, Language.TURKISH, approved).page["note"] == ""


def test_the_danish_copy_says_in_which_language_the_letter_was_sent():
    letter = STATIONERY.write(CITIZEN, Language.DANISH, "B-0001", ADDRESS, VALUES, copy_note(Language.TURKISH))
    assert letter.page["note"] == "KOPI TIL SAGEN: brevet er sendt på tyrkisk."
    assert letter.page["subject"] == "Har du brug for hjælp til at bestille tid til vaccination?"


@pytest.mark.parametrize(
    ("language", "day", "clock"),
    [
        (Language.DANISH, "4. maj 2021", "9.40"),
        (Language.ENGLISH, "4 May 2021", "9:40"),
        (Language.TURKISH, "4 Mayıs 2021", "9:40"),
        (Language.ARABIC, "4 مايو 2021", "9:40"),
        (Language.URDU, "4 مئی، 2021", "9:40"),
        (Language.POLISH, "4 maja 2021", "9:40"),
        (Language.SOMALI, "Maayo 4, 2021", "9:40"),
        (Language.BOSNIAN, "4. maj 2021.", "9:40"),
        (Language.FARSI, "4 مه\u0654 2021", "9:40"),
        (Language.KURDISH, "4ê gulana 2021an", "9:40"),
    ],
)
def test_days_and_times_are_written_as_the_language_does(language, day, clock):
    assert said(date(2021, 5, 4), language).replace("\u00a0", " ") == day
    assert said(time(9, 40), language) == clock


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_right_to_left_each_value_is_set_apart(language):
    values = field_values(CITIZEN, SETTINGS, date(2021, 4, 20), {Field.NAME: "Bo\u2069 Ek"}, language)
    apart = language in RIGHT_TO_LEFT
    assert values["navn"] == ("\u2068Bo Ek\u2069" if apart else "Bo Ek")
    assert values["telefon"] == ("\u206843\u00a057\u00a070\u00a000\u2069" if apart else "43\u00a057\u00a070\u00a000")
    assert values["egne_ord"] == ""


@pytest.mark.parametrize(
    ("kind", "consent", "has_time", "paper"),
    [
        (LetterKind.CITIZEN, None, True, CITIZEN),
        (LetterKind.CONFIRMATION, None, True, CONFIRMATION),
        (LetterKind.REMINDER, None, True, REMINDER),
        (LetterKind.RELATIVE, None, True, RELATIVE),
        (LetterKind.RELATIVE, "Ringe", True, RELATIVE),
        (LetterKind.RELATIVE, "Oplyse tid", True, RELATIVE),
        (LetterKind.RELATIVE, "Noget andet", True, RELATIVE),
        (LetterKind.RELATIVE, "Skrive", True, RELATIVE_TOLD),
        (LetterKind.RELATIVE, "Ringe, skrive og oplyse tid", False, RELATIVE_TOLD),
        (LetterKind.RELATIVE, "Ringe, skrive og oplyse tid", True, RELATIVE_TIME),
    ],
)
def test_a_relative_is_told_what_the_citizen_said_yes_to(kind, consent, has_time, paper):
    assert letter_paper(kind, consent, has_time=has_time) is paper


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_neutral_letter_never_tells_what_it_is_about(language):
    page = example_letter(RELATIVE, language, STATIONERY).page
    assert list(told([body(page), *page["sender"].values()])) == []
    assert page["sender"]["office_email"] == ""
    assert example_letter(RELATIVE_TOLD, language, STATIONERY).page["sender"]["office_email"] != ""


def test_words_or_settings_that_would_tell_are_refused(own):
    with pytest.raises(TemplateFault, match=r"^pårørende.da.txt, linje 3: her står “vaccin”"):
        own(pårørende__da="Emne: x\n\nOm vaccinen\n").wording(RELATIVE, Language.DANISH)
    telling = own(replace(SETTINGS, municipality="Vaccination Ishøj"), pårørende__da="Emne: x\n\n{{ kommune }}\n")
    with pytest.raises(TemplateFault, match=r"^pårørende.da.txt: på arket Indstillinger står “vaccin”"):
        example_letter(RELATIVE, Language.DANISH, telling)


TIMES = {"dag", "klokkeslæt", "sted", "stedets_adresse", "hentes_fra", "hentes_til"}


@pytest.mark.parametrize("field", ["cpr", "fødselsdato", "svar", "målgruppe", "notat"])
@pytest.mark.parametrize("paper", LETTERS, ids=lambda paper: paper.stem)
def test_no_letter_has_a_field_for_what_it_may_not_show(own, paper, field):
    with pytest.raises(TemplateFault, match=f"linje 3: feltet “{field}” findes ikke"):
        own(**{f"{paper.stem}__da": f"Emne: x\n\n{{{{ {field} }}}}"}).wording(paper, Language.DANISH)


def test_only_who_may_be_told_the_time_has_a_field_for_it():
    assert not TIMES & set(RELATIVE.fields)
    assert not TIMES & set(RELATIVE_TOLD.fields)
    assert set(RELATIVE_TIME.fields) >= TIMES
    assert "egne_ord" not in RELATIVE.fields


def test_what_a_letter_cannot_do_without_is_said():
    assert CONFIRMATION.lacks({Field.DAY: date(2021, 5, 4), Field.CLOCK: None, Field.SITE: " "}) == [
        "klokkeslæt",
        "sted",
    ]
    assert CONFIRMATION.lacks(VALUES) == []
    assert CITIZEN.lacks({}) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", [CONFIRMATION, REMINDER, RELATIVE_TIME], ids=lambda paper: paper.stem)
def test_a_pick_up_is_told_when_one_is_known_and_a_line_of_ones_own_where_there_is_one(paper, language):
    known = {**VALUES, Field.OWN_WORDS: "Vi ses, sagde Anna"}
    unknown = {**VALUES, Field.PICK_UP_FROM: None, Field.PICK_UP_TO: None}
    with_all = body(STATIONERY.write(paper, language, "B-0001", ADDRESS, known).page)
    without = body(STATIONERY.write(paper, language, "B-0001", ADDRESS, unknown).page)
    clocks = [said(time(9, 40), language), said(time(10, 0), language)]
    assert [clock in with_all for clock in clocks] == [True, True]
    assert [clock in without for clock in clocks] == [False, False]
    assert "Vi ses, sagde Anna" in with_all
    assert said(time(10, 30), language) in without
