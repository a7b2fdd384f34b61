"""What a new shop and a new person are shown: questions about the shop, hints that end, and help for where one is."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from orders_tui.config.file import Config, default_path, read_config
from orders_tui.domain.facts import Order
from orders_tui.domain.words import LANGUAGES, _, speaking
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.hints import BEGINNING, HINTS, SEEN_HINTS, greeting
from orders_tui.ui.screens.guide import GuidePage
from tests.samples import OWNER, SARI
from tests.store.shop import opened
from tests.ui.desk_app import NARROW, Console, console


@pytest.fixture(autouse=True)
def _own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


async def welcome(desk: Console) -> None:
    """Do what the first start of a shop does."""
    await desk.app.screen.run_action("change('welcome')")
    await desk.settle()


async def hint(desk: Console) -> str:
    """What the start of a person says."""
    desk.app.clear_notifications()
    await desk.app.screen.run_action("change('hint')")
    await desk.settle()
    return desk.told if desk.app._notifications else ""


async def test_the_first_start_asks_about_the_shop_and_leads_to_its_orders(path: Path) -> None:
    async with console(path, NARROW, OWNER) as desk:
        await welcome(desk)
        await desk.press(*"Toko")
        await desk.press("down", "right", "down", "right", "down", "right", "enter")
        assert "Forms and gateways" in desk.text
        assert desk.app.screen.query_one(GuidePage).topic == "intake"
        assert desk.app.screen.query_one(GuidePage).has_focus, "it is read at once"
        await desk.press("escape")
        assert desk.told == "Saved; it takes effect when the console restarts."
        shop = [desk.store.settings.get(name) for name in ("business", "timezone")]
    assert shop == ["Toko", "Asia/Makassar"]
    assert read_config(default_path()) == Config(language="id")


async def test_it_opens_the_import_and_keeps_nothing_that_was_not_chosen(path: Path) -> None:
    async with console(path, NARROW, OWNER) as desk:
        await welcome(desk)
        await desk.press("enter")
        assert "Import orders from a file" in desk.text
        await desk.press("escape")
        await welcome(desk)
        await desk.press("escape")
    assert read_config(default_path()) == read_config(default_path().with_name("none.toml"))


async def test_a_hint_at_each_start_until_all_were_shown_or_none_are_wanted(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=SARI) as desk:
        assert (await hint(desk)).startswith("New here? . shows what to do with this order, ? all keys.")
        assert (await hint(desk)).startswith("/ finds a name")
        await desk.press("colon", *"hints", "enter")
        assert desk.told == "No more hints are shown."
        assert await hint(desk) == ""
        await desk.press("colon", *"hints", "enter")
        shown = [await hint(desk) for _start in range(len(HINTS) + 1)]
        assert [bool(each) for each in shown] == [True] * len(HINTS) + [False]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_each_hint_is_one_line_of_a_narrow_terminal(spoken: str) -> None:
    with speaking(spoken):
        assert max(cell_len(keyed(_(hint))) for hint in HINTS) <= NARROW[0] - 3


@pytest.mark.parametrize(
    ("seen", "first", "shown"),
    [
        ("", True, "welcome"),
        ("", False, "hint"),
        ("2", False, "hint"),
        (str(len(HINTS)), False, ""),
        ("off", False, ""),
    ],
)
def test_a_start_shows_nothing_more_once_all_was_seen(path: Path, seen: str, first: bool, shown: str) -> None:
    with opened(path, create=True) as store:
        store.settings.put(SEEN_HINTS, seen, SARI)
        assert greeting(store, SARI, first=first) == shown
    with opened(path, readonly=True) as store:
        assert greeting(store, SARI, first=first) == ""


async def test_help_begins_with_the_keys_of_where_one_is(path: Path, shop: dict[str, Order]) -> None:
    async with console(path) as desk:
        await desk.press("question_mark")
        assert "The list" in "\n".join(desk.dialog[:6])
        await desk.press("escape", "f", "question_mark")
        assert "Here" in "\n".join(desk.dialog[:6])
        assert "Choose this value, or take it back" in desk.text
        await desk.press("escape", "escape", "a", "f1")
        assert "To the next field; in the last one save" in "\n".join(desk.dialog[:8])
        await desk.press("escape")
        assert isinstance(desk.app.focused, Input), "the form is as it was"


async def test_what_a_new_shop_begins_with_waits_for_the_start_in_its_language(path: Path) -> None:
    with opened(path, create=True) as store:
        store.settings.put(BEGINNING, "messages", OWNER)
        assert greeting(store, OWNER, first=False) == "begin"
    async with console(path, NARROW, OWNER) as desk:
        await desk.app.screen.run_action("change('begin')")
        await desk.settle()
        assert desk.app.screen.query_one(GuidePage).topic == "intake"
        assert greeting(desk.store, OWNER, first=False) == "hint", "it is asked for once"
