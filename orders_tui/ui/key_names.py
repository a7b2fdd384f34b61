"""Textual's names of keys, as a person writes them."""

_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "shift+enter": "Shift+Enter",
    "space": "Space",
    "slash": "/",
    "full_stop": ".",
    "colon": ":",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "asterisk": "*",
    "percent_sign": "%",
    "minus": "-",
    "greater_than_sign": ">",
    "backspace": "Bksp",
    "delete": "Del",
    "f1": "F1",
}


def pretty(key: str) -> str:
    """The key as it stands on a keyboard: `Ctrl+s`, `PgUp`, `↑`."""
    if key.startswith("ctrl+"):
        return "Ctrl+" + _NAMES.get(key[5:], key[5:])
    return _NAMES.get(key, key)
