"""The README says what the program does: its key table, its two one-line blocks, and where its links lead."""

import os
import re
from pathlib import Path

from orders_tui.domain.order import PaymentReport
from orders_tui.domain.words import LANGUAGES
from orders_tui.exchange.intake import IntakeLine, parse
from orders_tui.guide.topics import TOPICS, page
from orders_tui.ui.keys import groups

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
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
    lines = (ROOT / "assets" / "intake.jsonl").read_text(encoding="utf-8").splitlines()
    parsed = [parse(number, line.encode()) for number, line in enumerate(lines, 1)]
    kinds = re.findall(r"^\| `(\w+)` \|", page("intake", "en"), re.MULTILINE)
    assert {line.kind for line in parsed if isinstance(line, IntakeLine)} == {*kinds}
    for line in parsed:
        assert isinstance(line, IntakeLine), line
        assert not line.warning


def test_the_guide_names_every_status_of_a_payment() -> None:
    sentence = page("intake", "en").replace("\n", " ").partition("The `status` of a `payment` is")[2].partition(". ")[0]
    assert re.findall(r"`(\w+)`", sentence) == list(PaymentReport)


def test_what_is_linked_to_is_there() -> None:
    for file in (README, ROOT / ".github" / "CONTRIBUTING.md", ROOT / "tests" / "bench" / "README.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), target


def test_the_readme_leads_to_every_page_of_the_guide() -> None:
    linked = set(re.findall(r"orders_tui/guide/(\w+)/(\w+)\.md", README.read_text(encoding="utf-8")))
    assert linked == {(language, topic) for language in LANGUAGES for topic in TOPICS}


def test_the_house_tour_names_rooms_that_are_there() -> None:
    tour = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:/|\.py))`", tour))
    houses = [ROOT, *(folder for folder in (ROOT / "orders_tui").rglob("*") if folder.is_dir()), ROOT / "orders_tui"]
    assert len(named) > 25
    assert [name for name in named if not any((house / name).exists() for house in houses)] == []


def test_the_readme_opens_with_a_picture_that_is_there() -> None:
    found = re.match(r"!\[[^]]+\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert found is not None
    assert (README.parent / found[1]).is_file()
