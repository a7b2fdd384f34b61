"""A process that writes: each line it prints names an order whose change is safely stored.

Run as `python -m tests.store.writer PATH NAME COUNT`; it adds COUNT orders, without end where COUNT is 0, and
changes each of them once.
"""

import itertools
import sys
from pathlib import Path

from orders_tui.domain.rights import Actor
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.store import Store
from tests.samples import a_change
from tests.store.shop import ORDER


def main(path: str, name: str, count: str) -> None:
    store, by = Store(SqliteEngine(Path(path))), Actor(name, "console")
    for number in itertools.count() if count == "0" else range(int(count)):
        order_id = store.execute(ORDER, by).order_id
        store.execute(a_change(order_id, note=f"{name} {number}"), by)
        print(order_id, number, flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
