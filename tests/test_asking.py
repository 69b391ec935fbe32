"""Answers as presses read them, whoever asked; and what goes from a window to a mapping."""

import pytest

from tests.test_kinds import a_list
from workbook.asking import NotAnAnswer, mapping, settled, twice
from workbook.problems import Ask, AskKind


def ask(kind, *choices):
    return Ask("key", "Hvad?", kind, choices)


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        (AskKind.TEXT, "  Ada   Lund ", "Ada Lund"),
        (AskKind.DATE, "20-4-2021", "2021-04-20"),
        (AskKind.NUMBER, " 007 ", "7"),
        (AskKind.PASSWORD, " med mellemrum ", " med mellemrum "),
        (AskKind.FILE, '"C:\\Lister\\uge 16.csv"', "C:\\Lister\\uge 16.csv"),
        (AskKind.CHOICE, "2", "Læs ikke"),
        (AskKind.CHOICE, "LÆS IND", "Læs ind"),
    ],
)
def test_an_answer_is_put_as_presses_read_it(kind, typed, answer):
    assert settled(ask(kind, "Læs ind", "Læs ikke"), typed) == answer


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        (AskKind.TEXT, "  ", "mangler"),
        (AskKind.PASSWORD, "", "mangler"),
        (AskKind.NEW_PASSWORD, "", "mangler"),
        (AskKind.DATE, "31-02-2021", "fx 20-04-2021"),
        (AskKind.NUMBER, "-5", "helt tal"),
        (AskKind.NUMBER, "²", "helt tal"),
        (AskKind.CHOICE, "3", "en af mulighederne"),
    ],
)
def test_what_is_no_answer_is_told_why(kind, typed, why):
    with pytest.raises(NotAnAnswer) as wrong:
        settled(ask(kind, "a", "b"), typed)
    assert why in wrong.value.why


def test_a_new_password_is_the_same_both_times():
    question = ask(AskKind.NEW_PASSWORD)
    assert twice(question, " hemmeligt", " hemmeligt") == " hemmeligt"
    with pytest.raises(NotAnAnswer) as wrong:
        twice(question, "hemmeligt", "hemmelgt")
    assert "ikke ens" in wrong.value.why


HEADING, ROW = ["Lb;nr", "Hvis=tal", "Hvem", "Telefon"], ["1", "020250-1234", "Åse", "68123456"]


def test_what_is_chosen_for_each_heading_is_understood_whatever_signs_it_holds():
    question = a_list(HEADING, ROW)
    assert isinstance(question, Ask)
    said = mapping(question, ["bruges ikke", "cpr", "navn", "bruges ikke"])
    assert said == "Hvis=tal=cpr; Hvem=navn; Telefon=bruges ikke"
    taken = a_list(HEADING, ROW, answers={"mapping": said})
    assert taken.rows[["cpr", "name", "phones"]].to_numpy().tolist() == [["0202501234", "Åse", None]]


def test_a_mapping_that_says_nothing_is_no_answer():
    question = a_list(HEADING, ROW)
    with pytest.raises(NotAnAnswer, match="mindst én"):
        mapping(question, ["bruges ikke"] * 4)
