"""A shop to try the command line on: a database in a file of its own, and calls as a person or a script makes them."""

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orders_tui.cli.main import run
from orders_tui.domain.facts import Order
from orders_tui.store.store import Store, open_store
from tests.store.shop import copied_to, empty_database

PROGRAM = [sys.executable, "-m", "orders_tui"]


class Screen(io.StringIO):
    """An output that a person reads."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Said:
    """What a call answered."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def call(*arguments: str, terminal: bool = False) -> Said:
    """Call the program within this process."""
    out, err = Screen() if terminal else io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(arguments))
    return Said(code, out.getvalue(), err.getvalue())


def process(*arguments: str, given: bytes = b"", env: dict[str, str] | None = None) -> Said:
    """Call the program in a process of its own."""
    done = subprocess.run([*PROGRAM, *arguments], input=given, capture_output=True, env=env, check=False, timeout=60)
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def order_line(key: str, name: str = "Siti Aminah", **fields: object) -> dict[str, object]:
    """A line of the intake: a new order."""
    return {
        "type": "order",
        "id": key,
        "store": "Toko Sehat",
        "customer": {"name": name, "phone": "0812-3456-7890"},
        "items": [{"name": "Madu", "price": 90_000}],
        **fields,
    }


def as_lines(messages: Sequence[object]) -> bytes:
    """Messages as the lines that carry them."""
    return b"".join(json.dumps(message).encode() + b"\n" for message in messages)


@dataclass(frozen=True)
class Shop:
    """A database and where it lies."""

    path: Path

    def call(self, *arguments: str, terminal: bool = False) -> Said:
        """Call the program on this shop."""
        return call("--db", str(self.path), *arguments, terminal=terminal)

    def ingest(self, *messages: object) -> list[dict[str, Any]]:
        """Take messages in; their answers."""
        if not self.path.exists():
            copied_to(self.path, empty_database)
        file = self.path.with_name("messages.jsonl")
        file.write_bytes(as_lines(messages))
        return self.call("ingest", str(file)).objects

    def add(self, key: str, name: str = "Siti Aminah", **fields: object) -> str:
        """Take one order in; its id."""
        return str(self.ingest(order_line(key, name, **fields))[0]["order"])

    def store(self) -> Store:
        """The open store of this shop."""
        return open_store(str(self.path))

    def order(self, order_id: str) -> Order:
        """An order as it is stored."""
        store = self.store()
        try:
            return store.orders.get(order_id)
        finally:
            store.close()
