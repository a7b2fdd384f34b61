"""Writing the list to files: which orders, in which form, over what was there, stopped, and by whom."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.query import OrderQuery
from orders_tui.exchange.importing.reader import Options
from orders_tui.exchange.importing.source import open_orders
from orders_tui.exchange.importing.tables import Reading
from orders_tui.exchange.order_columns import ALL, VISIBLE, Rows
from orders_tui.exchange.order_files import FileFormat
from orders_tui.store.errors import DatabaseError
from orders_tui.ui.desk import Desk
from orders_tui.ui.main import under_way
from orders_tui.ui.main.files import ExportDesk
from orders_tui.ui.main.listed import Listed
from orders_tui.ui.screens.export import LIST, MARKED, Choice, ExportDialog
from tests.samples import COURSE, HONEY, OWNER, SARI, VIEWER
from tests.store.shop import opened, placed, raw
from tests.ui.desk_app import console
from tests.ui.files.hands import Clerk, Stopping, files, table


def export(desk: Desk, clerk: Clerk, rows: Sequence[int], marked: Sequence[int] = ()) -> ExportDesk:
    async def every() -> Sequence[int]:
        return rows

    async def these() -> Sequence[int]:
        return marked

    query = OrderQuery.parse("status:pending siti")
    return ExportDesk(desk, clerk, Listed(every, these, lambda: query, lambda: ("order_id", "name")))


def ids(shop: dict[str, Order], *names: str) -> list[int]:
    return [shop[name].id for name in names]


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def write(path: Path) -> None:
    path.write_text("before")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


async def test_the_list_is_written_in_its_own_order(desk: Desk, shop: dict[str, Order], home: Path) -> None:
    clerk = Clerk(Choice("~/a.csv", LIST, FileFormat.CSV))
    report = await export(desk, clerk, ids(shop, "Eka", "Agus", "Gita")).write()
    assert report is not None
    assert report.sentence == "3 orders written to ~/a.csv."
    assert table(home / "a.csv") == [
        ["order_id", "name"],
        *([shop[name].order_id, shop[name].name] for name in ("Eka", "Agus", "Gita")),
    ]
    assert mode(home / "a.csv") == 0o600
    assert files(home) == ["a.csv"], "nothing temporary is left"


async def test_marked_orders_alone_are_written(desk: Desk, shop: dict[str, Order], home: Path) -> None:
    clerk = Clerk(Choice("~/a.jsonl", MARKED, FileFormat.JSONL))
    await export(desk, clerk, ids(shop, "Eka", "Agus", "Gita"), ids(shop, "Gita", "Eka")).write()
    lines = [json.loads(line) for line in read(home / "a.jsonl").splitlines()]
    assert [line["order_id"] for line in lines] == [shop["Gita"].order_id, shop["Eka"].order_id]


@pytest.mark.parametrize("kind", [FileFormat.CSV, FileFormat.XLSX])
@pytest.mark.parametrize("rows", Rows)
async def test_all_columns_come_back_by_import(
    desk: Desk, shop: dict[str, Order], path: Path, home: Path, kind: FileFormat, rows: Rows
) -> None:
    with opened(path, seed=10) as store:
        orders = [*shop.values(), placed(store, items=(HONEY, COURSE))]
    file = home / f"a.{kind}"
    clerk = Clerk(Choice(str(file), LIST, kind, rows, ALL))
    report = await export(desk, clerk, [order.id for order in orders]).write()
    assert report is not None
    assert ("It has 9 rows." in report.sentence) == (rows is Rows.ITEMS)
    source = open_orders(file, Reading(), lambda _key: "")
    back = {each.reference: each for each in source.orders(Options(desk.store.zone))}
    for order in orders:
        stored = desk.store.orders.get(order.order_id)
        assert back[order.order_id].items == stored.items
        assert back[order.order_id].facts["total"] == stored.total


async def test_a_file_that_is_there_is_replaced_only_after_a_yes(
    desk: Desk, shop: dict[str, Order], home: Path
) -> None:
    write(home / "a.csv")
    choice = Choice("~/a.csv", LIST, FileFormat.CSV)
    clerk = Clerk(choice, None, None)
    assert await export(desk, clerk, ids(shop, "Eka")).write() is None
    assert clerk.kinds == ["ExportDialog", "ConfirmDialog", "ExportDialog"]
    assert read(home / "a.csv") == "before"
    await export(desk, Clerk(choice, True), ids(shop, "Eka")).write()
    assert table(home / "a.csv")[1][0] == shop["Eka"].order_id


@pytest.mark.parametrize(
    ("typed", "said"),
    [("~/no/a.csv", "There is no folder"), ("~", "is a folder"), ("/proc/a.csv", "cannot be written")],
)
async def test_where_nothing_can_be_written_the_dialog_says_so(
    desk: Desk, shop: dict[str, Order], typed: str, said: str
) -> None:
    clerk = Clerk(Choice(typed, LIST, FileFormat.CSV), None)
    assert await export(desk, clerk, ids(shop, "Eka")).write() is None
    again = clerk.asked[-1]
    assert isinstance(again, ExportDialog)
    assert said in again._error


async def test_an_export_is_recorded_without_what_was_searched_for(desk: Desk, shop: dict[str, Order]) -> None:
    await export(desk, Clerk(Choice("~/a.csv", LIST, FileFormat.CSV)), ids(shop, "Eka", "Gita")).write()
    (entry,) = desk.store.audit.last(9, OWNER)
    assert (entry.action, entry.by, entry.orders, entry.what) == ("export", SARI.name, 2, "csv status:pending …")


async def test_an_export_that_is_stopped_leaves_no_file(
    desk: Desk, shop: dict[str, Order], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home / "a.csv")
    clerk = Stopping(Choice("~/a.csv", LIST, FileFormat.CSV), True)
    monkeypatch.setattr(under_way, "PATIENCE", 0)
    report = await export(desk, clerk, ids(shop, "Eka") * 2_000_000).write()
    assert report is not None
    assert report.sentence == "Stopped; no file was written."
    assert clerk.kinds[-1] == "ProgressDialog"
    assert files(home) == ["a.csv"]
    assert read(home / "a.csv") == "before"
    begun, ended = desk.store.audit.last(9, OWNER)
    assert (begun.action, begun.orders, ended.action) == ("export", 2_000_000, "stopped")
    assert ended.what == begun.what
    assert 0 <= ended.orders < 2_000_000


async def test_an_export_that_the_database_breaks_off_is_recorded_as_stopped(
    desk: Desk, shop: dict[str, Order], path: Path, home: Path
) -> None:
    with raw(path) as damaged:
        damaged.execute("DROP TABLE item")
    clerk = Clerk(Choice("~/a.csv", LIST, FileFormat.CSV, Rows.ITEMS, ALL))
    with pytest.raises(DatabaseError):
        await export(desk, clerk, ids(shop, "Eka")).write()
    assert files(home) == []
    assert [entry.action for entry in desk.store.audit.last(9, OWNER)] == ["export", "stopped"]


async def test_who_may_not_export_is_told_so(path: Path, shop: dict[str, Order], home: Path) -> None:
    with opened(path, reader=VIEWER) as store:
        viewer = Desk(store, VIEWER)
        with pytest.raises(RuleBroken, match="viewer"):
            await export(viewer, Clerk(), ids(shop, "Eka")).write()
        viewer.close()
    async with console(path, actor=VIEWER, toasts=True) as shown:
        await shown.press("ctrl+e")
        assert not shown.asked
        assert shown.told == "As viewer you may not do this."


async def test_with_the_keys(path: Path, shop: dict[str, Order], home: Path) -> None:
    async with console(path, toasts=True) as shown:
        await shown.press("j", "space", "space", "ctrl+e")
        assert "2 marked orders" in shown.text
        assert "Separator" not in shown.text, "the kind of file has none"
        await shown.press("down", "right", "left", "down", "right", "down", "down", "down", "right", "down", "right")
        assert "one per item" in shown.text
        assert "all, also for import" in shown.text
        assert ".csv" in shown.text, "the ending is that of the kind"
        await shown.press("enter")
        assert not shown.asked
        assert "2 orders written to" in shown.told
    (written,) = files(home)
    assert written.endswith(".csv")
    assert {row[0] for row in table(home / written)[1:]} == {shop["Fajar"].order_id, shop["Eka"].order_id}


async def test_separator_mark_and_columns_are_chosen(path: Path, shop: dict[str, Order], home: Path) -> None:
    async with console(path, toasts=True) as shown:
        await shown.press("ctrl+e", *"~/a.csv", "up", "left", "down", "ctrl+u", *"order_id, nam")
        assert "these:" in shown.text
        await shown.press("enter")
        assert "There is no column nam; did you mean name?" in shown.text
        await shown.press("e", "up", "up", "up", "right", "up", "right", "enter")
        assert "7 orders written to ~/a.csv" in shown.told
    raw = (home / "a.csv").read_bytes()
    assert raw.startswith(b"order_id;name\r\n"), "no mark stands before it"
    assert len(raw.splitlines()) == 8


async def test_a_file_without_a_name_is_asked_for(path: Path, shop: dict[str, Order], home: Path) -> None:
    async with console(path) as shown:
        await shown.press("ctrl+e", "ctrl+u", "enter")
        assert "A file name is missing." in shown.text
        assert files(home) == []


async def test_a_path_is_typed_at_once_and_its_ending_says_the_kind(
    path: Path, shop: dict[str, Order], home: Path
) -> None:
    async with console(path, toasts=True) as shown:
        await shown.press("ctrl+e", *"~/a.", *"jsonl")
        assert "JSON lines" in shown.text
        await shown.press("enter")
        assert "written to ~/a.jsonl" in shown.told
    assert files(home) == ["a.jsonl"]


async def test_columns_of_the_list_are_those_that_are_seen(path: Path, shop: dict[str, Order], home: Path) -> None:
    async with console(path) as shown:
        await shown.press("ctrl+e")
        dialog = shown.app.screen
        assert isinstance(dialog, ExportDialog)
        assert dialog._choice.columns == VISIBLE
        await shown.press("down", "down", "right", "enter")
        await shown.until(lambda: not shown.asked)
        await shown.settle()
        heads = table(home / files(home)[0])[0]
        assert heads == list(dict.fromkeys(shown.screen.orders.table.seen.fact_names))
