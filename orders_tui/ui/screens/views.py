"""The dialog of the saved views: open one, save the list as one, rename, order, share and delete them."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.text import show
from orders_tui.domain.views import ON_KEYS, OpenView, SavedView, SavedViews, ViewsChange, of_view
from orders_tui.domain.words import _
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import bindings
from orders_tui.ui.list_keys import VIEWS
from orders_tui.ui.screens.options_dialog import OptionsDialog
from orders_tui.ui.widgets.text_line import TextLine


class ViewsAnswer(NamedTuple):
    """What a person did to the views, one after the other, and the one that is to be shown."""

    changes: tuple[ViewsChange, ...]
    opened: SavedView | None = None


class ViewsDialog(OptionsDialog[ViewsAnswer]):
    """Answers with the views as they are to be stored."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(VIEWS)
    DEFAULT_CSS = """
    ViewsDialog > .dialog { width: 66; max-width: 100%; }
    ViewsDialog Input { width: 100%; }
    ViewsDialog #changed { width: 100%; color: $text-warning; margin-bottom: 1; }
    ViewsDialog OptionList { width: 100%; max-height: 14; margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ViewsDialog .dialog-error, ViewsDialog .dialog-hint { width: 100%; max-width: 100%; }
    """

    def __init__(self, views: SavedViews, query: OrderQuery, *, opened: OpenView | None, may_share: bool) -> None:
        """Make the dialog.

        Args:
            views: those of the person.
            query: the list on the screen, which can be saved.
            opened: the view that the list is, or was made from.
            may_share: whether views can be given to everybody.
        """
        super().__init__()
        self._views = views
        self._to_rename: SavedView | None = None
        """The view that gets the name in the field; None where the list on the screen would."""
        self._changes: list[ViewsChange] = []
        self._before: list[SavedViews] = []
        """The views as they were before each of the changes."""
        self._query = query
        self._opened = opened
        self._may_share = may_share

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("Saved views")), classes="dialog-title")
            if self._opened and self._opened.is_changed:
                text = _("“{view}” was changed: <views.save> keeps that in it, a name saves it as another view.")
                yield Static(Content(keyed(text, view=show(self._opened.title))), id="changed")
            yield TextLine(placeholder=_("Name, to save the list on the screen"), max_length=60)
            options = OptionList()
            options.can_focus = False
            yield options
            yield Static("", classes="dialog-error")
            yield Static(key_hint(self._hint()), classes="dialog-hint")

    def _hint(self) -> str:
        parts = [
            _("Enter open, or save under the name"),
            keyed(_("<views.new> save as new")),
            keyed(_("<views.save> save over it")),
            keyed(_("<views.rename> rename")),
            keyed(_("<views.earlier> <views.later> order")),
            keyed(_("<views.remove> delete")),
            keyed(_("<views.undo> undo")),
            keyed(_("<views.start> start with it")),
            *([keyed(_("<views.share> for everybody"))] if self._may_share else []),
        ]
        return " · ".join([*parts, _("Esc close")])

    def on_mount(self) -> None:
        self._draw(self._views.index(self._opened.name) if self._opened else 0)

    @property
    def _index(self) -> int | None:
        return self.listed.highlighted

    def _draw(self, index: int | None) -> None:
        options = self.listed
        options.clear_options()
        options.add_options([Option(_line(at, view)) for at, view in enumerate(self._views.all)])
        last = len(self._views.all) - 1
        options.highlighted = None if last < 0 else max(0, min(index or 0, last))

    def _show_error(self, error: str) -> None:
        self.query_one(".dialog-error", Static).update(Content(error))

    def _change(self, change: Callable[[SavedViews, int], SavedViews], by: int = 0) -> None:
        """Change the view under the cursor; the cursor goes where the view goes."""
        index = self._index
        if index is None:
            return
        wanted = of_view(self._views.all[index].name, change)
        before = self._views
        try:
            self._views = wanted(before)
        except RuleBroken as refusal:
            self._show_error(str(refusal))
            return
        self._changes.append(wanted)
        self._before.append(before)
        self._show_error("")
        self._draw(index + by)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show_error("")

    @on(Input.Submitted)
    def _enter(self) -> None:
        """Save the list under the name that is typed, or rename with it; with none, open the view under the cursor."""
        if self._to_rename is not None:
            self._give_name(self._to_rename, self._typed_name)
        elif self._typed_name:
            self.action_new()
        elif self._index is not None:
            self._open(self._index)

    @property
    def _typed_name(self) -> str:
        return self.query_one(Input).value.strip()

    def action_new(self) -> None:
        """Save the list on the screen under the name that is typed."""
        name = self._typed_name
        if not name or self._to_rename is not None:
            self._show_error(_("Type a name for the list on the screen first."))
            return
        try:
            # Only tried, so that a refusal is seen here: the views may be others by the time that it is done.
            self._views.saved(name, self._query)
        except RuleBroken as refusal:
            self._show_error(str(refusal))
        else:
            self.dismiss(ViewsAnswer((*self._changes, lambda views: views.saved(name, self._query))))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_index)

    def _open(self, index: int) -> None:
        self.dismiss(ViewsAnswer(tuple(self._changes), self._views.all[index]))

    def action_leave(self) -> None:
        """Close, or leave the name as it is; what was ordered, renamed and deleted stays so."""
        if self._to_rename is not None:
            self._end_renaming()
            return
        self.dismiss(ViewsAnswer(tuple(self._changes)) if self._changes else None)

    def action_save(self) -> None:
        """Save the list on the screen over the view under the cursor."""
        self._change(lambda views, index: views.over(index, self._query))

    def action_rename(self) -> None:
        """Put the name of the view under the cursor into the field, to be changed there."""
        if self._index is None or self._is_given():
            return
        self._to_rename = view = self._views.all[self._index]
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = view.title
        field.cursor_position = len(view.title)
        self._show_error(_("Enter renames “{view}”, Esc keeps its name.").format(view=show(view.title)))

    def _give_name(self, view: SavedView, name: str) -> None:
        """Give the view this name, wherever the cursor is by now."""
        index = self._views.index(view.name)
        if index is None:
            self._end_renaming()
            return
        self.listed.highlighted = index
        before = self._views
        self._change(lambda views, index: views.renamed(index, name))
        if self._views != before or name == view.name:
            self._end_renaming()

    def _end_renaming(self) -> None:
        self._to_rename = None
        self.query_one(Input).value = ""

    def action_move(self, by: int) -> None:
        """Move the view under the cursor to another key."""
        self._change(lambda views, index: views.moved(index, by), by)

    def action_remove(self) -> None:
        """Delete the view under the cursor, and say which key brings it back."""
        if self._index is None or self._is_given():
            return
        view = self._views.all[self._index]
        self._change(SavedViews.without)
        text = _("“{view}” is deleted; <views.undo> brings it back until this dialog is closed.")
        self._show_error(keyed(text, view=show(view.title)))

    def action_undo(self) -> None:
        """Take the last change back, with the cursor on the view that it was made to."""
        if not self._changes:
            self._show_error(_("There is no change to the views to undo."))
            return
        now, self._views = self._views, self._before.pop()
        self._changes.pop()
        self._show_error("")
        self._draw(next((at for at, view in enumerate(self._views.all) if view not in now.all), self._index))

    def _is_given(self) -> bool:
        """Whether everybody has the view under the cursor, and this person cannot take it away; then that is said."""
        given = self._index is not None and self._views.all[self._index].shared and not self._may_share
        if given:
            self._show_error(_("Everybody has this view: only an admin may rename or delete it."))
        return given

    def action_share(self) -> None:
        """Give the view under the cursor to everybody, or take it back."""
        if self._may_share:
            self._change(SavedViews.shared)
        else:
            self._show_error(_("Only an admin may share views with everybody."))

    def action_start(self) -> None:
        """Start with the view under the cursor, or no longer."""
        self._change(SavedViews.started)


def _line(index: int, view: SavedView) -> Content:
    key = str(index + 1) if index < ON_KEYS else " "
    notes = [*([_("everybody")] if view.shared else []), *([_("at the start")] if view.start else [])]
    return Content.assemble(
        (key, "$text-accent"),
        f" {show(view.title)}  ",
        (show(view.query), "$text-muted"),
        (f"  {', '.join(notes)}" if notes else "", "$text-success"),
    )
