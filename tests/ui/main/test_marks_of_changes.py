"""Which marks a change leaves."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.plans import Result, Selection
from orders_tui.ui.main.marks_of_changes import left_as_they_were


def selection(rows: list[int]) -> Selection:
    return Selection(array("q", rows), array("q", [1] * len(rows)), array("i", [0] * len(rows)), (), ())


@given(st.data())
def test_what_a_change_did_not_change_stays_marked(data: st.DataObject) -> None:
    meant = data.draw(st.lists(st.integers(1, 30), unique=True))
    tried = [row for row in meant if data.draw(st.booleans())]
    dealt_with = tried[: data.draw(st.integers(0, len(tried)))]
    refused = [row for row in dealt_with if data.draw(st.booleans())]
    done = len(dealt_with) - len(refused)
    result = Result(OperationKind.CHANGE, 1, done, (), (), array("q", refused), stopped=len(dealt_with) < len(tried))
    changed = set(dealt_with) - set(refused)
    assert left_as_they_were(selection(meant), selection(tried), result) == set(meant) - changed
