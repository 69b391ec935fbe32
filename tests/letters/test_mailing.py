"""From proof to post: nothing goes out unseen, to nobody who must not have it, and never to somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.letters.mailing import NAMES, SETTINGS, Office, people, relatives
from workbook.letters.pile import TO_RELATIVES
from workbook.problems import ChangedSinceProof, JobTakenBack, NotProofed, ReleasedByProofer
from workbook.tables import CITIZENS, LETTERS_READY, LETTERS_SENT
from workbook.words import YesNo


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(*(st.permutations([f"{prefix}-{n:04d}" for n in range(1, 5)]) for prefix in ("B", "B", "PB")))
def test_sorting_any_sheet_between_proof_and_print_changes_nothing_in_who_gets_what(before, after, pile):
    plain, sorted_ = Office(citizens=people(*NAMES)), Office(citizens=people(*NAMES))
    for office in (plain, sorted_):
        office.proof()
        office.type(LETTERS_READY, "PB-0002", line="Hilsen fra Ib's sagsbehandler")
    sorted_.sort(CITIZENS, before)
    sorted_.sort(LETTERS_READY, pile)
    plain.proof()
    sorted_.proof()
    sorted_.sort(CITIZENS, after)
    sorted_.sort(LETTERS_READY, reversed(pile))
    assert sorted_.send().files == plain.send().files
    assert sorted_.sent == plain.sent


@pytest.mark.parametrize(
    ("table", "row_id", "cells", "named"),
    [
        (CITIZENS, "B-0002", {"name": "Ib Asp"}, "B-0002"),
        (CITIZENS, "B-0003", {"address": "Ny Vej 1"}, "B-0003"),
        (CITIZENS, "B-0001", {"address": None}, "B-0001"),
        (LETTERS_READY, "PB-0004", {"line": "En ny linje"}, "B-0004"),
        (LETTERS_READY, "PB-0004", {"citizen": "B-0001"}, "B-0001"),
        (LETTERS_READY, "PB-0004", {"fingerprint": None}, "B-0004"),
        (LETTERS_READY, "PB-0004", {"job": "../U-0001"}, "B-0004"),
        (LETTERS_READY, "PB-0004", {"made_by": "XYZ"}, "B-0004"),
    ],
)
def test_a_change_since_the_proof_is_refused_and_named_by_id_and_never_by_value(table, row_id, cells, named):
    office = Office(citizens=people(*NAMES))
    office.proof()
    office.type(table, row_id, **cells)
    with pytest.raises(ChangedSinceProof) as refused:
        office.send()
    assert f"prøveudskriften blev lavet: {named}. Der er ikke skrevet noget ud." in str(refused.value)
    assert office.sent == {}


def test_a_template_changed_since_the_proof_is_refused_and_so_is_a_setting(tmp_path):
    office = Office(citizens=people(*NAMES), templates=tmp_path)
    office.proof()
    office.settings = replace(SETTINGS, office_phone="11 22 33 44")
    with pytest.raises(ChangedSinceProof, match=r"lavet: arket Indstillinger\. "):
        office.send()
    office.settings = SETTINGS
    for words in ("Emne: Brev\n\nKære {{ navn }}\n", "Emne: Brev\n\nKære {{ nvn }}\n"):
        (tmp_path / "borger.da.txt").write_text(words, "utf-8")
        with pytest.raises(ChangedSinceProof, match=r"lavet: skabelonerne\. "):
            office.send()


def test_what_the_letter_does_not_say_may_change_and_so_may_the_day():
    office = Office(citizens=people(*NAMES))
    office.proof()
    office.type(CITIZENS, "B-0001", note="Ring efter kl. 12", phone="12345678")
    office.today += timedelta(days=1)
    assert len(office.send().of(LETTERS_SENT).inserts) == 4


def test_without_a_proof_nothing_is_sent_and_who_is_new_waits_for_the_next():
    office = Office(citizens=people({}))
    with pytest.raises(NotProofed):
        office.send()
    office.proof()
    office.tables["citizens"] = people({}, {})
    assert office.send().message.endswith("1 til kan få brev. Tryk på Prøveudskrift for at få dem med.")
    assert [row["citizen"] for row in office.sent.values()] == ["B-0001"]


def test_a_row_that_somebody_deletes_from_the_proof_is_not_sent():
    office = Office(citizens=people(*NAMES))
    office.proof()
    office.sort(LETTERS_READY, ["PB-0001", "PB-0003"])
    office.send()
    assert [row["citizen"] for row in office.sent.values()] == ["B-0001", "B-0003"]


@pytest.mark.parametrize(
    ("second", "user", "sent"),
    [(YesNo.YES, "ABC", 0), (YesNo.YES, " abc", 0), (YesNo.YES, "XYZ", 1), (YesNo.NO, "ABC", 1)],
)
def test_a_second_person_releases_where_the_office_says_so(second, user, sent):
    office = Office(citizens=people({}), settings=replace(SETTINGS, second_person=second))
    office.proof()
    office.user = user
    if sent:
        office.send()
    else:
        with pytest.raises(ReleasedByProofer):
            office.send()
    assert [(row["printed_by"], row["released_by"]) for row in office.sent.values()] == [("ABC", user)] * sent


def test_a_job_that_was_taken_back_is_not_sent_again():
    office = Office(citizens=people({}))
    office.proof()
    ready = office.read(LETTERS_READY)
    office.send()
    office.tables["letters_ready"] = ready
    office.tables["letters_sent"] = LETTERS_SENT.frame(
        [
            *({"id": row_id, **row} for row_id, row in office.sent.items()),
            {"id": "BR-0002", **office.sent["BR-0001"], "voids": "BR-0001"},
        ]
    )
    with pytest.raises(JobTakenBack, match="Udskrift U-0001 er taget tilbage"):
        office.send()
    office.proof()
    assert office.send().files[0].path == "Ud/2021-04-20 U-0002/Breve til borgere U-0002.pdf"


# Who must not have it


@pytest.mark.parametrize(
    "cells",
    [{"gone": "Ja"}, {"no_contact": "Ja"}, {"protected": "Ja"}, {"state": "Skal ringes op"}, {"state": "Booker selv"}],
)
def test_a_letter_that_must_no_longer_go_leaves_the_proof_and_the_others_go(cells):
    office = Office(citizens=people(*NAMES), relatives=relatives({}))
    office.proof()
    office.type(CITIZENS, "B-0001", **cells)
    told = office.take_off().message
    assert told == "Taget af arket Prøveudskrift, fordi brevet ikke længere skal sendes: B-0001, P-0001."
    office.send()
    assert [row["citizen"] for row in office.sent.values()] == ["B-0002", "B-0003", "B-0004"]


@pytest.mark.parametrize(
    ("records", "wanted"),
    [
        ([{"order": 2}, {"order": 1}], "P-0002"),
        ([{"order": 1, "may_contact": "Nej"}, {"order": 2}], "P-0002"),
        ([{"order": 1, "address": None}, {}], "P-0002"),
        ([{"may_contact": "Nej"}], None),
    ],
)
def test_the_first_relative_who_may_be_contacted_gets_the_letter(records, wanted):
    office = Office(citizens=people({}), relatives=relatives(*records))
    office.proof()
    assert [row["relative"] for row in office.ready.values() if "relative" in row] == ([wanted] if wanted else [])


@pytest.mark.parametrize("cells", [{"gone": "Ja"}, {"no_contact": "Ja"}, {"protected": "Ja"}, {"state": "Ønsker ikke"}])
def test_nobody_writes_to_the_relatives_of_somebody_who_must_not_be_contacted(cells):
    office = Office(citizens=people({}), relatives=relatives({}))
    office.type(CITIZENS, "B-0001", **cells)
    change = office.proof()
    assert office.ready == {}
    assert len(change.problems) == (cells == {"protected": "Ja"}) * 2


def test_a_relative_gets_no_second_letter_within_the_pause():
    office = Office(citizens=people({}), relatives=relatives({}))
    office.proof()
    office.send(TO_RELATIVES)
    office.today += timedelta(days=29)
    office.proof()
    assert [row.get("relative") for row in office.ready.values()] == [None]


def test_a_proof_of_one_letter_speaks_of_one_and_of_two_of_them():
    proofs = [Office(citizens=people(*[{}] * count)).proof() for count in (1, 2)]
    assert [f"Send {them} med" in proof.message for them, proof in zip(("det", "dem"), proofs, strict=True)] == [
        True
    ] * 2
