"""Which keys the foot of the screen names."""

from orders_tui.ui.key import Key
from orders_tui.ui.keymap import KEYS
from orders_tui.ui.keys import HELP

_FOOTERS = {
    "facets": (
        "facets.choose",
        "facets.leave_out",
        "facets.all",
        "desk.back",
        "facets.only",
        "facets.none",
        "view.clear",
        HELP,
    ),
    "detail": ("order.actions", "order.message", "order.copy", "desk.back", "change.undo", "order.delete", HELP),
    "search": ("desk.back",),
}
_FOOTER = (
    "order.actions",
    "order.message",
    "order.copy",
    "view.search",
    "view.filters",
    "mark.one",
    HELP,
    "change.undo",
    "view.dates",
    "list.open",
    "view.sort",
    "desk.leave",
    "desk.palette",
    "view.role",
)


def footer(part: str) -> tuple[Key, ...]:
    """The keys to name at the foot of the screen while this part is in use (`orders`, `facets`, …)."""
    return tuple(KEYS[each] for each in _FOOTERS.get(part, _FOOTER))
