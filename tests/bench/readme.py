"""The last results as the page of the benchmark shows them."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.bench.report import amount
from tests.bench.suite import Row

README = Path(__file__).parent / "README.md"
_PLACE = re.compile(r"(<!-- speed:[^>]*-->\n)(.*?)(<!-- /speed -->)", re.DOTALL)
_MARKS = {True: "yes", False: "**no**", None: ""}


def table(rows: Sequence[Row], about: dict[str, str], runs: int) -> str:
    """A line for each figure: its value in each shop, and how it stands in the largest."""
    sizes = sorted({row.orders for row in rows if row.orders is not None})
    machine = f"{about['processor']}, {about['cores']} cores, {about['system'].split('-')[0]}"
    versions = f"Python {about['python']}, SQLite {about['sqlite']}, Textual {about['textual']}"
    lines = [
        f"Medians of {runs} runs on {about['measured'][:10]}: {machine}; {versions}.",
        "",
        "| " + " | ".join(["", *(f"{size:,} orders" for size in sizes), "beside", "budget", "met"]) + " |",
        "| --- |" + " ---: |" * len(sizes) + " --- | --- | --- |",
    ]
    found: dict[str, dict[int | None, Row]] = {}
    for row in rows:
        found.setdefault(row.goal.name, {})[row.orders] = row
    for name, by_size in found.items():
        last = by_size[max(by_size, key=lambda size: size or 0)]
        values = [_value(by_size.get(size, last if None in by_size and size == sizes[-1] else None)) for size in sizes]
        beside = "" if last.ratio is None or last.figure is None else f"{last.ratio:.2f}× {last.figure.against}"
        lines.append("| " + " | ".join([name, *values, beside, last.goal.words(), _MARKS[last.met]]) + " |")
    return "\n".join(lines) + "\n"


def _value(row: Row | None) -> str:
    if row is None:
        return ""
    return "failed" if row.figure is None else amount(row.figure.value, row.goal.unit)


def write(text: str, readme: Path = README) -> None:
    """Put the table into its place."""
    before = readme.read_text(encoding="utf-8")
    readme.write_text(_PLACE.sub(lambda found: found[1] + text + found[3], before), encoding="utf-8")
