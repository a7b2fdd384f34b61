"""Every fact is understood wherever facts are read, and said wherever they are shown."""

from collections import Counter
from datetime import date

import pytest

from orders_tui.domain.commands import ChangeOrder
from orders_tui.domain.days import DateRange, Period, Preset
from orders_tui.domain.facts import EDITABLE, FACTS, SORTS, Fact, Filter, Kind
from orders_tui.domain.filters import FILTERS
from orders_tui.domain.flow import change
from orders_tui.domain.history import describe
from orders_tui.domain.order import Event, Method, PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.tags import join_tags
from orders_tui.domain.written import who, written
from tests.samples import FULL, NOW, ORDER, a_change, an_order

QUERY_WORDS = ("sort", "role", "in")
"""The words of the query language that are no facts."""
JSON_NAMES = ("type", "id", "order", "version", "payments", "history")
"""What stands beside the facts in the JSON of an order, or of a line of the intake."""

WEEK = Period(DateRange(date(2026, 11, 16), date(2026, 11, 22)))
VALUES = [(word, fact) for word, fact in FILTERS.items() if fact.filter in (Filter.VALUES, Filter.ANY_CASE)]
RANGES = [(word, fact) for word, fact in FILTERS.items() if fact.filter is Filter.RANGE]
PRESENCES = [(word, fact) for word, fact in FILTERS.items() if fact.filter in (Filter.PRESENCE, Filter.DUE)]
OPENS = [(word, fact) for word, fact in FILTERS.items() if fact.filter is Filter.OPEN]
CHECKS = [(word, fact) for word, fact in FILTERS.items() if fact.filter is Filter.CHECK]
DAYS = [(word, fact) for word, fact in FILTERS.items() if fact.filter is Filter.DAYS]


def repeated(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_no_word_means_two_facts() -> None:
    assert repeated([*QUERY_WORDS, *(word for fact in FACTS.values() for word in fact.words)]) == []


def test_no_place_in_json_is_that_of_two_facts() -> None:
    places = [*JSON_NAMES, *(place for fact in FACTS.values() for place in fact.json)]
    assert repeated(places) == []
    assert [(one, other) for one in places for other in places if other.startswith(f"{one}.")] == []


def test_no_two_facts_have_one_title() -> None:
    assert repeated([fact.label for fact in FACTS.values()]) == []


class TestFilters:
    def test_are_of_these_sorts_alone(self) -> None:
        assert len(VALUES) + len(RANGES) + len(PRESENCES) + len(OPENS) + len(CHECKS) + len(DAYS) == len(FILTERS)

    @pytest.mark.parametrize(("word", "fact"), VALUES)
    def test_by_value(self, word: str, fact: Fact) -> None:
        for value in fact.choices or ("Bandung", '"Kota Bandung"', "0"):
            query = OrderQuery.parse(f"{word}:{value}")
            assert query == OrderQuery(filters=frozenset({(fact.name, value.strip('"'))}))
            assert str(query) == f"{fact.word}:{value}"

    @pytest.mark.parametrize(("word", "fact"), VALUES)
    def test_by_having_none(self, word: str, fact: Fact) -> None:
        if fact.optional:
            query = OrderQuery.parse(f"{word}:none")
            assert query == OrderQuery(filters=frozenset({(fact.name, "")}))
            assert str(query) == f"{fact.word}:none"
        else:
            with pytest.raises(ValueError, match=f"“{fact.word}:” has no value “none”"):
                OrderQuery.parse(f"{word}:none")

    @pytest.mark.parametrize("wanted", ["yes", "no"])
    @pytest.mark.parametrize(("word", "fact"), PRESENCES)
    def test_by_presence(self, word: str, fact: Fact, wanted: str) -> None:
        query = OrderQuery.parse(f"{word}:{wanted}")
        assert query == OrderQuery(filters=frozenset({(fact.name, wanted)}))
        assert str(query) == f"{fact.word}:{wanted}"

    def test_by_what_is_due(self) -> None:
        query = OrderQuery.parse("followup:due")
        assert query == OrderQuery(filters=frozenset({("followed_up_at", "due")}))
        assert str(query) == "followup:due"
        with pytest.raises(ValueError, match="“printed:” has no value “due”; did you mean followup:due"):
            OrderQuery.parse("printed:due")

    @pytest.mark.parametrize("wanted", ["open", "no"])
    @pytest.mark.parametrize(("word", "fact"), OPENS)
    def test_by_whether_it_is_open(self, word: str, fact: Fact, wanted: str) -> None:
        query = OrderQuery.parse(f"{word}:{wanted}")
        assert query == OrderQuery(filters=frozenset({(fact.name, wanted)}))
        assert str(query) == f"{fact.word}:{wanted}"

    @pytest.mark.parametrize("wanted", ["check", "ok", "none"])
    @pytest.mark.parametrize(("word", "fact"), CHECKS)
    def test_by_whether_it_has_to_be_checked(self, word: str, fact: Fact, wanted: str) -> None:
        query = OrderQuery.parse(f"{word}:{wanted}")
        assert query == OrderQuery(filters=frozenset({(fact.name, "" if wanted == "none" else wanted)}))
        assert str(query) == f"{fact.word}:{wanted}"

    @pytest.mark.parametrize("bounds", ["1..2", "1..", "..2"])
    @pytest.mark.parametrize(("word", "fact"), RANGES)
    def test_by_range(self, word: str, fact: Fact, bounds: str) -> None:
        query = OrderQuery.parse(f"{word}:{bounds}")
        assert query != OrderQuery()
        assert str(query) == f"{fact.word}:{bounds}"

    @pytest.mark.parametrize("period", [Period(Preset.TODAY), Period(Preset.ALL), WEEK])
    @pytest.mark.parametrize(("word", "fact"), DAYS)
    def test_by_day(self, word: str, fact: Fact, period: Period) -> None:
        query = OrderQuery.parse(f"{word}:{period}")
        assert query == OrderQuery(period=period, dates=fact.name)
        assert OrderQuery.parse(str(query)) == query
        assert query == OrderQuery() or str(query) == f"{fact.word}:{period}"


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(("word", "fact"), SORTS.items())
def test_sorts_are_read_and_written(word: str, fact: Fact, sign: str) -> None:
    query = OrderQuery.parse(f"sort:{sign}{word}")
    assert query == OrderQuery(sort=fact.name, descending=bool(sign))
    assert query == OrderQuery() or str(query) == f"sort:{sign}{fact.word}"


class TestHistory:
    @pytest.mark.parametrize("fact", [fact for fact in EDITABLE if fact.kind is Kind.MONEY])
    def test_says_which_amount_became_which(self, fact: Fact) -> None:
        (line,) = describe(Event(1, NOW, "sari", "console", "", fact.name, "0", "500", None))
        assert line == f"{fact.title}: Rp 0 → Rp 500"

    @pytest.mark.parametrize("fact", [fact for fact in EDITABLE if fact.kind is not Kind.MONEY])
    def test_says_what_a_person_gave_and_took_away(self, fact: Fact) -> None:
        value = getattr(FULL, fact.name)
        for new in (str(value), ""):
            event = Event(1, NOW, "sari", "console", "", fact.name, getattr(ORDER, fact.name), new, None)
            (line,) = describe(event)
            assert line.startswith(f"{fact.title}: ")
            assert (line == f"{fact.title}: –") is (new == "")

    @pytest.mark.parametrize(
        "asked",
        [
            a_change(status=Status.CONFIRMED),
            a_change(payment=PaymentStatus.PAID),
            a_change(method=Method.COD),
            a_change(add_tags=("vip",)),
            *(a_change(**{fact.name: getattr(FULL, fact.name)}) for fact in EDITABLE),
        ],
    )
    def test_says_something_of_every_change(self, asked: ChangeOrder) -> None:
        changes = change(ORDER, asked, NOW)
        events = [
            Event(1, NOW, "sari", "console", "", name, _kept(getattr(ORDER, name)), _kept(new), None)
            for name, new in changes.items()
        ]
        assert [line for event in events for line in describe(event)] != []


def _kept(value: object) -> str | None:
    """A value as the history keeps it."""
    return join_tags(value) if isinstance(value, tuple) else None if value is None else str(value)


class TestWritten:
    @pytest.mark.parametrize("fact", FACTS.values())
    def test_says_every_fact_that_an_order_has(self, fact: Fact) -> None:
        text = written(FULL, fact, str)
        assert text.strip()
        assert text != written(ORDER, fact, str)

    @pytest.mark.parametrize("fact", [fact for fact in FACTS.values() if getattr(ORDER, fact.name) in (None, "", ())])
    def test_says_nothing_of_what_it_lacks(self, fact: Fact) -> None:
        assert written(ORDER, fact, str) == ""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("status", "Completed"),
            ("phone", "+62 857-0011-2233"),
            ("method", "QRIS"),
            ("items", "2 × Madu Hutan 500 ml [MH-1] · Rp 180.000\n1 × Kelas menjahit (Digital) · Rp 250.000"),
            ("total", "Rp 442.179"),
            ("discount", "-Rp 5.000"),
            ("shipping", "Rp 15.000"),
            ("unique_code", "-Rp 321"),
            ("tags", "grosir, vip"),
            ("buyer_note", "Tolong bungkus kado.\nTerima kasih."),
            ("follow_ups", "2"),
            ("deleted_at", str(NOW)),
        ],
    )
    def test_in_the_words_of_its_kind(self, name: str, text: str) -> None:
        assert written(FULL, FACTS[name], str) == text

    @pytest.mark.parametrize(
        ("phone", "text"),
        [("call\x1b me", "call␛ me (check)"), ("•••• 2233", "•••• 2233"), ("+628123456789", "+62 812-3456-789")],
    )
    def test_of_a_phone_says_whether_it_has_to_be_checked(self, phone: str, text: str) -> None:
        assert written(FULL._replace(phone=phone), FACTS["phone"], str) == text
        assert who(FULL._replace(name="", phone=phone)) == text

    def test_a_sum_of_zero_is_a_sum(self) -> None:
        assert written(ORDER._replace(total=0), FACTS["total"], str) == "Rp 0"

    @pytest.mark.parametrize("fact", [fact for fact in FACTS.values() if fact.kind in (Kind.TEXT, Kind.LINES)])
    def test_obeys_nothing_that_stands_in_it(self, fact: Fact) -> None:
        shown = written(an_order(**{fact.name: "a\x1b[2J\u202eb"}), fact, str)
        assert shown == "a␛[2J<U+202E>b"
