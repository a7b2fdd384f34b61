"""The search while it is typed: plain words, or words of the query language on top of the list that was there."""

from orders_tui.domain.query import OrderQuery
from orders_tui.domain.typed_query import from_field, is_language, narrowed
from orders_tui.ui.main.trail import Trail


class TypedSearch:
    """Narrows a list by what stands in the search; what is taken away there widens it again."""

    def __init__(self, person: str) -> None:
        """Make the search.

        Args:
            person: who looks at the list, for `handler:me`.
        """
        self._person = person
        self._base: OrderQuery | None = None
        """The list as it was before a word of the query language was typed; None where none stands there."""
        self._shown: OrderQuery | None = None
        """What was made of it last."""
        self.error = ""
        """What is wrong with a word that stands there; empty where all can be read."""

    def typed(self, text: str, trail: Trail, cursor: int | None) -> Trail:
        """What a text in the search shows.

        Args:
            text: what stands there now.
            trail: what is shown.
            cursor: as in `Trail.visiting`.
        """
        if trail.query != self._shown:
            self._base = None  # another list was chosen meanwhile
        self.error = ""
        if not is_language(text):
            base, self._base = self._base, None
            plain = from_field(text)
            return trail.searching(plain, cursor) if base is None else trail.showing(base.with_text(plain))
        # The list from before the first such word, so that taking a word away again widens to that.
        self._base = self._base or trail.query.with_text("")
        asked = narrowed(self._base, text)
        self.error = asked.error
        self._shown = asked.query.of_person(self._person)
        return trail.showing(self._shown)

    def keep(self) -> None:
        """Keep what was typed: taking it away from the search widens the list no longer."""
        self._base = None
