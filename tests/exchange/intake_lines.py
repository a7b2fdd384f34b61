"""Lines of the intake for tests, and what each becomes."""

import json
from typing import Any

from orders_tui.domain.commands import Command
from orders_tui.exchange.intake import IntakeLine, Refused, parse

ORDER: dict[str, Any] = {
    "type": "order",
    "id": "a1",
    "store": "Toko Sehat",
    "customer": {"name": "Siti"},
    "items": [{"name": "Madu", "price": 90_000}],
}


def read(message: object, number: int = 1) -> IntakeLine | Refused | None:
    return parse(number, json.dumps(message).encode())


def command(**fields: Any) -> Command:
    line = read({"id": "a1", **fields})
    assert isinstance(line, IntakeLine), line
    assert (line.number, line.key, line.kind) == (1, "a1", fields["type"])
    return line.command


def warning(message: object) -> str:
    line = read(message)
    assert isinstance(line, IntakeLine), line
    return line.warning


def error(message: object) -> str:
    refused = read(message)
    assert isinstance(refused, Refused), refused
    return refused.error


def changed(**fields: Any) -> dict[str, Any]:
    return {**ORDER, **fields}


def with_item(**fields: Any) -> dict[str, Any]:
    return changed(items=[{"name": "Ebook", "price": 1}, {"name": "Madu", "price": 90_000, **fields}])
