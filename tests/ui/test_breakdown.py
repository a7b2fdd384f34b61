"""The breakdown on the screen: by one fact after another, a row as a filter, the rows as a file."""

import csv
from pathlib import Path

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.store.errors import DatabaseError
from tests.samples import OWNER, SARI
from tests.store.shop import opened, placed
from tests.ui.desk_app import MEDIUM, NARROW, WIDE, Console, Gate, console

SMALL = (60, 18)
"""The smallest terminal that everything fits."""


def row(desk: Console, label: str) -> list[str]:
    """The numbers of a row, from the right of its bar."""
    line = next(line for line in desk.dialog if line.strip().startswith(label))
    return [part for part in line.replace(label, "", 1).split() if not set(part) <= set("█▌")]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, SMALL])
async def test_each_value_has_its_bar_and_its_numbers(
    path: Path, shop: dict[str, Order], size: tuple[int, int]
) -> None:
    async with console(path, size) as desk:
        await desk.press("percent_sign")
        pending = [shop["Gita"], shop["Fajar"], shop["Eka"]]
        amount = sum(order.total for order in pending)
        rp = [] if size == SMALL else ["Rp"]
        assert row(desk, "Pending") == ["3", "43%", *rp, f"{amount:,}".replace(",", "."), "0%", "–"]
        assert row(desk, "Completed")[-2:] == ["100%", "0%"]
        assert row(desk, "Total")[0] == "7"
        await desk.press("right", "right")
        assert row(desk, "COD")[:2] == ["2", "29%"]
        await desk.press("left", "left", "left")
        assert row(desk, "none")[0] == "7", "after the first comes the last: nobody handles them"


async def test_a_row_is_a_filter(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        await desk.press("percent_sign", "l", "l", "j", "enter")
        chosen = desk.screen.order_query.values("method")
        assert len(chosen) == 1
        assert desk.screen.orders.listing.count == 2
        assert not desk.asked


async def test_marked_orders_are_broken_down_alone(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        await desk.press("space", "space", "percent_sign")
        assert "2 marked orders" in desk.dialog[1]
        assert row(desk, "Total")[0] == "2"
        await desk.press("percent_sign")
        assert not desk.asked


async def test_the_rows_become_a_file_that_is_recorded(path: Path, shop: dict[str, Order], tmp_path: Path) -> None:
    with opened(path, seed=8) as store:
        placed(store, SARI, city="=1+1")
    file = tmp_path / "kota.csv"
    async with console(path, WIDE) as desk:
        await desk.press("percent_sign", "left", "left", "w", "ctrl+u")
        await desk.paste(str(file))
        await desk.press("enter")
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        assert rows[0][:2] == ["City", "Orders"]
        assert ["'=1+1", "1"] in [each[:2] for each in rows]
        assert file.stat().st_mode & 0o777 == 0o600
        assert any("2 rows written to" in line for line in desk.dialog), "and the breakdown is there again"
        assert [(entry.action, entry.orders) for entry in desk.store.audit.last(9, OWNER)] == [("export", 8)]


async def test_nothing_is_written_or_recorded_of_a_file_that_is_kept(
    path: Path, shop: dict[str, Order], tmp_path: Path
) -> None:
    file = tmp_path / "kota.csv"
    file.write_text("mine")
    async with console(path, WIDE) as desk:
        await desk.press("percent_sign", "w", "ctrl+u")
        await desk.paste(str(file))
        await desk.press("enter", "enter")
        assert file.read_text() == "mine"
        assert not desk.store.audit.last(9, OWNER)


async def test_no_file_is_written_without_its_record(
    path: Path, shop: dict[str, Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_entry: object) -> None:
        raise DatabaseError("The disk reported an error.")

    file = tmp_path / "kota.csv"
    async with console(path, WIDE) as desk:
        monkeypatch.setattr(desk.store.audit, "record_export", refuse)
        await desk.press("percent_sign", "w", "ctrl+u")
        await desk.paste(str(file))
        await desk.press("enter")
        assert not file.exists()


async def test_who_may_not_write_files_is_told_so(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE, Actor("pak", "console", role=StaffRole.PACKER)) as desk:
        await desk.press("percent_sign")
        assert "Rp" not in "".join(desk.dialog)
        await desk.press("w")
        assert any("you may not" in line for line in desk.dialog)


async def test_a_count_that_takes_long_keeps_nobody_waiting(
    path: Path, shop: dict[str, Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(path, WIDE) as desk:
        reads = desk.store.breakdowns
        gate = Gate(reads.of_list, lambda _query, by: by == "payment")
        monkeypatch.setattr(reads, "of_list", gate)
        await desk.press("percent_sign")
        await desk.pilot.press("right")
        await desk.until(gate.reached.is_set)
        await desk.until(lambda: any("Counting" in line for line in desk.dialog))
        await desk.pilot.press("right")
        gate.open.set()
        await desk.settle()
        assert row(desk, "COD")[0] == "2", "the answer of the one before is not shown"


async def test_a_click_on_a_word_breaks_down_by_it(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, WIDE) as desk:
        await desk.press("percent_sign")
        words = next(line for line in desk.dialog if "Courier" in line)
        region = desk.app.screen.query_one("#breakdown-by").region
        dialog = desk.app.screen.children[0].region
        x = words.index("Courier") + dialog.x - region.x + 2
        await desk.pilot.click("#breakdown-by", offset=(x, 0))
        await desk.settle()
        sent = [order for order in shop.values() if desk.stored(order).courier == "JNE"]
        assert row(desk, "JNE")[0] == str(len(sent))


async def test_no_file_is_written_where_that_cannot_be_recorded(
    path: Path, shop: dict[str, Order], tmp_path: Path
) -> None:
    file = tmp_path / "kota.csv"
    async with console(path, WIDE, readonly=True) as desk:
        await desk.press("percent_sign", "w")
        if not any("Read only" in line for line in desk.dialog):
            await desk.press("ctrl+u")
            await desk.paste(str(file))
            await desk.press("enter")
        assert any("Read only" in line for line in desk.dialog)
        assert not file.exists()
