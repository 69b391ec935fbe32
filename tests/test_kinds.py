"""Kinds of list: recognised by their headings, cleaned row by row, nothing dropped in silence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.folding import fold
from workbook.lists import clean, headings
from workbook.lists.answers import effect_of
from workbook.lists.kinds import ListFile
from workbook.lists.read import Sheet
from workbook.lists.recognise import NOTHING, recognise
from workbook.problems import Ask, AskKind, Heading, ListUnknown, NeedsAnswer
from workbook.words import Effect, Language, ListKind, YesNo

TODAY = date(2021, 4, 20)


def a_list(*rows, name="liste.csv", sheet="", answers=NOTHING, memory=NOTHING):
    return recognise(name, [Sheet(sheet, [list(row) for row in rows])], TODAY, answers, memory)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        (["CPR"], ListKind.SSI),
        (["CPR-nummer", "Målgruppe"], ListKind.SSI),
        (["Personnummer", "Fornavn", "Efternavn", "Inviteret den"], ListKind.SSI),
        (["cpr nr.", "Navn", "ADRESSE", "Tlf.", "Ydelser"], ListKind.CASE_SYSTEM),
        (["CPR", "Adresse", "Navne- og adressebeskyttelse"], ListKind.CASE_SYSTEM),
        (["Navn", "Svar"], ListKind.CONTACTS),
        (["CPR", "Adresse", "Telefon\nnr.", "Borgerens svar"], ListKind.CONTACTS),
        (["CPR", "Maalgruppe", "Resultat"], ListKind.CONTACTS),
        (["CPR", "Navn", "Pårørende", "Relation", "Telefon"], ListKind.RELATIVES),
        (["CPR", "1. stik", "2. stik"], ListKind.VACCINATED),
        (["CPR", "Navn", "Booket den"], ListKind.VACCINATED),
        (
            ["Kommunenavn", "Antal første vacc.", "Antal faerdigvacc.", "Antal 1. revacc.", "Antal borgere"],
            ListKind.COVERAGE,
        ),
        (["geografi", "Antal første vacc.", "Antal faerdigvacc.", "Antal borgere"], ListKind.COVERAGE),
        (["Målgruppe", "Antal borgere", "Antal inviterede"], ListKind.FLIS),
        (["Vejnavn", "Husnr.", "Postnr.", "ETRS89koordinat_øst", "ETRS89koordinat_nord"], ListKind.POINTS),
        (["Adresse", "Longitude", "Latitude"], ListKind.POINTS),
        (["CPR", "Navn", "Adresse", "Hjælp", "Længdegrad", "Breddegrad"], ListKind.CASE_SYSTEM),
    ],
)
def test_a_list_is_known_by_its_headings_however_they_are_spelled(heading, kind):
    assert a_list(heading).kind.list_kind == kind


def test_headings_that_nobody_knows_are_shown_and_asked_about():
    asked = a_list(["Nr", "Vare"], ["1", "Sko"])
    assert (asked.key, asked.kind) == ("mapping", AskKind.MAPPING)
    assert asked.headings == (Heading("Nr", ("1",)), Heading("Vare", ("Sko",)))
    assert "“Nr”, “Vare”" in str(NeedsAnswer(asked))


def test_every_field_that_a_heading_can_mean_is_offered_and_understood():
    choices = a_list(["Nr", "Vare"]).choices
    assert {fold(choice) for choice in choices} == set(headings.WORDS)


def test_headings_that_are_known_are_filled_in_and_can_be_left_out():
    asked = a_list(["Hvem", "Telefon", "Note"], ["Åse", "68123456", "x"])
    assert [heading.guess for heading in asked.headings] == ["", "telefon", "bemærkning"]
    again = a_list(["Hvem", "Telefon"], ["Åse", "68123456"], answers={"mapping": "Hvem=navn; Telefon=bruges ikke"})
    assert [heading.guess for heading in again.headings] == ["navn", ""]


def test_a_heading_that_is_said_to_be_of_no_use_is_not_read_and_stays_so():
    heading, row = ["Nr", "Telefon"], ["020250-1234", "68123456"]
    first = a_list(heading, row, answers={"mapping": "Nr=cpr; Telefon=bruges ikke"})
    assert first.rows["phones"].tolist() == [None]
    assert a_list(heading, row, memory=first.learned).rows["phones"].tolist() == [None]


def test_a_title_above_the_headings_and_blank_rows_below_are_no_rows_of_theirs():
    asked = a_list(["Liste fra maj"], [None], ["Nr", "Hvem"], [None, None], ["1", "Åse"], ["2"])
    assert asked.headings == (Heading("Nr", ("1", "2")), Heading("Hvem", ("Åse", "")))


def test_cells_that_may_be_a_persons_number_are_not_shown_as_headings():
    with pytest.raises(ListUnknown) as unknown:
        a_list(["020250-12345", "Åse"])
    assert "020250" not in str(unknown.value)


def test_headings_explained_once_are_known_the_next_time_in_that_layout():
    heading, row = ["Lb.nr.", "Personens nr", "Hvem"], ["1", "020250-1234", "Åse"]
    first = a_list(heading, row, answers={"mapping": "Personens nr=cpr; hvem = Navn"})
    assert first.rows[["cpr", "name"]].to_numpy().tolist() == [["0202501234", "Åse"]]
    assert first.learned == {"lb nr | personens nr | hvem": "personens nr=cpr; hvem=navn"}
    later = a_list(["Liste fra maj"], heading, row, row, memory=first.learned)
    assert (later.rows["cpr"].tolist(), later.learned) == (["0202501234"] * 2, {})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Hvem=hund", "overskrift=felt"),
        ("Hvem", "overskrift=felt"),
        ("Hvad=navn", "findes ikke i filen"),
        ("Hvem=navn", "passer ikke til nogen slags liste"),
    ],
)
def test_an_explanation_that_cannot_be_used_is_asked_for_again(said, told):
    asked = a_list(["Nr", "Hvem"], ["1", "Åse"], answers={"mapping": said})
    assert asked.key == "mapping"
    assert told in asked.question


def test_a_file_that_two_kinds_claim_is_asked_about_once():
    heading = ["CPR", "Adresse", "Indsatser", "Svar"]
    asked = a_list(heading, ["020250-1234"])
    assert (asked.key, list(asked.choices)) == ("kind", [ListKind.CASE_SYSTEM, ListKind.CONTACTS])
    chosen = a_list(heading, ["020250-1234"], answers={"kind": "Tidligere kontaktliste"})
    assert chosen.kind.list_kind == ListKind.CONTACTS
    assert a_list(heading, ["030350-1234"], memory=chosen.learned).kind.list_kind == ListKind.CONTACTS


def test_a_list_with_numbers_that_no_kind_is_made_for_is_asked_about():
    asked = a_list(["CPR", "Navn", "Telefon"], ["020250-1234", "Åse", "68123456"])
    assert (asked.key, len(asked.choices)) == ("kind", 6)
    chosen = a_list(["CPR", "Navn", "Telefon"], ["020250-1234"], answers={"kind": "SSI: ikke reageret"})
    assert chosen.rows["cpr"].tolist() == ["0202501234"]


def test_headings_in_two_rows_are_headings_and_nobody():
    heading = ["CPR", "Svar", "Telefon", "Telefon"]
    found = a_list(heading, ["CPR", "Svar", "privat", "mobil"], ["020250-1234", "nej"])
    assert (found.rows["row"].tolist(), found.skipped_rows) == ([3], 1)


def test_titles_blank_rows_repeated_headings_and_totals_are_no_people():
    found = a_list(
        ["Liste udtrukket den 12. april 2021", None],
        [None, None],
        ["CPR", "Navn"],
        ["020250-1234", "Åse"],
        [None, ""],
        ["CPR", "Navn"],
        ["030350-1234", "Ib"],
        ["I alt", "2"],
    )
    assert found.rows[["row", "cpr", "name"]].to_numpy().tolist() == [[4, "0202501234", "Åse"], [7, "0303501234", "Ib"]]
    assert found.skipped_rows == 2


@pytest.mark.parametrize(
    ("title", "name", "day"),
    [
        ("Udtrukket 12-04-2021", "liste 2021-04-19.csv", date(2021, 4, 12)),
        ("", "liste 2021-04-19.csv", date(2021, 4, 19)),
        ("", "liste_20210418.csv", date(2021, 4, 18)),
        ("", "liste 18.4.21.csv", date(2021, 4, 18)),
        ("", "liste 2031-04-19.csv", TODAY),
        ("", "liste.csv", TODAY),
    ],
)
def test_the_day_of_a_list_is_told_above_the_headings_or_in_its_name(title, name, day):
    assert a_list([title], ["CPR"], name=name).extracted_on == day


def test_sheets_that_hold_no_list_are_left_out_and_named():
    sheets = [Sheet("Vejledning", [["Læs mig"]]), Sheet("Uge 15", [["CPR", "Nr."], ["020250-1234", "1"]])]
    found = recognise("liste.xlsx", sheets, TODAY)
    assert isinstance(found, ListFile)
    assert (found.skipped_sheets, found.unused) == (("Vejledning",), ("Nr.",))
    assert found.rows[["sheet", "row"]].to_numpy().tolist() == [["Uge 15", 2]]


def test_a_row_of_the_case_system_comes_out_clean():
    found = a_list(
        [
            "CPR-nr.",
            "Navn",
            "Adresse",
            "Postnr.",
            "Telefon",
            "Mobil",
            "Sprog",
            "1. stik",
            "Beskyttet",
            "Indsatser",
            "Status",
        ],
        [
            2002501234.0,
            "Holm, Åse",
            "Vej 1",
            "2635 Ishøj",
            "68 12 34 56 (datter) / 68123457",
            68123458.0,
            "tyrkisk",
            "1.3.2021",
            "x",
            "Madservice",
            "Aktiv",
        ],
    ).records[0]
    expected = {
        "cpr": "2002501234",
        "name": "Åse Holm",
        "address": "Vej 1",
        "postcode": "2635",
        "city": "Ishøj",
        "phones": ("68123457", "68123458"),
        "relation": "datter",
        "relative_phones": ("68123456",),
        "language": Language.TURKISH,
        "jab1_on": date(2021, 3, 1),
        "protected": YesNo.YES,
        "services": "Madservice",
    }
    assert {name: found[name] for name in expected} == expected


def test_a_number_that_is_none_keeps_its_row_with_the_reason():
    found = a_list(["CPR", "Navn"], ["1,01501E+08", "Ib"], [None, "Bo"])
    assert found.rows["cpr"].tolist() == [None, None]
    assert ["afrundet" in why or "mangler" in why for why in found.rows["no_cpr"]] == [True, True]


def test_cells_that_cannot_be_read_are_named_and_the_row_goes_on():
    found = a_list(["CPR", "Målgruppe", "Inviteret\nden"], ["020250-1234", "måske", "snart"])
    assert found.records[0]["unreadable"] == ("Målgruppe", "Inviteret den")


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("68123456", ("68123456",)),
        ("+45 68 12 34 56", ("68123456",)),
        ("0045 68123456", ("68123456",)),
        ("68 12 34 56 (datter)", ("68123456",)),
        ("68123456 / 68123457", ("68123456", "68123457")),
        ("+45 68 12 34 01/02", ("68123401", "68123402")),
        ("68123401/02 (datter)", ("68123401", "68123402")),
        ("68123457 / 68 12 34 56 (datter)", ("68123457", "68123456")),
        ("+46 70 123 45 67", ("+46 70 123 45 67",)),
        ("ingen telefon", None),
    ],
)
def test_phones_are_eight_digits_each(written, numbers):
    assert clean.phones(written) == numbers


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("Nej tak", Effect.DECLINES),
        ("ønsker ikke!", Effect.DECLINES),
        ("Nej tak, bange for blodpropper", Effect.DECLINES),
        ("Oensker ikke vaccine", Effect.DECLINES),
        ("ved ikke", Effect.UNDECIDED),
        ("vil gerne tænke over det", Effect.UNDECIDED),
        ("ikke svar", Effect.TRY_AGAIN),
        ("er vaccineret", Effect.VACCINATED),
        ("Ja tak, booker selv", Effect.BOOKS_ALONE),
        ("ja - brug for kørsel", Effect.WANTS_HELP),
        ("ønsker ikke at blive ringet op igen", Effect.NO_CONTACT),
        ("ikke vaccineret", None),
        ("nej, har fået tid", None),
        ("ja, måske", None),
        ("nej ikke endnu", None),
        ("jubii", None),
        ("", None),
    ],
)
def test_free_words_have_an_effect_only_where_one_reading_is_left(words, effect):
    assert effect_of(words) == effect


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Målgruppe\nnr.", "MAALGRUPPE NR"), ("Møller", "moeller"), ("İrfan", "irfan"), ("𝕊øren", "soeren")],
)
def test_spellings_of_one_word_fold_alike(one, other):
    assert fold(one) == fold(other)


CELLS = st.one_of(st.none(), st.text(max_size=12), st.floats(), st.booleans(), st.dates(), st.datetimes())
HEADINGS = st.sampled_from(
    ["CPR", "Navn", "Adresse", "Telefon", "Postnr.", "Målgruppe", "Inviteret", "Indsatser", "Svar", "Dato", "?"]
)


@given(st.lists(HEADINGS, min_size=1, unique=True), st.lists(st.lists(CELLS, max_size=12)))
def test_whatever_stands_in_the_cells_every_row_is_kept_skipped_or_blank(heading, rows):
    try:
        found = a_list(heading, *rows)
    except ListUnknown:
        return
    if isinstance(found, Ask):
        return
    blank = sum(all(cell is None or cell == "" for cell in row) for row in rows)
    assert len(found.rows) + found.skipped_rows + len(found.titles) + blank == len(rows)
