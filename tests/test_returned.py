"""Callers' files come back: each answer goes in once, what is doubtful is asked about, and the rest is let free."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.callers import PASSWORD, Files, by_hand, do, filled, office
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, HANDOUTS, RELATIVES, REVIEW
from workbook.words import ReviewKind
from workbook.xlsx.disk import encrypt


@pytest.fixture
def files(tmp_path, monkeypatch):
    return Files(tmp_path, office(), monkeypatch)


@pytest.fixture
def locked(tmp_path):
    return Files(tmp_path, office())


def calls(files):
    return [
        tuple(row) for row in files.book.read(CALLS)[["citizen", "direction", "date", "caller", "outcome"]].to_numpy()
    ]


def review(files):
    return files.book.read(REVIEW)["message"].tolist()


NO = "Ønsker ikke vaccination"


def test_answers_go_in_and_the_rest_is_anybodys_to_ring_and_the_file_is_gone(files):
    ab = files.share()["AB"]
    path = files.put_back("AB", filled(ab, [("UR-0001", "Svar", NO), ("UR-0001", "Bemærkning", "vil ikke")]))
    outcome = files.take(now=datetime(2021, 4, 20, 15, 0))
    assert outcome.message == "1 svar gemt fra 1 ringeliste."
    assert calls(files) == [("B-0001", "Ud", date(2021, 4, 20), "AB", NO)]
    assert files.book.read(CITIZENS)["reserved_to"].tolist() == [None, None, "CD", "CD"]
    assert files.book.read(CITIZENS)["state"].tolist()[:2] == ["Ønsker ikke", "Ny"]
    assert not path.exists()


def test_the_same_file_twice_changes_nothing(files):
    ab = filled(files.share()["AB"], [("UR-0001", "Svar", NO)], message="Alle var hjemme")
    files.put_back("AB", ab)
    files.take()
    before = {table.name: files.book.read(table) for table in (CALLS, HANDOUTS, REVIEW, CITIZENS)}
    path = files.put_back("AB", ab)
    assert files.take().message == "Ingen nye svar gemt fra 1 ringeliste."
    for name, frame in before.items():
        table = next(table for table in (CALLS, HANDOUTS, REVIEW, CITIZENS) if table.name == name)
        assert files.book.read(table).equals(frame)
    assert not path.exists()


def test_a_list_sent_halfway_and_again_later_gives_each_answer_once(files):
    ab = files.share()["AB"]
    first = filled(ab, [("UR-0001", "Svar", NO)])
    files.put_back("AB", first)
    files.take()
    files.put_back("AB", filled(first, [("UR-0002", "Svar", "Ikke svar")]))
    files.take(now=datetime(2021, 4, 29, 9, 0))
    assert [call[0] for call in calls(files)] == ["B-0001", "B-0002"]


def test_a_late_list_is_taken_and_said_to_be_late(files):
    files.put_back("AB", filled(files.share()["AB"], [("UR-0001", "Svar", NO)]))
    outcome = files.take(now=datetime(2021, 4, 29, 9, 0))
    assert outcome.message == ("1 svar gemt fra 1 ringeliste. Taget med, selv om tiden var gået: AB (21-04-2021).")
    assert calls(files)[0][2] == date(2021, 4, 20)


def test_all_files_are_taken_with_the_answers_of_the_call_sheet(files):
    made = files.share()
    files.put_back("AB", filled(made["AB"], [("UR-0001", "Svar", "13")]))
    files.put_back("CD", filled(made["CD"], [("UR-0003", "Svar", "Ikke svar"), ("UR-0004", "Svar", NO)]))
    assert files.take().message == "3 svar gemt fra 2 ringelister."
    assert [call[4] for call in calls(files)] == [NO, "Ikke svar", NO]


def test_what_an_answer_says_of_the_citizen_and_the_relatives_goes_in_too(files):
    cells = [("Svar", "Ring igen"), ("Nyt nummer", "55 55 55 55"), ("Pårørende (navn og nr.)", "Eva 66666666")]
    ab = filled(files.share()["AB"], [("UR-0001", *cell) for cell in cells])
    files.put_back("AB", ab)
    files.take()
    assert files.book.read(CITIZENS).loc["B-0001", "phone"] == "55555555"
    assert files.book.read(RELATIVES)["phone"].tolist() == ["66666666"]


def answered_meanwhile(files):
    """Give B-0001 free, and let the office itself ring."""
    by_hand(files.book, HANDOUTS, "UR-0001", release="Ja")
    do(files.book, "call-sheet")
    (row_id,) = files.book.read(CALL_SHEET).index
    by_hand(files.book, CALL_SHEET, row_id, outcome="Ja, booker selv")
    files.take()


def test_an_answer_whose_hidden_cell_was_emptied_is_not_lost_in_silence(files):
    ab = files.share()["AB"]
    answered_meanwhile(files)
    files.put_back("AB", filled(ab, [("UR-0001", "Svar", NO)]))
    files.take(now=datetime(2021, 4, 20, 15, 0))
    by_hand(files.book, REVIEW, files.book.read(REVIEW).index[-1], choice="Gem svaret", payload=None)
    told = do(files.book, "resolve", now=datetime(2021, 4, 20, 16, 0)).message
    assert told == "1 valg passer ikke til rækken og står der endnu."


def test_an_answer_newer_than_the_list_is_never_overwritten_but_asked_about_with_both_sides(files):
    ab = files.share()["AB"]
    answered_meanwhile(files)
    files.put_back("AB", filled(ab, [("UR-0001", "Svar", NO)]))
    assert "1 svar står på arket Til vurdering" in files.take(now=datetime(2021, 4, 20, 15, 0)).message
    assert [call[4] for call in calls(files)] == ["Ja, booker selv"]
    asked = files.book.read(REVIEW).iloc[-1]
    assert asked["kind"] == ReviewKind.TWO_ANSWERS
    assert f"Svar: {NO}" in asked["on_list"]
    assert "XYZ 20-04-2021: Ja, booker selv" in asked["in_register"]


@pytest.mark.parametrize(("choice", "last"), [("Gem svaret", NO), ("Lad være", "Ja, booker selv")])
def test_what_is_chosen_about_two_answers_is_done_once(files, choice, last):
    ab = files.share()["AB"]
    answered_meanwhile(files)
    content = filled(ab, [("UR-0001", "Svar", NO), ("UR-0001", "Svarets sprog", "Farsi")])
    for _ in range(2):
        files.put_back("AB", content)
        files.take(now=datetime(2021, 4, 20, 15, 0))
    asked = files.book.read(REVIEW)
    assert len(asked[asked["kind"] == ReviewKind.TWO_ANSWERS]) == 1
    by_hand(files.book, REVIEW, asked.index[-1], choice=choice)
    do(files.book, "resolve", now=datetime(2021, 4, 20, 16, 0))
    files.put_back("AB", content)
    files.take(now=datetime(2021, 4, 20, 17, 0))
    assert [call[4] for call in calls(files)][-1] == last
    assert len(calls(files)) == (2 if choice == "Gem svaret" else 1)
    assert (files.book.read(CITIZENS).loc["B-0001", "language"] == "Farsi") is (choice == "Gem svaret")
    assert (files.book.read(REVIEW)["kind"] != ReviewKind.TWO_ANSWERS).all()


@pytest.mark.parametrize(("cell", "why"), [("gone", "død eller fraflyttet"), ("no_contact", "ikke længere kontaktes")])
def test_an_answer_from_somebody_who_has_stopped_meanwhile_is_asked_about(files, cell, why):
    ab = files.share()["AB"]
    by_hand(files.book, CITIZENS, "B-0001", **{cell: "Ja"})
    files.put_back("AB", filled(ab, [("UR-0001", "Svar", NO)]))
    files.take()
    assert calls(files) == []
    assert why in review(files)[0]


def test_calls_in_vain_by_two_are_both_believed(files):
    ab = files.share()["AB"]
    by_hand(files.book, HANDOUTS, "UR-0001", release="Ja")
    again = files.share(now=datetime(2021, 4, 20, 9, 0))
    (cd,) = again.values()
    files.put_back("AB", filled(ab, [("UR-0001", "Svar", "Ikke svar")]), "a.xlsx")
    files.put_back("AB", filled(cd, [("UR-0005", "Svar", NO)]), "b.xlsx")
    files.take()
    assert [call[4] for call in calls(files)] == ["Ikke svar", NO]


def test_somebody_who_rang_in_becomes_a_call_when_name_and_phone_are_one_citizens(files):
    cells = [("Navn", "Di Elm"), ("Telefon", "44 44 44 44"), ("Ringes fordi", "spurgte til tid"), ("Svar", NO)]
    ab = filled(files.share()["AB"], [("Ind 1", *cell) for cell in cells])
    for _ in range(2):
        files.put_back("AB", ab)
        files.take()
    assert calls(files) == [("B-0004", "Ind", date(2021, 4, 20), "AB", NO)]
    assert files.book.read(CALLS)["remark"].tolist() == ["spurgte til tid"]
    assert files.book.read(HANDOUTS).iloc[-1][["citizen", "line"]].tolist() == ["B-0004", "Ind 1"]


def test_who_it_was_that_rang_in_is_asked_where_the_name_does_not_say(files):
    ab = filled(
        files.share()["AB"],
        [("Ind 2", "Navn", "Holm"), ("Ind 2", "Telefon", "11111111"), ("Ind 2", "Svar", NO)],
    )
    files.put_back("AB", ab)
    files.take()
    assert calls(files) == []
    asked = files.book.read(REVIEW)
    assert asked["row_id"].tolist() == ["B-0001", "B-0002"]
    by_hand(files.book, REVIEW, asked.index[1], choice="Samme")
    do(files.book, "resolve")
    assert calls(files) == [("B-0002", "Ind", date(2021, 4, 20), "AB", NO)]


def test_a_stranger_who_rang_in_and_a_message_are_shown(files):
    ab = filled(
        files.share()["AB"],
        [("Ind 1", "Navn", "Otto Nyby"), ("Ind 1", "Telefon", "99999999"), ("Ind 1", "Svar", NO)],
        message="Telefonen larmede",
    )
    path = files.put_back("AB", ab)
    files.take()
    assert files.book.read(REVIEW)["on_list"].tolist() == [
        f"Otto Nyby\n99999999\nAB 20-04-2021\nSvar: {NO}",
        "Telefonen larmede",
    ]
    assert not path.exists()


def heading(label, new):
    def change(book):
        sheet = book["Ringeliste"]
        next(cell for cell in sheet[3] if cell.value == label).value = new

    return change


def without(label):
    def change(book):
        sheet = book["Ringeliste"]
        sheet.delete_cols(next(cell.column for cell in sheet[3] if cell.value == label))

    return change


PLACE = "Filen “{name}”, arket Ringeliste, række 5"


@pytest.mark.parametrize(
    ("cells", "change", "why"),
    [
        ([("Svar", "Måske")], None, PLACE + " har et svar i kolonnen “Svar”, der ikke står på arket Svarkoder."),
        ([("Bemærkning", "sur")], None, PLACE + " mangler et svar."),
        ([("Svar", "Ring igen"), ("Ring igen den", "i morgen")], None, PLACE + ", kolonne O: feltet skal være en dato"),
        (
            [("Svar", "Ring igen"), ("Ring igen den", date(2021, 4, 1))],
            None,
            PLACE + " har en dag i kolonnen “Ring igen den”",
        ),
        ([("Svar", "=1+1")], None, PLACE + ", kolonne K: feltet er en formel"),
        ([("Svar", NO), ("Ringet den", date(2021, 5, 1))], None, PLACE + " har en dag i kolonnen “Ringet den”"),
        ([("Svar", NO)], heading("Svar", "Svr"), "række 3, kolonne K: overskriften skal være “Svar”."),
        ([("Svar", NO)], without("Svar"), "række 3: kolonnen “Svar” mangler."),
    ],
)
def test_a_line_that_cannot_be_taken_is_told_with_its_place_and_good_ones_go_in(files, cells, change, why):
    """The list's first line is good except where its own answer is under the spoiled heading."""
    ab = filled(
        files.share()["AB"],
        [("UR-0001", "Svar", "Ikke svar"), *(("UR-0002", *cell) for cell in cells)],
        change=change,
    )
    path = files.put_back("AB", ab)
    files.take()
    told = review(files)
    assert any(why.format(name=path.name) in message for message in told), told
    assert [call[0] for call in calls(files)] == ([] if change else ["B-0001"])
    assert path.exists()


def test_a_mended_file_is_taken_with_what_was_missing(files):
    ab = files.share()["AB"]
    files.put_back("AB", filled(ab, [("UR-0001", "Svar", NO), ("UR-0002", "Svar", "Måske")]))
    files.take()
    assert files.book.read(CITIZENS)["reserved_to"].tolist()[:2] == [None, "AB"]
    path = files.put_back("AB", filled(ab, [("UR-0001", "Svar", NO), ("UR-0002", "Svar", "Uafklaret")]))
    assert files.take().message == "1 svar gemt fra 1 ringeliste."
    assert [call[4] for call in calls(files)] == [NO, "Uafklaret"]
    assert not path.exists()


def test_without_its_column_of_numbers_a_list_is_read_by_citizen(files):
    path = files.put_back("AB", filled(files.share()["AB"], [("UR-0002", "Svar", NO)], change=without("Nr.")))
    files.take()
    assert [call[0] for call in calls(files)] == ["B-0002"]
    assert review(files) == [
        (
            f"Filen “{path.name}”, arket Ringeliste, række 3: kolonnen “Nr.” mangler. "
            "Skriv den igen, hvis der står svar i kolonnen."
        )
    ]


def test_a_row_that_somebody_added_is_somebody_who_rang_in(files):
    def add(book):
        sheet = book["Ringeliste"]
        sheet.append([None, None, "Di Elm", None, "44444444", *[None] * 5, NO])

    files.put_back("AB", filled(files.share()["AB"], change=add))
    files.take()
    assert calls(files) == [("B-0004", "Ind", date(2021, 4, 20), "AB", NO)]


def test_a_copied_row_with_another_answer_waits(files):
    def copy(book):
        sheet = book["Ringeliste"]
        sheet.append(["UR-0001", *[None] * 12, NO])

    path = files.put_back("AB", filled(files.share()["AB"], [("UR-0001", "Svar", "Ikke svar")], change=copy))
    files.take()
    assert [call[4] for call in calls(files)] == ["Ikke svar"]
    assert "samme nummer som en anden linje" in review(files)[0]
    assert path.exists()


def own(name, value):
    def change(book):
        sheet = book["ringbind"]
        next(row for row in sheet.iter_rows() if row[0].value == name)[1].value = value

    return change


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (own("office", "beef"), "er fra et andet kontor eller en anden kommune."),
        (own("form", "7"), "er lavet med en anden udgave af Ringbind (form 7;"),
        (own("handout", None), "er ikke en ringeliste fra Ringbind."),
        (lambda book: book.remove(book["ringbind"]), "er ikke en ringeliste fra Ringbind."),
        (lambda book: book.remove(book["Ringeliste"]), "mangler arket Ringeliste."),
    ],
)
def test_a_file_that_is_not_ours_is_told_and_let_be_and_others_go_on(files, change, why):
    made = files.share()
    path = files.put_back("AB", filled(made["AB"], [("UR-0001", "Svar", NO)], change=change))
    files.put_back("CD", filled(made["CD"], [("UR-0003", "Svar", NO)]))
    outcome = files.take()
    assert outcome.message == (
        "1 svar gemt fra 1 ringeliste. 1 af filerne kunne ikke tages; se hvorfor på arket Til vurdering."
    )
    assert why in review(files)[0]
    assert [call[0] for call in calls(files)] == ["B-0003"]
    assert path.exists()


def test_a_damaged_file_one_still_open_and_one_with_another_password_are_told_and_others_go_on(locked):
    made = locked.share()
    good = filled(made["AB"], [("UR-0001", "Svar", NO)])
    locked.put_back("AB", good)
    back = locked.put_back("CD", made["CD"]).parent
    (back / f"~${locked.names['CD']}").write_bytes(b"\x02CD")
    (back / "brudt.xlsx").write_bytes(encrypt(good, PASSWORD, "x")[:-3000])
    (back / "anden.xlsx").write_bytes(encrypt(good, "en helt anden", "x"))
    outcome = locked.take()
    assert outcome.message.startswith("1 svar gemt fra 1 ringeliste. 2 af filerne kunne ikke tages;")
    assert outcome.message.endswith(
        "Adgangskoden passer ikke til anden.xlsx. Tryk på Gem svar igen, og skriv den rigtige."
    )
    told = "\n".join(review(locked))
    assert "Filen “brudt.xlsx” kan ikke læses" in told
    assert f"Filen “{locked.names['CD']}” er stadig åben i Excel." in told
    assert len(list(back.iterdir())) == 4


def test_without_the_password_answers_of_the_call_sheet_are_saved_and_files_wait(locked):
    path = locked.put_back("AB", locked.share()["AB"])
    assert "Der mangler en adgangskode til" in do(locked.book, "take-answers").message
    assert path.exists()


def test_a_file_may_be_named_too_and_one_that_was_saved_again_meanwhile_stays(files, tmp_path):
    content = filled(files.share()["AB"], [("UR-0001", "Svar", NO)])
    path = tmp_path / "hentet.xlsx"
    path.write_bytes(encrypt(content, PASSWORD, "x"))
    save = files.book.save

    def save_and_be_changed():
        save()
        path.write_bytes(b"saved again")

    files.book.save = save_and_be_changed
    assert files.take(file=str(path)).message == "1 svar gemt fra 1 ringeliste."
    assert path.read_bytes() == b"saved again"


def test_undo_takes_the_answers_back_and_says_that_the_file_is_gone(files):
    content = filled(files.share()["AB"], [("UR-0001", "Svar", NO)])
    files.put_back("AB", content)
    files.take()
    assert "Ringernes filer er slettet" in do(files.book, "undo").message
    assert files.book.read(CITIZENS)["state"].tolist()[0] == "Ny"
    assert files.book.read(CITIZENS)["reserved_to"].tolist()[:2] == ["AB", "AB"]
    files.put_back("AB", content)
    assert files.take().message == "1 svar gemt fra 1 ringeliste."


def test_a_list_whose_handing_out_was_undone_is_asked_about(files):
    content = filled(files.share()["AB"], [("UR-0001", "Svar", NO)])
    assert "Disse ringelister gælder ikke mere: 2021-04-20 Ringeliste AB UR-0001.xlsx" in do(files.book, "undo").message
    files.put_back("AB", content)
    files.take()
    assert calls(files) == []
    assert "listen er taget tilbage" in review(files)[0]
