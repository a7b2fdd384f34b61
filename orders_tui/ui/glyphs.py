"""The marks and lines of the console in ASCII, for terminals whose font or character set lacks them."""

from collections.abc import Mapping

_LINES = {
    **dict.fromkeys("─━═╌╍┄┈╴╶╸╺", "-"),
    **dict.fromkeys("│┃║╎╏┆┊╵╷╹╻▌▐▎▍▏▕▊▋▉", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬▖▗▘▙▚▛▜▝▞▟", "+"),
    **dict.fromkeys("▁▂▃▔🮂🮃▀▄▅▆▇", " "),
    **dict.fromkeys("█░▒▓", "#"),
}
"""Borders, and the ends of a scroll bar's thumb: without them it grows and moves by whole cells."""

_MARKS = {
    "○": "o",  # Created; a dot of the overview
    "◔": "?",  # Pending
    "◑": "+",  # Confirmed
    "◒": "%",  # In Process
    "◕": "=",  # Ready
    "➤": ">",  # Shipped
    "●": "*",  # Completed; the dot of the card that is seen
    "↩": "<",  # RTS
    "✕": "x",  # Canceled
    "■": "#",  # Closed; marked, chosen
    "□": ".",  # not marked, not chosen
    "◪": "-",  # some are marked
    "⤓": "v",  # digital
    "▲": "^",
    "▼": "v",
    "▾": "v",
    "▶": ">",
    "▸": ">",  # folded
    "−": "-",  # left out
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "‹": "<",
    "›": ">",
}

_PUNCTUATION = {
    "…": "~",
    "·": "-",
    "•": "*",
    "×": "x",
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "⏎": "/",
    "◌": "?",
    "\xa0": " ",
    "🔎": "/ ",
    **dict.fromkeys(map(chr, range(0x2400, 0x2422)), "?"),  # pictures of control characters in outside text
}

ASCII: dict[str, str] = _LINES | _MARKS | _PUNCTUATION
"""Every glyph that the console draws by itself, and what stands for it in as many cells."""

TO_ASCII = str.maketrans(ASCII)
"""The same for `str.translate`."""


def wants_ascii(environ: Mapping[str, str]) -> bool:
    """Whether marks are drawn in ASCII: asked for, or on a terminal that is known to lack them.

    `ORDERS_TUI_MARKS` decides where it says `ascii` or `unicode`. A locale that is not named at all says nothing:
    a container or a remote shell often has none, and a terminal that shows UTF-8.
    """
    asked = environ.get("ORDERS_TUI_MARKS", "").lower()
    if asked in ("ascii", "unicode"):
        return asked == "ascii"
    # Python itself puts C.UTF-8 there when it starts in the C locale.
    character_set = environ.get("LC_CTYPE", "").replace("C.UTF-8", "")
    locale = environ.get("LC_ALL") or character_set or environ.get("LANG") or "UTF-8"
    return environ.get("TERM") == "linux" or "UTF8" not in locale.upper().replace("-", "")
