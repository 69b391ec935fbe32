"""Reparér ark: what people break is put right, what was done is said, and no cell of theirs is lost."""

from __future__ import annotations

import random
import shutil
from datetime import datetime

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from macros.__main__ import main
from macros.office import new_office
from macros.press import press
from tests.live import open_workbook
from tests.person import Person, opened
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.book_excel import ExcelBook
from workbook.book_file import FileBook
from workbook.change import records
from workbook.journal.chain import broken_links
from workbook.journal.checkpoint import ByHand, checkpoint_rows, corrected_cells
from workbook.mending import mended, sorted_alone
from workbook.placing import renamed
from workbook.schema import Column, Table
from workbook.starting import starting_tables
from workbook.tables import BOOKINGS, CALLS, CITIZENS, JOURNAL, RELATIVES, REVIEW, RIDES, TABLES, TRACKED

NOW = datetime(2021, 4, 20, 10, 30)
DAY = ("--today", "2021-04-20", "--user", "ABC")
PEOPLE = rows(
    CITIZENS,
    "id  cpr  name  phone  postcode",
    "B-0001  0202301234  Ada Lund  01111111  2635",
    "B-0002  0302305678  Bo Beck  02222222  2640",
    "B-0003  0402301111  Cy Dam  03333333  2650",
    "B-0004  0502302222  Di Holm  04444444  2660",
)
KIN = rows(RELATIVES, "id  citizen  name", "P-0001  B-0001  Eva Lund")


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    path = new_office(
        tmp_path_factory.mktemp("tjekket") / "kontor", NOW, starting_tables() | {"citizens": PEOPLE, "relatives": KIN}
    )
    assert main(["check", str(path), *DAY]) == 0
    return path


@pytest.fixture
def office(checked, tmp_path):
    return shutil.copytree(checked.parent, tmp_path / "kontor") / checked.name


def tables_of(path):
    with FileBook(path, read_only=True) as book:
        return {table.name: records(book.read(table)) for table in TRACKED}


def repaired(path, capsys):
    capsys.readouterr()
    assert main(["repair", str(path), *DAY]) == 0
    return capsys.readouterr().out.strip()


def test_where_nothing_is_broken_nothing_is_changed(office, capsys):
    before = tables_of(office)
    assert repaired(office, capsys) == "Der var ikke noget at reparere."
    assert tables_of(office) == before


def test_a_sheet_that_was_renamed_gets_its_name_back(office, capsys):
    before = tables_of(office)
    Person(office).rename_sheet(RELATIVES, "Fru Lunds 'familie'")
    assert main(["check", str(office), *DAY]) == 2
    assert repaired(office, capsys) == "Arket “Pårørende” hed noget andet og har fået sit navn igen."
    assert tables_of(office) == before
    assert "Pårørende" in opened(office).sheetnames


def test_headings_that_were_changed_are_put_back_and_the_column_keeps_its_cells(office, capsys):
    before = tables_of(office)
    person = Person(office)
    for label, wrong in (("CPR", "Personnummer"), ("Telefon", "Mobil"), ("Navn", "Hvem")):
        person.rename_column(CITIZENS, label, wrong)
    assert main(["check", str(office), *DAY]) == 2
    told = repaired(office, capsys)
    assert "Kolonnen “CPR” på arket “Borgere” har fået sin overskrift igen." in told
    assert tables_of(office) == before


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["Id", "Nr.", "B"], {"Nr.": "A"}),
        (["Id", "Nr.", "Eget", "B"], {}),
        (["Nummer", "A", "B"], {"Nummer": "Id"}),
        (["Id", "A", "B", "Eget"], {}),
        (["Id", "x", "y"], {"x": "A", "y": "B"}),
    ],
)
def test_a_heading_is_known_by_its_neighbours_and_never_guessed_among_others(headings, found):
    small = Table("small", "Lille", "en række", "X", (Column("a", "A", "A."), Column("b", "B", "B.")))
    assert renamed(small, headings) == found


def test_a_sheet_that_was_deleted_comes_back_with_its_rows_and_what_staff_wrote_elsewhere_stays(office, capsys):
    person = Person(office)
    person.own_column(CITIZENS, "Nøgleboks", {"B-0002": "rød"})
    assert main(["check", str(office), *DAY]) == 0
    person.set_cell(CITIZENS, "B-0003", "Notat", "skrevet siden")
    before = tables_of(office)
    book = opened(office)
    del book["Pårørende"]
    book.save(office)
    assert main(["check", str(office), *DAY]) == 2
    assert "Arket “Pårørende” er lavet igen, med rækkerne fra det seneste tryk." in repaired(office, capsys)
    assert tables_of(office) == before
    assert person.own_cells(CITIZENS, "Nøgleboks") == {"B-0002": "rød"}
    with FileBook(office, read_only=True) as held:
        assert broken_links(held.read(JOURNAL)) == []


def test_a_column_that_was_deleted_comes_back_and_the_others_keep_what_was_typed(office, capsys):
    person = Person(office)
    person.set_cell(CITIZENS, "B-0003", "Notat", "skrevet siden")
    before = tables_of(office)
    person.drop_table(RELATIVES)
    book = opened(office)
    sheet = book["Borgere"]
    table = sheet.tables["Borgere"]
    at = [column.name for column in table.tableColumns].index("Telefon")
    for row in sheet.iter_rows(min_row=2, min_col=at + 1):
        for left, right in zip(row, [*row[1:], None], strict=True):
            left.value = right.value if right is not None else None
    del table.tableColumns[at]
    first, last = table.ref.split(":")
    width = openpyxl.utils.cell.coordinate_from_string(last)
    shorter = openpyxl.utils.get_column_letter(openpyxl.utils.column_index_from_string(width[0]) - 1)
    table.ref = table.autoFilter.ref = f"{first}:{shorter}{width[1]}"
    book.save(office)
    repaired(office, capsys)
    assert tables_of(office) == before


def test_dropdowns_that_were_lost_are_laid_again_over_the_cells_that_lack_them(office, capsys):
    book = opened(office)
    book["Borgere"].data_validations.dataValidation = [DataValidation(sqref="A3:AZ999")]  # LibreOffice's nothing
    book["Til vurdering"].data_validations.dataValidation = []
    kept = book["Opkald"].data_validations.dataValidation
    (outcome,) = [rule for rule in kept if str(rule.formula1) == "valg_outcomes_text"]
    column = str(outcome.sqref).split(":")[0].rstrip("0123456789")
    outcome.sqref = MultiCellRange(f"{column}10:{column}25001")
    book.save(office)
    told = repaired(office, capsys)
    assert "Rullelister og hjælpetekster er sat på igen på arket “Borgere”" in told
    assert "på arket “Opkald”, kolonnen “Svar”." in told
    after = opened(office)
    assert {str(rule.formula1) for rule in after["Borgere"].data_validations.dataValidation} >= {"valg_Language"}
    choices = [rule.formula1 for rule in after["Til vurdering"].data_validations.dataValidation if rule.type == "list"]
    assert any(str(formula).startswith("CHOOSE(IFERROR(MATCH($B3,") for formula in choices)
    laid = [str(rule.sqref) for rule in after["Opkald"].data_validations.dataValidation]
    assert f"{column}3:{column}9" in laid
    assert repaired(office, capsys) == "Der var ikke noget at reparere."


def formulas_of(path):
    book = opened(path)
    return {
        (name, cell.coordinate): cell.value
        for name in ("Forside", "Overblik")
        for row in book[name]
        for cell in row
        if cell.data_type == "f"
    }


def test_figures_that_were_typed_or_pasted_over_are_found_and_are_formulas_again(office, capsys):
    before = formulas_of(office)
    book = opened(office)
    book["Forside"]["B8"], book["Overblik"]["D9"], book["Overblik"]["D21"] = 99, "89", 1
    book.save(office)
    capsys.readouterr()
    assert main(["check", str(office), *DAY]) == 0
    told = "På arket “Forside” er 1 formel skrevet over. På arket “Overblik” er 2 formler skrevet over."
    assert capsys.readouterr().out.startswith(f"{told} Tryk på Reparér ark. Journalen")
    assert repaired(office, capsys) == (
        "På arket “Forside” er 1 formel, der var skrevet over, sat ind igen. "
        "På arket “Overblik” er 2 formler, der var skrevet over, sat ind igen."
    )
    assert formulas_of(office) == before
    assert opened(office, results=True)["Overblik"]["D21"].value == 0


def test_without_overblik_every_press_goes_on_and_it_is_made_again(office, capsys):
    before, formulas = tables_of(office), formulas_of(office)
    book = opened(office)
    del book["Overblik"]
    book.save(office)
    assert main(["call-sheet", str(office), *DAY]) == 0
    capsys.readouterr()
    assert main(["check", str(office), *DAY]) == 0
    told = "Arket “Overblik” mangler eller har mistet rækker eller kolonner. Tryk på Reparér ark."
    assert told in capsys.readouterr().out
    assert repaired(office, capsys).startswith("Arket “Overblik” er lavet igen.")
    assert formulas_of(office) == formulas
    assert tables_of(office)["citizens"] == before["citizens"]
    assert repaired(office, capsys) == "Der var ikke noget at reparere."


def test_a_column_that_was_sorted_by_itself_is_put_back_by_id(office, capsys):
    before = tables_of(office)
    person = Person(office)
    names = [row["name"] for row in before["citizens"].values()]
    for row_id, name in zip(before["citizens"], names[1:] + names[:1], strict=True):
        person.set_cell(CITIZENS, row_id, "Navn", name)
    broken = office.read_bytes()
    assert main(["check", str(office), *DAY]) == 2
    assert "er “Navn” sorteret uden resten af rækken" in capsys.readouterr().err
    assert office.read_bytes() == broken
    assert repaired(office, capsys) == "På arket “Borgere” var “Navn” sorteret uden resten af rækken og er sat tilbage."
    assert tables_of(office) == before


def shuffled(frame, *columns):
    order = [*range(1, len(frame)), 0]
    return frame.assign(**{name: [frame[name].tolist()[at] for at in order] for name in columns})


def change_since(now):
    empty = {table.name: table.frame() for table in TRACKED}
    return mended({**empty, "citizens": now}, {**empty, "citizens": PEOPLE})


def test_nothing_is_worked_out_from_calls_that_were_sorted_alone():
    people = rows(CITIZENS, "id  cpr  name", *(f"B-000{n}  0{n}02301234  Ada" for n in range(1, 9)))
    said = ["Ja, vil have hjælp til booking"] * 4 + ["Ønsker ikke vaccination"] * 4
    calls = rows(
        CALLS,
        "id  citizen  direction  date  outcome",
        *(f"O-000{n}  B-000{n}  Ud  2021-04-19  {outcome}" for n, outcome in enumerate(said, start=1)),
    )
    book = MemoryBook(**starting_tables(), citizens=people, calls=calls)
    assert press("check", book, now=NOW, user="ABC").code == 0
    wishes = records(book.read(BOOKINGS))
    broken = shuffled(book.read(CALLS), "citizen")
    repairing = MemoryBook(**{table.name: book.read(table) for table in TABLES} | {"calls": broken})
    outcome = press("repair", repairing, now=NOW, user="ABC")
    assert "“Borgernr.” sorteret uden resten af rækken og er sat tilbage" in outcome.message
    assert {row["citizen"] for row in wishes.values()} == {"B-0001", "B-0002", "B-0003", "B-0004"}
    assert records(repairing.read(BOOKINGS)) == wishes


def test_rows_whose_id_was_left_out_of_the_sort_get_all_their_cells_back():
    change = change_since(shuffled(PEOPLE, *PEOPLE.columns))
    after = {
        row_id: {name: edit.value for name, edit in edits.items()}
        for row_id, edits in change.of(CITIZENS).updates.items()
    }
    assert after == records(PEOPLE)


def test_a_column_that_also_holds_something_new_is_left_alone_and_so_are_a_few_rows():
    new = shuffled(PEOPLE, "name")
    new.loc["B-0001", "name"] = "En Ny"
    assert not change_since(new)
    two = PEOPLE.copy()
    two.loc[["B-0001", "B-0002"], "phone"] = ["02222222", "01111111"]  # two people whose numbers were mixed up
    assert not change_since(two)


def test_rides_that_changed_their_times_are_no_fault():
    rides = rows(RIDES, "id  citizen  pick_up  escort", *(f"K-000{n}  B-000{n}  0{n}:00  AB" for n in range(1, 7)))
    assert sorted_alone(RIDES, shuffled(rides, "pick_up"), rides) == []


def test_sorted_rows_are_no_fault():
    assert not change_since(PEOPLE.sort_values("name", ascending=False))


@pytest.mark.parametrize("seed", range(5))
def test_however_a_part_was_sorted_it_is_put_back(seed):
    dice = random.Random(seed)
    people = CITIZENS.frame(
        {"id": f"B-{n:04d}", "cpr": f"{n:010d}", "name": f"N{dice.randrange(9)}", "note": dice.choice(["x", None])}
        for n in range(1, 40)
    )
    order = dice.sample(range(39), 39)
    now = people.assign(**{name: [people[name].tolist()[at] for at in order] for name in ("cpr", "name", "note")})
    empty = {table.name: table.frame() for table in TRACKED}
    change = mended({**empty, "citizens": now}, {**empty, "citizens": people})
    book = {row_id: {**records(now)[row_id]} for row_id in people.index}
    for row_id, edits in change.of(CITIZENS).updates.items():
        book[row_id] |= {name: edit.value for name, edit in edits.items()}
    assert {i: {k: v for k, v in row.items() if v} for i, row in book.items()} == records(people)


def test_numbers_that_lost_their_zeros_are_texts_again(office, capsys):
    before = tables_of(office)
    person = Person(office)
    person.set_cell(CITIZENS, "B-0001", "CPR", 202301234)
    person.set_cell(CITIZENS, "B-0002", "Telefon", 2222222)
    assert repaired(office, capsys) == "På arket “Borgere” har 2 tal fået nullerne forrest igen."
    assert tables_of(office) == before


def test_what_was_repaired_is_no_correction_of_staffs(office, capsys):
    Person(office).set_cell(CITIZENS, "B-0001", "CPR", 202301234)
    repaired(office, capsys)
    with FileBook(office, read_only=True) as book:
        assert corrected_cells(book.read(JOURNAL), ByHand(), CITIZENS) == set()
        assert book.read(REVIEW).empty


def test_any_press_gives_lost_zeros_back_so_that_they_are_never_taken_for_a_correction(office, capsys):
    before = tables_of(office)
    person = Person(office)
    person.set_cell(CITIZENS, "B-0001", "CPR", 202301234)
    person.set_cell(CITIZENS, "B-0001", "Navn", "Ada Lind")
    capsys.readouterr()
    assert main(["check", str(office), *DAY]) == 0
    assert "På arket “Borgere” har ét tal fået nullerne forrest igen. Alt hænger sammen." in capsys.readouterr().out
    before["citizens"]["B-0001"]["name"] = "Ada Lind"
    assert tables_of(office) == before
    with FileBook(office, read_only=True) as book:
        assert corrected_cells(book.read(JOURNAL), ByHand(), CITIZENS) == {("B-0001", "name")}


def test_a_check_counts_what_was_typed_into_a_column_of_ours(office, capsys):
    Person(office).set_cell(CITIZENS, "B-0001", "Tilstand", "Død")
    capsys.readouterr()
    assert main(["check", str(office), *DAY]) == 0
    assert "1 ting skal ses på; de står på arket Til vurdering." in capsys.readouterr().out


def test_on_the_open_workbook_names_and_sorted_columns_are_mended_through_excel(tmp_path):
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(b"the file that Excel has open")
    every = {table.name: table.frame() for table in TABLES} | starting_tables() | {"citizens": PEOPLE, "relatives": KIN}
    live = open_workbook(str(path), **every | {"checkpoint": checkpoint_rows(every)})
    for row, name in enumerate(["Bo Beck", "Cy Dam", "Di Holm", "Ada Lund"], start=1):
        live.cell(CITIZENS, row, "Navn").value = name
    table = live.table(CITIZENS)
    table._sheet._cell(table._top, table._column("Telefon")).value = "Mobil"
    live.impl._sheets["Pårørende"].name = "Test"
    outcome = press("repair", ExcelBook(live.book), now=NOW, user="ABC")
    assert outcome.code == 0, outcome.message
    assert "Kolonnen “Telefon”" in outcome.message
    assert "Arket “Pårørende” hed noget andet" in outcome.message
    assert live.column(CITIZENS, "Navn") == PEOPLE["name"].tolist()
    assert live.column(CITIZENS, "Telefon") == PEOPLE["phone"].tolist()
