"""The intake as another program uses it: lines to `orders-tui ingest`, answers from it; and the same on raw SQLite."""

import json
import subprocess
import threading
import time
from collections.abc import Sequence
from itertools import islice
from types import TracebackType
from typing import Any, Self

from orders_tui.store.demo import arrivals
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
        self.many([line])

    def many(self, lines: Sequence[str]) -> None:
        """Send lines without waiting in between, as a pipe does, and wait for all answers."""
        entrance, exit_ = self._process.stdin, self._process.stdout
        assert entrance is not None
        assert exit_ is not None

        def send() -> None:
            entrance.write("\n".join(lines) + "\n")
            entrance.flush()

        sender = threading.Thread(target=send)
        sender.start()
        answers = [exit_.readline() for _line in lines]
        sender.join()
        if refused := [answer for answer in answers if '"ok":true' not in answer.replace(" ", "")]:
            raise ValueError(f"refused: {refused[0]}")


def lines(first: int, count: int) -> list[str]:
    """Orders as forms send them, never the same twice."""
    seed = time.time_ns()
    return [json.dumps(order) for order in islice(arrivals(seed, first), count)]


_COPIED = (
    "store, seller, fulfil, source, name, phone, email, street, subdistrict, city, province, postcode, goods,"
    " subtotal, discount, shipping, fees, unique_code, total, method, courier, handler, buyer_note"
)
_PLACES = ", ".join("?" * (len(_COPIED.split(",")) + 4))
_INSERT_ORDER = f"""
INSERT INTO orders ({_COPIED}, order_id, slug, created_at, last_operation, status, payment_status)
VALUES ({_PLACES}, 'pending', 'unpaid')
"""
_INSERT_ITEM = "INSERT INTO item (order_row, position, name, sku, price, quantity, kind) VALUES (?, ?, ?, ?, ?, ?, ?)"


class RawIntake:
    """The statements that storing an order takes, on a bare connection: orders of the shop once more, as new ones."""

    def __init__(self, raw: Any, count: int) -> None:
        self._raw = raw
        self._mark = time.time_ns()
        wanted = "method IS NOT NULL AND deleted_at IS NULL"
        chosen = raw.execute(f"SELECT id, {_COPIED} FROM orders WHERE {wanted} ORDER BY id DESC LIMIT ?", (count,))
        self._orders = [(values, self._parts(row)) for row, *values in chosen.fetchall()]
        self._stored = 0

    def _parts(self, row: int) -> tuple[list[Any], list[Any]]:
        items = "SELECT position, name, sku, price, quantity, kind FROM item WHERE order_row = ?"
        tags = "SELECT name FROM tag WHERE order_row = ?"
        return self._raw.execute(items, (row,)).fetchall(), self._raw.execute(tags, (row,)).fetchall()

    def store(self, count: int, together: int) -> None:
        """Store orders, so many in each transaction."""
        for start in range(0, count, together):
            self._raw.execute("BEGIN IMMEDIATE")
            for _order in range(min(together, count - start)):
                self._one()
            self._raw.execute("COMMIT")

    def _one(self) -> None:
        run = self._raw.execute
        values, (items, tags) = self._orders[self._stored % len(self._orders)]
        self._stored += 1
        key, at = f"raw-{self._mark}-{self._stored}", int(time.time())
        run("SELECT order_id FROM intake JOIN orders ON orders.id = intake.order_row WHERE key = ?", (key,)).fetchall()
        run("INSERT OR IGNORE INTO store (name) VALUES (?)", (values[0],))
        run("SELECT 1 FROM orders WHERE order_id = ?", (key,)).fetchall()
        operation = run(
            "INSERT INTO operation (at, by, via, place, kind, undoes) VALUES (?, 'raw', 'intake', '', 'change', NULL)",
            (at,),
        ).lastrowid
        row = run(_INSERT_ORDER, (*values, key, key, at, operation)).lastrowid
        self._raw.executemany(_INSERT_ITEM, [(row, *item) for item in items])
        self._raw.executemany("INSERT INTO tag (order_row, name) VALUES (?, ?)", [(row, tag) for (tag,) in tags])
        history = (
            "INSERT INTO history (operation_id, order_row, field, old, new) VALUES (?, ?, 'status', NULL, 'pending')"
        )
        run(history, (operation, row))
        run("INSERT INTO intake (key, order_row, operation_id) VALUES (?, ?, ?)", (key, row, operation))
