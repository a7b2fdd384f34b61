"""The field of the search: it takes a paste of several lines as one list of ids and numbers."""

from typing import ClassVar

from textual import events, work
from textual.binding import BindingType

from orders_tui.domain import typed_query
from orders_tui.domain.rights import Right
from orders_tui.domain.search import several
from orders_tui.domain.words import _
from orders_tui.ui.desk import Desk
from orders_tui.ui.filter_keys import SEARCH
from orders_tui.ui.groups import Background
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import bindings
from orders_tui.ui.main.trail import Trail
from orders_tui.ui.main.typed_search import TypedSearch
from orders_tui.ui.terminal.console import LONGEST_PASTE
from orders_tui.ui.widgets.proposals import Proposals
from orders_tui.ui.widgets.text_line import TextLine

_MOST_VALUES = 200
"""How many values of a filter are proposed from."""
LONGEST_SEARCH = 200
"""The most characters of a pasted text that is no list of ids and numbers."""


class SearchField(TextLine):
    """One line of text without a blinking cursor; words that may come next are proposed below it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCH)

    def __init__(self, desk: Desk, *, id: str) -> None:
        """Make the field.

        Args:
            desk: the store and who asks it.
            id: the id of the widget.
        """
        phones = desk.actor.may(Right.SEE_PHONES)
        placeholder = _("<view.search> name, phone or order id") if phones else _("<view.search> name or order id")
        placeholder = keyed(placeholder)
        super().__init__(id=id, placeholder=placeholder, max_length=LONGEST_PASTE)
        self.proposals = Proposals(self.take, id="proposals")
        """Where words are proposed."""
        self._desk = desk
        self._typed = TypedSearch(desk.actor.name)
        self._known: dict[str, tuple[str, ...]] = {}
        """The values of the filters that were read since the field was entered."""
        self._is_entered = False
        """Whether Enter was pressed before the values were read that tell what is meant."""

    def on_focus(self) -> None:
        # Others may have added values since the field was last entered.
        self._known = {}

    def on_blur(self) -> None:
        self.proposals.words, self.proposals.error = (), ""
        self._is_entered = False

    def narrow(self, trail: Trail, cursor: int | None, *, is_whole: bool = False) -> Trail:
        """What the text that stands there shows; words that may come next are proposed.

        Args:
            trail: what is shown.
            cursor: as in `Trail.visiting`.
            is_whole: whether the last word is no longer being typed.
        """
        self._is_entered = self._is_entered and is_whole  # who types on has not ended
        text = typed_query.while_typed(self.value, self._values, is_whole=is_whole)
        narrowed = self._typed.typed(text, trail, cursor)
        self._propose(self._typed.error, is_whole=is_whole)
        return narrowed

    def keep(self, text: str) -> bool:
        """Keep what was typed, with the plain words of it alone standing there.

        False if a word cannot be read, or not yet: then it is as if Enter were pressed once the values are there.

        Args:
            text: the plain words.
        """
        self._is_entered = bool(self._unread())
        if self._is_entered:
            return False
        if self._typed.error:
            self.app.bell()
            return False
        self._typed.keep()
        self.show(text)
        return True

    def show(self, text: str) -> None:
        """Let the plain words of a list stand there."""
        if self.value != typed_query.in_field(text):
            self.value = typed_query.in_field(text)

    @work(exclusive=True, group=Background.WORDS)
    async def _propose(self, error: str, *, is_whole: bool) -> None:
        """Propose the words that may come next; where there are none, say what is wrong."""
        if new := self._unread():
            for facet in new:
                self._known[facet] = await self._desk.on_facts(self._desk.store.values.recent, facet, _MOST_VALUES)
            # Now it is known which values begin so.
            event = self.Submitted if self._is_entered else self.Changed
            self.post_message(event(self, self.value))
        # A word that was to be taken as it stands cannot be: the reason matters more than proposals.
        refused = is_whole and error
        words = typed_query.proposals(self.value, self._values) if self.has_focus and not refused else ()
        self.proposals.words = words
        self.proposals.error = error if self.has_focus else ""
        # In cells of the screen: the proposals belong to that, since inside the top line they would be cut off.
        self.proposals.styles.offset = (self.region.x, self.region.bottom)

    def _unread(self) -> list[str]:
        """The filters that are named and of which the values are not known yet."""
        return [facet for facet in typed_query.free_facets(self.value) if facet not in self._known]

    def _values(self, facet: str) -> tuple[str, ...]:
        return self._known.get(facet, ())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is a word to take, or to choose."""
        if action == "accept":
            return bool(self.proposals.words) and self.cursor_at_end
        return bool(self.proposals.words) if action == "choose_word" else True

    def action_accept(self) -> None:
        """Take the word that is proposed."""
        self.take(self.proposals.chosen)

    def take(self, index: int) -> None:
        """Take one of the words that are proposed."""
        self.value = self.proposals.words[index]
        self.cursor_position = len(self.value)

    def action_choose_word(self, by: int) -> None:
        """Go to the next word that is proposed, or to the one before."""
        self.proposals.chosen += by

    def on_paste(self, event: events.Paste) -> None:
        """Put the text where the cursor is; a list of ids and numbers takes the place of what was there."""
        event.stop()
        event.prevent_default()  # which would keep the first line alone
        text = searchable(event.text)
        if several(text):
            self.value = text
        elif text:
            self.replace(text, *self.selection)


def searchable(pasted: str) -> str:
    """A pasted text on one line, as the search takes it."""
    text = " ".join(pasted.split())
    return text if several(text) else text[:LONGEST_SEARCH]
