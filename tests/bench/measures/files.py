"""Orders to a CSV file and back, beside the shell of SQLite: `.import` with the same indexes, and `-csv`."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from orders_tui.domain.facts import FACTS, Kind
from tests.bench.shops import PROGRAM
from tests.bench.suite import Bench, Figure, Goal, measurement

_SHELL = "the shell of SQLite, with the same columns, indexes and search"
_KIB = 1024
_OTHERWISE = re.compile(r"\bfulfil\b|\bstatus_rank\b|\bmarks\b|WHERE deleted_at IS NULL\Z")
_FEW = re.compile("phone_check|deleted_at IS NOT NULL|_at IS NOT NULL")
"""Indexes of a few orders, which a file of usual ones hardly fills."""
_SOUGHT = """
CREATE TABLE sought (order_row INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5 (text, content='sought', content_rowid='order_row', tokenize='trigram');
CREATE TRIGGER orders_sought AFTER INSERT ON orders BEGIN INSERT INTO sought VALUES (NEW.rowid, lower(NEW.name)
  || char(10) || NEW.phone || char(10) || NEW.order_id || char(10) || NEW.external_id || char(10) || NEW.receipt); END;
CREATE TRIGGER sought_insert AFTER INSERT ON sought
  BEGIN INSERT INTO search (rowid, text) VALUES (NEW.order_row, NEW.text); END;
"""


@measurement(
    Goal("export to CSV: processor", unit="s", ratio=2.6, orders=100_000),
    Goal("export to CSV: memory", unit="MB", growth=1.3),
    Goal("import from CSV: processor", unit="s", ratio=4, orders=100_000),
    Goal("import from CSV: memory", unit="MB", growth=1.3),
)
def files(bench: Bench) -> Iterator[Figure]:
    """The whole shop into a file, and the file into an empty database; once, since it takes long."""
    shell = shutil.which("sqlite3")
    if shell is None:
        raise RuntimeError("the shell of SQLite is not installed")
    folder = bench.shop.path.parent
    out, db, other = (folder / name for name in ("files.csv", "files.db", "files-shell.db"))
    try:
        took, memory = _run(bench.shop.command("export", str(out), "--no-bom", "--force"))
        beside, _memory = _run([shell, "-csv", str(bench.shop.path), _query()], out.with_name("files-shell.csv"))
        yield Figure("export to CSV: processor", took, beside, _SHELL)
        yield Figure("export to CSV: memory", memory)
        script = folder / "files.sql"
        script.write_text(_script(bench, out), encoding="utf-8")
        took, memory = _run([*PROGRAM, "--db", str(db), "import", str(out)])
        beside, _memory = _run([shell, str(other), f".read {script}"])
        yield Figure("import from CSV: processor", took, beside, _SHELL)
        yield Figure("import from CSV: memory", memory)
    finally:
        for path in folder.glob("files[.-]*"):
            with suppress(FileNotFoundError):
                path.unlink()


def _run(command: list[str], output: Path = Path(os.devnull)) -> tuple[float, float]:
    """The seconds of processor that a command takes, its own and the system's, and its memory at most in MB."""
    with output.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL) as process:
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[-2]} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / _KIB


def _query() -> str:
    """All that the export writes of the orders of one's own stores, worded in SQL."""
    return f"SELECT {', '.join(map(_column, FACTS.values()))} FROM orders WHERE fulfil = 0 AND deleted_at IS NULL \
ORDER BY created_at, id"


def _column(fact: Any) -> str:
    match fact.kind:
        case Kind.ITEMS:
            item = "json_object('name', name, 'sku', sku, 'price', price, 'quantity', quantity, 'kind', kind)"
            return f"(SELECT json_group_array({item}) FROM item WHERE order_row = orders.id)"
        case Kind.TAGS:
            return "(SELECT group_concat(name, ', ') FROM tag WHERE order_row = orders.id)"
        case Kind.MOMENT:
            return f"datetime({fact.name}, 'unixepoch', '+7 hours')"
        case _:
            return str(fact.name)


def _script(bench: Bench, file: Path) -> str:
    """What makes a table of the file's columns with the indexes of the orders and a search, and fills it."""
    with bench.shop.raw() as raw:
        indexes = raw.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'orders' AND sql > ''")
        wanted = [_fitting(sql) for (sql,) in indexes if not _FEW.search(sql)]
    columns = ", ".join(f"{fact.name} {'INTEGER' if fact.kind is Kind.MONEY else 'TEXT'}" for fact in FACTS.values())
    making = f"PRAGMA journal_mode = wal;\nCREATE TABLE orders ({columns}, UNIQUE (order_id));\n"
    return f"{making}{';'.join(wanted)};{_SOUGHT}.mode csv\n.import --skip 1 {file} orders\n"


def _fitting(sql: str) -> str:
    """An index of the orders over the file's columns, without a condition; for what these lack, one as short."""
    column = {"fulfil": "seller", "status_rank": "status", "marks": "goods"}
    return _OTHERWISE.sub(lambda found: column.get(found[0], ""), sql)
