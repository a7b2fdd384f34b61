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
_LONGER = frozenset("[]OPX^_\\")
"""What follows the escape character where a sequence goes on; where nothing follows, it was the key itself."""
_WORDS = {"b": "ctrl+left", "f": "ctrl+right"}
"""What some terminals send behind the escape character for a word to the left and right."""
_RUBOUT = "\x7f"


class WordMove(Key):
    """A word to the left or right, or Esc and a letter that came together: only a text field has words."""

    def __init__(self, letter: str) -> None:
        super().__init__(_WORDS[letter], None)
        self.typed = (Key("escape", _ESCAPE), Key(letter, letter))
        """The two keys that it is outside a text field."""


class TerminalInput:
    """Turns what a terminal sends into messages; no bytes can make it fail."""

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        # Incremental, since a character of several bytes may be cut between two reads; lenient, since a line may send
        # anything.
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._parser = XTermParser(debug)
        self._last = ""
        """The last characters, as many as the marks of a paste have."""
        self._pasting = False
        self._held = ""
        """An escape character, and what may go on after it, of which it is not known yet what it begins."""
        self._held_at = 0.0
        """When that came."""

    def feed(self, data: bytes) -> Iterator[Message]:
        """What these bytes mean, as far as that is known by now."""
        # One by one, so that a malformed sequence takes nothing with it that came after.
        for character in self._decode(data):
            # In a paste an escape character is text: it is neither a key nor the beginning of a word's move.
            self._last = (self._last + character)[-len(_PASTE_BEGINS) :]
            if self._last in (_PASTE_BEGINS, _PASTE_ENDS):
                self._pasting = self._last == _PASTE_BEGINS
            yield from self._take(character)

    def tick(self) -> Iterator[Message]:
        """What is known since nothing came for a moment: that Esc was a key, or an answer of the terminal cut off."""
        if self._held and monotonic() - self._held_at >= ESCAPE_DELAY:
            yield from self._apart()
        yield from self._parsed(self._parser.tick())

    def _take(self, character: str) -> Iterator[Message]:
        """What a character means behind what is held."""
        if not self._held:
            if character == _ESCAPE:
                self._hold(character)
            else:
                yield from self._parsed(self._parser.feed(character))
        elif self._held == _ESCAPE and character in _LONGER and not self._pasting:
            self._hold(_ESCAPE + character)
        elif self._held == _ESCAPE and character in _WORDS and not self._pasting:
            self._held = ""
            yield WordMove(character)
        elif character == _ESCAPE or (self._held == _ESCAPE and character not in _LONGER | {_RUBOUT}):
            yield from self._apart()
            yield from self._take(character)
        else:
            begun, self._held = self._held + character, ""
            for each in begun:
                yield from self._parsed(self._parser.feed(each))

    def _hold(self, begun: str) -> None:
        self._held, self._held_at = begun, monotonic()

    def _apart(self) -> Iterator[Message]:
        """What is held begins no sequence: Esc, and the key behind it.

        A slow line brings them together, and the parser would take them for one.
        """
        following, self._held = self._held[1:], ""
        if not self._pasting:
            yield Key("escape", _ESCAPE)
        if following:
            yield from self._parsed(self._parser.feed(following))

    def _parsed(self, messages: Iterable[Message]) -> Iterator[Message]:
        try:
            yield from messages
        except Exception:  # what a malformed key or mouse report raises: ValueError, OverflowError and others
            broken, self._parser = self._parser, XTermParser(self._debug)
            # What the terminal has answered to Textual at the start; it is not asked again.
            self._parser.mouse_pixels = broken.mouse_pixels
            self._parser.terminal_size = broken.terminal_size
            self._parser.terminal_pixel_size = broken.terminal_pixel_size
