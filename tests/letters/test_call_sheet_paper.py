"""The call sheet on paper."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from tests.letters.paper import facts_of, text_of, words_of
from tests.pictures import rows
from workbook.letters.call_sheet import Printed, call_sheet_pdf
from workbook.letters.files import template_folders
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.tables import CALL_SHEET, CITIZENS, OUTCOMES

NOW = datetime(2021, 4, 20, 10, 40)
SETTINGS = Settings(
    municipality="Ishøj Kommune",
    department="Center for Voksne og Velfærd",
    office_phone="43577000",
    booking_phone="00 00 00 00",
)

CODES = rows(
    OUTCOMES,
    "id      code  text",
    "S-0001  1     Ikke svar",
    "S-0002  9     Ja, vil have hjælp til booking",
    "S-0003  13    Ønsker ikke vaccination",
)
CALLS = rows(
    CALL_SHEET,
    "id      citizen  name           phone        phone2    why_now         situation      language  address  ring_to",
    "R-0001  B-0007   Åse Sørensen   12 34 56 78  -         Aftalt d. 12/4  Aftalt opkald  Dansk     Vejen 1  -",
    "R-0002  B-0002   Mehmet Yılmaz  23456789     34567890  Ny på listen    Første opkald  Tyrkisk   -        -",
    "R-0003  B-0003   Ayşe Yılmaz    23456789     -         Ring til søn    Første opkald  Dansk     -        Ali",
)


def people(calls=CALLS, **told):
    """Return Borgere with everyone on the sheet; `told` is what is said of B-0002."""
    known = dict.fromkeys(calls["citizen"].dropna())
    return CITIZENS.frame({"id": who, **(told if who == "B-0002" else {})} for who in known)


def printed(calls=CALLS, codes=CODES, templates=None, citizens=None) -> Printed:
    citizens = people(calls) if citizens is None else citizens
    return call_sheet_pdf(calls, citizens, codes, SETTINGS, templates or template_folders(), NOW, "ABC")


def sheet(calls=CALLS, codes=CODES, templates=None, citizens=None) -> bytes:
    return printed(calls, codes, templates, citizens).pdf


def many(count: int):
    return CALL_SHEET.frame(
        {"id": f"R-{n:04d}", "citizen": f"B-{n:04d}", "name": f"Bo {n}", "situation": "Nyt forsøg"}
        for n in range(count)
    )


@pytest.mark.bench
def test_the_call_sheet_reads_as_it_was_approved(golden):
    assert text_of(sheet()) == golden("call sheet.txt")


@pytest.mark.bench
def test_every_page_has_the_codes_the_page_and_the_word_confidential_and_each_page_of_calls_the_headings():
    pdf = sheet(many(40))
    pages = int(facts_of(pdf)["Pages"])
    words = [(word.page, word.text) for word in words_of(pdf)]
    assert pages > 3
    for word in ("Fortroligt", "booking", "13", "Side", "Ishøj"):
        assert {page for page, text in words if text == word} == set(range(1, pages + 1)), word
    assert {page for page, text in words if text == "Bemærkning"} == {page for page, text in words if text[:2] == "R-"}
    assert f"Side {pages} af {pages}" in text_of(pdf)


@pytest.mark.bench
def test_everyone_stands_there_once_in_the_order_of_the_sheet_under_the_number_of_the_row():
    calls = many(40)
    said = [word.text for word in words_of(sheet(calls)) if word.text[:2] in {"R-", "B-"}]
    assert [text for text in said if text.startswith("R-")] == list(calls.index)
    assert [text for text in said if text.startswith("B-")] == calls["citizen"].tolist()


@pytest.mark.bench
def test_those_who_speak_a_language_have_a_part_of_their_own_with_its_pages_and_its_words():
    calls = CALLS.assign(speakers=pd.Series([None, "DEF", None], CALLS.index, dtype=object))
    text = text_of(sheet(calls))
    theirs, _, everybodys = text.partition("Ringeliste: Alle")
    assert theirs.startswith("Ringeliste: DEF")
    assert "Samtaler på tyrkisk" in theirs
    assert "Første opkald på tyrkisk" in theirs
    assert "UDKAST, som ingen oversætter har godkendt: tyrkisk" in theirs
    assert "Mehmet" in theirs
    assert "DEF · Side 1 af 2" in theirs
    assert "Alle · Side 1 af 2" in everybodys
    assert "Åse Sørensen" in everybodys
    assert "tyrkisk" not in everybodys
    pages = {word.text: word.page for word in words_of(sheet(calls)) if word.text[:2] == "R-"}
    assert pages == {"R-0002": 1, "R-0003": 1, "R-0001": 3}, "who shares a number is rung in the same call"


@pytest.mark.bench
def test_a_script_with_a_fault_is_left_out_of_the_paper_and_the_danish_one_stands(tmp_path):
    calls = CALLS.assign(speakers=["-", "AYD", "-"]).replace("-", None)
    (tmp_path / "manus").mkdir()
    (tmp_path / "manus" / "første_opkald.tr.txt").write_text("Emne: x\nGodkendt af:\n\n{{ ukendt_felt }}\n", "utf-8")
    text = text_of(sheet(calls, templates=(tmp_path, *template_folders())))
    assert "Mehmet" in text
    assert "Telefonsvarer på tyrkisk" in text
    assert "Første opkald på tyrkisk" not in text


@pytest.mark.bench
def test_people_who_share_a_number_stand_together_with_it_once():
    calls = CALLS.loc[["R-0002", "R-0001", "R-0003"]]
    words = words_of(sheet(calls))
    tops = {word.text: word.top for word in words if word.page == 1 and word.text[:2] == "R-"}
    assert sorted(tops, key=tops.__getitem__) == ["R-0002", "R-0003", "R-0001"]
    assert text_of(sheet(calls)).count("23 45 67 89") == 1
    assert "Samme nummer" in text_of(sheet(calls))
    assert "Samme nummer" not in text_of(sheet(calls.drop(index="R-0003")))


@pytest.mark.bench
def test_a_home_where_many_share_a_number_is_not_pushed_off_the_page():
    words = words_of(sheet(many(40).assign(phone="12345678")))
    assert len({word.text for word in words if word.text.startswith("R-")}) == 40
    assert max(word.bottom for word in words) < 210 - 3


@pytest.mark.bench
@pytest.mark.parametrize(
    "told", [{"no_contact": "Ja"}, {"gone": "Ja"}, {"state": "Færdigvaccineret"}, {"state": "Må ikke kontaktes"}]
)
def test_who_must_not_be_rung_is_refused_and_said(told):
    paper = printed(citizens=people(**told))
    assert (paper.refused, paper.calls) == (["R-0002"], 2)
    assert "Mehmet" not in text_of(paper.pdf)


def test_a_row_about_somebody_who_is_not_on_borgere_is_refused():
    assert printed(citizens=people().drop(index="B-0003")).refused == ["R-0003"]


@pytest.mark.bench
def test_who_is_protected_stands_without_address_whatever_the_sheet_says():
    calls = CALLS.assign(address="Hemmelig Vej 1")
    text = text_of(sheet(calls, citizens=people(protected="Ja")))
    assert text.count("Hemmelig Vej 1") == 2
    assert text.count("Beskyttet adresse") == 1


@pytest.mark.bench
def test_a_promise_and_the_clock_of_the_print_stand_out():
    text = text_of(sheet())
    assert "AFTALT · Aftalt d. 12/4" in text
    assert "Udskrevet kl. 10.40" in text
    assert "Erstatter tidligere udskrifter" in text


@pytest.mark.bench
def test_arabic_words_can_be_found_and_stand_from_right_to_left_with_numbers_whole():
    pdf = sheet(CALLS.assign(speakers="GHI", language="Arabisk"))
    lefts: dict[str, float] = {}
    for word in words_of(pdf):
        lefts.setdefault(word.text[::-1], word.left)  # poppler gives boxes with their letters from the left
    assert lefts["اسمي"] > lefts["وأتصل"] > lefts["يمكنني"]
    assert "اسمك" in text_of(pdf)
    assert "43 57 70 00" in text_of(pdf)


@pytest.mark.bench
def test_nobody_s_name_stands_in_what_is_said():
    text = text_of(sheet())
    assert text.count("Åse Sørensen") == 1
    assert "[borgerens navn]" in text


@pytest.mark.bench
def test_a_word_without_an_end_does_not_run_into_the_next_column():
    words = words_of(sheet(CALLS.assign(name="B" * 200)))
    name = [word for word in words if word.text.startswith("BBB")]
    assert name
    assert max(word.right for word in name) < min(word.left for word in words if word.text == "Telefon")


@pytest.mark.bench
def test_it_lies_down_and_is_tagged():
    facts = facts_of(sheet())
    assert facts["Page size"].startswith("841.89 x 595.276")
    assert facts["Tagged"] == "yes"
    assert facts["Title"] == "Ringeliste 20. april 2021"


@pytest.mark.bench
def test_a_call_that_has_its_answer_is_not_printed():
    calls = CALLS.assign(outcome=pd.Series(["Ikke svar", None, None], CALLS.index, dtype=object))
    text = text_of(sheet(calls))
    assert "Sørensen" not in text
    assert "Mehmet Yılmaz" in text
    assert "2 opkald" in text


@pytest.mark.bench
def test_a_person_who_cannot_be_printed_is_pointed_to_and_the_others_stand():
    calls = CALLS.assign(name=["Åse 😀", "Mehmet Yılmaz", "Bo"])
    text = text_of(sheet(calls))
    assert "se arket Ringeliste" in text
    assert "R-0001" in text
    assert "Mehmet Yılmaz" in text


@pytest.mark.bench
@pytest.mark.parametrize("name", ["<b>Bo</b>", "{{ kommune }}", "#panic()", "*Bo* **Ek**", "[[Bo]]"])
def test_a_name_comes_out_as_it_is_written(name):
    assert name in text_of(sheet(CALLS.assign(name=[name, "Bo", "Ib"])))


@pytest.mark.bench
def test_nobody_to_ring_is_said():
    assert "Der er ingen opkald på listen." in text_of(sheet(CALLS.iloc[:0]))


@pytest.mark.bench
def test_many_long_codes_of_staffs_own_push_the_calls_up_and_not_off_the_page():
    codes = OUTCOMES.frame({"id": f"S-{n}", "code": str(n), "text": f"Svar {n} " + "ord " * 20} for n in range(1, 41))
    words = words_of(sheet(many(20), codes))
    first_code = min(word.top for word in words if word.page == 1 and word.text == "ord")
    assert max(word.bottom for word in words if word.page == 1 and word.text.startswith("B-")) < first_code
    assert max(word.bottom for word in words) < 210 - 3


def test_the_same_calls_give_the_same_bytes():
    assert sheet() == sheet()


def test_a_code_that_cannot_be_printed_is_told():
    with pytest.raises(TemplateFault, match=r"^ringeliste.da.txt: et tegn her, i et manuskript eller på arkene Indst"):
        sheet(codes=CODES.assign(text=["😀", "b", "c"]))
