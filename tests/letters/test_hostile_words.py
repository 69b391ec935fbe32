"""Words and names that nobody meant, or somebody did: refused at once with a sentence, or printed as written."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tests.letters.paper import text_of
from workbook.letters.files import find_wording, template_folders
from workbook.letters.papers import CITIZEN
from workbook.letters.printing import print_bundles
from workbook.letters.values import address_lines
from workbook.letters.wording import DEEPEST, MOST_FIELDS, Wording, read_wording
from workbook.letters.writing import Stationery
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.words import Field, Language

FIELDS = ("navn", "telefon")


@pytest.fixture
def read(tmp_path):
    def read_bytes(raw: bytes, name: str = "brev.da.txt") -> Wording:
        (tmp_path / name).write_bytes(raw)
        return read_wording(tmp_path / name, FIELDS)

    return read_bytes


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{% for i in range(9999999999) %}a{% endfor %}", "linje 3: her kan kun stå"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "linje 3: her kan kun stå"),
        ("{{ 9 ** 9 }}", "linje 3: der mangler en “**”"),
        ("{{ 'a' * 9999999999 }}", "linje 3: her kan kun stå"),
        ("{{ navn.__class__.__mro__ }}", "linje 3: her kan kun stå"),
        ("{{ navn['__class__'] }}", "linje 3: her kan kun stå"),
        ("{{ navn|attr('__class__') }}", "linje 3: her kan kun stå"),
        ("{{ cycler.__init__.__globals__ }}", "linje 3: her kan kun stå"),
        ("{{ self }}", "linje 3: feltet “self” findes ikke."),
        ("{% include '/etc/passwd' %}", "linje 3: her kan kun stå"),
        ("{% import '../released.txt' as a %}", "linje 3: her kan kun stå"),
        ("{% extends 'borger.da.txt' %}", "linje 3: her kan kun stå"),
        ("{% if navn %}" * 40 + "{% endif %}" * 40, "linje 3: der er for mange parenteser eller valg"),
        ("{% if navn %}a" + "{% elif telefon %}b" * 2000 + "{% endif %}", f"der er mere end {MOST_FIELDS} felter"),
        ("{{ navn" + "|upper" * 5000 + " }}", "linje 3: der er for mange parenteser"),
        ("{% if navn " + "and navn " * 5000 + "%}a{% endif %}", "linje 3: der er for mange parenteser"),
        ("{% if " + "not " * 5000 + "navn %}a{% endif %}", "linje 3: der er for mange parenteser"),
        ("{{ 1" + "0" * 9999 + " }}", "linje 3: der er for mange parenteser"),
        ("{{ navn }}" * (MOST_FIELDS + 1), f"der er mere end {MOST_FIELDS} felter"),
        ("Kære navn\n" * 500_000, "filen fylder mere end 60 kB"),
        ("a\0b", "linje 3: her står et usynligt tegn"),
        ("a\ue000b", "linje 3: her står et usynligt tegn"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence_within_a_second(read, body, said):
    began = time.process_time()
    with pytest.raises(TemplateFault) as fault:
        read(f"Emne: x\n\n{body}".encode())
    assert said in str(fault.value)
    assert str(fault.value).startswith("brev.da.txt")
    assert time.process_time() - began < 1


def test_choices_within_reason_may_stand_inside_each_other(read):
    deep = DEEPEST // 4
    words = read(("Emne: x\n\n" + "{% if navn %}" * deep + "a" + "{% endif %}" * deep).encode())
    assert words.words({"navn": "Bo", "telefon": ""}).blocks[0].lines[0][0].text == "a"


def test_what_notepad_calls_ansi_is_read(read):
    wording = read("Emne: Prøve\r\n\r\nKære {{ navn }}, på gensyn – “ja”\r\n".encode("cp1252"))
    words = wording.words({"navn": "Åse", "telefon": ""})
    assert words.subject == "Prøve"
    assert "".join(run.text for run in words.blocks[0].lines[0]) == "Kære Åse, på gensyn – “ja”"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("brev.ar.txt", "Emne: x\n\nمرحبا".encode("cp1256")),
        ("brev.pl.txt", "Emne: x\n\nCześć".encode("cp1250")),
        ("brev.da.txt", "Emne: x\n\nKære".encode() + b"\xe6"),
        ("brev.da.txt", "Emne: x\n\nKære".encode("utf-16")),
        ("brev.da.txt", b"Emne: x\n\n\x81"),
    ],
    ids=["Arabic", "Polish", "half UTF-8", "UTF-16", "no letters"],
)
def test_letters_that_can_only_be_guessed_are_not(read, name, raw):
    with pytest.raises(TemplateFault, match="kodningen UTF-8"):
        read(raw, name)


def test_a_file_that_cannot_be_opened_is_said_by_name_and_ours_does_not_step_in(tmp_path):
    (tmp_path / "borger.da.txt").mkdir()
    with pytest.raises(TemplateFault, match=r"^borger.da.txt: filen kan ikke læses. Luk den"):
        find_wording([tmp_path], "borger.da.txt")


HOSTILE = {
    "B-0001": "Åse <b>Ørsted</b>",
    "B-0002": "{{ 7 * 7 }} {% raw %}",
    "B-0003": '#panic("a") $x$ @y <z> `w` \\',
    "B-0004": "Bo\x00\x07\x1b\x7fLund",
    "B-0005": "Bo 😀 Lund",
    "B-0006": "Bo \u202ednuL\u202c",
    "B-0007": "Bo\nLund\r\nhos Ib",
    "B-0008": "Bo " * 66,
}


@pytest.mark.bench
def test_hostile_names_are_printed_as_they_are_written_or_refused_and_the_others_are_printed():
    stationery = Stationery(Settings(municipality="Ishøj Kommune"), template_folders(), date(2021, 4, 20))
    letters = {
        row_id: stationery.write(CITIZEN, Language.DANISH, row_id, lines, {Field.NAME: name})
        for row_id, name in HOSTILE.items()
        if (lines := address_lines(name, "Vejen 1", "2635", "Ishøj"))
    }
    printed = print_bundles("Breve", letters, stationery)
    assert printed.refused == ["B-0005"]
    text = text_of(printed.bundles[0].pdf)
    for told in ("Kære Åse <b>Ørsted</b>", "Kære {{ 7 * 7 }} {% raw %}", 'Kære #panic("a") $x$ @y <z> `w` \\'):
        assert told in text
    assert text.count("Kære BoLund") == 1
    assert text.count("Kære Bo dnuL") == 1
    assert text.count("Kære Bo Lund hos Ib") == 1
    assert HOSTILE.keys() - printed.bundles[0].letters == {"B-0005", "B-0008"}


def test_what_does_not_fit_the_window_has_no_address_at_all():
    assert address_lines("B" * 45, "Vejen 1", "2635", "Ishøj") is None
    assert address_lines("Bo " * 100, "Vejen 1", "2635", "Ishøj") is None
    assert address_lines("Bo", "", "2635", "Ishøj") is None
    assert address_lines("Bo", "\n\u202e", "2635", "Ishøj") is None
