"""The sheet with what callers say, made from the wording files; Ringeliste links to its rows."""

from __future__ import annotations

from workbook.schema import Column, Owner, Table

DERIVED = Owner.DERIVED

SCRIPTS = Table(
    "scripts",
    "Manuskripter",
    "hvad der siges i en slags samtale",
    "MA",
    passing=True,
    group="Opsætning",
    columns=(
        Column("call", "Samtale", "Slagsen af samtale, og sproget når det ikke er dansk.", owner=DERIVED, width=26),
        Column("said", "Det siger I", "Ret filen, og tryk på Lav ringeliste.", owner=DERIVED, width=100, wrap=True),
        Column(
            "draft",
            "Udkast, ikke godkendt",
            "En oversættelse, som ingen har godkendt endnu. Skriv navnet ved “Godkendt af:” i filen, når nogen har.",
            owner=DERIVED,
            width=100,
            wrap=True,
        ),
        Column("file", "Fil", "Filen i mappen Skabeloner, som teksten kommer fra.", owner=DERIVED, width=26),
    ),
)
