"""What is measured: the registry of measurements, their budgets as data, and running them one after the other."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from statistics import median

from tests.bench.shops import Shop, Shops


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure of a measurement, and what it may be at most."""

    name: str
    unit: str = "ms"
    most: float | None = None
    """Of the figure itself."""
    ratio: float | None = None
    """Of the figure to its reference, measured in the same run."""
    growth: float | None = None
    """Of the figure at the largest shop to that at the smallest."""
    orders: int = 0
    """From which size of the shop on the budget holds: in a small one, what is the same for each can outweigh all."""

    def words(self) -> str:
        """The budget as it is read; empty where there is none."""
        parts = [f"≤ {self.most:g} {self.unit}"] if self.most is not None else []
        parts += [f"≤ {self.ratio:.3g}×"] if self.ratio is not None else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured for one goal."""

    name: str
    value: float
    reference: float | None = None
    against: str = ""
    """What the reference is."""


@dataclass(slots=True)
class Bench:
    """What a measurement is handed."""

    shops: Shops
    shop: Shop
    """The shop to measure; whatever changes it asks for `scratch`."""
    runs: int
    _known: dict[str, dict[str, float]] = field(default_factory=dict)

    def typical(self, measure: Callable[[], float]) -> float:
        """The median of as many runs as are wanted."""
        return median([measure() for _run in range(self.runs)])

    def both(self, measure: Callable[[], float], reference: Callable[[], float]) -> tuple[float, float]:
        """The medians of two things run in turns, so that a busy moment of the machine meets both."""
        pairs = [(measure(), reference()) for _run in range(self.runs)]
        return median([one for one, _other in pairs]), median([other for _one, other in pairs])

    def once(self, name: str, measure: Callable[[], dict[str, float]]) -> dict[str, float]:
        """References that are the same for every shop, measured when they are first wanted."""
        if name not in self._known:
            self._known[name] = measure()
        return self._known[name]

    @property
    def scratch(self) -> Shop:
        """A copy of the shop that can be changed."""
        return self.shops.scratch(self.shop)


Measure = Callable[[Bench], Iterator[Figure]]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Something to measure: a function that gives a figure for each of its goals."""

    name: str
    goals: tuple[Goal, ...]
    run: Measure
    each_size: bool
    """Whether it is asked of every shop, or of the smallest alone."""


MEASUREMENTS: dict[str, Measurement] = {}


def measurement(*goals: Goal, each_size: bool = True) -> Callable[[Measure], Measure]:
    """Put a function into the registry under its own name."""

    def register(run: Measure) -> Measure:
        MEASUREMENTS[run.__name__] = Measurement(run.__name__, goals, run, each_size)
        return run

    return register


def load_measurements() -> None:
    """Read every module of `measures`; to add a measurement is to add a file there."""
    folder = Path(__file__).parent / "measures"
    for module in sorted(iter_modules([str(folder)]), key=lambda found: found.name):
        import_module(f"tests.bench.measures.{module.name}")


def chosen(names: Sequence[str]) -> list[Measurement]:
    """The measurements whose names hold one of these; all if there are none.

    Raises:
        ValueError: if a name is part of none.
    """
    load_measurements()
    for name in names:
        if not any(name in known for known in MEASUREMENTS):
            raise ValueError(f"no measurement is called {name}; there are: {', '.join(MEASUREMENTS)}")
    return [each for each in MEASUREMENTS.values() if not names or any(name in each.name for name in names)]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the report."""

    measurement: str
    goal: Goal
    orders: int | None
    """The size of the shop; None where that plays no part."""
    figure: Figure | None
    """None where it could not be measured."""
    error: str = ""

    @property
    def ratio(self) -> float | None:
        """Of the figure to its reference."""
        if self.figure is None or not self.figure.reference:
            return None
        return self.figure.value / self.figure.reference

    @property
    def met(self) -> bool | None:
        """Whether it is within its budget; None where it has none."""
        if self.figure is None:
            return False
        if self.orders is not None and self.orders < self.goal.orders:
            return None
        checks = [] if self.goal.most is None else [self.figure.value <= self.goal.most]
        if self.goal.ratio is not None and self.ratio is not None:
            checks.append(self.ratio <= self.goal.ratio)
        return all(checks) if checks else None


def run(measurements: Sequence[Measurement], shops: Shops, sizes: Sequence[int], runs: int) -> Iterator[Row]:
    """Measure everything in every shop, the smallest first."""
    known: dict[str, dict[str, float]] = {}
    for size in sorted(sizes):
        wanted = [each for each in measurements if each.each_size or size == min(sizes)]
        bench = Bench(shops, shops.shop(size), runs, known)
        for each in wanted:
            yield from _rows(each, bench)
        shops.clear()


def _rows(each: Measurement, bench: Bench) -> Iterator[Row]:
    size = bench.shop.orders if each.each_size else None
    waiting = {goal.name: goal for goal in each.goals}
    error = ""
    try:
        for figure in each.run(bench):
            yield Row(each.name, waiting.pop(figure.name), size, figure)
    except Exception as failure:  # one that fails must not take the others with it
        error = f"{type(failure).__name__}: {failure}"
        print(f"{each.name}: {error}", file=sys.stderr)
    for goal in waiting.values() if error else ():
        yield Row(each.name, goal, size, None, error)


@dataclass(frozen=True, slots=True)
class Growth:
    """One figure at every size."""

    measurement: str
    goal: Goal
    values: dict[int, float]

    @property
    def factor(self) -> float | None:
        """How many times as much it is at the largest as at the smallest."""
        least = self.values[min(self.values)]
        return self.values[max(self.values)] / least if least else None

    @property
    def met(self) -> bool | None:
        """Whether it grows no more than it may; None where that is not said, or only one size was measured."""
        if self.goal.growth is None or self.factor is None or len(self.values) < 2:
            return None
        return self.factor <= self.goal.growth


def growths(rows: Sequence[Row]) -> list[Growth]:
    """The figures that have a size, side by side."""
    found: dict[tuple[str, str], Growth] = {}
    for row in rows:
        if row.orders is not None and row.figure is not None:
            growth = found.setdefault((row.measurement, row.goal.name), Growth(row.measurement, row.goal, {}))
            growth.values[row.orders] = row.figure.value
    return list(found.values())
