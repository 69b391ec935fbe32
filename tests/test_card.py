"""Opkaldskort: one citizen at a time, and an answer that goes in where all answers do."""

from __future__ import annotations

from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.office import new_workbook
from macros.press import press
from tests.office import libreoffice
from tests.well_known import ADA, CANARY, PEOPLE, TODAY, tables
from workbook.book import MemoryBook
from workbook.calls.card import card_lines
from workbook.change import Change, records
from workbook.journal.checkpoint import checkpoint_rows
from workbook.tables import CALL_SHEET, CALLS, CARD, CITIZENS, JOURNAL, RELATIVES, REVIEW, SCRIPTS
from workbook.tables.card import LINES, card_id

NOW = datetime(2021, 4, 20, 11, 3)
FIELDS = {column.label: card_id(at) for at, column in enumerate(CARD.form)}


def office(**others) -> MemoryBook:
    found = tables(**others)
    return MemoryBook(**found, checkpoint=checkpoint_rows(found))


def run(book, name, **answers):
    return press(name, book, now=NOW, user="ABC", answers=answers)


def type_in(book, **cells):
    """Write in the form's fields, by their headings."""
    before = book.read(CARD)
    after = before.copy()
    for label, text in cells.items():
        after.loc[FIELDS[label.replace("_", " ")], "typed"] = text
    change = Change()
    change.update(CARD, before, after)
    book.apply(change)


def told(book) -> list[tuple[str, str, str]]:
    card = book.read(CARD)
    lines = zip(card["section"], card["label"], card["told"], strict=True)
    return [(section or "", label or "", text or "") for section, label, text in lines if section or label or text]


def typed(book) -> dict[str, str]:
    card = book.read(CARD)
    return {field: text for field, text in zip(card["field"], card["typed"], strict=True) if text}


def test_the_card_tells_who_it_is_what_holds_today_and_what_happened():
    book = office()
    assert run(book, "find", find="ada").message == "Borger B-0001 står på arket Opkaldskort."
    assert told(book) == [
        ("Borger", "Borgernr.", "B-0001"),
        ("", "Navn", "Ada Sørensen"),
        ("", "Adresse", "Engvej 1, 2. tv, 2635 Ishøj"),
        ("", "Telefon", "68 12 34 56 og 68 12 34 57"),
        ("", "Sprog", "Tyrkisk, tolk"),
        ("", "Målgruppe", "8, inviteret 22-03-2021"),
        ("I dag", "Tilstand", "Ring igen"),
        ("", "På ringelisten", "Kommer på, når listen laves igen. Aftale 16/4: ring igen 20/4 kl. 10.30"),
        ("", "Næste skridt", "Ring som aftalt (20-04-2021)"),
        ("", "Mangler nu", "tid meddelt · bekræftelse"),
        ("Husstand", "B-0002", "Bo Sørensen · Ønsker ikke · Ringes ikke op: ønskede ikke vaccination 16/4"),
        ("Pårørende", "datter", "Mona Kaya · 68 55 55 55 · Tyrkisk · samtykke: ringe"),
        ("", "søn", "MÅ IKKE KONTAKTES · Per Sørensen · 68 44 44 44 · Dansk · intet samtykke noteret"),
        ("Aftaler", "Lovet opkald", "Aftale 16/4: ring igen 20/4 kl. 10.30"),
        ("", "1. stik", "27-04-2021 kl. 11.20 · Ishøj Kulturium · Tid fået"),
        ("", "Kørsel", "27-04-2021 · Ud · lovet kl. 10.45"),
        ("", "Tolk", "20-04-2021 kl. 10.30 · Tyrkisk · Opkald · Bestilt"),
        (
            "Historik",
            "16-04-2021 kl. 09.40",
            (
                "Ud · Ring igen · talte med pårørende · Forstod ikke dansk · Spørg efter datteren"
                " · ring igen 20-04-2021 · MHN"
            ),
        ),
        ("", "14-04-2021", "Brev til borger (Papir) · LKS"),
        ("", "12-04-2021 kl. 10.15", "Ud · Ikke svar · talte med ingen · LKS"),
        ("", "11-04-2021", "På listen “SSI: ikke reageret”: Ny · MHN"),
    ]


def test_no_number_of_a_person_stands_on_the_card():
    book = office()
    run(book, "find", find=CANARY)
    assert told(book)[0] == ("Borger", "Borgernr.", "B-0001")
    assert CANARY not in book.read(CARD).to_csv()


def test_who_must_not_be_contacted_is_said_in_words_at_the_top():
    book = office()
    run(book, "find", find="b3")
    section, _, words = told(book)[0]
    assert (section, words.startswith("MÅ IKKE KONTAKTES.")) == ("OBS", True)
    assert ("", "På ringelisten", "Nej. Ringes ikke op: ønsker ingen kontakt") in told(book)


def test_protected_people_are_marked_and_their_address_stays_hidden():
    book = office(people=PEOPLE.assign(protected="Ja"))
    run(book, "find", find="ada")
    assert told(book)[0][2] == "BESKYTTET NAVN OG ADRESSE. Oplys dem ikke til nogen."
    assert "Engvej" not in str(told(book))
    run(book, "find", find="sørensen")
    assert "Engvej" not in str(told(book))
    assert "Beskyttet adresse" in str(told(book))


def test_the_words_for_who_rings_in_stand_on_the_card_once_there_are_scripts():
    book = office(scripts=SCRIPTS.frame([{"id": "MA-0001", "call": "Borgeren ringer", "said": "“Goddag.”\n\n“Tak.”"}]))
    run(book, "find", find="ada")
    at = told(book).index(("Manuskript", "Borgeren ringer", "“Goddag.”"))
    assert told(book)[at + 1] == ("", "", "“Tak.”")


def test_several_are_listed_and_one_is_picked_by_the_id():
    book = office()
    told_so = run(book, "find", find="68 12").message
    assert told_so.startswith("2 borgere passer")
    assert told(book)[1:] == [
        ("", "B-0001", "Ada Sørensen · Engvej 1, 2. tv, 2635 Ishøj · telefon"),
        ("", "B-0002", "Bo Sørensen · Engvej 1, 2. tv, 2635 Ishøj · telefon"),
    ]
    type_in(book, Søg="B-0002")
    run(book, "find")
    assert told(book)[0][2] == "B-0002"
    assert typed(book) == {}


def test_nothing_found_is_a_sentence():
    book = office()
    assert run(book, "find", find="xyz").message.startswith("Ingen borger eller pårørende passer.")
    assert typed(book) == {"Søg": "xyz"}


def test_without_a_search_it_is_asked_and_one_letter_is_too_little():
    book = office()
    assert "Svar" in run(book, "find").message
    assert run(book, "find").code == 2
    assert "for lidt at søge på" in run(book, "find", find="a").message


def test_an_answer_from_the_card_is_an_answer_with_direction_in():
    book = office()
    run(book, "find", find="ada")
    type_in(book, Svar="Ja, vil have hjælp til booking", Talte_med="Borgeren", Transport="Kommunal kørsel")
    assert run(book, "take-answers").message == "Svaret fra borger B-0001 er gemt på arket Opkald."
    call = book.read(CALLS).iloc[-1]
    assert call[["citizen", "direction", "date", "time", "caller", "phone", "outcome", "transport"]].tolist() == [
        *(ADA, "Ind", TODAY, time(11, 3), "ABC", None, "Ja, vil have hjælp til booking", "Kommunal kørsel"),
    ]
    assert typed(book) == {}
    assert ("I dag", "Tilstand", "Tid ikke meddelt") in told(book)


def test_a_call_being_made_is_noted_with_its_number_and_a_code_a_short_day_and_an_hour_are_understood():
    book = office()
    run(book, "find", find="ada")
    type_in(book, Retning="Ud", Svar="7", Ring_igen_den="22/4", **{"Ring igen kl.": "kl. 9"})
    run(book, "take-answers")
    call = book.read(CALLS).iloc[-1]
    assert call[["direction", "phone", "outcome", "call_on", "call_at"]].tolist() == [
        *("Ud", "68123456", "Ring igen", date(2021, 4, 22), time(9)),
    ]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Talte_med": "Borgeren"}, "mangler et svar. Vælg et svar i feltet “Svar”"),
        ({"Svar": "Måske"}, "der ikke står på arket Svarkoder"),
        ({"Svar": "Ring igen", "Ring_igen_den": "i morgen"}, "har noget i feltet “Ring igen den”, der ikke kan læses"),
        ({"Svar": "Ring igen", "Ring_igen_den": "31/2"}, "har noget i feltet “Ring igen den”, der ikke kan læses"),
        (
            {"Svar": "Ring igen", "Ring_igen_den": "1/4-2021"},
            "har en dag i feltet “Ring igen den”, der lå før samtalen",
        ),
        ({"Svar": "Ikke svar", "Retning": "Op"}, "har en værdi i feltet “Retning”"),
        ({"Svar": "Ja, booker selv", "Booker": "Booker selv", "Transport": "Kommunal kørsel"}, "siger både"),
    ],
)
def test_half_an_answer_stays_on_the_card_and_is_asked_about(cells, says):
    book = office()
    run(book, "find", find="ada")
    type_in(book, **cells)
    assert run(book, "take-answers").message.startswith("Svaret på kortet venter")
    assert len(typed(book)) == len(cells)
    assert len(book.read(CALLS)) == 3
    (message,) = book.read(REVIEW)["message"]
    assert message.startswith("Svaret på arket “Opkaldskort”")
    assert says in message


def test_nobody_else_is_put_over_an_answer_that_is_not_saved():
    book = office()
    run(book, "find", find="ada")
    type_in(book, Bemærkning="Ringer igen")
    outcome = run(book, "find", find="bo")
    assert (outcome.code, "ikke er gemt" in outcome.message) == (2, True)
    assert (told(book)[0][2], typed(book)) == (ADA, {"Bemærkning": "Ringer igen"})


def test_an_answer_without_a_citizen_is_not_put_to_anyone():
    book = office()
    type_in(book, Svar="Ikke svar")
    assert run(book, "take-answers").message.startswith("Svaret på kortet venter")
    assert "Find borgeren med Find borger" in book.read(REVIEW)["message"].iloc[0]
    assert typed(book) == {"Svar": "Ikke svar"}


def test_who_answered_from_the_card_leaves_ringeliste_and_both_kinds_are_saved_at_once():
    book = office()
    run(book, "call-sheet")
    sheet = book.read(CALL_SHEET)
    assert set(sheet["citizen"]) == {ADA, "B-0004"}
    change = Change()
    answered = sheet[sheet["citizen"] == "B-0004"]
    change.update(CALL_SHEET, answered, answered.assign(outcome="Ikke svar"))
    book.apply(change)
    run(book, "find", find="ada")
    type_in(book, Svar="Uafklaret")
    assert (
        run(book, "take-answers").message
        == "1 svar gemt på arket Opkald. Svaret fra borger B-0001 er gemt på arket Opkald."
    )
    assert book.read(CALL_SHEET).empty
    assert book.read(CALLS)["citizen"].tolist()[-2:] == ["B-0004", ADA]


def test_a_relative_named_on_the_card_comes_to_paaroerende():
    book = office()
    run(book, "find", find="b4")
    type_in(book, Svar="Sprog: tolk eller pårørende nødvendig", **{"Pårørende (navn og nr.)": "Elif, 68 33 33 33"})
    run(book, "take-answers")
    assert book.read(RELATIVES).iloc[-1][["citizen", "name", "phone"]].tolist() == ["B-0004", "Elif", "68333333"]
    assert run(book, "find", find="elif").message == "Borger B-0004 står på arket Opkaldskort."


def test_the_card_follows_every_press_and_what_was_typed_stays():
    book = office()
    run(book, "find", find="ada")
    type_in(book, Bemærkning="Midt i et svar")
    citizens = book.read(CITIZENS)
    change = Change()
    change.update(CITIZENS, citizens, citizens.assign(note="Bor hos sin søn"))
    book.apply(change)
    run(book, "backup")
    assert ("", "Notat", "Bor hos sin søn") in told(book)
    assert typed(book) == {"Bemærkning": "Midt i et svar"}


def test_who_is_deleted_from_borgere_leaves_the_card():
    book = office()
    run(book, "find", find="ada")
    change = Change()
    change.delete(CITIZENS, book.read(CITIZENS).loc[[ADA]])
    book.apply(change)
    run(book, "backup")
    assert told(book) == []


def test_looking_somebody_up_leaves_no_copy_in_the_journal_and_is_not_what_undo_takes_back():
    book = office()
    run(book, "update-summary")
    run(book, "find", find="ada")
    journal = book.read(JOURNAL)
    assert "Engvej" not in journal[journal["command"] == "find"].to_csv()
    assert "Opdatér overblik" in run(book, "undo").message


def test_a_card_that_was_broken_by_hand_is_whole_after_find():
    book = office()
    change = Change()
    change.delete(CARD, book.read(CARD).iloc[3:30])
    book.apply(change)
    run(book, "find", find="ada")
    assert book.read(CARD).index.tolist() == [card_id(at) for at in range(LINES)]


@given(st.integers(0, 60), st.integers(0, 12))
def test_the_card_never_has_more_lines_than_its_page(calls, relatives):
    many = tables(
        calls=CALLS.frame(
            {"id": f"O-{n:04d}", "citizen": ADA, "date": TODAY, "outcome": "Ikke svar", "remark": str(n)}
            for n in range(calls)
        ),
        relatives=RELATIVES.frame({"id": f"P-{n:04d}", "citizen": ADA, "name": str(n)} for n in range(relatives)),
    )
    lines = list(card_lines(ADA, many, TODAY))
    assert len(lines) <= LINES
    past = lines[[line.section for line in lines].index("Historik") :]
    left_out = [line for line in past if line.told.endswith("se Borgerens sag.")]
    assert bool(left_out) == (len(past) - len(left_out) < calls + len(("letter", "list")))


def test_each_field_of_the_form_has_its_help_and_its_dropdown(tmp_path):
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(new_workbook(tables(), NOW))
    sheet = openpyxl.load_workbook(path)["Opkaldskort"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert [rules[f"G{row}"].promptTitle for row in range(3, 3 + len(CARD.form))] == [
        field.label for field in CARD.form
    ]
    lists = {rules[f"G{row}"].promptTitle: rules[f"G{row}"].formula1 for row in range(3, 3 + len(CARD.form))}
    assert lists["Svar"] == "valg_outcomes_text"
    assert lists["Kan sidde"] == lists["Trapper"] == "valg_YesNo"
    assert lists["Ring igen den"] is None
    assert sheet.tables["Opkaldskort"].autoFilter is None


@pytest.mark.bench
def test_the_card_is_printed_on_one_page(tmp_path):
    book = office()
    run(book, "find", find="ada")
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(new_workbook({**tables(), CARD.name: book.read(CARD)}, NOW))
    assert len(libreoffice().to_png(path, tmp_path, "Opkaldskort", dpi=40)) == 1
    assert records(book.read(CARD))[card_id(0)]["told"] == ADA
