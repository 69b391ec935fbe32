"""The ribbon: what the tab looks like, and what a press on it tells Python."""

from __future__ import annotations

import re
from datetime import datetime
from importlib.metadata import version
from xml.etree import ElementTree as ET

import pytest

from macros.button import Button, Wants
from macros.commands import BUTTONS
from macros.ribbon import NAMESPACE, ribbon_xml, tag_of
from macros.vba import modules
from tests.icons import ICONS
from tests.vba import Excel
from workbook.build import build
from workbook.change import Change


def button(id: str, group: str = "Lister", **more) -> Button:  # noqa: A002
    face = {"label": id.title(), "tip": f"Tip til {id}", "more": f"Mere om {id}", "icon": "ImportTextFile"}
    return Button(id, group=group, run=lambda _: Change(), **{**face, **more})


IMPORT = button("indlaes", wants=Wants.FILE, question="Vælg SSI's liste", large=True)
FIND = button("find", "Opkald", wants=Wants.TEXT, question="Hvem ringer?", icon="FindDialog")
UNDO = button("fortryd", "Vedligehold", icon="Undo")


@pytest.fixture(scope="module")
def excel_file(tmp_path_factory):
    book = build({}, (), {}, ribbon_xml([IMPORT, FIND, UNDO]), modules(), created=datetime(2021, 4, 20))
    path = tmp_path_factory.mktemp("bog på øen") / "Ringbind æøå.xlsm"
    path.write_bytes(book)
    return path


def expected(name: str, path: str, answer: str) -> str:
    args = ",".join(f"'{text.encode('utf-16-be').hex().upper()}'" for text in (name, path, answer))
    return f"import sys;sys.path[:]=[p for p in sys.path if p];from macros.live import ribbon;ribbon({args})"


def test_the_tab_as_office_reads_it():
    assert ribbon_xml([IMPORT, UNDO]) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui">\n'
        "  <ribbon>\n"
        "    <tabs>\n"
        '      <tab id="fane_ringbind" label="Ringbind">\n'
        '        <group id="gruppe_1" label="Lister">\n'
        '          <button id="indlaes" label="Indlaes" screentip="Tip til indlaes" supertip="Mere om indlaes"'
        ' imageMso="ImportTextFile" size="large" onAction="Ringbind_Press" tag="file|Vælg SSI\'s liste" />\n'
        "        </group>\n"
        '        <group id="gruppe_6" label="Vedligehold">\n'
        '          <button id="fortryd" label="Fortryd" screentip="Tip til fortryd" supertip="Mere om fortryd"'
        ' imageMso="Undo" size="normal" onAction="Ringbind_Press" />\n'
        "        </group>\n"
        "      </tab>\n"
        "    </tabs>\n"
        "  </ribbon>\n"
        "</customUI>\n"
    )


def test_groups_stand_in_the_order_of_the_house_whatever_the_order_of_the_buttons():
    labels = re.findall(r'<group id="\w+" label="([^"]+)"', ribbon_xml([UNDO, FIND, IMPORT]))
    assert labels == ["Lister", "Opkald", "Vedligehold"]


def test_words_with_signs_of_xml_come_through():
    tab = ET.fromstring(ribbon_xml([button("a", tip='Bred & "smal" <liste>')]))
    assert [node.get("screentip") for node in tab.iter() if node.get("screentip")] == ['Bred & "smal" <liste>']


@pytest.mark.parametrize("id", ["1ste", "gem valg", "gem|valg", "", "æble"])
def test_an_id_that_office_would_refuse_is_refused_here(id):  # noqa: A002
    with pytest.raises(ValueError, match="id in the ribbon"):
        ribbon_xml([button(id)])


def test_a_button_in_a_group_that_is_not_there_is_not_lost_in_silence():
    with pytest.raises(ValueError, match="indlaes"):
        ribbon_xml([IMPORT], groups=("Opkald",))


def test_a_plain_button_goes_straight_to_python(excel_file):
    excel = Excel(excel_file)
    assert excel.press("fortryd", tag_of(UNDO)) == expected("fortryd", str(excel_file), "")
    assert excel.questions == []


def test_a_chosen_file_travels_as_hex_and_the_question_is_the_dialogs_title(excel_file):
    excel = Excel(excel_file)
    chosen = r"\\srv\Lister & såd'n\uge 16 %TEMP% ł 鱼.xlsx"
    assert excel.press("indlaes", tag_of(IMPORT), file=chosen) == expected("indlaes", str(excel_file), chosen)
    assert excel.questions[-1] == "Vælg SSI's liste"


def test_a_typed_text_travels_as_hex(excel_file):
    excel = Excel(excel_file)
    typed = "');import os #\"\n"
    assert excel.press("find", tag_of(FIND), text=typed) == expected("find", str(excel_file), typed)
    assert excel.questions == ["Hvem ringer?"]


def test_a_question_with_a_bar_in_it_is_asked_whole(excel_file):
    excel = Excel(excel_file)
    excel.press("find", "text|A | B?", text="x")
    assert excel.questions == ["A | B?"]


@pytest.mark.parametrize("asking", [IMPORT, FIND])
def test_cancel_presses_nothing(excel_file, asking):
    excel = Excel(excel_file)
    assert excel.press(asking.id, tag_of(asking)) == ""
    assert excel.questions


def test_no_command_holds_a_double_quote(excel_file):
    assert '"' not in Excel(excel_file).press("find", tag_of(FIND), text='"')


def test_run_python_is_of_the_xlwings_that_is_installed():
    assert f"'Version: {version('xlwings')}" in modules()["xlwings"]


def test_every_button_of_ours_has_an_icon_that_exists():
    assert {face.icon for face in BUTTONS.values()} - ICONS == set()


def test_every_button_of_ours_can_stand_in_the_ribbon():
    tab = ET.fromstring(ribbon_xml(BUTTONS.values()))
    assert {node.get("id") for node in tab.iter(f"{{{NAMESPACE}}}button")} == set(BUTTONS)
