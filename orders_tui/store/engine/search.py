"""Searching with SQLite: a typed text becomes conditions on orders, served by its full-text index where that helps."""

import re
from collections.abc import Sequence
from functools import reduce
from operator import or_

from peewee import SQL, Expression, NodeList

from orders_tui.domain.order import ORDER_ID
from orders_tui.domain.phone import search_digits, whole_numbers
from orders_tui.store.engine.statements import Statements
from orders_tui.store.tables import Orders

_SHORTEST_NUMBER = 8
"""The least characters of a text that may be a whole phone number."""

_COLUMNS = ("name", "phone", "order_id", "receipt")
"""What is searched, and the columns of the index."""
_DISTINCTIVE = 5
"""From this many digits after the country code on the code is not searched: nearly every number has it."""


class SqliteSearch:
    """Searching by an FTS5 index of trigrams, which finds parts of words from three characters on."""

    def __init__(self, statements: Statements, columns: Sequence[str] = _COLUMNS) -> None:
        self._statements = statements
        self._columns = columns
        """What is searched; a part of `_COLUMNS`."""

    def without_phones(self) -> "SqliteSearch":
        return SqliteSearch(self._statements, [column for column in self._columns if column != "phone"])

    def matching(self, text: str, *, trash: bool = False, sift: bool = False) -> list[Expression]:
        """Conditions for orders in which every word of the text occurs.

        A text of digits alone is one number, however it is spaced. Words shorter than a trigram are compared with
        the index of all searched texts, which has no orders of the trash.
        """
        short = self._in_rows if trash else self._in_texts
        words = self._words(text)
        conditions = [short(word, forms) for word, forms in words if not _long(word, *forms)]
        if phrases := _phrases(words):
            # With a sign before the column the planner does not start with the hits.
            row = NodeList((SQL("+"), Orders.id)) if sift else Orders.id
            conditions.insert(
                0, row.in_(SQL("(SELECT rowid FROM search WHERE search MATCH ?)", (self._match(phrases),)))
            )
        return conditions + [self._in_rows(word, forms) for word, forms in words if _inexact(forms)]

    def scanning(self, text: str) -> list[Expression]:
        """The same conditions for a walk over few rows.

        Only the index folds capitals beyond A to Z. Few orders have such a word, so asking it is quick.
        """
        return [
            self._indexed(word, forms)
            if _long(word) and not forms and not word.isascii()
            else self._in_rows(word, forms)
            for word, forms in self._words(text)
        ]

    def hits(self, text: str, most: int) -> int:
        phrases = _phrases(self._words(text))
        if not phrases:
            return most
        sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
        return int(self._statements.rows(sql, (self._match(phrases), most))[0][0])

    def whole(self, text: str) -> Expression | None:
        clean = _clean(text)
        if ORDER_ID.fullmatch(clean):
            return Orders.order_id == clean.upper()
        numbers = whole_numbers(clean) if self._phones and len(clean) >= _SHORTEST_NUMBER else ()
        return Orders.phone.in_(numbers) if numbers else None

    @property
    def _phones(self) -> bool:
        return "phone" in self._columns

    def _words(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """Each word with the forms in which it may be part of a phone number."""
        clean = _clean(text)
        if not self._phones:
            return [(word, ()) for word in clean.split()]
        if forms := search_digits(clean):
            return [(clean, forms)]
        return [(word, search_digits(word)) for word in clean.split()]

    def _match(self, phrases: str) -> str:
        """The query to the index for the columns that are searched."""
        return phrases if self._phones else f"{{{' '.join(self._columns)}}} : ({phrases})"

    def _indexed(self, word: str, forms: tuple[str, ...]) -> Expression:
        match = self._match(_alternatives(word, forms))
        return Orders.id.in_(SQL("(SELECT rowid FROM search WHERE search MATCH ?)", (match,)))

    def _in_texts(self, word: str, forms: tuple[str, ...]) -> Expression:
        """As `_in_rows`, by an index that holds these texts: the rows are many times as large."""
        places = [(column, word) for column in self._columns] + [("phone", form) for form in forms]
        either = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column, _part in places)
        sql = f"(SELECT id FROM orders INDEXED BY orders_texts WHERE deleted_at IS NULL AND ({either}))"
        return Orders.id.in_(SQL(sql, tuple(f"%{_escaped(part)}%" for _column, part in places)))

    def _in_rows(self, word: str, forms: tuple[str, ...]) -> Expression:
        places: list[Expression] = [getattr(Orders, column).contains(word) for column in self._columns]
        return reduce(or_, places + [Orders.phone.contains(form) for form in forms])


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def _clean(text: str) -> str:
    return _UNSTORABLE.sub(" ", text)[:200].strip()


def _long(*texts: str) -> bool:
    return min(map(len, texts)) >= 3


def _phrases(words: list[tuple[str, tuple[str, ...]]]) -> str:
    """The query to the index for all words that it can find; empty if there is none."""
    return " AND ".join(_alternatives(word, forms) for word, forms in words if _long(word, *forms))


def _inexact(forms: tuple[str, ...]) -> bool:
    """Whether the index is asked for less than a form of the number, so that its hits have to be compared."""
    return any(_asked(form) != form for form in forms)


def _asked(form: str) -> str:
    return form[3:] if form.startswith("+62") and len(form) >= 3 + _DISTINCTIVE else form


def _alternatives(word: str, forms: tuple[str, ...]) -> str:
    return "(" + " OR ".join([_phrase(word), *(f"phone : {_phrase(_asked(form))}" for form in forms)]) + ")"


def _phrase(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _escaped(text: str) -> str:
    """The text for LIKE, with its wildcards taken literally."""
    return re.sub(r"([%_\\])", r"\\\1", text)
