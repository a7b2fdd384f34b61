"""What a role does not see stands nowhere on the screen; what it may not do is not offered, and says why."""

from pathlib import Path

import pytest

from orders_tui.domain.facts import FACTS, Kind, Order
from orders_tui.domain.order import Status
from orders_tui.domain.query import Role
from orders_tui.domain.rights import Actor
from orders_tui.ui.screens.dates import DatesDialog
from tests.samples import OWNER, PACKER, SARI, VIEWER
from tests.store.shop import opened, reached
from tests.ui.desk_app import MEDIUM, NARROW, WIDE, buyer, console

MONEY = [fact.title for fact in FACTS.values() if fact.kind is Kind.MONEY]


@pytest.mark.parametrize("size", [(200, 50), WIDE, MEDIUM, NARROW])
async def test_a_packer_sees_no_money_and_no_whole_phone(
    path: Path, shop: dict[str, Order], size: tuple[int, int]
) -> None:
    async with console(path, size, PACKER) as desk:
        for keys in ((), ("o", "o", "O"), ("enter",), ("escape", "space", "space"), ("escape", "w"), ("w", "s")):
            await desk.press(*keys)
            assert "Rp" not in desk.text
            assert "0007" not in desk.text or "•••• 0007" in desk.text
            assert not [title for title in (*MONEY, "Value", "AOV") if title in desk.text.split()]
        await desk.press("escape", "asterisk")
        assert desk.footer.endswith("7 marked")


@pytest.mark.parametrize(
    ("actor", "placeholder"), [(SARI, "/ name, phone or order id"), (PACKER, "/ name or order id")]
)
async def test_the_search_promises_only_what_it_finds(
    path: Path, shop: dict[str, Order], actor: Actor, placeholder: str
) -> None:
    async with console(path, WIDE, actor) as desk:
        assert f" {placeholder} " in desk.text


async def test_who_sees_money_sees_it(path: Path, shop: dict[str, Order]) -> None:
    for actor in (SARI, OWNER, VIEWER):
        async with console(path, WIDE, actor) as desk:
            assert "Value Rp 1.304.679" in desk.text
            assert "Rp 184.679" in desk.line_of(shop["Gita"])


async def test_a_viewer_is_offered_nothing_that_changes(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE, VIEWER) as desk:
        assert not {"Actions", "Delete", "Undo", "Redo", "Confirm order"} & set(await desk.commands())
        assert "Actions" not in desk.footer
        for key in ("full_stop", "x", "u", "ctrl+r"):
            await desk.press(key)
            assert not desk.asked
            assert desk.told == "As viewer you may not do this."
        assert desk.stored(shop["Gita"]).status is Status.PENDING


@pytest.mark.parametrize(("actor", "deletes"), [(PACKER, False), (SARI, True)])
async def test_what_a_role_may_change_is_offered(
    path: Path, shop: dict[str, Order], actor: Actor, deletes: bool
) -> None:
    async with console(path, WIDE, actor) as desk:
        found = set(await desk.commands())
        assert {"Actions", "Undo", "Start processing"} <= found
        assert ("Delete" in found) is deletes
        assert ("Confirm order" in found) is deletes


async def test_as_fulfilment_provider_one_packs_and_ships_and_the_rest_is_the_sellers(
    path: Path, shop: dict[str, Order]
) -> None:
    with opened(path, seed=3) as store:
        theirs = reached(store, Status.CONFIRMED, by=SARI, seller="Mitra Jaya", **buyer("Hana"))
    async with console(path, WIDE) as desk:
        assert "Message" in desk.footer
        await desk.press("R")
        assert "Message" not in desk.footer
        assert not {"Edit order", "Add order", "Delete"} & set(await desk.commands())
        assert "Rp" not in desk.text
        await desk.press("space")
        assert desk.footer.endswith("1 marked")
        assert "Rp" not in desk.text
        await desk.press("full_stop")
        assert "  ◑ Confirmed" in desk.dialog
        assert "Unpaid" not in " ".join(desk.dialog)
        await desk.press("escape", "escape")
        for key in ("a", "e", "A", "x", "m", "b", "B", "p"):
            await desk.press(key)
            assert not desk.asked, key
            assert desk.told.startswith("As Fulfilment Provider you see other sellers' orders"), key
        await desk.press("greater_than_sign")
        assert desk.stored(theirs).status is Status.READY
        await desk.press("R")
        assert "Message" in desk.footer


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_role_and_dates_in_the_top_line_are_buttons(
    path: Path, shop: dict[str, Order], size: tuple[int, int]
) -> None:
    async with console(path, size) as desk:
        for words, role in (("Seller", Role.FULFILMENT), ("Fulfilment", Role.SELLER)):
            await desk.pilot.click(offset=(desk.lines[0].index(words) + 2, 0))
            await desk.settle()
            assert desk.screen.order_query.role is role
        await desk.pilot.click(offset=(desk.lines[0].index("14:05"), 0))
        await desk.settle()
        assert not desk.asked
        await desk.pilot.click(offset=(desk.lines[0].index("Last 30 days") + 2, 0))
        await desk.settle()
        assert isinstance(desk.app.screen, DatesDialog)
