"""From proof to post: what stands on the papers, and whom they tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tests.letters.mailing import NAMES, SETTINGS, Office, people, relatives, with_time
from tests.letters.paper import facts_of, text_of
from tests.pictures import rows
from workbook.letters.pile import TO_CITIZENS, TO_RELATIVES
from workbook.problems import Ask
from workbook.tables import BOOKINGS, CALLS, LETTERS_READY, RIDES
from workbook.words import Language, YesNo


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


@pytest.mark.bench
def test_a_confirmation_says_which_jab_it_is_about_where_there_are_two():
    for doses, told in ((2, "4. maj 2021 kl. 10.30 Tiden er til 2. stik. Brøndby Hallen"), (1, "10.30 Brøndby Hallen")):
        office = with_time(settings=replace(SETTINGS, doses=doses))
        office.type(BOOKINGS, "T-0001", dose=2)
        office.proof()
        assert told in " ".join(text_of(office.send().files[0].content).split())


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
def test_a_letter_that_tells_when_the_vehicle_comes_promises_it_and_makes_no_other_letter_due():
    office = with_time()
    office.type(RIDES, "K-0001", promised=None, pick_up=time(9, 40))
    office.proof()
    office.send()
    assert office.read(RIDES)["promised"].tolist() == [time(9, 40)]
    for pick_up in (time(9, 40), time(9, 35), time(9, 50)):  # as far as a plan may move what was promised
        office.type(RIDES, "K-0001", pick_up=pick_up)
        office.proof()
        assert (pick_up, office.ready) == (pick_up, {})
    office.type(RIDES, "K-0001", pick_up=time(10, 20), ring="Venter vognen kl. 9.40, men den kommer kl. 10.20.")
    office.proof()
    office.send()
    assert office.read(RIDES)[["promised", "ring"]].to_numpy().tolist() == [[time(10, 20), None]]


@pytest.mark.bench
def test_a_letter_that_says_nothing_of_the_minutes_promises_none():
    office = with_time(calls=rows(CALLS, "id  citizen  date  transport", "O-0001  B-0001  2021-04-12  Kommunal kørsel"))
    office.type(RIDES, "K-0001", promised=None)
    office.proof()
    office.send()
    assert office.read(RIDES)["promised"].tolist() == [None]


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
    for name in ("borger", "oplysninger"):
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
        (b"Emne: x\nGodkendt af:\n\n{{ nvn }}\n", "borger.tr.txt, linje 4: feltet “nvn”"),
        ("Emne: x\nGodkendt af:\n\nMerhaba 😀\n".encode(), "borger.tr.txt: et tegn her"),
        ("Emne: x\nGodkendt af:\n\ns\xf6z".encode("cp1254"), "borger.tr.txt, linje 4: bogstaverne kan ikke læses"),
    ],
    ids=["field", "shape", "letters"],
)
def test_a_broken_draft_is_told_and_the_danish_letters_of_its_speakers_are_sent(tmp_path, words, said):
    (tmp_path / "borger.tr.txt").write_bytes(words)
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
