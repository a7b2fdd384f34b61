"""The benchmark as a person calls it: `python -m tests.bench`."""

import argparse
import compileall
import sys
from pathlib import Path

from tests.bench.readme import table, write
from tests.bench.report import as_json, growth_lines, heading, machine, row_line, success
from tests.bench.shops import FOLDER, ROOT, Shops
from tests.bench.suite import MEASUREMENTS, chosen, run


def arguments(given: list[str]) -> argparse.Namespace:
    """What is wanted."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--orders", nargs="+", type=int, default=[10_000, 100_000, 1_000_000], help="sizes of shops")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything there; bench.json among the shops")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only measurements with this in the name")
    parser.add_argument("--runs", type=int, default=5, help="how often each thing is measured; the median counts")
    parser.add_argument("--keep", type=Path, default=FOLDER, metavar="FOLDER", help="where the shops are kept")
    parser.add_argument("--readme", action="store_true", help="put the table into tests/bench/README.md")
    parser.add_argument("--list", action="store_true", help="name the measurements and stop")
    return parser.parse_args(given)


def main(given: list[str]) -> int:
    """Measure; 0 if everything is within its budget, 1 if not, 2 for wrong use."""
    wanted = arguments(given)
    try:
        measurements = chosen(wanted.only)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.list:
        print("\n".join(f"{name}: {', '.join(g.name for g in each.goals)}" for name, each in MEASUREMENTS.items()))
        return 0
    # As pip does when it installs: else every start would compile what it loads, where the environment forbids
    # Python to keep what it compiled.
    for folder in (ROOT / "orders_tui", ROOT / "tests" / "bench"):
        compileall.compile_dir(folder, quiet=1)
    about = machine()
    print("\n".join(f"{name}: {value}" for name, value in about.items()), heading(), sep="\n\n")
    rows = []
    shops = Shops(wanted.keep)
    try:
        for row in run(measurements, shops, wanted.orders, max(1, wanted.runs)):
            rows.append(row)
            print(row_line(row), flush=True)
    finally:
        shops.clear()
    if lines := growth_lines(rows):
        print("", *lines, sep="\n")
    file = wanted.json or wanted.keep / "bench.json"
    file.write_text(as_json(rows, about, wanted.runs), encoding="utf-8")
    print(f"\n{file}")
    if wanted.readme:
        write(table(rows, about, wanted.runs))
    return 0 if success(rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
