"""Frozen values that are cheap to define."""

from typing import Any

import pytest

from orders_tui.domain.commands import ChangeOrder, DeleteOrder, HoldOrder, RestoreOrder
from orders_tui.domain.record import Record


def test_what_is_not_given_has_its_default() -> None:
    held = HoldOrder(order_id="a", reason="twice")
    assert (held.order_id, held.reason, held.version) == ("a", "twice", None)
    assert repr(held) == "HoldOrder(order_id='a', reason='twice', version=None)"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [({}, "order_id, reason"), ({"order_id": "a"}, "reason"), ({"order_id": "a", "reason": "b", "note": "c"}, "note")],
)
def test_a_field_that_is_missing_or_unknown_is_refused(given: dict[str, Any], wrong: str) -> None:
    with pytest.raises(TypeError, match=f"HoldOrder lacks these fields, or has no such: {wrong}$"):
        HoldOrder(**given)


def test_values_are_the_same_if_their_kind_and_all_their_fields_are() -> None:
    deleted = DeleteOrder(order_id="a", version=1)
    assert deleted == DeleteOrder(version=1, order_id="a")
    assert hash(deleted) == hash(DeleteOrder(version=1, order_id="a"))
    assert deleted != DeleteOrder(order_id="a", version=2)
    assert deleted != RestoreOrder(order_id="a", version=1)


def test_a_value_never_changes() -> None:
    change = ChangeOrder(order_id="a", reason="b")
    other = change.replace(reason="c", version=2)
    assert (change.reason, other.reason, other.order_id, other.version) == ("b", "c", "a", 2)
    with pytest.raises(AttributeError, match="ChangeOrder is frozen: reason"):
        change.reason = "c"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="ChangeOrder is frozen: reason"):
        del change.reason
    assert change.reason == "b"


def test_no_code_is_generated_for_a_record() -> None:
    """That is what it is for: a start of the program defines them all."""
    written = {name for name, value in vars(ChangeOrder).items() if callable(value)}
    assert written == set()
    assert issubclass(ChangeOrder, Record)
