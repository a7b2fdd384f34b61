"""The keys of the dialogs that arrange the list: its columns, its order, its views."""

from orders_tui.domain.words import _
from orders_tui.ui.key import Key

COLUMNS = (
    Key("columns.up", "k", "cursor_up", _("Up"), _("To the column above; the arrow keys do it too")),
    Key("columns.down", "j", "cursor_down", _("Down"), _("To the column below")),
    Key("columns.toggle", "space", "show_column", _("Show"), _("Show or hide this column")),
    Key("columns.earlier", "K,ctrl+up", "move(-1)", _("Earlier"), _("Move this column to the left")),
    Key("columns.later", "J,ctrl+down", "move(1)", _("Later"), _("Move this column to the right")),
    Key("columns.narrower", "left,h,minus", "widen(-1)", _("Narrower"), _("Make this column narrower")),
    Key("columns.wider", "right,l,plus", "widen(1)", _("Wider"), _("Make this column wider")),
    Key("columns.fit", "a", "fit", _("Those that fit"), _("Show the columns that fit (the default)")),
    Key("columns.view", "v", "for_view", _("Only this view"), _("For this saved view alone, or for every list")),
)
"""Keys of the dialog of the columns."""

COLUMN_LIST = (Key("columns.keep", "enter", "screen.keep", _("Keep"), _("Keep the columns as they are")),)
"""The key of the list in that dialog that a list of options has for something else."""

SORT = (Key("sort.second", "tab", "second", _("Then by"), _("Sort by this where the first sort leaves a tie")),)
"""Keys of the dialog of the sort, besides those of every choice."""

VIEWS = (
    Key("views.up", "up", "cursor_up", _("Up"), _("To the view above")),
    Key("views.down", "down", "cursor_down", _("Down"), _("To the view below")),
    Key("views.save", "ctrl+s", "save", _("Save over"), _("Save the list on the screen over this view")),
    Key("views.new", "ctrl+n", "new", _("Save as new"), _("Save the list on the screen under the name that is typed")),
    Key("views.rename", "ctrl+r", "rename", _("Rename"), _("Give this view another name")),
    Key("views.earlier", "ctrl+up", "move(-1)", _("Earlier"), _("Move this view to the previous key")),
    Key("views.later", "ctrl+down", "move(1)", _("Later"), _("Move this view to the next key")),
    Key("views.remove", "ctrl+t", "remove", _("Delete view"), _("Delete this view")),
    Key("views.undo", "ctrl+z", "undo", _("Undo"), _("Undo the last change to the views")),
    Key("views.start", "ctrl+o", "start", _("Start with it"), _("Start the console with this view, or stop doing so")),
    Key("views.share", "ctrl+g", "share", _("For everybody"), _("Share this view with everybody, or stop sharing it")),
)
"""Keys of the dialog of the views."""
