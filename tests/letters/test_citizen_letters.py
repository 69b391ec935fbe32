"""Which citizens who could not be reached get a letter, and what it looks like."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.letters.mailing import TODAY, Office, people
from tests.letters.paper import facts_of, text_of, words_of
from tests.pictures import rows
from workbook.change import Change
from workbook.letters.printing import BUNDLE
from workbook.problems import NotProofed
from workbook.tables import CITIZENS, LETTERS_READY, LETTERS_SENT


def office(citizens, sent=None, today=TODAY, templates=None) -> Office:
    return Office(
        citizens=citizens, letters_sent=LETTERS_SENT.frame() if sent is None else sent, today=today, templates=templates
    )


def job(citizens, sent=None, today=TODAY, templates=None) -> Change:
    """Return what is sent of a proof that somebody found good."""
    mailing = office(citizens, sent, today, templates)
    mailing.proof()
    return mailing.send()


def proofed(citizens, sent=None) -> list[str]:
    mailing = office(citizens, sent)
    mailing.proof()
    return [row["citizen"] for row in mailing.ready.values()]


def receivers(change: Change) -> list[str]:
    return [row["citizen"] for row in change.of(LETTERS_SENT).inserts.values()]


def test_letters_go_to_those_who_could_not_be_reached_and_may_be_written_to():
    citizens = rows(
        CITIZENS,
        "id      state              name  address  postcode  city   protected  protected_until  gone  no_contact",
        "B-0001  Ikke truffet       Bo    Vejen 1  2635      Ishøj  -          -                -     -",
        "B-0002  Mangler telefon    Bo    Vejen 1  2635      Ishøj  Nej        -                Nej   Nej",
        "B-0003  Skal ringes op     Bo    Vejen 1  2635      Ishøj  -          -                -     -",
        "B-0004  Ikke truffet       Bo    Vejen 1  2635      Ishøj  Ja         -                -     -",
        "B-0005  Ikke truffet       Bo    Vejen 1  2635      Ishøj  Ja         2021-04-20       -     -",
        "B-0006  Ikke truffet       Bo    Vejen 1  2635      Ishøj  Ja         2021-04-19       -     -",
        "B-0007  Ikke truffet       Bo    Vejen 1  2635      Ishøj  -          -                Ja    -",
        "B-0008  Ikke truffet       Bo    Vejen 1  2635      Ishøj  -          -                -     Ja",
        "B-0009  Ikke truffet       Bo    -        2635      Ishøj  -          -                -     -",
        "B-0010  Må ikke kontaktes  Bo    Vejen 1  2635      Ishøj  -          -                -     -",
    )
    assert proofed(citizens) == ["B-0001", "B-0002", "B-0006"]


def test_nobody_gets_the_letter_twice_within_the_pause():
    citizens = people({}, {}, {}, {})
    sent = rows(
        LETTERS_SENT,
        "id       citizen  letter               printed_on",
        "BR-0001  B-0001   Brev til borger      2021-03-22",
        "BR-0002  B-0002   Brev til borger      2021-03-21",
        "BR-0003  B-0003   Brev til pårørende   2021-04-19",
        "BR-0004  B-0004   Brev til borger      -",
    )
    assert proofed(citizens, sent) == ["B-0002", "B-0003"]


def test_a_letter_that_was_taken_back_does_not_count():
    sent = rows(
        LETTERS_SENT,
        "id       citizen  letter           printed_on  voids",
        "BR-0001  B-0001   Brev til borger  2021-04-19  -",
        "BR-0002  B-0002   Brev til borger  2021-04-19  -",
        "BR-0003  B-0001   Brev til borger  2021-04-19  BR-0001",
    )
    assert proofed(people({}, {}), sent) == ["B-0001"]


def test_a_second_press_on_the_same_day_writes_to_nobody():
    mailing = office(people({}, {}))
    mailing.proof()
    mailing.send()
    assert mailing.proof().message == "Ingen skal have brev i dag."
    with pytest.raises(NotProofed):
        mailing.send()
    mailing.today += timedelta(days=30)
    mailing.proof()
    assert receivers(mailing.send()) == ["B-0001", "B-0002"]


def test_the_print_job_stands_on_breve():
    sent = rows(
        LETTERS_SENT,
        "id       job     citizen  letter           printed_on",
        "BR-0001  U-0007  B-0009   Brev til borger  2021-04-19",
    )
    change = job(people({}), sent)
    (row,) = change.of(LETTERS_SENT).inserts.values()
    version = row.pop("template_version")
    assert row == {
        "job": "U-0008",
        "citizen": "B-0001",
        "letter": "Brev til borger",
        "language": "Dansk",
        "channel": "Papir",
        "printed_on": TODAY,
        "printed_by": "ABC",
        "released_by": "ABC",
        "file": "2021-04-20 U-0008/Breve til borgere U-0008.pdf",
    }
    assert len(version) == len("12345678-12345678")
    assert [file.path for file in change.files] == ["Ud/2021-04-20 U-0008/Breve til borgere U-0008.pdf"]
    assert change.message == "1 brev er klar i mappen Ud/2021-04-20 U-0008 som udskrift U-0008."


@pytest.mark.parametrize(
    ("record", "column", "said"),
    [
        ({"protected": "Ja"}, "protected", "men navn og adresse er beskyttet."),
        ({"name": "Bo " * 70}, "address", "men navn og adresse fylder mere end de 5 linjer på 44 tegn"),
        ({"name": "B" * 45}, "address", "men navn og adresse fylder mere end de 5 linjer på 44 tegn"),
        ({"name": "Bo 😀"}, "name", "men brevet har et tegn, som skrifttypen ikke kan vise."),
        ({"address": "街 1"}, "name", "men brevet har et tegn, som skrifttypen ikke kan vise."),
    ],
)
def test_a_letter_that_cannot_be_made_stops_only_itself_and_is_told(record, column, said):
    mailing = office(people({}, record, {}))
    (problem,) = mailing.proof().problems
    assert receivers(mailing.send()) == ["B-0001", "B-0003"]
    assert (problem.kind, problem.table, problem.row_id, problem.column) == (
        "Brev ikke lavet",
        "citizens",
        "B-0002",
        column,
    )
    assert problem.message.startswith(f"Borgeren B-0002 skulle have et brev i dag, {said}")


@pytest.mark.parametrize("record", [{"address": None}, {"name": "\u202e"}])
def test_who_lacks_a_name_or_an_address_is_counted_and_gets_no_letter(record):
    change = office(people({}, record, {})).proof()
    assert [row["citizen"] for row in change.of(LETTERS_READY).inserts.values()] == ["B-0001", "B-0003"]
    assert change.problems == []
    assert change.message.endswith(
        "1 mangler navn eller adresse. Tryk på Opslagsliste for borgerne, eller se arket Pårørende."
    )


def test_when_nobody_can_be_printed_no_file_is_made():
    change = office(people({"name": "😀"})).proof()
    assert not change
    assert len(change.problems) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Emne: Brev\n\nKære {{ nvn }}\n", "borger.da.txt, linje 3: feltet “nvn” findes ikke"),
        ("Emne: Brev 😀\n\nKære {{ navn }}\n", "borger.da.txt: et tegn her"),
    ],
)
def test_a_fault_in_the_words_is_told_with_file_and_line_and_nobody_is_blamed(tmp_path, words, said):
    (tmp_path / "borger.da.txt").write_text(words, encoding="utf-8")
    change = office(people({}), templates=tmp_path).proof()
    (problem,) = change.problems
    assert said in problem.message
    assert (problem.row_id, change.files) == ("", [])


def test_staffs_own_words_are_the_ones_that_are_sent_and_noted(tmp_path):
    (tmp_path / "borger.da.txt").write_text("Emne: Brev\n\nKære {{ navn }}\n", encoding="utf-8")
    changes = job(people({}), templates=tmp_path), job(people({}))
    versions = {row["template_version"] for change in changes for row in change.of(LETTERS_SENT).inserts.values()}
    assert len(versions) == 2


def test_the_same_day_and_people_give_the_same_bytes():
    assert job(people({}, {})).files == job(people({}, {})).files


def test_the_order_of_the_sheet_changes_nothing():
    citizens = people({"name": "Bo Ek"}, {"name": "Ib Ask"}, {"name": "Eva Lund"})
    assert job(citizens.iloc[::-1]).files == job(citizens).files


@pytest.mark.bench
def test_one_letter_more_than_a_file_holds_makes_two_files_and_everyone_is_in_the_file_of_their_row():
    change = job(people(*({"name": f"Person{number} Hansen"} for number in range(1, BUNDLE + 2))))
    assert [file.path for file in change.files] == [
        "Ud/2021-04-20 U-0001/Breve til borgere U-0001 del 1.pdf",
        "Ud/2021-04-20 U-0001/Breve til borgere U-0001 del 2.pdf",
    ]
    assert [facts_of(file.content)["Pages"] for file in change.files] == [str(2 * BUNDLE), "2"]
    texts = {file.path.removeprefix("Ud/"): text_of(file.content) for file in change.files}
    for row in change.of(LETTERS_SENT).inserts.values():
        assert f"Kære Person{int(row['citizen'][2:])} Hansen\n" in texts[row["file"]]
    assert change.message.startswith(f"{BUNDLE + 1} breve er klar")


HOSTILE = [
    "<b>Bo</b>",
    "{{ navn }}",
    "{% for a in b %}",
    '#panic("x")',
    '#read("/etc/passwd")',
    "*Bo* _Ek_ $x$ `y` @z",
    "**Bo**",
    "= Bo",
    "\\u{1f600}",
    "//Bo",
    "[[Bo]]",
    "=1+1",
    "Zoë Łukasz Đặng",
]


@pytest.mark.bench
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_comes_out_as_it_is_written(name):
    text = text_of(job(people({"name": name})).files[0].content)
    assert text.count(name) == 2


@pytest.mark.bench
@pytest.mark.parametrize(
    ("name", "printed"),
    [("Bo\u202e Ek", "Bo Ek"), ("Bo\nEk", "Bo Ek"), ("Bo\x07 Ek\x7f", "Bo Ek"), ("Bo\ue000 Ek\ufeff", "Bo Ek")],
)
def test_signs_that_no_paper_can_hold_are_left_out(name, printed):
    assert f"Kære {printed}\n" in text_of(job(people({"name": name})).files[0].content)


@pytest.mark.bench
def test_the_letter_reads_as_it_was_approved(golden):
    assert text_of(job(people({})).files[0].content) == golden("citizen letter.txt")


@pytest.mark.bench
@pytest.mark.parametrize(
    "record",
    [
        {},
        {"name": "Maximiliane Wilhelmine Alexandrine von Wedel-Wedellsborg til Møllegård"},
        {"name": "W" * 44, "address": "Æ" * 44},
        {"name": "Bo Ek " * 14},
    ],
)
def test_the_address_and_nothing_else_stands_in_the_envelopes_window(record):
    citizen = people(record)
    words = [word for word in words_of(job(citizen).files[0].content) if word.page == 1]
    inside = [word for word in words if word.right > 20 and word.left < 110 and word.bottom > 44 and word.top < 70]
    assert all(word.left >= 20 and word.right <= 110 and word.top >= 44 and word.bottom <= 70 for word in inside)
    row = citizen.loc["B-0001"]
    expected = f"{row['name']} {row['address']} {row['postcode']} {row['city']}".split()
    assert [word.text for word in inside] == expected


@pytest.mark.bench
def test_the_file_is_tagged_and_says_nothing_of_anybody_in_its_properties():
    pdf = job(people({})).files[0].content
    facts = facts_of(pdf)
    assert facts["Tagged"] == "yes"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert facts["Title"] == "Breve til borgere U-0001"
    assert facts["Author"] == "Ishøj Kommune"
    assert facts["Page size"].endswith("(A4)")


@pytest.mark.bench
def test_each_letter_begins_on_an_odd_page_and_counts_its_own(tmp_path):
    (tmp_path / "oplysninger.da.txt").write_text("Emne: Oplysninger\n\nKort.\n", encoding="utf-8")
    pdf = job(people({}, {}), templates=tmp_path).files[0].content
    words = words_of(pdf)
    assert facts_of(pdf)["Pages"] == "3"
    assert {word.page for word in words} == {1, 3}
    assert text_of(pdf).count("Side 1 af 1") == 2


@pytest.mark.bench
def test_long_words_go_on_to_the_next_page_and_none_is_lost(tmp_path):
    said = "".join(f"\nord{number}\n" for number in range(200))
    for name in ("borger.da.txt", "oplysninger.da.txt"):
        (tmp_path / name).write_text(f"Emne: Langt\n{said}", encoding="utf-8")
    words = words_of(job(people({}), templates=tmp_path).files[0].content)
    assert sorted(word.text for word in words if word.text.startswith("ord")) == sorted(2 * said.split())
    assert max(word.bottom for word in words) < 297 - 10


@pytest.mark.bench
def test_a_letter_tells_nothing_of_the_register_but_name_and_address():
    canary = {
        "cpr": "3102501234",
        "phone": "12345678",
        "phone2": "87654321",
        "services": "Kanarieindsats",
        "target_group": 7777,
        "note": "Kanarienote",
        "why_now": "Kanariegrund",
        "household": "Kanariehus",
        "language": "Tyrkisk",
    }
    pdf = job(people(canary)).files[0].content
    shown = text_of(pdf) + str(facts_of(pdf))
    assert not [value for value in map(str, canary.values()) if value in shown]
