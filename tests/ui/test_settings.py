"""The settings in the console: what they are, where that comes from, and each changed where it is kept."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import OptionList

from orders_tui.config.file import default_path, read_config
from orders_tui.domain.facts import Order
from orders_tui.domain.rights import StaffRole
from orders_tui.process.restart import AGAIN
from tests.samples import OWNER, SARI
from tests.store.shop import opened
from tests.ui.desk_app import NARROW, WIDE, Console, console

FILE = """# Our shop
timezone = "Asia/Makassar"  # WITA

[shares.Toko]
wati = { share = 40, hours = "sat 08:00-12:00" }
"""


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of the person at the console."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "en")
    for name in ("BUSINESS", "TIMEZONE", "LANG", "DB"):
        monkeypatch.delenv(f"ORDERS_TUI_{name}", raising=False)
    path = default_path()
    path.parent.mkdir()
    path.write_text(FILE)
    return path


def said(config: Path) -> str:
    """What the file says now."""
    return config.read_text()


def line(desk: Console, title: str) -> str:
    """The line of a setting."""
    return next(text for text in desk.dialog if text.strip().startswith(title)).strip()


async def go_to(desk: Console, title: str) -> None:
    """Put the cursor on a setting."""
    options = desk.app.screen.query_one(OptionList)
    names = [str(options.get_option_at_index(at).prompt).strip() for at in range(options.option_count)]
    options.highlighted = next(at for at, name in enumerate(names) if name.startswith(title))
    await desk.settle()


async def give(desk: Console, title: str, text: str) -> None:
    """Type another value for a setting."""
    await go_to(desk, title)
    await desk.press("enter", "ctrl+u")
    await desk.paste(text)
    await desk.press("enter")


async def test_each_setting_says_its_value_and_where_it_comes_from(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERS_TUI_BUSINESS", "Toko Uji")
    async with console(path, WIDE, OWNER) as desk:
        await desk.press("comma")
        assert line(desk, "Shop name").split("  ")[-1].strip() == "environment · restart"
        assert line(desk, "Time zone").split() == "Time zone WITA: Makassar file · restart".split()
        assert "Hijab Ayu, " in line(desk, "Own stores")
        assert line(desk, "Couriers").endswith("default")
        assert "40 sat 08:00-12:00" in line(desk, "Toko.wati")
        assert line(desk, "Language").split() == "Language English default · restart".split()
        await desk.resize(*NARROW)
        assert "Enter change" in desk.text


async def test_each_is_changed_where_it_is_kept(path: Path, shop: dict[str, Order], config: Path) -> None:
    async with console(path, WIDE, OWNER) as desk:
        await desk.press("comma")
        await give(desk, "Time zone", "Mars")
        assert "Time zone: not a time zone; use one like" in " ".join(" ".join(desk.dialog).split())
        await give(desk, "Time zone", "Jayapura")
        assert "Time zone saved; it takes effect when the console restarts." in desk.text
        assert line(desk, "Time zone").split()[-3:] == "database · restart".split()
        await give(desk, "+ Add a person who gets", "Toko.sari = 60 mon-fri 08:00-17:00")
        await give(desk, "+ Give a person a role", "sari = boss")
        assert "one of the roles" in desk.text
        await desk.press("ctrl+u")
        await desk.paste("sari = packer")
        await desk.press("enter")
        await give(desk, "+ Give a person a role", "budi")
        await desk.press(*"viewer", "enter")
        await give(desk, "+ Give an action", "change.undo")
        await desk.press("ctrl+u", "r", "enter")
        assert "Keys: r would do both “Undo” (change.undo)" in " ".join(" ".join(desk.dialog).split())
        await desk.press("escape")
        await give(desk, "Couriers", "JNE, Kurir Toko")
        assert "Couriers saved." in desk.text
        await give(desk, "Blocked phones", "0812-3456-7890, 0813")
        assert "too short" in desk.text
        await desk.press("ctrl+u")
        await desk.paste("0812-3456-7890")
        await desk.press("enter")
        await go_to(desk, "Toko.wati")
        await desk.press("delete")
        assert [each.phone for each in desk.store.hold_rules.blocked()] == ["+6281234567890"]
        await desk.press("escape", "C")
        assert "Kurir Toko" in desk.text, "it is proposed at once"
    now = read_config(config)
    assert now.roles == {"sari": StaffRole.PACKER, "budi": StaffRole.VIEWER}
    assert [each.written for each in now.shares["Toko"]] == ["60 mon-fri 08:00-17:00"]
    assert said(config).startswith('# Our shop\ntimezone = "Asia/Makassar"  # WITA\n'), "its comments stay"
    with opened(path) as store:
        assert store.settings.get("timezone") == "Asia/Jayapura"


async def test_staff_read_what_is_for_admins(path: Path, shop: dict[str, Order], config: Path) -> None:
    async with console(path, WIDE, SARI) as desk:
        await desk.press("comma")
        assert "Only admins may change the settings of the shop." in desk.text
        await go_to(desk, "Couriers")
        await desk.press("enter")
        assert "As staff you may not do this." in desk.text
        await give(desk, "Language", "Bahasa")
    assert read_config(config).language == "id"


async def test_nothing_is_kept_where_one_may_only_read(path: Path, shop: dict[str, Order], config: Path) -> None:
    async with console(path, WIDE, OWNER, readonly=True) as desk:
        await desk.press("comma")
        await give(desk, "Language", "Bahasa")
        assert "Read only: the console was started with --readonly." in desk.text
    assert said(config) == FILE


async def test_texts_and_themes_open_what_there_is_for_them(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE, OWNER) as desk:
        await desk.press("comma")
        await go_to(desk, "Message templates")
        await desk.press("enter")
        assert "Message templates and other texts of the shop" in desk.text
        await desk.press("escape")
        await go_to(desk, "Theme")
        await desk.press("enter", *"light", "enter")
        assert desk.app.theme == "orders-light"
        assert line(desk, "Theme").split()[1] == "light"


async def test_the_list_fits_the_screen_when_its_size_changes(path: Path) -> None:
    async with console(path, WIDE, OWNER) as desk:
        await desk.press("comma", "down")
        await desk.resize(*NARROW)
        listed = desk.app.screen.query_one(OptionList)
        assert listed.virtual_size.height == listed.option_count
        assert listed.highlighted == 2


async def test_a_setting_that_waits_for_a_start_offers_one(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, NARROW, OWNER, may_restart=True) as desk:
        await desk.press("comma")
        await give(desk, "Couriers", "JNE, Kurir Toko")
        await desk.press("escape")
        assert not desk.asked, "couriers hold at once"
        await desk.press("comma")
        await give(desk, "Shop name", "Toko Uji")
        await desk.press("escape")
        assert "Restart the console now for the new settings to take effect?" in " ".join(" ".join(desk.dialog).split())
        await desk.press("n", "comma", "escape")
        assert not desk.asked, "it is offered once"
        await desk.press("comma")
        await give(desk, "Language", "Bahasa")
        await desk.press("escape")
        desk.app.post_message(Key("y", "y"))
        await desk.until(lambda: desk.app.return_code is not None)
        assert desk.app.return_code == AGAIN
