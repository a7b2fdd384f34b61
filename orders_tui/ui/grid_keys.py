"""Keys of the dialogs that are grids: the ship sheet, the calendar, the breakdown."""

from orders_tui.domain.days import Preset
from orders_tui.domain.facts import FACTS
from orders_tui.domain.words import _
from orders_tui.ui.key import Key

SHEET_FIELD = (
    Key(
        "sheet.go_on",
        "enter",
        "submit",
        _("Go on"),
        _("To the number of the next row, as a scanner does; ships from the last row"),
    ),
    Key(
        "sheet.fill",
        "ctrl+d",
        "fill_down",
        _("Courier down"),
        _("Fill this courier down; orders that have one keep it"),
    ),
)
"""Keys of the field of a ship sheet."""

SHEET = (
    Key("sheet.next", "tab", "next_cell", _("Next"), _("To the next cell to fill in")),
    Key("sheet.previous", "shift+tab", "previous_cell", _("Previous"), _("To the previous cell")),
    Key("sheet.up", "up", "move(-1)", _("Up"), _("To the row above")),
    Key("sheet.down", "down", "move(1)", _("Down"), _("To the row below")),
    Key("sheet.page_up", "pageup", "page(-1)", _("Page up"), _("Up by a screenful")),
    Key("sheet.page_down", "pagedown", "page(1)", _("Page down"), _("Down by a screenful")),
    Key("sheet.one_parcel", "ctrl+o", "one_parcel", _("One parcel"), _("The orders with this number share one parcel")),
    Key(
        "sheet.skipped", "ctrl+l", "skipped", _("Skipped"), _("See the orders that have no row here, with the reasons")
    ),
    Key("sheet.ship", "ctrl+s", "ship", _("Ship"), _("Ship the orders that have a number, from any row")),
)
"""Keys of the ship sheet."""

CALENDAR = (
    Key("calendar.left", "left,h", "move(-1)", _("Previous day"), _("To the previous day")),
    Key("calendar.right", "right,l", "move(1)", _("Next day"), _("To the next day")),
    Key("calendar.up", "up,k", "move(-7)", _("Week before"), _("To the same day of the week before")),
    Key("calendar.down", "down,j", "move(7)", _("Week after"), _("To the same day of the week after")),
    Key("calendar.page_up", "pageup,left_square_bracket", "turn(-1)", _("Previous month"), _("To the previous month")),
    Key("calendar.page_down", "pagedown,right_square_bracket", "turn(1)", _("Next month"), _("To the next month")),
    Key("calendar.today", "home", "today", _("Today"), _("To today")),
    Key("calendar.pick", "enter,space", "pick", _("Pick"), _("The first day of the range, then the last")),
)
"""Keys of the calendar."""

DATES = (
    Key("dates.show", "y,enter", "show", _("Show"), _("Show the orders of these days")),
    Key("dates.leave", "n,q", "leave", _("Close"), _("Keep the dates as they were")),
    Key("dates.day_before", "h", "day(-1)", _("Previous day"), _("To the day before, from any part of the dialog")),
    Key("dates.day_after", "l", "day(1)", _("Next day"), _("To the day after, from any part of the dialog")),
)
"""Keys of the dialog around it."""

PERIODS = (
    Key("dates.preset_up", "k", "cursor_up", _("Up"), _("To the period above; the arrow keys do it too")),
    Key("dates.preset_down", "j", "cursor_down", _("Down"), _("To the period below")),
)
"""Keys of the list of its periods."""

DAY_THAT_COUNTS = (
    Key("dates.field_left", "left", "step(-1)", _("Left"), _("To the choice on the left")),
    Key("dates.field_right", "right", "step(1)", _("Right"), _("To the choice on the right")),
)
"""Keys of the line in which the day of an order that counts is chosen."""

PRESETS = tuple(
    Key(f"dates.preset_{at}", str(at), f"preset('{preset}')", preset.label(), _("Show the orders of this period"))
    for at, preset in enumerate(Preset, start=1)
)
"""Its periods, as they stand in it."""
SHOWN_PRESETS = (
    Key("dates.presets", ",".join(key.keys for key in PRESETS), "", _("Period"), _("Show the orders of this period")),
)
"""The same as help and the README show them: as one."""

_BY = {
    "created_at": "o",
    "paid_at": "p",
    "settled_at": "e",
    "confirmed_at": "c",
    "shipped_at": "s",
    "completed_at": "m",
    "returned_at": "r",
}
BY_DAY = tuple(
    Key(f"dates.by_{fact}", letter, f"by('{fact}')", FACTS[fact].title, _("Choose which day of an order counts"))
    for fact, letter in _BY.items()
)
"""Which day of an order counts. None of them moves the calendar's cursor; a day without a key is come to by arrows."""
SHOWN_BY_DAY = (
    Key(
        "dates.by_day",
        ",".join(_BY.values()),
        "",
        _("Day that counts"),
        _("Choose which day of an order counts, by the letter before it"),
    ),
)
"""The same as help and the README show them: as one."""

BREAKDOWN = (
    Key("breakdown.before", "left,h,shift+tab", "turn(-1)", _("Before"), _("By the field to the left")),
    Key("breakdown.after", "right,l,tab", "turn(1)", _("Next"), _("By the field to the right")),
    Key("breakdown.up", "up,k", "cursor_up", _("Up"), _("To the row above")),
    Key("breakdown.down", "down,j", "cursor_down", _("Down"), _("To the row below")),
    Key("breakdown.page_up", "pageup,ctrl+u", "page_up", _("Page up"), _("Up by a screenful")),
    Key("breakdown.page_down", "pagedown,ctrl+d", "page_down", _("Page down"), _("Down by a screenful")),
    Key("breakdown.first", "g,home", "first", _("First"), _("To the first row")),
    Key("breakdown.last", "G,end", "last", _("Last"), _("To the last row")),
    Key("breakdown.show", "enter", "select", _("Show"), _("Show the orders of this row alone")),
    Key("breakdown.write", "w,ctrl+e", "write", _("Write CSV"), _("Write the rows to a file for a spreadsheet")),
    Key("breakdown.leave", "q,n,percent_sign", "leave", _("Close"), _("Close the breakdown")),
)
"""Keys of the breakdown."""
