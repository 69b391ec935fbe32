"""From the list of buttons to the ribbon tab "Ringbind" (customUI14), which `build` puts into the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from macros.button import GROUPS, Button, Wants

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
CALLBACK = "Ringbind_Press"
"""The Sub in Ribbon.bas that every button calls."""


def ribbon_xml(buttons: Iterable[Button], groups: Sequence[str] = GROUPS) -> str:
    """Return the tab: groups in order, each with its buttons as they were declared; an empty group is left out.

    Raises ValueError for an id that cannot stand in the ribbon and for a group that is not among `groups`.
    """
    faces = list(buttons)
    root = ET.Element("customUI", xmlns=NAMESPACE)
    tabs = ET.SubElement(ET.SubElement(root, "ribbon"), "tabs")
    tab = ET.SubElement(tabs, "tab", id="fane_ringbind", label="Ringbind")
    for number, label in enumerate(groups, start=1):
        members = [face for face in faces if face.group == label]
        if members:
            group = ET.SubElement(tab, "group", id=f"gruppe_{number}", label=label)
            for face in members:
                ET.SubElement(group, "button", _face(face))
    if lost := [face.id for face in faces if face.group not in groups]:
        raise ValueError(f"no such group for the buttons {lost}")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _face(button: Button) -> dict[str, str]:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", button.id):
        raise ValueError(f"{button.id!r} cannot be an id in the ribbon")
    face = {
        "id": button.id,
        "label": button.label,
        "screentip": button.tip,
        "supertip": button.more,
        "imageMso": button.icon,
        "size": "large" if button.large else "normal",
        "onAction": CALLBACK,
        "tag": tag_of(button),
    }
    return {name: value for name, value in face.items() if value}


def tag_of(button: Button) -> str:
    """Return what the callback reads: "file|question", "text|question", or nothing to ask."""
    return "" if button.wants is Wants.NOTHING else f"{button.wants}|{button.question}"
