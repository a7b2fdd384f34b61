"""The intake as another program uses it: lines to `orders-tui ingest`, answers from it; and the same on raw SQLite."""

import json
import subprocess
import threading
import time
from collections.abc import Sequence
from itertools import islice
from types import TracebackType
from typing import Any, NamedTuple, Self
from unittest.mock import patch

from orders_tui.demo.shop import arrivals
from orders_tui.domain.rights import Actor
from orders_tui.exchange.intake import IntakeLine, parse
from orders_tui.store.engine.sqlite import SqliteEngine
from orders_tui.store.store import Request, Store
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


class _Statement(NamedTuple):
    sql: str
    arguments: Any
    of_many: bool
    """Whether the arguments are those of several runs."""


class _Noting:
    """A connection whose statements are noted, all of them run in a transaction that others begin and end."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.noted: list[_Statement] = []

    def execute(self, sql: str, arguments: Any = ()) -> Any:
        self.noted.append(_Statement(sql, arguments, of_many=False))
        return None if sql in ("BEGIN IMMEDIATE", "COMMIT") else self._connection.execute(sql, arguments)

    def executemany(self, sql: str, rows: Any) -> Any:
        self.noted.append(_Statement(sql, rows, of_many=True))
        return self._connection.executemany(sql, rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class RawIntake:
    """The very statements that the store runs to take orders in, with the same values, on a bare connection."""

    def __init__(self, shop: Shop, raw: Any) -> None:
        self._engine = SqliteEngine(shop.path)
        self._store = Store(self._engine)
        self._raw = raw
        self._ready: list[_Statement] = []

    def close(self) -> None:
        """Close the store by which the statements are found."""
        self._store.close()

    def prepare(self, count: int, together: int) -> None:
        """Note what is run next, which is no part of what is measured: so many orders in each transaction.

        The store runs it and takes it back, so that the bare connection finds the database as the store did.
        """
        read = [parse(number, line.encode()) for number, line in enumerate(lines(0, count), 1)]
        wanted = [Request(line.command, line.key, line.kind) for line in read if isinstance(line, IntakeLine)]
        connection = self._engine.db.connection()
        noting, by = _Noting(connection), Actor("raw", via="intake")
        connection.execute("BEGIN IMMEDIATE")
        with patch.object(self._engine.db, "connection", lambda: noting):
            for at in range(0, count, together):
                self._store.execute_many(wanted[at : at + together], by, one_operation=False)
        connection.execute("ROLLBACK")
        self._ready = noting.noted

    def store(self) -> None:
        """Run what was noted."""
        for sql, arguments, of_many in self._ready:
            if of_many:
                self._raw.executemany(sql, arguments)
            else:
                self._raw.execute(sql, arguments).fetchall()
