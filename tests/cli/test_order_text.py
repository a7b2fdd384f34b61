"""One order whole, as lines for a terminal."""

import unicodedata
from zoneinfo import ZoneInfo

from orders_tui.cli.order_text import order_lines
from orders_tui.domain.order import Event
from tests.samples import NOW, ORDER


def test_the_history_moves_no_cursor() -> None:
    evil = "\x1b]0;evil\x07\u202e"
    event = Event(1, NOW, evil, evil, evil, "note", evil, evil, None)
    for line in order_lines(ORDER, (), (event,), ZoneInfo("Asia/Jakarta")):
        assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in line), line
