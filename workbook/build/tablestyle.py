"""The tables' own style, which XlsxWriter cannot write: pale bands that follow sorting and filtering."""

from __future__ import annotations

from lxml import etree

NAME = "Ringbind"
BAND = "FFF3F6F8"
"""Opaque (FF), and so pale that the marks of `Column.mark` still stand out."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_table_style(styles: bytes) -> bytes:
    """Return xl/styles.xml with the table style added: every second row has a band."""
    root = etree.fromstring(styles)
    formats, named = (next(root.iter(f"{{{MAIN}}}{name}")) for name in ("dxfs", "tableStyles"))
    band = etree.fromstring(
        f'<dxf xmlns="{MAIN}"><fill><patternFill patternType="solid">'
        f'<fgColor rgb="{BAND}"/><bgColor rgb="{BAND}"/></patternFill></fill></dxf>'
    )
    style = etree.fromstring(
        f'<tableStyle xmlns="{MAIN}" name="{NAME}" pivot="0" count="1">'
        f'<tableStyleElement type="secondRowStripe" dxfId="{len(formats)}"/></tableStyle>'
    )
    formats.append(band)
    formats.set("count", str(len(formats)))
    named.append(style)
    named.set("count", "1")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
