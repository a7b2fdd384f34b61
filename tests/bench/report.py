"""What the benchmark says: a table, how things grow, the machine, and all of it as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from orders_tui.store.engine.sqlite import library_version
from tests.bench.suite import Growth, Row, growths

_MARKS = {True: "yes", False: "NO", None: ""}
_GROWS = 1.2
"""From which factor on something counts as growing."""


def machine() -> dict[str, str]:
    """What it was measured on."""
    return {
        "processor": _first("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": _first("/proc/meminfo", "MemTotal"),
        "system": platform.platform(terse=True),
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()),
        "python": platform.python_version(),
        "sqlite": ".".join(map(str, library_version())),
        **{name: version(name) for name in ("textual", "peewee", "orders-tui")},
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _first(path: str, name: str) -> str:
    if not Path(path).exists():
        return ""
    lines = Path(path).read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def heading() -> str:
    """The line above the rows."""
    names = ("measured", "orders", "value", "reference", "ratio", "budget", "met")
    return _line(*names, "against")


def row_line(row: Row) -> str:
    """A row as a line."""
    orders = "" if row.orders is None else f"{row.orders:,}"
    if row.figure is None:
        return _line(row.goal.name, orders, "failed", "", "", row.goal.words(), "NO", row.error.partition("\n")[0][:60])
    reference = "" if row.figure.reference is None else amount(row.figure.reference, row.goal.unit)
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}×"
    value, met = amount(row.figure.value, row.goal.unit), _MARKS[row.met]
    return _line(row.goal.name, orders, value, reference, ratio, row.goal.words(), met, row.figure.against)


def _line(name: str, orders: str, value: str, reference: str, ratio: str, budget: str, met: str, against: str) -> str:
    numbers = f"{orders:>9}  {value:>12}  {reference:>12}  {ratio:>8}"
    return f"{name:<38}{numbers}  {budget:<18}  {met:<3}  {against}".rstrip()


def amount(value: float, unit: str) -> str:
    """A figure as it is read."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()


def growth_lines(rows: Sequence[Row]) -> list[str]:
    """The same work at each size, side by side; empty if there is only one size."""
    sizes = sorted({row.orders for row in rows if row.orders is not None})
    if len(sizes) < 2:
        return []
    heads = "".join(f"{size:>14,}" for size in sizes)
    lines = [f"{'at so many orders':<38}{heads}{'growth':>10}  {'budget':<8}{'met'}"]
    for growth in growths(rows):
        cells = "".join(f"{_cell(growth, size):>14}" for size in sizes)
        grown = "" if growth.factor is None else f"{growth.factor:.2f}×"
        budget = "" if growth.goal.growth is None else f"≤ {growth.goal.growth:g}×"
        grows = growth.goal.growth is None and growth.factor is not None and growth.factor > _GROWS
        met = "grows" if grows else _MARKS[growth.met]
        lines.append(f"{growth.goal.name:<38}{cells}{grown:>10}  {budget:<8}{met}".rstrip())
    return lines


def _cell(growth: Growth, size: int) -> str:
    return amount(growth.values[size], growth.goal.unit) if size in growth.values else "–"


def as_json(rows: Sequence[Row], about: dict[str, str], runs: int) -> str:
    """Everything, for another program."""
    return json.dumps(
        {
            "machine": about,
            "runs": runs,
            "rows": [_row_object(row) for row in rows],
            "growth": [
                {**_named(each), "values": each.values, "factor": each.factor, "met": each.met}
                for each in growths(rows)
            ],
        },
        indent=1,
        ensure_ascii=False,
    )


def _named(of: Row | Growth) -> dict[str, Any]:
    goal = asdict(of.goal)
    return {"measurement": of.measurement, "name": goal.pop("name"), "unit": goal.pop("unit"), "budget": goal}


def _row_object(row: Row) -> dict[str, Any]:
    figure = row.figure
    return {
        **_named(row),
        "orders": row.orders,
        "value": figure and figure.value,
        "reference": figure and figure.reference,
        "against": figure and figure.against,
        "ratio": row.ratio,
        "met": row.met,
        "error": row.error,
    }


def success(rows: Sequence[Row]) -> bool:
    """Whether all was measured and no budget is exceeded."""
    return all(row.met is not False for row in rows) and all(growth.met is not False for growth in growths(rows))
