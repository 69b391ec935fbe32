"""What callers say, and what they may not say yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.pictures import ids, rows
from workbook.calls.attempts import attempts_by_citizen, outcomes_by_text
from workbook.calls.facts import Facts
from workbook.calls.situations import situation
from workbook.change import settle
from workbook.letters.files import find_wording, shipped, template_folders
from workbook.letters.quiet import MATTER, told
from workbook.letters.script_sheet import script_sheet
from workbook.letters.scripts import FIELDS, STOP, STOP_RELATIVE, file_name, script
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.starting import starting_tables
from workbook.tables import CALLS, SCRIPTS
from workbook.words import LANGUAGE_CODES, Field, Language, Situation

SETTINGS = Settings(municipality="Ishøj Kommune", office_phone="43 57 70 00", booking_phone="70 20 00 00")
OUTCOMES = outcomes_by_text(starting_tables()["outcomes"])
FACTS = {
    Field.NAME: "Åse Sørensen",
    Field.RELATIVE: "Ib Sørensen",
    Field.CONSENT: "Ja",
    Field.APPOINTMENT: "20. april kl. 10.30 i Brøndby Hallen",
}
SHIPPED = [
    (kind, language)
    for kind in Situation
    for language in LANGUAGE_CODES
    if (shipped("breve") / file_name(kind, language)).exists()
]


def text_of(kind, language=Language.DANISH, facts=FACTS, templates=None) -> str:
    """Return the script with plain spaces in its numbers."""
    return script(kind, language, facts, templates or template_folders(), SETTINGS).text.replace("\u00a0", " ")


def before_the_stop(text: str) -> str:
    return text.partition("STOP:")[0]


@pytest.fixture
def own(tmp_path):
    """Return a function that writes the office's own file and gives the folders where it is found first."""

    def write(name: str, text: str):
        path = tmp_path / "Skabeloner" / "manus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return template_folders(tmp_path)

    return write


@pytest.mark.parametrize("kind", Situation)
def test_there_is_a_danish_script_for_every_situation(kind):
    assert (kind, Language.DANISH) in SHIPPED


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_nobody_hears_what_it_is_about_before_we_know_who_is_there(kind, language):
    text = script(kind, language, FACTS, template_folders(), SETTINGS)
    for words in filter(None, (text.danish, text.own)):
        kinds = [block.kind for block in words.blocks]
        above = words.blocks[: kinds.index("mark")] if "mark" in kinds else words.blocks
        said = [run.text for block in above for line in block.lines for run in line]
        assert list(told([words.subject, *said])) == []
        assert kinds.count("mark") == (kind is not Situation.MACHINE)


@pytest.mark.parametrize("language", [language for kind, language in SHIPPED if kind is Situation.FIRST])
def test_below_the_stop_every_language_says_what_it_is_about(language):
    lines = find_wording(template_folders(), file_name(Situation.FIRST, language)).read_text("utf-8").splitlines()
    assert {word for _, word in told(lines)} & set(MATTER[language])


def test_an_answering_machine_hears_no_name():
    assert Field.NAME not in FIELDS[Situation.MACHINE]
    assert text_of(Situation.MACHINE).startswith(
        "“Goddag, mit navn er [dit navn], og jeg ringer fra Ishøj Kommune. Vi vil gerne tale med dig. "
        "Ring til os på 43 57 70 00, hverdage kl. 9-15."
    )


def test_a_relative_hears_what_it_is_about_only_with_consent():
    with_consent = text_of(Situation.RELATIVE)
    without = text_of(Situation.RELATIVE, facts=FACTS | {Field.CONSENT: None})
    assert "vaccination" in with_consent
    assert list(told([without])) == []
    assert "Vil du bede Åse Sørensen ringe til os på 43 57 70 00" in without
    assert "Åse" not in before_the_stop(with_consent) + before_the_stop(without)
    assert STOP_RELATIVE in without


def test_a_script_is_the_office_s_words_with_what_is_known():
    text = text_of(Situation.TELL_TIME)
    assert "Kan jeg tale med Åse Sørensen?" in before_the_stop(text)
    assert "“Du har fået en tid: 20. april kl. 10.30 i Brøndby Hallen.”" in text
    assert STOP in text


def test_what_is_not_known_stands_in_brackets():
    text = text_of(Situation.TELL_TIME, facts={})
    assert "Kan jeg tale med [borgerens navn]?" in text
    assert "[dagen, klokkeslættet og stedet]" in text


@pytest.mark.parametrize("name", ["**Bo**", "[[hvem]]", "{{ cpr }}", "- Bo", "<b>Bo</b>", "#panic()"])
def test_a_name_stays_text(name):
    assert f"Kan jeg tale med {name}?" in text_of(Situation.FIRST, facts={Field.NAME: name})


@pytest.mark.parametrize("kind", Situation)
@pytest.mark.parametrize("field", ["cpr", "fødselsdato", "svar", "målgruppe", "notat", "adresse", "afdeling", "email"])
def test_no_script_has_a_field_for_what_it_may_not_show(own, kind, field):
    name = file_name(kind, Language.DANISH).removeprefix("manus/")
    with pytest.raises(TemplateFault, match=f"linje 3: feltet “{field}” findes ikke"):
        text_of(kind, templates=own(name, f"Emne: x\n\n{{{{ {field} }}}}\n[[hvem]]\n"))


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [
        (Situation.MACHINE, {Field.NAME, Field.BOOKING_PHONE, Field.APPOINTMENT}),
        (Situation.RELATIVE, {Field.APPOINTMENT, Field.BOOKING_PHONE}),
        (Situation.CALLS_US, {Field.NAME, Field.APPOINTMENT}),
        (Situation.FIRST, {Field.APPOINTMENT, Field.RELATIVE, Field.CONSENT}),
    ],
)
def test_each_script_sees_only_what_its_call_needs(kind, hidden):
    assert not hidden & set(FIELDS[kind])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "første_opkald.da.txt",
            "Emne: x\n\nHej om vaccinen\n[[hvem]]\nb",
            "første_opkald.da.txt, linje 3: her står “vaccin”.",
        ),
        (
            "første_opkald.da.txt",
            "Emne: Vaccination\n\nHej\n[[hvem]]\nb",
            "første_opkald.da.txt, linje 1: her står “vaccin”.",
        ),
        (
            "første_opkald.da.txt",
            "Emne: x\n\nHej\nb",
            "første_opkald.da.txt: linjen “[[hvem]]” skal stå for sig selv én gang",
        ),
        (
            "første_opkald.da.txt",
            "Emne: x\n\n[[hvem]]\n[[hvem]]\nb",
            "første_opkald.da.txt: linjen “[[hvem]]” skal stå for sig selv",
        ),
        (
            "første_opkald.da.txt",
            "Emne: x\n\n{% if navn %}\n[[hvem]]\n{% endif %}\nvaccination",
            "første_opkald.da.txt: linjen “[[hvem]]” skal stå for sig selv",
        ),
        (
            "første_opkald.da.txt",
            "Emne: x\n\n{#\n[[hvem]]\n #}\nvaccination",
            "første_opkald.da.txt: linjen “[[hvem]]” skal stå for",
        ),
        (
            "telefonsvarer.da.txt",
            "Emne: x\n\nRing om din vaccination",
            "telefonsvarer.da.txt, linje 3: her står “vaccin”.",
        ),
        (
            "telefonsvarer.da.txt",
            "Emne: x\n\na\n[[hvem]]\nb",
            "telefonsvarer.da.txt: en besked på en telefonsvarer har ingen",
        ),
        (
            "ring_til_pårørende.da.txt",
            "Emne: x\n\na\n[[hvem]]\nvaccine",
            "ring_til_pårørende.da.txt: her står “vaccin” uden for et valg",
        ),
    ],
)
def test_staff_s_own_words_are_refused_when_they_say_too_much_too_early(own, name, text, said):
    kind = next(kind for kind in Situation if file_name(kind, Language.DANISH) == f"manus/{name}")
    with pytest.raises(TemplateFault) as fault:
        text_of(kind, templates=own(name, text))
    assert str(fault.value).startswith(said)


@pytest.mark.parametrize("told_in", [{"municipality": "Vaccination Ishøj"}, {"office_hours": "Coronalinjen kl. 9-15"}])
def test_a_setting_that_tells_too_much_is_refused_as_well(told_in):
    with pytest.raises(TemplateFault, match=r"^telefonsvarer.da.txt: på arket Indstillinger står “(vaccin|corona)”"):
        script(Situation.MACHINE, None, {}, template_folders(), replace(SETTINGS, **told_in))


def test_a_draft_stands_under_the_danish_words_and_never_alone(own):
    templates = own("første_opkald.tr.txt", "Emne: x\n\nMerhaba\n[[hvem]]\nb\n")
    text = text_of(Situation.FIRST, "Tyrkisk", templates=templates)
    assert text.startswith("“Goddag")
    assert "UDKAST, som ingen oversætter har godkendt: tyrkisk\n\nMerhaba" in text


def test_approved_words_stand_alone(own):
    templates = own("første_opkald.tr.txt", "Emne: x\nGodkendt af: Tolk Ek\n\nMerhaba\n[[hvem]]\nb\n")
    assert text_of(Situation.FIRST, "Tyrkisk", templates=templates) == f"Merhaba\n\n{STOP}\n\nb"


@pytest.mark.parametrize("language", ["Nepali", "Andet", "Klingon", None, Language.DANISH])
def test_without_words_in_the_language_the_danish_ones_are_used(language):
    assert text_of(Situation.FIRST, language) == text_of(Situation.FIRST)


def test_a_number_in_a_text_from_right_to_left_is_kept_whole(own):
    templates = own("første_opkald.ar.txt", "Emne: x\nGodkendt af: Tolk\n\nمرحبا {{ telefon }}\n[[hvem]]\nb\n")
    assert text_of(Situation.FIRST, "Arabisk", templates=templates).startswith("مرحبا \u206843 57 70 00\u2069")


def script_rows(templates, sheet=None):
    sheet = SCRIPTS.frame() if sheet is None else sheet
    return settle(SCRIPTS, sheet, script_sheet(sheet, templates, SETTINGS, ids).of(SCRIPTS))[0]


def test_the_sheet_has_a_row_for_each_talk_and_each_of_its_languages():
    calls = script_rows(template_folders())["call"].tolist()
    assert len(calls) == len(SHIPPED)
    assert calls[:2] == ["Første opkald", "Første opkald på tyrkisk"]
    assert calls[-1] == "Telefonsvarer på engelsk"
    assert {str(kind) for kind in Situation} <= set(calls)


def test_nothing_changes_on_the_sheet_while_the_files_stay():
    once = script_rows(template_folders())
    assert not script_sheet(once, template_folders(), SETTINGS, ids)


def test_on_the_sheet_a_draft_stands_beside_the_danish_words_until_it_is_approved(own):
    drafted = own("telefonsvarer.tr.txt", "Emne: x\n\nMerhaba\n")
    row = script_rows(drafted).set_index("call").loc["Telefonsvarer på tyrkisk"]
    assert row["said"].startswith("“Goddag")
    assert row["draft"] == "Merhaba"
    approved = own("telefonsvarer.tr.txt", "Emne: x\nGodkendt af: Tolk Ek\n\nMerhaba\n")
    row = script_rows(approved).set_index("call").loc["Telefonsvarer på tyrkisk"]
    assert (row["said"], row["draft"]) == ("Merhaba", None)


def test_every_script_fits_the_height_of_a_row_in_excel():
    rows_ = script_rows(template_folders())
    lines = [
        sum(1 + len(line) // 100 for line in text.splitlines()) for text in (*rows_["said"], *rows_["draft"].dropna())
    ]
    assert max(lines) * 15 < 409


def test_a_file_that_is_refused_stands_on_the_sheet_with_what_is_wrong_and_the_others_as_usual(own):
    once = script_rows(template_folders())
    texts = script_rows(own("telefonsvarer.da.txt", "Emne: x\n\nRing om din vaccination"), once).set_index("call")[
        "said"
    ]
    assert texts["Telefonsvarer"].startswith(
        "Manuskriptet kan ikke bruges: telefonsvarer.da.txt, linje 3: her står “vaccin”."
    )
    assert texts["Første opkald"] == once.set_index("call")["said"]["Første opkald"]
    assert len(texts) == len(once)


def test_every_language_has_a_code():
    assert LANGUAGE_CODES.keys() == set(Language) - {Language.OTHER}


@pytest.mark.parametrize(
    ("state", "interpreter", "answers", "expected"),
    [
        ("Ny", None, [], "Første opkald"),
        ("Skal ringes op", None, ["Ikke svar"], "Nyt forsøg"),
        ("Skal ringes op", None, ["Ønsker ikke vaccination", "Ikke svar"], "Spørg igen"),
        ("Uafklaret", None, ["Uafklaret"], "Spørg igen"),
        ("Ring igen", None, ["Ring igen"], "Aftalt opkald"),
        ("Booker selv", None, ["Ja, booker selv"], "Opfølgning"),
        ("Tid ikke meddelt", None, ["Ja, vil have hjælp til booking"], "Oplys tid"),
        ("Tolk nødvendig", None, [], "Med tolk"),
        ("Ny", "Ja", [], "Med tolk"),
        ("Mangler telefon", "Nej", [], "Første opkald"),
    ],
)
def test_the_situation_follows_from_the_state_and_the_attempts(state, interpreter, answers, expected):
    calls = [f"O-{at}  B-1  2021-04-{at:02d}  {answer}" for at, answer in enumerate(answers, start=1)]
    attempts = attempts_by_citizen(rows(CALLS, "id  citizen  date  outcome", *calls), OUTCOMES) if calls else {}
    facts = Facts({}, attempts=attempts.get("B-1", []))
    assert situation({"state": state, "interpreter": interpreter}, facts) == expected


def test_whoever_missed_a_time_is_asked_about_a_new_one_and_not_told_that_there_was_none():
    facts = Facts({}, bookings=[{"id": "T-1", "state": "Udeblevet", "date": date(2021, 4, 19)}])
    assert situation({"state": "Skal ringes op"}, facts) == "Udeblevet"


def test_a_case_that_was_opened_again_is_not_a_first_call():
    calls = ("O-1  B-1  2021-04-01  Ønsker ikke vaccination", "O-2  B-1  2021-04-09  Genåbnet")
    attempts = attempts_by_citizen(rows(CALLS, "id  citizen  date  outcome", *calls), OUTCOMES)
    assert situation({"state": "Skal ringes op"}, Facts({}, attempts=attempts["B-1"])) == "Genåbnet"


def test_a_call_promised_to_a_relative_has_the_relatives_script():
    assert situation({"state": "Ring igen"}, Facts({}), "Bo Beck (søn)") == "Ring til pårørende"
