"""The keys of the dialogs that write orders to files and take them from files."""

from orders_tui.domain.words import _
from orders_tui.ui.key import Key

PATH = (Key("path.complete", "tab", "complete", _("Fill in"), _("Complete the name of the folder or the file")),)
"""Keys of the field of a path."""

CYCLE = (
    Key("cycle.before", "left", "turn(-1)", _("Previous value"), _("To the previous value")),
    Key("cycle.after", "right,space", "turn(1)", _("Next value"), _("To the next value")),
)
"""Keys of a line of a form that has one of a few values."""

EXPORT = (
    Key("export.up", "up", "line(-1)", _("Up"), _("To the line above")),
    Key("export.down", "down", "line(1)", _("Down"), _("To the line below")),
    Key("export.write", "enter", "write", _("Write"), _("Write the file")),
)
"""Keys of the dialog of the export."""

IMPORT = (
    Key("import.run", "enter", "run", _("Import"), _("Import what is not refused")),
    Key(
        "import.class_before", "left,shift+tab", "turn(-1)", _("Previous group"), _("To the previous group of results")
    ),
    Key("import.class_after", "right,tab", "turn(1)", _("Next group"), _("To the next group of results")),
    Key("import.up", "up,k", "cursor_up", _("Up"), _("An order up")),
    Key("import.down", "down,j", "cursor_down", _("Down"), _("An order down")),
    Key("import.page_up", "pageup,ctrl+u", "page_up", _("Page up"), _("A page up")),
    Key("import.page_down", "pagedown,ctrl+d", "page_down", _("Page down"), _("A page down")),
    Key("import.mode", "m", "set('mode')", _("Mode"), _("Add new orders, update those that are there, or both")),
    Key("import.store", "s", "set_store", _("Store"), _("The store of orders for which the file names none")),
    Key(
        "import.blanks",
        "b",
        "set('blanks')",
        _("Blank cells"),
        _("Whether blank cells keep or clear an order's values"),
    ),
    Key("import.dates", "d", "set('dates')", _("Dates"), _("Whether the day or the month comes first")),
    Key("import.zone", "z", "set('zone')", _("Time zone"), _("The time zone of the file's times: WIB, WITA or WIT")),
    Key("import.delimiter", "p", "set('delimiter')", _("Separator"), _("The separator between the cells of the file")),
    Key("import.encoding", "e", "set('encoding')", _("Encoding"), _("The encoding of the file")),
    Key("import.columns", "c", "map_columns", _("Columns"), _("What the columns hold, where the format is not known")),
)
"""Keys of the plan of an import."""
