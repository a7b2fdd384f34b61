"""Every key of the console, once, some in the tables beside this one.

Bindings, footer, help, palette and the README's table come from here.
"""

from collections.abc import Iterator

from textual.binding import BindingType

from orders_tui.domain.views import ON_KEYS
from orders_tui.domain.words import _
from orders_tui.ui.file_keys import CYCLE, EXPORT, IMPORT, PATH
from orders_tui.ui.filter_keys import FILTERS, SEARCH, SIDEBAR
from orders_tui.ui.grid_keys import (
    BREAKDOWN,
    CALENDAR,
    DATES,
    DAY_THAT_COUNTS,
    PERIODS,
    SHEET,
    SHEET_FIELD,
    SHOWN_BY_DAY,
    SHOWN_PRESETS,
)
from orders_tui.ui.help_keys import GUIDE, GUIDE_TOPICS, KEY_TABLE, PALETTE
from orders_tui.ui.key import Key
from orders_tui.ui.list_keys import COLUMN_LIST, COLUMNS, SORT, VIEWS
from orders_tui.ui.question_keys import CONFIRM, PLAN, PROGRESS, SKIPPED_LIST

HELP = "desk.help"
"""The binding that opens the list of all keys."""

LIST = (
    Key("list.up", "up,k", "move('up')", _("Up"), _("To the row above")),
    Key("list.down", "down,j", "move('down')", _("Down"), _("To the row below")),
    Key("list.page_up", "pageup,ctrl+u", "move('page_up')", _("Page up"), _("Up by a screenful")),
    Key("list.page_down", "pagedown,ctrl+d", "move('page_down')", _("Page down"), _("Down by a screenful")),
    Key("list.first", "g,home,ctrl+home", "move('first')", _("First"), _("To the first row")),
    Key("list.last", "G,end,ctrl+end", "move('last')", _("Last"), _("To the last row")),
    Key("list.left", "left,h", "scroll_aside(-1)", _("Left"), _("To the columns at the left")),
    Key("list.right", "right,l", "scroll_aside(1)", _("Right"), _("To the columns at the right")),
    Key("list.open", "enter", "select_cursor", _("Open"), _("Into the detail pane of the order")),
)
"""Keys of the list."""

ORDER = (
    Key(
        "order.actions",
        "full_stop",
        "change('choose')",
        _("Actions"),
        _("Quick actions for this order, or for all marked orders"),
    ),
    Key(
        "order.next",
        "greater_than_sign",
        "change('next')",
        _("Next step"),
        _("Do the next step at once, without the menu"),
    ),
    Key(
        "order.message",
        "m",
        "change('message')",
        _("Message"),
        _("Message to the buyer, from a template: to be copied, or as a WhatsApp link"),
    ),
    Key("order.copy", "y", "change('copy')", _("Copy"), _("Copy order id, phone, address, receipt number, message")),
    Key("order.page", "p", "change('page')", _("Order page"), _("What the buyer sees: the public page of the order")),
    Key("order.delete", "x", "change('delete')", _("Delete"), _("Put a Created or Canceled order into the trash")),
    Key("order.add", "a", "change('add')", _("Add"), _("Add an order by hand")),
    Key("order.edit", "e", "change('edit')", _("Edit"), _("Edit buyer, address, items, amounts and receipt number")),
    Key(
        "order.duplicate",
        "A",
        "change('duplicate')",
        _("Duplicate"),
        _("A new order like this one, replacing it if wanted"),
    ),
    Key("mark.one", "space", "orders('mark_one')", _("Mark"), _("Mark or unmark this order")),
    Key(
        "mark.range",
        "v",
        "orders('mark_range')",
        _("Mark range"),
        _("Mark all from here to where the key is pressed again"),
    ),
    Key("mark.all", "asterisk", "orders('mark_all')", _("Mark all"), _("Mark everything in the list, loaded or not")),
    Key("mark.alone", "M", "ask_list('marked')", _("Marked alone"), _("Show the marked orders alone; Esc goes back")),
    Key(
        "order.note",
        "N",
        "change('note')",
        _("Note"),
        _("Write the note of this order, or add a line to all marked orders"),
    ),
    Key(
        "order.tags",
        "t",
        "change('tags')",
        _("Tags"),
        _("Add or remove tags, also for all marked orders"),
    ),
    Key("order.handler", "H", "change('handler')", _("Handler"), _("Take this order over, or hand it to somebody")),
    Key("order.courier", "C", "change('courier')", _("Courier"), _("Choose the courier, also for all marked orders")),
    Key("desk.payments", "b", "change('payments')", _("Payments"), _("Payment desk: transfers by amount or statement")),
    Key("desk.cash", "B", "change('cash')", _("COD money"), _("Mark COD orders paid from a courier's payout list")),
    Key("desk.import", "i", "change('import')", _("Import"), _("Take orders from a file: CSV or Excel")),
    Key(
        "desk.export",
        "ctrl+e",
        "change('export')",
        _("Export"),
        _("Write the list, or the marked orders, to a file for Excel or a program"),
    ),
    Key("change.undo", "u,ctrl+z", "change('undo')", _("Undo"), _("Undo your last change")),
    Key("change.redo", "ctrl+r", "change('redo')", _("Redo"), _("Redo your last undo")),
)
"""Keys that mark and change orders."""

VIEW = (
    Key(
        "view.search",
        "slash",
        "search",
        _("Search"),
        _("Search name, phone, order id or receipt number while you type"),
    ),
    Key(
        "view.filters",
        "f",
        "panes('filters')",
        _("Filters"),
        _("Into the filters; over the list where the screen is narrow"),
    ),
    Key(
        "view.remove",
        "backspace",
        "ask_list('remove')",
        _("Remove filter"),
        _("Remove one of the filters of the list"),
    ),
    Key("view.dates", "d", "ask_list('days')", _("Dates"), _("Choose the days that the list covers")),
    Key("view.sort", "s", "ask_list('sort')", _("Sort"), _("Choose what the list is sorted by")),
    Key("view.columns", "c", "ask_list('columns')", _("Columns"), _("Choose the columns, their order and widths")),
    Key("view.clear", "F", "start", _("Clear filters"), _("No search, no filters, last 30 days; twice: all days")),
    Key("view.new", "n", "orders('show_new')", _("Show new"), _("Show the orders that came in, and go to the newest")),
    Key(
        "view.reload", "r", "orders('reload')", _("Read again"), _("Reload the list, without orders that no longer fit")
    ),
    Key(
        "view.role",
        "R",
        "show('other_role')",
        _("Role"),
        _("Seller, or Fulfilment Provider: orders shipped for others"),
    ),
    Key("view.overview", "o", "panes('overview')", _("Overview"), _("Hide or show the overview")),
    Key("view.card", "O", "panes('card')", _("Next card"), _("The next card of the overview where only one fits")),
    Key(
        "view.breakdown",
        "percent_sign",
        "ask_list('breakdown')",
        _("Breakdown"),
        _("The list, or the marked orders, by status, store, product, city and more"),
    ),
    Key("view.wide", "w", "panes('wide')", _("Wide list"), _("The list over the whole screen, with more columns")),
    Key("view.buyer", "P", "visit_buyer", _("Buyer's orders"), _("All orders of this buyer's phone; Esc goes back")),
    Key(
        "view.saved", "V", "ask_list('views')", _("Views"), _("Save this list as a view; open, order and delete views")
    ),
    Key("view.next", "right_square_bracket", "ask_list('next_view')", _("Next view"), _("To the next view")),
    Key(
        "view.previous",
        "left_square_bracket",
        "ask_list('previous_view')",
        _("Previous view"),
        _("To the previous view"),
    ),
    Key("view.trash", "T", "show('trash')", _("Trash"), _("See the deleted orders, or go back")),
    Key("detail.down", "J", "panes('detail_down')", _("Detail down"), _("Scroll the detail pane down")),
    Key("detail.up", "K", "panes('detail_up')", _("Detail up"), _("Scroll the detail pane up")),
)
"""Keys that choose what is seen."""

VIEW_KEYS = tuple(
    Key(f"view.{place}", str(place), f"ask_list('view_{place}')", _("View"), _("The view on this key"))
    for place in range(1, ON_KEYS + 1)
)
"""The keys of the saved views."""

SHOWN_VIEW_KEYS = (Key("view.keys", "1,2,3,4,5,6,7,8,9", "", _("View"), _("The view on this key")),)
"""The same as help and the README show them: as one."""

DESK = (
    Key("desk.next", "tab", "panes('next')", _("Next pane"), _("To the next pane: filters, list, detail pane")),
    Key("desk.previous", "shift+tab", "panes('previous')", _("Previous pane"), _("To the previous pane")),
    Key("desk.back", "escape", "back", _("Back"), _("Close the top dialog, or leave the search, or clear the marks")),
    Key(HELP, "question_mark,f1", "app.open('help')", _("Help"), _("All keys, those of this place first")),
    Key(
        "desk.palette",
        "colon,ctrl+p",
        "app.command_palette",
        _("Commands"),
        _("Find any command; an order id jumps to it"),
    ),
    Key("desk.settings", "comma", "change('settings')", _("Settings"), _("See and change the settings")),
    Key("desk.leave", "q", "leave", _("Quit"), _("Back; on the main screen quit")),
    Key("desk.quit", "ctrl+q", "app.quit", _("Quit"), _("Quit"), priority=True),
)
"""Keys of the console itself."""

DETAIL = (
    Key("pane.up", "up,k", "scroll_up", _("Up"), _("A line up")),
    Key("pane.down", "down,j", "scroll_down", _("Down"), _("A line down")),
    Key("pane.page_up", "pageup,ctrl+u", "page_up", _("Page up"), _("A page up")),
    Key("pane.page_down", "pagedown,ctrl+d,space", "page_down", _("Page down"), _("A page down")),
    Key("pane.first", "g,home", "scroll_home", _("Top"), _("To the top")),
    Key("pane.last", "G,end", "scroll_end", _("Bottom"), _("To the bottom")),
)
"""Keys of the detail pane."""

DIALOG = (
    Key("dialog.leave", "escape", "leave", _("Close"), _("Close without doing anything")),
    Key("dialog.help", "f1", "app.open('help')", _("Help"), _("All keys, those of this dialog first")),
)
"""Keys of every dialog."""

CHOICE = (
    Key("choice.up", "up", "cursor_up", _("Up"), _("To the choice above")),
    Key("choice.down", "down", "cursor_down", _("Down"), _("To the choice below")),
)
"""Keys of a dialog of choices; what is typed narrows them."""

MONEY = (Key("money.undo", "ctrl+z", "undo", _("Undo"), _("Undo your last change")),)
"""Keys of the payment desk beside those of a dialog of choices."""

NOTE = (
    Key("note.save", "enter", "submit", _("Save"), _("Store the note")),
    Key("note.complete", "tab", "complete", _("Complete name"), _("Complete the name after @")),
    Key("note.line", "ctrl+j,shift+enter", "new_line", _("New line"), _("Begin a new line of the note")),
)
"""Keys of the field of a note."""

MENU = (
    Key("menu.up", "k", "cursor_up", _("Up"), _("To the entry above; the arrow keys do it too")),
    Key("menu.down", "j", "cursor_down", _("Down"), _("To the entry below")),
    Key("menu.first", "full_stop", "first", _("Next step"), _("Do the first entry: the next step of the order")),
    Key("menu.choose", "y", "choose", _("Choose"), _("Do this entry, as Enter does")),
    Key("menu.leave", "n,q", "leave", _("Close"), _("Do nothing")),
)
"""Keys of the menu of quick actions beside their letters."""

QUICK = (
    Key("quick.confirm_payment", "c", "", _("Confirm payment"), _("Confirm the payment: Confirmed + Paid")),
    Key("quick.confirm", "o", "", _("Confirm order"), _("Confirm the order")),
    Key("quick.process", "i", "", _("Start processing"), _("Start processing")),
    Key("quick.ready", "r", "", _("Ready to ship"), _("Ready to ship")),
    Key("quick.ship", "s", "", _("Ship"), _("Ship, with courier and receipt number")),
    Key("quick.complete", "d", "", _("Complete"), _("Complete; a COD order with the cash received")),
    Key("quick.complete_unpaid", "C", "", _("Complete unpaid"), _("Complete a COD order whose cash is still to come")),
    Key("quick.return", "t", "", _("Return to sender"), _("Return to sender, with a reason")),
    Key("quick.method", "m", "", _("Set payment method"), _("Set the payment method")),
    Key("quick.paid", "p", "", _("Mark as paid"), _("Mark as paid")),
    Key("quick.settled", "S", "", _("Mark as settled"), _("Mark as settled: the money has reached the seller")),
    Key("quick.conflict", "K", "", _("Mark as conflict"), _("In the second menu: mark the payment as a conflict")),
    Key("quick.unpaid", "P", "", _("Mark as unpaid"), _("Mark as unpaid")),
    Key("quick.confirmation", "f", "", _("Note confirmation"), _("Note that the buyer says the transfer was made")),
    Key("quick.decline", "w", "", _("Decline"), _("Decline the buyer's transfer confirmation, with a reason")),
    Key("quick.release", "a", "", _("Release"), _("Not suspicious: take the order off hold")),
    Key("quick.hold", "h", "", _("Hold"), _("Suspicious: put the order on hold, with a reason")),
    Key("quick.back", "b", "", _("Back to"), _("Back to an earlier status: a second menu with the same letters")),
    Key("quick.back_to_pending", "e", "", _("Back to Pending"), _("In the second menu: back to Pending")),
    Key("quick.cancel", "X", "", _("Cancel order"), _("Cancel the order, with a reason")),
    Key("quick.close", "L", "", _("Close order"), _("Close the order")),
    Key("quick.delete", "D", "", _("Delete order"), _("Put a Created or Canceled order into the trash")),
    Key("quick.print", "l", "", _("Print label"), _("Print labels and packing slips")),
    Key("quick.restore", "R", "", _("Restore"), _("Restore an order from the trash")),
)
"""The letters of the quick actions; one letter means the same in every menu."""

COPY = (
    Key("copy.order_id", "o", "", _("Order ID"), _("Copy the order id")),
    Key("copy.phone", "p", "", _("Phone"), _("Copy the phone number")),
    Key("copy.address", "a", "", _("Address"), _("Copy name, phone and address as one block")),
    Key("copy.receipt", "r", "", _("Receipt number"), _("Copy the receipt number")),
    Key("copy.message", "m", "", _("Message"), _("Copy the next message without recording it as sent")),
    Key("copy.instructions", "i", "", _("Payment instructions"), _("Copy how the buyer pays")),
    Key("copy.pay_code", "c", "", _("Payment code"), _("Copy the virtual-account number or the QR text")),
    Key("copy.pay_link", "u", "", _("Payment link"), _("Copy the gateway's payment link")),
    Key("copy.pay_reference", "e", "", _("Gateway reference"), _("Copy the gateway's payment reference")),
    Key("copy.link", "l", "", _("Link"), _("Copy the link to the order page")),
)
"""The letters of the menu of what can be copied."""

MESSAGE = (
    Key("message.send", "enter", "send", _("Copy"), _("Copy the message and record it as sent")),
    Key("message.link", "w", "link", _("WhatsApp link"), _("Copy the WhatsApp link and record the message as sent")),
    Key("message.complete", "d", "complete", _("Copy + complete"), _("Copy access, record it, complete the order")),
    Key("message.other", "t,tab", "other", _("Other message"), _("Choose another message")),
    Key("message.edit", "e", "edit", _("Edit texts"), _("Edit the texts of the shop; admins only")),
    Key("message.skip", "n", "skip", _("Skip"), _("To the next of several marked orders")),
    Key("message.leave", "q", "leave", _("Close"), _("Close without sending")),
)
"""Keys of a message to a buyer."""

PAGE = (
    Key("page.copy", "y", "answer('link')", _("Copy link"), _("Copy the link to the order page")),
    Key("page.file", "w", "answer('file')", _("Write file"), _("Write the page as an HTML file")),
    Key("page.leave", "q,p,n", "leave", _("Close"), _("Close the page")),
)
"""Keys of the public page of an order."""

SETTINGS = (
    Key("settings.clear", "delete,backspace", "clear", _("Default"), _("Remove this setting: back to the default")),
    Key("settings.leave", "q,n", "leave", _("Close"), _("Close the settings")),
)
"""Keys of the list of settings."""

TEXTS = (
    Key("texts.new", "a", "new", _("New"), _("A new text")),
    Key("texts.remove", "x", "remove", _("Remove"), _("Remove the text under the cursor")),
    Key("texts.leave", "q,n", "leave", _("Close"), _("Close the list")),
)
"""Keys of the list of the shop's texts."""

TEXT_FORM = (
    Key("text.save", "ctrl+s", "save", _("Save"), _("Save the text")),
    Key("text.field", "ctrl+f", "insert_field", _("Insert field"), _("Choose a field of orders and insert it")),
)
"""Keys of the form of one text."""

FORM_FIELD = (Key("form.go_on", "enter", "submit", _("Go on"), _("To the next field; in the last one save")),)
"""Keys of a field of the order form."""

FORM = (
    Key("form.save", "ctrl+s", "save", _("Save"), _("Save the order, from any field")),
    Key("form.next", "tab", "next(1)", _("Next"), _("To the next field")),
    Key("form.previous", "shift+tab", "next(-1)", _("Previous"), _("To the previous field")),
    Key("form.up", "up", "move(-1)", _("Up"), _("To the field above")),
    Key("form.down", "down", "move(1)", _("Down"), _("To the field below")),
    Key(
        "form.choose",
        "ctrl+l",
        "choose",
        _("List"),
        _("Choose from a list: products, stores, methods, couriers"),
    ),
    Key(
        "form.address", "ctrl+o", "take_address", _("Address"), _("Take the last address of the buyer with this phone")
    ),
    Key("form.remove", "ctrl+r", "remove_item", _("Remove item"), _("Remove the item under the cursor")),
)
"""Keys of the order form."""


def groups() -> Iterator[tuple[str, tuple[Key, ...]]]:
    """The keys as help and the README show them: under headings."""
    yield _("The list"), LIST
    yield _("Orders"), ORDER
    yield _("What is shown"), (*VIEW, *SHOWN_VIEW_KEYS)
    yield _("The filters"), (*SIDEBAR, *FILTERS, *SEARCH)
    yield _("The detail pane"), DETAIL
    yield _("The quick actions"), (*MENU, *QUICK)
    yield (
        _("Dialogs"),
        (
            *DIALOG,
            *CHOICE,
            *MONEY,
            *NOTE,
            *SORT,
            *COLUMNS,
            *COLUMN_LIST,
            *VIEWS,
            *CONFIRM,
            *PLAN,
            *SKIPPED_LIST,
            *PROGRESS,
        ),
    )
    yield _("Copying"), COPY
    yield _("Messages to buyers"), (*MESSAGE, *PAGE)
    yield _("The texts of the shop"), (*TEXTS, *TEXT_FORM)
    yield _("The ship sheet"), (*SHEET_FIELD, *SHEET)
    yield _("The order form"), (*FORM_FIELD, *FORM)
    yield _("Files"), (*PATH, *CYCLE, *EXPORT, *IMPORT)
    yield _("The calendar"), (*CALENDAR, *PERIODS, *DAY_THAT_COUNTS, *DATES, *SHOWN_PRESETS, *SHOWN_BY_DAY)
    yield _("The breakdown"), BREAKDOWN
    yield _("Help and guide"), (*KEY_TABLE, *GUIDE_TOPICS, *GUIDE)
    yield _("The settings"), SETTINGS
    yield _("The console"), (*DESK, *PALETTE)


def bindings(*tables: tuple[Key, ...]) -> list[BindingType]:
    """The bindings of these tables, for a widget's or screen's `BINDINGS`."""
    return [key.binding() for table in tables for key in table]
