"""Keys that are typed ahead: each is handed on when all that the one before it asked for has been done.

Textual hands a key to whatever has the focus when the key arrives. From a slow line several arrive at once, and then
the first letters after a `/` would still go to the list, where letters are commands.
"""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic

from textual.app import App
from textual.events import Event
from textual.message_pump import MessagePump

LOST = 0.25
"""Seconds after which a key is taken for done: what it was handed to may have gone meanwhile."""
PATIENCE = 1.0
"""Seconds for which all keys together wait for something that is about to open or to be done."""
_AGAIN = 0.01


class TypeAhead:
    """Lets the keys and pastes of an app through one at a time."""

    def __init__(self, app: App[None], busy: Callable[[], bool]) -> None:
        """Let everything through at first.

        Args:
            app: whose keys they are.
            busy: whether something that was asked for is not ready for the next key yet.
        """
        self._app = app
        self._busy = busy
        self._waiting: deque[Event] = deque()
        self._under_way: object | None = None
        self._since = 0.0
        """When the event that is under way began."""
        self._busy_since: float | None = None
        self._next: Event | None = None
        """The event whose turn it is."""
        self._awake = False

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and nothing waits."""
        return self._under_way is None and self._next is None and not self._waiting

    def admits(self, event: Event) -> bool:
        """Whether the event may be handed on now; else it is posted again when its turn has come."""
        if event is self._next:
            self._next = None
            return True
        if self.idle and not self._is_held():
            return True
        self._waiting.append(event)
        self._wake()
        return False

    def follow(self, node: MessagePump) -> None:
        """Let the next one wait until what was handed to this node is done.

        It goes up from node to node as far as the app, which carries out what it is bound to; the messages that
        the node posts then go the same way.
        """
        self._under_way, self._since = object(), monotonic()
        self._climb(self._under_way, [*_up(node), *_up(node)])

    def _climb(self, token: object, way: list[MessagePump]) -> None:
        """Wait behind the event in the queue of each node of the way."""
        if token is not self._under_way:
            return
        if not way or not way[0].call_later(partial(self._climb, token, way[1:])):
            self._under_way = None
            self._release()

    def _wake(self) -> None:
        if not self._awake:
            self._awake = True
            self._app.set_timer(_AGAIN, self._look)

    def _look(self) -> None:
        self._awake = False
        if self._under_way is not None and monotonic() - self._since > LOST:
            self._under_way = None
        self._release()
        if self._waiting:
            self._wake()

    def _release(self) -> None:
        """Post the first of those that wait, if its turn has come."""
        if self._waiting and self._under_way is None and self._next is None and not self._is_held():
            self._next = self._waiting.popleft()
            self._app.post_message(self._next)

    def _is_held(self) -> bool:
        """Whether the app is busy, and has not been for so long that the keys had better go on all the same."""
        if not self._busy():
            self._busy_since = None
            return False
        if self._busy_since is None:
            self._busy_since = monotonic()
        return monotonic() - self._busy_since < PATIENCE


def _up(node: MessagePump | None) -> Iterator[MessagePump]:
    """The node and all above it."""
    while node is not None:
        yield node
        node = node._parent
