"""Searching with SQLite: what a typed text asks for, as conditions on orders that a full-text index serves."""

import json
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from peewee import SQL, Case, Expression, NodeList, fn

from orders_tui.domain.phone import whole_numbers
from orders_tui.domain.search import SEARCHED, several, unlabelled, wanted
from orders_tui.domain.text import UNSTORABLE
from orders_tui.store.engine.statements import Statements
from orders_tui.store.tables import Orders, Sought

_TRIGRAM = 3
_SHORTEST_NUMBER = 8
"""The least characters of a text that may be a whole phone number."""
_NOT_PHONE = [getattr(Orders, name) for name in SEARCHED if name != "phone"]
_DISTINCTIVE = 5
"""From this many digits after the country code on the code is not searched: nearly every number has it."""

# The condition `<> ''` is that of the index, which begins with the store.
_REFERRED = """
WITH wanted (name) AS (SELECT value FROM json_each(?))
SELECT id FROM orders WHERE order_id IN wanted
UNION SELECT id FROM orders WHERE receipt > '' AND receipt IN wanted
UNION SELECT id FROM orders
  WHERE store IN (SELECT name FROM store) AND external_id <> '' AND external_id IN wanted
"""


class SqliteSearch:
    """Searching by an FTS5 index of trigrams, which finds parts of words from three characters on."""

    def __init__(self, statements: Statements, *, phones: bool = True) -> None:
        self._statements = statements
        self._phones = phones
        """Whether phones are searched."""

    def without_phones(self) -> "SqliteSearch":
        return SqliteSearch(self._statements, phones=False)

    def matching(self, text: str, *, sift: bool = False) -> list[Expression]:
        if references := several(text):
            return [self.referred(references)]
        words = _words(text)
        conditions = [_in_texts(forms) for forms in words if not _long(forms)]
        if phrases := _phrases(words):
            # With a sign before the column the planner does not start with the hits.
            row = NodeList((SQL("+"), Orders.id)) if sift else Orders.id
            conditions.insert(0, row.in_(SQL("(SELECT rowid FROM search WHERE search MATCH ?)", (phrases,))))
        return conditions + [_in_row(forms) for forms in words if _inexact(forms)] + self._elsewhere(words)

    def scanning(self, text: str) -> list[Expression]:
        if references := several(text):
            return [self.referred(references)]
        words = _words(text)
        return [_in_row(forms) for forms in words] + self._elsewhere(words)

    def hits(self, text: str, most: int) -> int:
        if several(text):
            return 0
        phrases = _phrases(_words(text))
        if not phrases:
            return most
        sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
        return int(self._statements.rows(sql, (phrases, most))[0][0])

    def referred(self, references: Sequence[str]) -> Expression:
        return Orders.id.in_(SQL(f"({_REFERRED})", (_variants(references),)))

    def whole(self, text: str) -> Any:
        clean = unlabelled(_clean(text)).removeprefix("#")
        numbers = whole_numbers(clean) if self._phones and len(clean) >= _SHORTEST_NUMBER else ()
        one_word = clean and len(clean.split()) == 1
        # Asked beforehand: mostly no order has it, and the list then keeps its plain sort, which an index may serve.
        rows = [row for (row,) in self._statements.rows(_REFERRED, (_variants([clean]),))] if one_word else []
        if not (rows or numbers):
            return None
        alike = Orders.id.in_(rows) | Orders.phone.in_(numbers)
        return Case(None, [(Orders.order_id == clean.upper(), 2), (alike, 1)], 0)

    def _elsewhere(self, words: Iterable[tuple[str, ...]]) -> list[Expression]:
        """That each word is in a fact beside the phone, where phones are not searched; the index mixes all facts."""
        if self._phones:
            return []
        return [
            reduce(or_, [fn.INSTR(fn.folded(column), form) > 0 for column in _NOT_PHONE for form in forms])
            for forms in words
        ]


def _clean(text: str) -> str:
    # A longer text is something pasted by mistake; each of its words would be looked up in the index.
    return UNSTORABLE.sub(" ", text)[:200].strip()


def _words(text: str) -> tuple[tuple[str, ...], ...]:
    return wanted(_clean(text))


def _long(forms: Iterable[str]) -> bool:
    return min(map(len, forms)) >= _TRIGRAM


def _phrases(words: Iterable[tuple[str, ...]]) -> str:
    """The query to the index for all words that it can find; empty if there is none."""
    return " AND ".join(_alternatives(forms) for forms in words if _long(forms))


def _alternatives(forms: Iterable[str]) -> str:
    return "(" + " OR ".join(_phrase(_asked(form)) for form in forms) + ")"


def _inexact(forms: Iterable[str]) -> bool:
    """Whether the index is asked for less than a form of the number, so that its hits have to be compared."""
    return any(_asked(form) != form for form in forms)


def _asked(form: str) -> str:
    return form[3:] if form.startswith("+62") and len(form) >= 3 + _DISTINCTIVE else form


def _phrase(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _in_texts(forms: Iterable[str]) -> Expression:
    """That the order has one of the forms, by a walk over all texts: they are many times as small as the orders."""
    return Orders.id.in_(Sought.select(Sought.order_row).where(_has(forms)))


def _in_row(forms: Iterable[str]) -> Any:
    """That the order has one of the forms, looked up for each order."""
    return fn.EXISTS(Sought.select(SQL("1")).where(Sought.order_row == Orders.id, _has(forms)))


def _has(forms: Iterable[str]) -> Expression:
    return reduce(or_, [fn.INSTR(Sought.text, form) > 0 for form in forms])


def _variants(references: Iterable[str]) -> str:
    """The references as JSON, in the capitals that they may be stored in."""
    return json.dumps([form for name in references for form in {name, name.upper(), name.lower()}])
