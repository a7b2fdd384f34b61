"""A line of text to type, as all dialogs have it."""

from textual.reactive import reactive
from textual.widgets import Input


class TextLine(Input):
    """A line whose cursor does not blink."""

    cursor_blink = reactive(False, init=False)
