"""The call sheet on paper."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.letters.paper import facts_of, text_of, words_of
from tests.pictures import rows
from workbook.letters import call_sheet_pdf, template_folders
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.tables import CALL_SHEET, OUTCOMES

TODAY = date(2021, 4, 20)
SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne og Velfærd")

CODES = rows(
    OUTCOMES,
    "id      code  text",
    "S-0001  1     Ikke svar",
    "S-0002  9     Ja, vil have hjælp til booking",
    "S-0003  13    Ønsker ikke vaccination",
)
CALLS = rows(
    CALL_SHEET,
    "id      citizen  name           phone        phone2    why_now                   language  last_answer  address",
    "R-0001  B-0007   Åse Sørensen   12 34 56 78  -         Bad os ringe i dag        Dansk     Ring igen    Vejen 1",
    "R-0002  B-0002   Mehmet Yılmaz  23456789     34567890  På listen for første gang  Tyrkisk   -            -",
)


def sheet(calls=CALLS, codes=CODES, templates=None) -> bytes:
    return call_sheet_pdf(calls, codes, SETTINGS, templates or template_folders(), TODAY, "ABC")


def many(count: int):
    return CALL_SHEET.frame({"id": f"R-{n:04d}", "citizen": f"B-{n:04d}", "name": f"Bo {n}"} for n in range(count))


@pytest.mark.bench
def test_the_call_sheet_reads_as_it_was_approved(golden):
    assert text_of(sheet()) == golden("call sheet.txt")


@pytest.mark.bench
def test_every_page_has_the_headings_the_codes_the_page_and_the_word_confidential():
    pdf = sheet(many(40))
    pages = int(facts_of(pdf)["Pages"])
    words = [(word.page, word.text) for word in words_of(pdf)]
    assert pages > 2
    for word in ("Fortroligt", "Bemærkning", "booking", "13", "Side", "Ishøj"):
        assert {page for page, text in words if text == word} == set(range(1, pages + 1)), word
    assert f"Side {pages} af {pages}" in text_of(pdf)


@pytest.mark.bench
def test_everyone_stands_there_once_in_the_order_of_the_sheet():
    calls = many(40)
    numbers = [word.text for word in words_of(sheet(calls)) if word.text.startswith("B-")]
    assert numbers == calls["citizen"].tolist()


@pytest.mark.bench
def test_it_lies_down_and_is_tagged():
    facts = facts_of(sheet())
    assert facts["Page size"].startswith("841.89 x 595.276")
    assert facts["Tagged"] == "yes"
    assert facts["Title"] == "Ringeliste 20. april 2021"


@pytest.mark.bench
def test_a_call_that_has_its_answer_is_not_printed():
    calls = CALLS.assign(outcome=pd.Series(["Ikke svar", None], CALLS.index, dtype=object))
    text = text_of(sheet(calls))
    assert "Sørensen" not in text
    assert "Mehmet Yılmaz" in text
    assert "1 opkald" in text


@pytest.mark.bench
def test_a_person_who_cannot_be_printed_is_pointed_to_and_the_others_stand():
    calls = CALLS.assign(name=["Åse 😀", "Mehmet Yılmaz"])
    text = text_of(sheet(calls))
    assert "B-0007 se arket Ringeliste" in text
    assert "Mehmet Yılmaz" in text


@pytest.mark.bench
@pytest.mark.parametrize("name", ["<b>Bo</b>", "{{ kommune }}", "#panic()", "*Bo* **Ek**", "[[Bo]]"])
def test_a_name_comes_out_as_it_is_written(name):
    assert name in text_of(sheet(CALLS.assign(name=[name, "Bo"])))


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
    with pytest.raises(TemplateFault, match=r"^call_sheet.da.txt: et tegn her eller på arkene Indstillinger og Svark"):
        sheet(codes=CODES.assign(text=["😀", "b", "c"]))
