"""The README says what the program does: its key table, its commands and its two one-line blocks."""

import os
import re
from pathlib import Path

from orders_tui.domain.order import PaymentReport
from orders_tui.exchange.intake import IntakeLine, parse
from orders_tui.ui.keys import groups

README = Path(__file__).parent.parent / "README.md"
KEYS = re.compile(r"(<!-- keys:[^>]*-->\n)(.*?)(<!-- /keys -->)", re.DOTALL)


def key_table() -> str:
    lines = ["| keys | do |", "| --- | --- |"]
    for title, keys in groups():
        lines.append(f"| **{title}** | |")
        for key in keys:
            shown = " ".join(f"`{each}`" for each in key.shown.split(" "))
            lines.append(f"| {shown} | {key.tooltip} |")
    return "\n".join(lines) + "\n"


def test_the_key_table_is_that_of_the_program() -> None:
    text = README.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_README"):
        README.write_text(KEYS.sub(lambda found: found[1] + key_table() + found[3], text), encoding="utf-8")
        text = README.read_text(encoding="utf-8")
    found = KEYS.search(text)
    assert found is not None
    assert found[2] == key_table()


def test_the_first_two_shell_blocks_are_one_line_each() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert [block.count("\n") for block in blocks[:2]] == [1, 1]
    assert blocks[0].rstrip().endswith("orders-tui demo")
    assert blocks[1].rstrip().endswith("-m pytest")


def test_what_may_come_in_is_understood_whole() -> None:
    text = README.read_text(encoding="utf-8")
    lines = [
        line
        for block in re.findall(r"^```json\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]
    parsed = [parse(number, line.encode()) for number, line in enumerate(lines, 1)]
    assert len(parsed) == 11
    for line in parsed:
        assert isinstance(line, IntakeLine), line
        assert not line.warning
    named = next(line for line in text.splitlines() if line.startswith("The `status` of a payment"))
    assert re.findall(r"`(\w+)`", named)[1:] == list(PaymentReport)


def test_the_readme_opens_with_a_picture_that_is_there() -> None:
    found = re.match(r"!\[[^]]+\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert found is not None
    assert (README.parent / found[1]).is_file()
