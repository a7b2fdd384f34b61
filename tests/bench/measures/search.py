"""Searching: until the hits are painted, and the query alone beside what SQLite can do at best and at worst."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from orders_tui.domain.query import OrderQuery
from orders_tui.store.store import open_store
from tests.bench.console import Console, opened
from tests.bench.shops import Shop
from tests.bench.suite import Bench, Figure, Goal, measurement

_NOBODY = "qx"
"""Two letters that stand side by side in no name."""
_LISTED = 100
_LARGE = 1_000_000
"""Below, wording the query takes longer than answering it."""
_SELLERS = "fulfil = 0 AND deleted_at IS NULL"
_NEWEST = f"ORDER BY created_at DESC, id DESC LIMIT {_LISTED}"


def buyer(shop: Shop) -> tuple[str, str]:
    """The first name of somebody in the middle of the shop, six letters or more, and their telephone number."""
    letters = "[A-Za-z]" * 6
    with shop.raw() as raw:
        name, phone = raw.execute(
            f"SELECT name, phone FROM orders WHERE name GLOB '{letters}*' AND phone GLOB '+628*' AND {_SELLERS}"
            " AND id >= (SELECT max(id) / 2 FROM orders) ORDER BY id LIMIT 1"
        ).fetchone()
    return name, "0" + phone.removeprefix("+62")


@measurement(
    Goal("search: 1 letter", most=300),
    Goal("search: 2 letters", most=300),
    Goal("search: 2 letters, no hits", most=300),
    Goal("search: 3 letters", most=100),
    Goal("search: 6 letters", most=100),
    Goal("search: telephone number", most=100),
    Goal("search taken off"),
)
def search(bench: Bench) -> Iterator[Figure]:
    """From the text in the search to its hits on the screen."""
    name, phone = buyer(bench.shop)
    off: list[float] = []
    with opened(bench.shop) as console:
        for letters, unit in ((1, "letter"), (2, "letters"), (3, "letters"), (6, "letters")):
            yield Figure(f"search: {letters} {unit}", _typical(bench, console, name[:letters], off))
        yield Figure("search: 2 letters, no hits", _typical(bench, console, _NOBODY, off, hits=False))
        yield Figure("search: telephone number", _typical(bench, console, phone, off))
    yield Figure("search taken off", sorted(off)[len(off) // 2])


def _typical(bench: Bench, console: Console, text: str, off: list[float], *, hits: bool = True) -> float:
    def searched() -> float:
        seconds = console.search(text, hits=hits)
        off.append(console.leave_search() * 1000)
        return seconds * 1000

    return bench.typical(searched)


@measurement(
    Goal("search query, 3 letters", ratio=1.5, orders=_LARGE),
    Goal("search query, 6 letters", ratio=1.5, orders=_LARGE),
    Goal("search query beside LIKE", ratio=1 / 20, orders=_LARGE),
)
def search_query(bench: Bench) -> Iterator[Figure]:
    """The newest hits of a text as the store finds them, beside the search index and beside a walk over all names."""
    name, _phone = buyer(bench.shop)
    store = open_store(str(bench.shop.path), readonly=True)
    try:
        with bench.shop.raw() as raw:

            def ours(text: str) -> float:
                return _timed(lambda: store.lists.listed(OrderQuery(text=text), _LISTED))

            def indexed(text: str) -> float:
                hits = "SELECT rowid FROM search WHERE search MATCH ?"
                sql = f"SELECT id FROM orders WHERE {_SELLERS} AND id IN ({hits}) {_NEWEST.replace('BY ', 'BY +')}"
                return _timed(lambda: raw.execute(sql, (f'"{text}"',)).fetchall())

            def walked(text: str) -> float:
                places = " OR ".join(f"{column} LIKE ?1" for column in ("name", "phone", "order_id", "receipt"))
                sql = f"SELECT id FROM orders NOT INDEXED WHERE {_SELLERS} AND ({places}) {_NEWEST}"
                return _timed(lambda: raw.execute(sql, (f"%{text}%",)).fetchall())

            for letters in (3, 6):
                part = name[:letters]
                value, reference = bench.both(partial(ours, part), partial(indexed, part))
                yield Figure(f"search query, {letters} letters", value, reference, "the same on raw SQLite")
            rare = name[:6]
            value, reference = bench.both(partial(ours, rare), partial(walked, rare))
            yield Figure("search query beside LIKE", value, reference, "LIKE over every row")
    finally:
        store.close()


def _timed(question: Callable[[], object]) -> float:
    began = time.perf_counter()
    question()
    return (time.perf_counter() - began) * 1000
