"""What holds for every test."""

import pytest
from hypothesis import HealthCheck, settings

from orders_tui.process import garbage

# How long an example takes says what else the machine is doing, and nothing of the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the long tests on every worker, so that none of them is left to the end, when the others are idle."""
    workers: int = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if not item.get_closest_marker("long")]
    total = len(items)
    items.clear()
    # Each worker is given one part of the list at first, as xdist cuts it.
    for at in range(workers):
        first = long[at::workers]
        room = max(0, (total - len(items)) // (workers - at) - len(first))
        items += [*first, *short[:room]]
        del short[:room]
    assert len(items) == total


def pytest_collection_finish() -> None:
    """Run with the collector as the program has it: what was loaded to collect the tests stays until the end."""
    garbage.resume()
