"""The keys of the filters."""

from orders_tui.domain.words import _
from orders_tui.ui.key import Key

SIDEBAR = (
    Key("facets.up", "up,k", "move('up')", _("Up"), _("To the line above")),
    Key("facets.down", "down,j", "move('down')", _("Down"), _("To the line below")),
    Key(
        "facets.choose",
        "space,enter",
        "choose('toggle')",
        _("Choose"),
        _("Choose this value, or take it back; open a filter"),
    ),
    Key("facets.leave_out", "minus", "choose('out')", _("Not this"), _("Show the orders without this value")),
    Key("facets.only", "o", "choose('only')", _("Only this"), _("Choose this value alone")),
    Key("facets.none", "backspace,delete", "choose('none')", _("All"), _("Clear the choice here: show all values")),
    Key("facets.fold", "left,h", "fold(True)", _("Fold"), _("Show the title of this filter alone")),
    Key("facets.unfold", "right,l", "fold(False)", _("Unfold"), _("Show the values of this filter")),
    Key("facets.all", "f", "all", _("All filters"), _("All filters in a dialog, with amounts, ages and days")),
    Key("facets.first", "g,home", "move('first')", _("First"), _("To the first line")),
    Key("facets.last", "G,end", "move('last')", _("Last"), _("To the last line")),
    Key("facets.group_up", "left_curly_bracket", "group(-1)", _("Previous filter"), _("To the previous filter")),
    Key("facets.group_down", "right_curly_bracket", "group(1)", _("Next filter"), _("To the next filter")),
    Key("facets.page_up", "pageup,ctrl+u", "move('page_up')", _("Page up"), _("Up by a page")),
    Key("facets.page_down", "pagedown,ctrl+d", "move('page_down')", _("Page down"), _("Down by a page")),
)
"""Keys of the filters in the sidebar."""

SEARCH = (
    Key("search.accept", "tab,right", "accept", _("Fill in"), _("Take the suggested word")),
    Key("search.down", "down", "choose_word(1)", _("Next word"), _("To the next suggestion")),
    Key("search.up", "up", "choose_word(-1)", _("Previous word"), _("To the previous suggestion")),
)
"""Keys of the search while it proposes words."""

FILTERS = (
    Key("filters.up", "up", "move('up')", _("Up"), _("To the line above")),
    Key("filters.down", "down", "move('down')", _("Down"), _("To the line below")),
    Key("filters.page_up", "pageup", "move('page_up')", _("Page up"), _("Up by a page")),
    Key("filters.page_down", "pagedown", "move('page_down')", _("Page down"), _("Down by a page")),
    Key("filters.choose", "enter", "choose", _("Choose"), _("Choose this value, or take it back; enter from and to")),
    Key("filters.leave_out", "ctrl+n", "leave_out", _("Not this"), _("Show the orders without this value")),
    Key("filters.remove", "ctrl+r", "remove", _("Remove"), _("Clear this filter")),
    Key("filters.clear", "ctrl+l", "clear", _("Clear"), _("Clear all filters")),
    Key("filters.show", "ctrl+s", "show", _("Show"), _("Show the orders that fit")),
)
"""Keys of the dialog of all filters."""
