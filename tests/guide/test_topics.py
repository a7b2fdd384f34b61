"""The guide is true to the program: its fields, settings, commands and keys are those that there are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click import Context
from rich.cells import cell_len

import orders_tui.guide
from orders_tui.cli.main import _COMMANDS, program
from orders_tui.config.file import Config, read_config
from orders_tui.domain.days import Preset
from orders_tui.domain.facts import SORTS
from orders_tui.domain.filters import FACETS, FILTERS, known_values
from orders_tui.domain.order import PaymentStatus, Status
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import StaffRole
from orders_tui.domain.views import QUEUES
from orders_tui.domain.words import LANGUAGES
from orders_tui.exchange.intake import _NAMES
from orders_tui.guide.layout import laid_out
from orders_tui.guide.topics import TOPICS, Block, BlockKind, blocks, page, rows
from orders_tui.ui.glyphs import ASCII
from orders_tui.ui.keys import groups

FOLDER = Path(orders_tui.guide.__file__).parent
PAGES = [(language, topic) for language in LANGUAGES for topic in TOPICS]
WIDEST = 71
"""Cells of a line of code, which is never wrapped, on a narrow screen."""


AHEAD = frozenset({"i", "Ctrl+e"})
"""The keys of the dialogs of files, of which the guide tells wherever the console at hand has not got them."""


def ticked(text: str) -> set[str]:
    """All that stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def code(language: str, topic: str) -> Iterator[str]:
    for block in blocks(page(topic, language)):
        if block.kind is BlockKind.CODE:
            yield "\n".join(block.lines)


def calls() -> Iterator[tuple[str, list[str]]]:
    """Every call of the program in the guide: its command and its options."""
    for language, topic in PAGES:
        text = "\n".join([*code(language, topic), *sorted(ticked(page(topic, language)))]).replace("\\\n", "")
        for call in re.findall(r"(?<![-./\w])(?:/opt/orders-tui/bin/)?orders-tui(?![-.\w/]) ?([^\n|>\"]*)", text):
            words = re.sub(r"'[^']*'", "TEXT", call).split()
            while words and words[0].startswith("--"):
                del words[: 1 if words[0] == "--readonly" else 2]
            options = [word.partition("=")[0] for word in words if word.startswith("-") and word != "-"]
            yield (words[0] if words else ""), options


def test_every_topic_is_there_in_every_language_and_nothing_else() -> None:
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.md")}
    assert there == {f"{language}/{topic}.md" for language, topic in PAGES}


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_parts(topic: str) -> None:
    """Blocks of the same kinds, the same code but for what is answered, the same keys and words."""
    english, indonesian = (list(blocks(page(topic, language))) for language in LANGUAGES)
    assert [block.kind for block in english] == [block.kind for block in indonesian]
    for one, other in zip(english, indonesian, strict=True):
        if one.kind is BlockKind.CODE and '"ok":false' not in "".join(one.lines):
            assert one.lines == other.lines
        assert ticked(" ".join(one.lines)) == ticked(" ".join(other.lines)), one.lines[0]


@pytest.mark.parametrize(("language", "topic"), PAGES)
def test_every_page_can_be_drawn_anywhere(language: str, topic: str) -> None:
    text = page(topic, language)
    assert text.startswith("# ")
    strange = {char for char in text if not char.isascii()} - set(ASCII)
    assert not strange
    assert all(cell_len(char) == 1 for char in text if char != "\n")
    assert all(len(line) <= WIDEST for block in code(language, topic) for line in block.splitlines())
    assert text.count("`") % 2 == 0


@pytest.mark.parametrize(("language", "topic"), PAGES)
@pytest.mark.parametrize("width", [50, 72, 100])
def test_laying_out_loses_nothing(language: str, topic: str, width: int) -> None:
    page_blocks = list(blocks(page(topic, language)))
    laid = list(laid_out(iter(page_blocks), width))
    written = [text for each in page_blocks for text in (_cells(each) if each.kind is BlockKind.TABLE else each.lines)]
    items = sum(block.kind is BlockKind.ITEM for block in page_blocks)
    assert _letters(line.text for line in laid) == _letters([*written, "-" * items])
    assert max(len(line.text) for line in laid if line.kind is not BlockKind.CODE) <= width + 1


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter("".join(texts).replace("`", "").replace(" ", ""))


def _cells(table: Block) -> list[str]:
    return [cell for row in rows(table) for cell in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_query_language_is_explained(language: str) -> None:
    text = page("finding", language)
    words = ticked(text)
    heads = {word for row in _table(language, "finding", 0) for word in ticked(row[0])}
    reachable = {fact.word for fact in FILTERS.values()} | {"sort", "role", "in"}
    assert reachable - heads == set(), "not explained"
    assert heads - set(FILTERS) - {"sort", "role", "in"} == set(), "no such filter"
    assert {fact.word for fact in SORTS.values()} <= words
    assert {str(preset) for preset in Preset} <= words
    about = {word: row[1] for row in _table(language, "finding", 0) for word in ticked(row[0])}
    for fact in FACETS.values():
        known = set(known_values(fact))
        if fact.name != "method":  # too many to name
            assert known <= set(re.findall(r"\w+", about[fact.word])), fact.word
    assert set(Status) <= set(re.findall(r"\w+", about["status"]))
    assert set(PaymentStatus) <= set(re.findall(r"\w+", about["pay"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_asks_for_can_be_read(language: str) -> None:
    examples = [word for word in ticked(page("finding", language)) if re.fullmatch(r"-?[a-z]+:\S.*", word)]
    assert len(examples) > 5
    for example in examples:
        OrderQuery.parse(example)
    for topic in TOPICS:
        for block in code(language, topic):
            for query in re.findall(r"--query (?:'([^']*)'|(\S+))", block):
                OrderQuery.parse("".join(query))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_explained(language: str, tmp_path: Path) -> None:
    names = set(Config._fields)
    assert {word for row in _table(language, "config", 0) for word in ticked(row[0])} == names
    assert {word for row in _table(language, "config", 1) for word in ticked(row[0])} == set(StaffRole)
    path = tmp_path / "config.toml"
    file = next(block for block in code(language, "config") if not block.startswith("orders-tui"))
    path.write_text(file, encoding="utf-8")
    assert read_config(path) != Config()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_line_is_explained(language: str) -> None:
    kinds = {word for row in _table(language, "intake", 0) for word in ticked(row[0])}
    assert kinds == set(_NAMES)
    for row in _table(language, "intake", 0):
        for kind in ticked(row[0]):
            assert ticked(row[2]) <= set(_NAMES[kind]), kind


def test_every_call_is_one_of_the_program() -> None:
    root = program(Config())
    context = Context(root)
    known = {name: root.get_command(context, name) for name in _COMMANDS}
    everywhere = {option for param in root.params for option in param.opts}
    mentioned = set()
    for name, options in calls():
        mentioned.add(name)
        if name:
            assert name in known, name
            command = known[name]
            assert command is not None
            own = {option for param in command.params for option in param.opts}
            assert set(options) <= own | everywhere, f"{name} {options}"
    assert {"", "list", "ingest", "check", "ship", "demo"} <= mentioned


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_one_of_the_console(language: str) -> None:
    known = {each for _title, table in groups() for key in table for each in key.shown.split()}
    known |= {str(place) for place in range(1, 10)} | {"Shift"}
    for topic in ("start", "page", "statuses", "keys", "buyers", "questions"):
        keys = {word for word in ticked(page(topic, language)) if len(word) == 1 or word in known or "Ctrl" in word}
        assert keys <= known | AHEAD, topic


def _table(language: str, topic: str, place: int) -> list[list[str]]:
    """The rows of a table of a page, without its head."""
    tables = [block for block in blocks(page(topic, language)) if block.kind is BlockKind.TABLE]
    return rows(tables[place])[1:]


def test_the_numbers_of_the_queues_are_those_of_the_guide() -> None:
    """`start`, `statuses` and `buyers` send the reader to these keys."""
    at = {view.name: place for place, view in enumerate(QUEUES, 1)}
    named = ("To follow up", "Check payment", "To ship", "Conflict", "Shipped 7d+", "Suspicious")
    assert [at[name] for name in named] == [1, 2, 3, 4, 5, 9]
