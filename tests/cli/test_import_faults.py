"""A plan alone tells what is wrong with a file: each fault with its line, its column, its value and the reason."""

import csv
import os
import re
from pathlib import Path

import pytest

from tests.cli.faulty_file import EACH, FIRST, GOOD, ODD, REFUSED, ROWS, lines_of, write
from tests.cli.shop import Shop

GOLDEN = Path(__file__).parent / "golden" / "import_faults.txt"
WRONG, STRANGE = lines_of(REFUSED, FIRST), lines_of(ODD, FIRST + EACH * len(REFUSED))


@pytest.fixture
def file(shop: Shop) -> str:
    """The file, and a shop that has an order which is completed and one in the trash, of which it has others' words."""
    known = shop.path.with_name("known.csv")
    more: list[dict[str, str]] = [
        {"external_id": "DONE", "status": "completed"},
        {"external_id": "KNOWN", "status": "completed"},
        {"external_id": "GONE", "status": "canceled", "deleted_at": "2024-11-21"},
    ]
    head = [*GOOD, "external_id", "status", "deleted_at"]
    with known.open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, head)
        table.writeheader()
        table.writerows([GOOD | cells for cells in more])
    assert shop.call("import", str(known)).code == 0
    return str(write(shop.path.with_name("faults.csv")))


def test_there_are_two_hundred_rows_with_more_than_forty_kinds_of_faults(file: str) -> None:
    with Path(file).open(newline="", encoding="utf-8") as text:
        assert sum(1 for _row in csv.reader(text)) == 1 + ROWS == 201
    assert len({str(kind) for kind in REFUSED}) > 40
    assert max(STRANGE) <= ROWS + 1


def test_each_fault_is_told_where_it_stands(shop: Shop, file: str) -> None:
    *decisions, totals = shop.call("import", file, "--mode", "both", "--dry-run", "--json").objects
    told = {each["line"]: each for each in decisions}
    assert {line for line, each in told.items() if each["verdict"] == "refused"} == WRONG.keys()
    for line, kind in WRONG.items():
        (fault,) = told[line]["faults"]
        assert (fault["line"], fault["column"] if kind.column else "") == (line, kind.column), fault
        assert fault["reason"]
        if kind.column and kind.cells.get(kind.column):
            assert fault["value"]
    assert {line for line, each in told.items() if each.get("remarks")} == STRANGE.keys()
    assert (totals["refused"], totals["remarks"]) == (len(REFUSED), len(ODD))


def test_refused_rows_that_nobody_corrects_are_refused_again(shop: Shop, file: str) -> None:
    first, second = (str(shop.path.with_name(name)) for name in ("first.csv", "second.csv"))
    shop.call("import", file, "--mode", "both", "--rejects", first)
    said = shop.call("import", first, "--mode", "both", "--rejects", second, "--json")
    *decisions, totals = said.objects
    accepted = [each["reference"] for each in decisions if each["verdict"] != "refused"]
    assert accepted == ["TWICE"], "the order that stood twice is there by now"
    assert (totals["create"], totals["update"]) == (0, 0)


def test_a_person_reads_what_is_wrong_from_the_plan(shop: Shop, file: str) -> None:
    said = shop.call("import", file, "--mode", "both", "--dry-run")
    assert (said.code, said.err) == (1, "")
    report = re.sub(r"\b[0-9]{6}[A-Z]{6}\b", "YYMMDDXXXXXX", said.out)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(report, encoding="utf-8")
    assert report == GOLDEN.read_text(encoding="utf-8")
    assert all(f"Line {line}: refused: " in report for line in WRONG)
