"""Changing one setting in the text of the configuration file, which keeps its comments and everything else as it is."""

import json
import re
from collections.abc import Mapping, Sequence

_HEADER = re.compile(r"\s*\[")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
TomlValue = str | int | Sequence[str] | Mapping[str, str | int]
"""A text, a whole number, a list of texts, or a few named texts and numbers, which are written in one line."""


def with_setting(text: str, table: Sequence[str], name: str, value: TomlValue | None) -> str:
    """The text with another value; the line is added where it lacks one.

    Only lines are looked at: whoever writes the text has to read it first and see that it says what was meant.

    Args:
        text: of the whole file.
        table: the names that lead to the table which the setting stands in; none for those above all tables.
        name: of the setting within the table.
        value: None takes the line out.
    """
    lines = text.removesuffix("\n").split("\n") if text else []
    first, end = _section(lines, table)
    if first is None:
        if value is None:
            return text
        lines += [*([""] if lines else []), f"[{'.'.join(map(_key, table))}]"]
        first = end = len(lines)
    at = next((at for at in range(first, end) if _names(lines[at], name)), None)
    if at is not None:
        changed = [] if value is None else [_line(name, value) + _comment(lines[at])]
        lines[at : at + 1] = changed
    elif value is not None:
        # Above the blank lines that part the table from the next one.
        while end > first and not lines[end - 1].strip():
            end -= 1
        lines.insert(end, _line(name, value))
    return "".join(f"{line}\n" for line in lines)


def _section(lines: Sequence[str], table: Sequence[str]) -> tuple[int | None, int]:
    """Where the lines of a table begin and end; it begins nowhere where there is none."""
    headers = [at for at, line in enumerate(lines) if _HEADER.match(line)]
    if not table:
        return 0, headers[0] if headers else len(lines)
    keys = r"\s*\.\s*".join(map(_forms, table))
    own = re.compile(rf"\s*\[\s*{keys}\s*\]\s*(#.*)?")
    first = next((at for at in headers if own.fullmatch(lines[at])), None)
    if first is None:
        return None, len(lines)
    return first + 1, next((at for at in headers if at > first), len(lines))


def _names(line: str, name: str) -> bool:
    return re.match(rf"\s*{_forms(name)}\s*=", line) is not None


def _forms(name: str) -> str:
    """A pattern for the ways to write a name; a dot in one that is bare would part two names."""
    forms = [_text(name), f"'{name}'", *([name] if _PLAIN.fullmatch(name) else [])]
    return f"(?:{'|'.join(map(re.escape, forms))})"


def _comment(line: str) -> str:
    """The comment at the end of a line, with the blanks before it; empty if it has none."""
    import tomllib  # only who changes the file needs it

    for found in re.finditer(r"\s*#", line):
        try:
            tomllib.loads(line[: found.start()])
        except tomllib.TOMLDecodeError:
            continue  # it stands in a text
        return line[found.start() :]
    return ""


def _line(name: str, value: TomlValue) -> str:
    return f"{_key(name)} = {_written(value)}"


def _written(value: TomlValue) -> str:
    match value:
        case str():
            return _text(value)
        case int():
            return str(value)
        case Mapping():
            return f"{{ {', '.join(_line(name, inner) for name, inner in value.items())} }}"
        case _:
            return f"[{', '.join(map(_text, value))}]"


def _key(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else _text(name)


def _text(value: str) -> str:
    # JSON and TOML write a text alike, but for one control character that TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
