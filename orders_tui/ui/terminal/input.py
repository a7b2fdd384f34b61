"""What a terminal sends, as messages of Textual."""

from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from time import monotonic

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.events import Key
from textual.message import Message

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_ESCAPE = "\x1b"
_SEQUENCES = frozenset("[]OPX^_\\bf\x7f")
"""What may follow the escape character in a sequence; some terminals send b and f for a word to the left and right."""


class TerminalInput:
    """Turns what a terminal sends into messages; no bytes can make it fail."""

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = XTermParser(debug)
        self._last = ""
        """The last characters, as many as the marks of a paste have."""
        self._pasting = False
        self._escaped_at: float | None = None
        """When an escape character came of which it is not known yet what it begins."""

    def feed(self, data: bytes) -> Iterator[Message]:
        # One by one, so that a malformed sequence takes nothing with it that came after.
        for character in self._decode(data):
            self._last = (self._last + character)[-len(_PASTE_BEGINS) :]
            if self._last in (_PASTE_BEGINS, _PASTE_ENDS):
                self._pasting = self._last == _PASTE_BEGINS
            if self._escaped_at is not None:
                yield from self._after_escape(character)
            if character == _ESCAPE:
                self._escaped_at = monotonic()
            else:
                yield from self._parsed(self._parser.feed(character))

    def tick(self) -> Iterator[Message]:
        if self._escaped_at is not None and monotonic() - self._escaped_at >= ESCAPE_DELAY:
            self._escaped_at = None
            yield Key("escape", _ESCAPE)
        yield from self._parsed(self._parser.tick())

    def _after_escape(self, following: str) -> Iterator[Message]:
        """What an escape character means, now that it is known what follows.

        A slow line brings Esc and the next key together, which the parser would take for one.
        """
        self._escaped_at = None
        if following in _SEQUENCES:
            yield from self._parsed(self._parser.feed(_ESCAPE))
        elif not self._pasting:
            yield Key("escape", _ESCAPE)

    def _parsed(self, messages: Iterable[Message]) -> Iterator[Message]:
        try:
            yield from messages
        except Exception:  # what a malformed key or mouse report raises: ValueError, OverflowError and others
            broken, self._parser = self._parser, XTermParser(self._debug)
            self._parser.mouse_pixels = broken.mouse_pixels
            self._parser.terminal_size = broken.terminal_size
            self._parser.terminal_pixel_size = broken.terminal_pixel_size
