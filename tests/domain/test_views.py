"""Saved views: what is stored comes back, and each change touches the view that is meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain import choices
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.days import Period
from orders_tui.domain.order import OVER
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.views import QUEUES, SavedView, SavedViews, arranged, of_view

LIST = OrderQuery.parse("status:pending method:cod")
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
SHOWN = st.sampled_from(["pay:conflict", "received:7d", "“broken", ""])
VIEWS = st.tuples(NAMES, SHOWN).map(lambda given: SavedView(*given))


def names(views: SavedViews) -> list[str]:
    return [view.name for view in views.all]


@given(st.lists(VIEWS, unique_by=lambda view: view.name, min_size=1), st.data())
def test_what_is_stored_comes_back(views: list[SavedView], data: st.DataObject) -> None:
    kept = SavedViews(tuple(views))
    place = data.draw(st.integers(0, len(views) - 1))
    kept = kept.shared(place).started(place)
    assert arranged(kept.own_text, kept.shared_text) == kept


@pytest.mark.parametrize("queue", QUEUES, ids=lambda queue: queue.name)
def test_every_queue_is_a_list(queue: SavedView) -> None:
    query = queue.list_for("sari")
    assert query is not None
    assert query.narrowed or query.period.moves


def test_an_order_that_is_over_waits_in_no_queue_of_suspicious_ones() -> None:
    held = OrderQuery.parse(QUEUES[-1].query)
    assert held.excluded_values("status") == frozenset(map(str, OVER))


def test_whoever_has_arranged_none_has_the_queues_and_what_everybody_has() -> None:
    shared = SavedViews((SavedView("Grosir", "tag:grosir", shared=True), SavedView("own", ""))).shared_text
    assert names(arranged("", shared)) == [*(queue.name for queue in QUEUES), "Grosir"]
    assert names(arranged("", "")) == [queue.name for queue in QUEUES]


def test_a_view_of_everybody_keeps_the_place_that_somebody_gave_it() -> None:
    shared = SavedViews((SavedView("Grosir", "tag:new", shared=True),)).shared_text
    own = SavedViews((SavedView("Grosir", "tag:old"), SavedView("mine", "")))
    assert arranged(own.own_text, shared).all == (SavedView("Grosir", "tag:old", shared=True), SavedView("mine", ""))


@pytest.mark.parametrize("text", ["[", "7", '{"a": 1}', '[["only a name"], [1, 2, true], ["", "x", false], null]'])
def test_what_is_none_of_ours_is_left_out(text: str) -> None:
    assert arranged(text, text).all == ()


def test_a_list_is_saved_under_a_new_name_or_over_the_one_that_has_it() -> None:
    views = SavedViews().saved("  Grosir ", LIST)
    assert views.all[-1] == SavedView("Grosir", str(LIST))
    again = views.saved("GROSIR", OrderQuery())
    assert (names(again), again.all[-1].query) == (names(views), "")
    assert names(views.saved("to ship", LIST)) == names(views), "a queue, by its name"


def test_a_name_is_one_line() -> None:
    with pytest.raises(RuleBroken):
        SavedViews().saved("two\nlines", LIST)
    with pytest.raises(RuleBroken):
        SavedViews().renamed(0, "two\nlines")
    with pytest.raises(RuleBroken, match="already"):
        SavedViews().renamed(0, "CONFLICT")
    assert names(SavedViews((SavedView("a", ""),)).renamed(0, "A")) == ["A"]


def test_a_change_is_made_on_the_view_of_its_name_wherever_that_is_by_then() -> None:
    change = of_view("b", SavedViews.without)
    assert names(change(SavedViews(tuple(SavedView(name, "") for name in "cab")))) == ["c", "a"]
    gone = SavedViews((SavedView("c", ""),))
    assert change(gone) == gone


@pytest.mark.parametrize(
    ("place", "by", "order"), [(0, 1, "bac"), (0, -1, "abc"), (2, 1, "abc"), (2, -2, "cab"), (1, 5, "acb")]
)
def test_views_are_moved_as_far_as_there_are_places(place: int, by: int, order: str) -> None:
    views = SavedViews(tuple(SavedView(name, "") for name in "abc"))
    assert "".join(names(views.moved(place, by))) == order


def test_one_view_is_renamed_replaced_deleted_shared_or_started_with() -> None:
    views = SavedViews(tuple(SavedView(name, "") for name in "abc"))
    assert names(views.renamed(1, "x")) == ["a", "x", "c"]
    assert [view.query for view in views.over(1, LIST).all] == ["", str(LIST), ""]
    assert names(views.without(1)) == ["a", "c"]
    assert [view.shared for view in views.shared(1).shared(2).shared(2).all] == [False, True, False]
    started = views.started(0).started(2)
    assert [view.start for view in started.all] == [False, False, True]
    assert started.start == started.all[2]
    assert started.started(2).start is None


def test_me_is_whoever_looks_at_the_list() -> None:
    view = SavedView("mine", "handler:me,budi -handler:me mention:me source:me")
    query = view.list_for("sari")
    assert query is not None
    assert query.values("handler") == {"sari", "budi"}
    assert query.excluded_values("handler") == {"sari"}
    assert query.values("mention") == {"sari"}
    assert query.values("source") == {"me"}
    assert SavedView("", "handler:budi").list_for("sari") == OrderQuery.parse("handler:budi")
    assert SavedView("", "no:filter").list_for("sari") is None


def test_older_than_seven_days_ends_before_the_last_seven() -> None:
    older, last = Period.parse("older-7d"), Period.parse("7d")
    today = date(2026, 11, 22)
    assert older.resolve(today).last == date(2026, 11, 15)
    assert last.resolve(today).first == date(2026, 11, 16)
    assert older.moves
    assert older.after(today) is not None


def test_the_queues_are_read_without_the_words_of_other_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_a_catalogue(message: str) -> tuple[str, ...]:
        raise AssertionError(f"a start reads a catalogue for “{message}”")

    monkeypatch.setattr(choices, "in_every_language", read_a_catalogue)
    lists = {view.name: OrderQuery.parse(view.query) for view in QUEUES}
    assert lists["Mine"].values("handler") == {"me"}
