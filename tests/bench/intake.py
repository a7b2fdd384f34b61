"""The intake as another program uses it: lines to `orders-tui ingest`, answers from it; and the same on raw SQLite."""

import json
import subprocess
import threading
import time
from collections.abc import Sequence
from itertools import islice
from types import TracebackType
from typing import Any, Self

from orders_tui.demo.shop import arrivals
from orders_tui.domain.commands import AddOrder
from orders_tui.domain.facts import FACTS, total_of
from orders_tui.exchange.intake import IntakeLine, parse
from tests.bench.shops import Shop

_FIRST = '{"type":"order","id":"first-%d","store":"Toko","customer":{"name":"Siti"},"items":[{"name":"A","price":1}]}'


class Intake:
    """A process that takes orders in; it has answered once, so that its start is over."""

    def __init__(self, shop: Shop) -> None:
        self._process = subprocess.Popen(
            shop.command("ingest"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self.one(_FIRST % time.time_ns())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=60)

    def one(self, line: str) -> None:
        """Send one line and wait for its answer.

        Raises:
            ValueError: if it was refused.
        """
        self._send([line])
        self._hear(1)

    def many(self, lines: Sequence[str]) -> None:
        """Send lines without waiting in between, as a pipe does, and wait for all answers.

        Raises:
            ValueError: if one was refused.
        """
        sender = threading.Thread(target=self._send, args=(lines,))
        sender.start()
        self._hear(len(lines))
        sender.join()

    def _send(self, lines: Sequence[str]) -> None:
        entrance = self._process.stdin
        assert entrance is not None
        entrance.write("\n".join(lines) + "\n")
        entrance.flush()

    def _hear(self, count: int) -> None:
        exit_ = self._process.stdout
        assert exit_ is not None
        answers = [exit_.readline() for _line in range(count)]
        if refused := [answer for answer in answers if '"ok":true' not in answer.replace(" ", "")]:
            raise ValueError(f"refused: {refused[0]}")


def lines(first: int, count: int) -> list[str]:
    """Orders as forms send them, never the same twice."""
    seed = time.time_ns()
    return [json.dumps(order) for order in islice(arrivals(seed, first), count)]


_COLUMNS = (
    "order_id slug store seller fulfil source external_id name phone email street subdistrict city province postcode"
    " status payment_status method method_word goods subtotal discount shipping fees unique_code total courier handler"
    " buyer_note created_at last_operation"
).split()
_INSERT_ORDER = f"INSERT INTO orders ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
_KNOWN = (
    "SELECT order_id, digest FROM intake JOIN orders ON orders.id = intake.order_row"
    " WHERE key = ? AND kind = ? AND intake.store = ?"
)
_KEEP = "INSERT INTO intake (key, kind, store, digest, order_row, operation_id) VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_ITEM = "INSERT INTO item (order_row, position, name, sku, price, quantity, kind) VALUES (?, ?, ?, ?, ?, ?, ?)"


class RawIntake:
    """The statements that storing an order takes, on a bare connection, with values such as forms send."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._mark = time.time_ns()
        self._stored = 0
        self._ready: list[AddOrder] = []

    def prepare(self, count: int) -> None:
        """Read the orders that are stored next, which is no part of what is measured."""
        self._ready = [_read(line) for line in lines(0, count)]

    def store(self, together: int) -> None:
        """Store what was prepared, so many orders in each transaction."""
        for start in range(0, len(self._ready), together):
            self._raw.execute("BEGIN IMMEDIATE")
            for order in self._ready[start : start + together]:
                self._one(order)
            self._raw.execute("COMMIT")

    def _one(self, new: AddOrder) -> None:
        run = self._raw.execute
        self._stored += 1
        key, at = f"raw-{self._mark}-{self._stored}", int(time.time())
        run(_KNOWN, (key, "order", new.facts["store"])).fetchall()
        run("INSERT OR IGNORE INTO store (name) VALUES (?)", (new.facts["store"],))
        run("SELECT 1 FROM orders WHERE order_id = ?", (key,)).fetchall()
        operation = run(
            "INSERT INTO operation (at, by, via, place, kind, undoes) VALUES (?, 'raw', 'intake', '', 'change', NULL)",
            (at,),
        ).lastrowid
        status = "created" if new.method is None else "pending"
        subtotal = sum(item.price * item.quantity for item in new.items)
        known = {"order_id": key, "slug": key, "fulfil": int(bool(new.facts.get("seller"))), "status": status}
        known |= {"payment_status": "unpaid", "method": new.method, "goods": new.items[0].kind, "subtotal": subtotal}
        known |= {"total": total_of(new.items, new.facts), "created_at": at, "last_operation": operation}
        given = {name: new.facts.get(name, FACTS[name].blank) for name in _COLUMNS if name not in known}
        row = run(_INSERT_ORDER, (known | given)).lastrowid
        parts = [(row, n, i.name, i.sku, i.price, i.quantity, i.kind) for n, i in enumerate(new.items)]
        self._raw.executemany(_INSERT_ITEM, parts)
        self._raw.executemany("INSERT INTO tag (order_row, name) VALUES (?, ?)", [(row, tag) for tag in new.tags])
        run(
            "INSERT INTO sought (order_row, text) VALUES (?, ?)",
            (row, f"{new.facts['name']}\n{new.facts['phone']}\n{key}"),
        )
        history = "INSERT INTO history (operation_id, order_row, field, old, new) VALUES (?, ?, 'status', NULL, ?)"
        run(history, (operation, row, status))
        run(_KEEP, (key, "order", new.facts["store"], "0123456789abcdef", row, operation))


def _read(line: str) -> AddOrder:
    told = parse(1, line.encode())
    assert isinstance(told, IntakeLine)
    assert isinstance(told.command, AddOrder)
    return told.command
