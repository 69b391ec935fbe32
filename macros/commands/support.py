"""The button that explains the others."""

from __future__ import annotations

from macros.button import button
from macros.desk import Desk
from workbook.change import Change, OutFile
from workbook.letters.files import shipped_guide

GUIDE = "Ud/Vejledning.pdf"


@button(
    "help",
    label="Hjælp",
    tip="Læs, hvordan en uge med Ringbind går",
    more="Lægger vejledningen med billeder i mappen Ud som PDF. Den fortæller, hvad hver knap gør.",
    group="Vedligehold",
    icon="Info",
)
def explain(desk: Desk) -> Change:
    """Put the guide where staff can open it."""
    from workbook.letters.guide import guide_pdf  # noqa: PLC0415  only this press reads markdown

    told = f"Vejledningen ligger i {GUIDE} ved siden af projektmappen. Åbn den dér."
    return Change(told, files=[OutFile(GUIDE, guide_pdf(shipped_guide(), desk.today))])
