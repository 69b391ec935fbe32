"""From proof to post: nothing goes out unseen, to nobody who must not have it, and never to somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.letters.mailing import SETTINGS, Office, people
from tests.letters.paper import facts_of, text_of
from tests.pictures import rows
from workbook.letters.pile import TO_CITIZENS, TO_RELATIVES
from workbook.problems import Ask, ChangedSinceProof, JobTakenBack, NotProofed, ReleasedByProofer
from workbook.tables import BOOKINGS, CALLS, CITIZENS, LETTERS_READY, LETTERS_SENT, RELATIVES, RIDES, SITES
from workbook.words import Language, YesNo

NAMES = ({"name": "Bo Ek"}, {"name": "Ib Ask"}, {"name": "Eva Lund"}, {"name": "Åse Dam"})
HOME = {"address": "Engvej 3", "postcode": "2635", "city": "Ishøj"}


def relatives(*records):
    return RELATIVES.frame(
        {"id": f"P-{number:04d}", "citizen": "B-0001", "name": f"Pårørende {number}", **HOME, **record}
        for number, record in enumerate(records, start=1)
    )


def with_time(**more):
    """Return an office in which Bo Ek has a time, and a ride to it."""
    return Office(
        citizens=people({"name": "Bo Ek"}, state="Har tid"),
        bookings=rows(
            BOOKINGS,
            "id      citizen  dose  site            date        time   state",
            "T-0001  B-0001   1     Brøndby Hallen  2021-05-04  10:30  Tid fået",
        ),
        sites=rows(
            SITES, "id  name  address  postcode  city", "ST-0001  Brøndby Hallen  Brøndby Stadion 10  2605  Brøndby"
        ),
        rides=rows(RIDES, "id  citizen  leg  date  promised", "K-0001  B-0001  Ud  2021-05-04  09:50"),
        **more,
    )


# What was seen is what is sent


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
        (tmp_path / "citizen.da.txt").write_text(words, "utf-8")
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


# What the papers say


@pytest.mark.bench
@pytest.mark.parametrize(("consent", "tells"), [(None, False), ("Ringe", False), ("Skrive", True)])
def test_a_relative_is_told_what_it_is_about_only_with_consent_to_write(consent, tells):
    office = Office(citizens=people({}), relatives=relatives({"consent": consent}))
    office.proof()
    text = text_of(office.send(TO_RELATIVES).files[0].content)
    assert ("vaccin" in text.lower()) == tells
    assert "Kære Pårørende 1" in text


@pytest.mark.bench
def test_a_confirmation_says_the_time_and_the_ride_once_and_again_when_the_time_is_another():
    office = with_time()
    office.proof()
    text = text_of(office.send().files[0].content)
    assert all(said in text for said in ("4. maj 2021 kl. 10.30", "Brøndby Hallen", "9.45 og 10.05"))
    assert office.sent["BR-0001"]["about"] == "T-0001: 4/5 2021 kl. 10.30, Brøndby Hallen, hentes 09.45-10.05"
    office.today += timedelta(days=10)
    office.proof()
    assert office.ready == {}
    office.type(BOOKINGS, "T-0001", date=date(2021, 5, 6))
    office.proof()
    assert [row["letter"] for row in office.ready.values()] == ["Bekræftelse"]


@pytest.mark.parametrize(
    ("columns", "ride", "told"),
    [
        ("promised  pick_up  told_from  told_to", "-  09:40  09:35  09:55", "hentes 09.35-09.55"),
        ("promised  pick_up  told_from  told_to", "09:50  09:46  09:41  10:01", "hentes 09.45-10.05"),
        ("promised  pick_up  told_from  told_to", "09:50  10:20  10:15  10:35", "hentes 10.15-10.35"),
        ("promised  pick_up", "-  09:40", "hentes 09.35-09.55"),
        ("promised  pick_up", "-  -", "kørsel"),
        ("result", "Aflyst", ""),
    ],
    ids=["as planned", "as promised", "another than promised", "typed by hand", "not planned", "called off"],
)
def test_a_confirmation_tells_when_the_vehicle_comes_as_it_stands_on_rides(columns, ride, told):
    office = with_time()
    office.tables["rides"] = rows(
        RIDES, f"id  citizen  leg  date  {columns}", f"K-0001  B-0001  Ud  2021-05-04  {ride}"
    )
    office.proof()
    (row,) = office.ready.values()
    assert row["about"] == ", ".join(filter(None, ("T-0001: 4/5 2021 kl. 10.30, Brøndby Hallen", told)))


@pytest.mark.bench
def test_who_asked_to_be_driven_is_told_so_before_the_ride_is_planned():
    said = rows(CALLS, "id  citizen  date  transport", "O-0001  B-0001  2021-04-12  Kommunal kørsel")
    office = with_time(calls=said)
    office.tables["rides"] = RIDES.frame()
    office.proof()
    text = " ".join(text_of(office.send().files[0].content).split())
    assert "Du får besked om, hvornår vi kommer." in text
    assert "Du sørger selv" not in text


@pytest.mark.bench
def test_a_letter_after_a_delay_says_which_it_replaces_and_so_does_breve():
    office = with_time(relatives=relatives({"consent": "Ringe, skrive og oplyse tid"}))
    office.proof()
    assert "erstatter" not in text_of(office.send().files[0].content)
    office.send(TO_RELATIVES)
    office.today += timedelta(days=3)
    office.type(RIDES, "K-0001", pick_up=time(10, 20))
    office.proof()
    letters = [text_of(office.send(kinds).files[0].content) for kinds in (TO_CITIZENS, TO_RELATIVES)]
    for text in letters:
        assert "Dette brev erstatter vores brev af 20. april 2021." in text
        assert "10.15 og 10.35" in text
    assert [row.get("replaces") for row in office.sent.values()] == [None, None, "BR-0001", "BR-0002"]
    office.proof()
    assert office.ready == {}


def test_a_reminder_goes_out_so_many_days_before_as_the_office_says():
    for days, expected in ((0, ["Bekræftelse"]), (14, ["Bekræftelse", "Påmindelse"])):
        office = with_time(settings=replace(SETTINGS, reminder_days=days))
        office.proof()
        assert [row["letter"] for row in office.ready.values()] == expected


def test_only_a_relative_with_consent_to_all_is_told_the_time():
    for consent, count in (("Skrive", 0), ("Oplyse tid", 0), ("Ringe, skrive og oplyse tid", 1)):
        office = with_time(relatives=relatives({"consent": consent}))
        office.proof()
        assert [row["letter"] for row in office.ready.values()].count("Brev til pårørende") == count


def test_a_proof_asks_which_letters_where_there_are_several_kinds():
    office = Office(citizens=people({}), relatives=relatives({}))
    question = office.ask()
    assert isinstance(question, Ask)
    assert question.choices == ["Alle", "Breve til borgere", "Breve til pårørende"]
    office.proof("Breve til pårørende")
    office.proof("Breve til borgere")
    assert [(row["letter"], row["job"]) for row in office.ready.values()] == [
        ("Brev til pårørende", "U-0001"),
        ("Brev til borger", "U-0002"),
    ]


@pytest.mark.bench
def test_a_line_of_ones_own_is_shown_in_the_proof_as_it_was_typed_and_goes_with_the_letter():
    line = "**Husk** {{ nøglen }} <b>#panic</b>"
    office = Office(citizens=people(*NAMES))
    office.proof()
    office.type(LETTERS_READY, "PB-0004", line=line)
    assert " ".join(text_of(office.proof().files[0].content).split()).count(line) == 2  # in the list, and the letter
    assert text_of(office.send().files[0].content).count(line) == 1
    assert [row.get("line") for row in office.sent.values()] == [None, None, None, line]
    assert office.ready == {}


def test_a_line_that_a_letter_cannot_say_is_told():
    office = Office(citizens=people({}), relatives=relatives({}))
    office.proof()
    office.type(LETTERS_READY, "PB-0002", line="Det gælder vaccination")
    (problem,) = office.proof().problems
    assert (problem.table, problem.row_id) == ("relatives", "P-0001")
    assert "uden sin egen linje" in problem.message


@pytest.mark.bench
def test_the_proof_lists_everyone_and_shows_the_longest_each_language_and_a_line_of_ones_own(tmp_path):
    for name in ("citizen", "privacy"):
        (tmp_path / f"{name}.tr.txt").write_text("Emne: Mektup\nGodkendt af: A. B.\n\nSayın okur\n", "utf-8")
    records = [{"name": f"Person{number} Hansen"} for number in range(1, 30)]
    records[11] |= {"name": "Maximiliane Wilhelmine von Wedel-Wedellsborg"}
    records[20] |= {"language": "Tyrkisk"}
    records[25] |= {"language": "Polsk"}
    office = Office(citizens=people(*records), templates=tmp_path)
    office.proof()
    office.type(LETTERS_READY, "PB-0024", line="En egen linje")
    pdf = office.proof().files[0].content
    text = text_of(pdf)
    assert all(f"Person{number} Hansen" in text for number in range(1, 30) if number != 12)
    assert text.count("PRØVE: brevet er ikke sendt.") == 4  # the first Danish one, the longest, Turkish, the own line
    assert "Sayın okur" in text
    assert text.count("UDKAST: ingen oversætter") == 1
    assert facts_of(pdf)["Tagged"] == "yes"
    languages = {row["citizen"]: row["language"] for row in office.ready.values()}
    assert (languages["B-0021"], languages["B-0026"]) == (Language.TURKISH, Language.DANISH)
    office.send()
    copies = [file for file in office.files if "Kopi til sagen" in file.path]
    assert "KOPI TIL SAGEN: brevet er sendt på tyrkisk." in text_of(copies[0].content)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (b"Emne: x\nGodkendt af:\n\n{{ nvn }}\n", "citizen.tr.txt, linje 4: feltet “nvn”"),
        ("Emne: x\nGodkendt af:\n\nMerhaba 😀\n".encode(), "citizen.tr.txt: et tegn her"),
        ("Emne: x\nGodkendt af:\n\ns\xf6z".encode("cp1254"), "citizen.tr.txt, linje 4: bogstaverne kan ikke læses"),
    ],
    ids=["field", "shape", "letters"],
)
def test_a_broken_draft_is_told_and_the_danish_letters_of_its_speakers_are_sent(tmp_path, words, said):
    (tmp_path / "citizen.tr.txt").write_bytes(words)
    office = Office(citizens=people({"language": "Tyrkisk"}, {}), templates=tmp_path)
    (problem,) = office.proof().problems
    assert problem.message.startswith(f"Udkastet på tyrkisk er ikke med i prøven, og brevene er på dansk. {said}")
    office.send()
    assert [(row["citizen"], row["language"]) for row in office.sent.values()] == [
        ("B-0001", "Dansk"),
        ("B-0002", "Dansk"),
    ]


def test_digital_post_is_a_file_each_named_by_id_and_a_list_without_anything_about_people():
    records = [{"name": "Kanarie Ek", "cpr": "3102501234"}, {"exempt": "Ja"}, {"cpr_kind": "eCPR"}, {}]
    office = Office(citizens=people(*records), settings=replace(SETTINGS, digital_post=YesNo.YES))
    office.proof()
    change = office.send()
    files = {file.path: file.content for file in change.files}
    assert list(files) == [
        "Ud/2021-04-20 U-0001/Breve til borgere U-0001.pdf",
        "Ud/2021-04-20 U-0001/Digital Post/BR-0001.pdf",
        "Ud/2021-04-20 U-0001/Digital Post/BR-0004.pdf",
        "Ud/2021-04-20 U-0001/Fordeling.csv",
    ]
    assert files["Ud/2021-04-20 U-0001/Fordeling.csv"].decode("utf-8-sig").splitlines() == [
        "Brev;Borgernr.;Fil;Kanal",
        "BR-0001;B-0001;Digital Post/BR-0001.pdf;Digital Post",
        "BR-0002;B-0002;Breve til borgere U-0001.pdf;Papir",
        "BR-0003;B-0003;Breve til borgere U-0001.pdf;Papir",
        "BR-0004;B-0004;Digital Post/BR-0004.pdf;Digital Post",
    ]
    assert "2 af dem er til Digital Post" in change.message


@pytest.mark.bench
def test_no_paper_of_a_job_holds_a_cpr_number_and_no_property_or_name_of_a_file_a_person():
    canary = {
        "name": "Kanarie Ek",
        "cpr": "3102501234",
        "note": "Kanarienote",
        "phone": "87654321",
        "answer": "Kanarie",
    }
    office = Office(
        citizens=people(canary),
        relatives=relatives({"name": "Kanarie To"}),
        settings=replace(SETTINGS, digital_post=YesNo.YES),
    )
    files = [*office.proof().files, *office.send().files, *office.send(TO_RELATIVES).files]
    said = " ".join(text_of(file.content) for file in files if file.path.endswith(".pdf"))
    outside = " ".join(str(facts_of(file.content)) for file in files if file.path.endswith(".pdf"))
    outside += " ".join(file.path for file in files) + files[-2].content.decode("utf-8", "replace")
    assert "Kanarie Ek" in said
    assert not [word for word in ("3102501234", "310250", "Kanarienote", "87654321") if word in said + outside]
    assert "Kanarie" not in outside
