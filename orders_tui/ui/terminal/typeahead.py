"""Keys that are typed ahead: each is handed on when all that the one before it asked for has been done.

Textual hands a key to whatever has the focus when the key arrives. From a slow line several arrive at once, and then
the first letters after a `/` would still go to the list, where letters are commands.

What a key waits for may go away meanwhile: a screen, a widget, a worker. So each wait has a limit, and the queue holds
nothing but what waits.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic
from typing import TypeAlias

from textual.app import App
from textual.dom import DOMNode
from textual.events import Key, Paste

from orders_tui.ui.terminal.bursts import Burst
from orders_tui.ui.terminal.input import WordMove

Typed: TypeAlias = Key | Paste | Burst

HANDLING_LIMIT = 0.25
"""Seconds after which a key counts as handled."""
HOLD_LIMIT = 1.0
"""Seconds for which all keys together wait for something that is about to open or to be done."""
_POLL = 0.01


class TypeAhead:
    """Hands the keys and pastes of an app on, one at a time."""

    def __init__(
        self,
        app: App[None],
        *,
        busy: Callable[[], bool],
        is_paste: Callable[[Burst], bool],
        in_field: Callable[[], bool],
        hand_on: Callable[[Key | Paste, Burst | None], Awaitable[DOMNode]],
    ) -> None:
        """Begin with nothing typed.

        Args:
            app: whose keys they are.
            busy: whether something that was asked for is not ready for the next key yet.
            is_paste: whether a burst means its text where the focus is now, rather than its keys.
            in_field: whether a text field has the focus.
            hand_on: gives an event, and the burst that it came in, to what has the focus; returns the node that
                handles it.
        """
        self._app = app
        self._busy = busy
        self._is_paste = is_paste
        self._in_field = in_field
        self._hand_on = hand_on
        self._waiting: deque[tuple[Typed, Burst | None]] = deque()
        """What was typed, each with the burst that it came in."""
        self._under_way: object | None = None
        """Stands for the event that is being handled."""
        self._since = 0.0
        """When the event that is under way began."""
        self._busy_since: float | None = None
        self._polling = False

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and nothing waits."""
        return self._under_way is None and not self._waiting

    async def take(self, event: Typed) -> None:
        """Hand an event on, now or when its turn comes."""
        self._waiting.append((event, None))
        await self._next()
        self._poll_soon()

    def drop(self) -> None:
        """Forget what waits."""
        self._waiting.clear()

    async def _next(self) -> None:
        """Hand on the first of those that wait, if its turn has come."""
        if not self._waiting or self._under_way is not None or self._is_held():
            return
        event, burst = self._waiting.popleft()
        if isinstance(event, Burst):
            burst, event = event, self._first_of(event)
        if isinstance(event, WordMove):
            event, burst = self._resolved(event, burst)
        self._follow(await self._hand_on(event, burst))

    def _first_of(self, burst: Burst) -> Key | Paste:
        """The paste that a burst is, or else its first key; the others are next."""
        if self._is_paste(burst):
            return Paste(burst.text)
        first, *others = burst.keys
        # At the front, in their order: what arrived later comes after all of them.
        self._waiting.extendleft((key, burst) for key in reversed(others))
        return first

    def _resolved(self, move: WordMove, burst: Burst | None) -> tuple[Key, Burst | None]:
        """The move in a text field; elsewhere Esc, and the letter is next."""
        if self._in_field():
            return Key(move.key, None), burst
        escape, letter = move.typed
        together = burst or Burst(move.typed)
        self._waiting.appendleft((letter, together))
        return escape, together

    def _follow(self, node: DOMNode) -> None:
        """Let the next one wait until what was handed to this node is done.

        It goes up from node to node as far as the app, which carries out what it is bound to; the messages that
        the node posts then go the same way.
        """
        self._under_way, self._since = object(), monotonic()
        self._climb(self._under_way, [*node.ancestors_with_self, *node.ancestors_with_self])

    def _climb(self, token: object, way: list[DOMNode]) -> None:
        """Wait behind the event in the queue of each node of the way; a node that is gone keeps nothing waiting."""
        if token is not self._under_way:
            return
        if not way or not way[0].call_later(partial(self._climb, token, way[1:])):
            self._under_way = None
            self._app.call_later(self._next)

    def _poll_soon(self) -> None:
        if self._waiting and not self._polling:
            self._polling = True
            self._app.set_timer(_POLL, self._poll)

    async def _poll(self) -> None:
        """See whether what the first one waits for is done, or has taken too long."""
        self._polling = False
        if self._under_way is not None and monotonic() - self._since > HANDLING_LIMIT:
            self._under_way = None
        await self._next()
        self._poll_soon()

    def _is_held(self) -> bool:
        """Whether the app is busy, and has not been for so long that the keys had better go on all the same."""
        if not self._busy():
            self._busy_since = None
            return False
        # One limit for all keys together: a row of them would else wait once each.
        if self._busy_since is None:
            self._busy_since = monotonic()
        return monotonic() - self._busy_since < HOLD_LIMIT
