"""Taking orders from files: named, recognised, planned, carried out as one change, stopped, taken back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events

from orders_tui.domain.days import Period
from orders_tui.domain.facts import Order
from orders_tui.domain.file_orders import ImportVerdict, Mode
from orders_tui.domain.query import OrderQuery
from orders_tui.domain.rights import Actor
from orders_tui.exchange.importing.moments import DateOrder
from orders_tui.ui.desk import Desk
from orders_tui.ui.main import under_way
from orders_tui.ui.main.import_desk import ImportDesk
from orders_tui.ui.main.report import Report
from orders_tui.ui.screens.choice import ChoiceDialog
from orders_tui.ui.screens.import_plan import ImportDialog, ImportSettings, Planned, Planning
from orders_tui.ui.screens.open_file import OpenFileDialog
from orders_tui.ui.screens.result import ResultDialog
from tests.exchange.importing.test_reader import SAMPLES
from tests.exchange.importing.test_tables import workbook
from tests.samples import OWNER, SARI, VIEWER
from tests.store.shop import opened as store_opened
from tests.ui.desk_app import Console, console
from tests.ui.files.hands import HEAD, Clerk, Stopping, file, files, row, table

COUNT = 7
"""How many orders the small shop has."""


def wanting(settings: ImportSettings | None = None) -> Any:
    """Looks at the plan by these settings and has it carried out."""

    async def look(dialog: ImportDialog) -> Planned:
        return await dialog._plan(settings or ImportSettings(), Planning())

    return look


def orders(desk: Desk) -> dict[str, Order]:
    """The shop's orders by their ids in other systems."""
    rows = desk.store.lists.listed(OrderQuery(), -1)
    return {order.external_id: order for order in desk.store.orders.many(rows)}


def count(desk: Desk) -> int:
    return len(desk.store.lists.listed(OrderQuery(), -1))


@pytest.mark.parametrize("actor", [OWNER, SARI])
async def test_new_orders_are_added_and_taken_back_as_one_step(desk: Desk, home: Path, actor: Actor) -> None:
    desk.actor = actor
    path = file(home, HEAD, row(1), row(2))
    report = await ImportDesk(desk, Clerk(str(path), wanting())).read()
    assert report == Report("2 orders in the file: 2 added. Press u to undo.", adds=True)
    assert {"W1", "W2"} <= orders(desk).keys()
    desk.store.undo(actor)
    assert count(desk) == COUNT


async def test_a_workbook_is_read_on_one_thread_and_written_on_another(desk: Desk, home: Path) -> None:
    path = home / "orders.xlsx"
    raw = workbook([[*HEAD], [*row(1)], [*row(2)]])
    put(path, raw)
    report = await ImportDesk(desk, Clerk(str(path), wanting())).read()
    assert report is not None
    assert not report.warning
    assert {"W1", "W2"} <= orders(desk).keys()


def put(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)


async def test_refused_rows_are_written_beside_the_file_and_come_back_corrected(desk: Desk, home: Path) -> None:
    path = file(home, HEAD, row(1), row(2, phone="8.1E+11"))
    clerk = Clerk(str(path), wanting(), None)
    report = await ImportDesk(desk, clerk).read()
    assert report is not None
    assert report.sentence == "2 orders in the file: 1 added, 1 refused. Press u to undo."
    said = clerk.asked[-1]
    assert isinstance(said, ResultDialog)
    refused = home / "orders-refused.csv"
    assert "~/orders-refused.csv" in said._text.plain
    heads, (*cells, reason) = table(refused)
    assert cells[0] == "W2"
    assert "spreadsheet" in reason
    corrected = file(home, heads, [*row(2), reason], name="orders-refused.csv")
    await ImportDesk(desk, Clerk(str(corrected), wanting())).read()
    assert {"W1", "W2"} <= orders(desk).keys()


async def test_known_orders_are_updated(desk: Desk, home: Path) -> None:
    path = file(home, HEAD, row(1, receipt="JT1"))
    await ImportDesk(desk, Clerk(str(path), wanting())).read()
    path = file(home, HEAD, row(1, receipt="JT2"), row(2))
    report = await ImportDesk(desk, Clerk(str(path), wanting(ImportSettings(mode=Mode.UPDATE)), None)).read()
    assert report is not None
    assert report.sentence == "2 orders in the file: 1 changed, 1 refused. Press u to undo."
    assert orders(desk)["W1"].receipt == "JT2"
    desk.store.undo(desk.actor)
    assert orders(desk)["W1"].receipt == "JT1"


async def test_an_order_that_was_changed_since_the_plan_is_refused(desk: Desk, home: Path) -> None:
    await ImportDesk(desk, Clerk(str(file(home, HEAD, row(1))), wanting())).read()
    path = file(home, HEAD, row(1, receipt="JT2"))

    async def dawdle(dialog: ImportDialog) -> Planned:
        planned = await dialog._plan(ImportSettings(mode=Mode.UPDATE), Planning())
        desk.store.undo(desk.actor)
        desk.store.redo(desk.actor)
        return planned

    report = await ImportDesk(desk, Clerk(str(path), dawdle, None)).read()
    assert report is not None
    assert report.sentence == "1 order in the file: 1 refused."


async def test_an_import_that_is_stopped_is_taken_back(desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(home, HEAD, *(row(at) for at in range(20_000)))
    monkeypatch.setattr(under_way, "PATIENCE", 0.2)
    clerk = Stopping(str(path), wanting())
    report = await ImportDesk(desk, clerk).read()
    assert report is not None
    assert clerk.kinds[-1] == "ProgressDialog"
    assert report.sentence == "Stopped; what was written was taken back."
    assert count(desk) == COUNT
    assert (offer := desk.store.last_change(SARI)) is None or offer.orders == 1, "what she did before"


async def test_it_says_how_many_the_list_does_not_show_for_their_days(desk: Desk, home: Path) -> None:
    days = ["2026-11-21", "2026-11-14", "2026-10-02"]
    path = file(home, [*HEAD, "created_at"], *([*row(at), f"{day} 10:00"] for at, day in enumerate(days)))
    week = OrderQuery(period=Period.parse("2026-11-15..2026-11-22"))
    report = await ImportDesk(desk, Clerk(str(path), wanting()), lambda: week).read()
    assert report is not None
    assert "2 of them are outside the dates of the list: F twice shows all days." in report.sentence
    desk.store.undo(desk.actor)
    report = await ImportDesk(desk, Clerk(str(path), wanting()), lambda: replace(week, dates="paid_at")).read()
    assert report is not None
    assert "of them" not in report.sentence


async def test_settings_change_how_the_file_is_read(desk: Desk, home: Path) -> None:
    heads, cells = [*HEAD, "created_at"], [*row(1, store=""), "03/04/2026 10:00"]
    plans: list[Planned] = []

    async def compare(dialog: ImportDialog) -> None:
        named = ImportSettings(store="Toko Sehat")
        ways = (ImportSettings(), named, named._replace(dates=DateOrder.MDY, zone="Asia/Jayapura"))
        plans.extend([await dialog._plan(settings, Planning()) for settings in ways])

    clerk = Clerk(str(file(home, heads, cells, delimiter=";")), compare, None)
    assert await ImportDesk(desk, clerk).read() is None
    without, day_first, month_first = plans
    assert without.summary.counts[ImportVerdict.REFUSED] == 1
    moments = [
        plan.summary.first[ImportVerdict.CREATE][0].order.facts["created_at"] for plan in (day_first, month_first)
    ]
    assert moments[0] == 1_775_185_200, "3 April 10:00 WIB"
    assert moments[1] == 1_772_586_000, "4 March 10:00 WIT"


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.iterdir()))
async def test_every_sample_is_recognised_and_would_change_something(desk: Desk, sample: str) -> None:
    plans: list[Planned] = []

    async def look(dialog: ImportDialog) -> None:
        plans.append(await dialog._plan(ImportSettings(store="Toko Sehat"), Planning()))

    clerk = Clerk(str(SAMPLES / sample), look, None)
    await ImportDesk(desk, clerk).read()
    assert clerk.kinds == ["OpenFileDialog", "ImportDialog", "OpenFileDialog"]
    (planned,) = plans
    assert planned.source.format is not None
    assert planned.able == (0 if planned.source.only_updates else planned.summary.orders), "the orders are unknown here"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("~/none.csv", "none.csv cannot be read"), ("~", "cannot be read"), ("~/empty.csv", "empty"), ("/\0", "null")],
)
async def test_a_file_that_cannot_be_read_is_asked_for_again(desk: Desk, home: Path, typed: str, said: str) -> None:
    put(home / "empty.csv", b"")
    clerk = Clerk(typed, None)
    assert await ImportDesk(desk, clerk).read() is None
    again = clerk.asked[-1]
    assert isinstance(again, OpenFileDialog)
    assert said in again._error
    assert again._first == typed


async def test_what_unknown_columns_say_is_asked_once(desk: Desk, home: Path) -> None:
    heads = ["Nomornya", "Nama Pembeli", "No HP", "Produk", "Harga", "Toko"]
    cells = ["A-1", "Siti", "081234567890", "Madu", "90.000", "Toko Sehat"]
    path = file(home, heads, cells)
    clerk = Clerk(str(path), "0", "external_id", "ready", wanting())
    assert await ImportDesk(desk, clerk).read() is not None
    assert clerk.kinds == ["OpenFileDialog", *["ChoiceDialog"] * 3, "ImportDialog"]
    offered = clerk.asked[1]
    assert isinstance(offered, ChoiceDialog)
    said = [label.plain for _id, label in offered._choices]
    assert said[:3] == ["Go on with these", "Nomornya → –", "Nama Pembeli → Customer"]
    assert orders(desk)["A-1"].name == "Siti"
    again = Clerk(str(file(home, [*heads, "import_error"], [*cells, "x"], name="b.csv")), wanting(), None)
    await ImportDesk(desk, again).read()
    assert again.kinds[:2] == ["OpenFileDialog", "ImportDialog"], "the answer was kept"


async def test_another_separator_is_chosen_where_the_columns_are_asked_for(path: Path, home: Path) -> None:
    put(
        home / "odd.csv",
        b"Nomornya;Nama Pembeli;Produk, a, b, c, d, e, f;Harga;Toko\nA-1;Siti;Madu, 1, 2, 3, 4, 5, 6;5;Toko\n",
    )
    async with console(path, seed=9) as shown:
        await opened(shown, home / "odd.csv", ChoiceDialog)
        assert "Nomornya;Nama Pembeli;Produk → –" in shown.text
        await shown.press(*"separ", "enter", "escape", *"separ", "enter")
        assert "Which separator does the file use?" in shown.text
        await shown.press(*"semi", "enter")
        assert "Nama Pembeli → Customer" in shown.text
        await shown.press(*"produk", "enter", *"item name", "enter", "enter")
        assert "new: Siti · Madu, 1, 2, 3, 4, 5, 6 ×1 · Rp 5" in shown.text
        assert "Separator: ;" in shown.text.replace("\N{NO-BREAK SPACE}", " ")


async def test_what_columns_say_can_be_said_anew(path: Path, shop: dict[str, Order], home: Path) -> None:
    heads = ["Nomornya", "Nama Pembeli", "No HP", "Produk", "Harga", "Toko"]
    cells = ["A-1", "Siti", "081234567890", "Madu", "90.000", "Toko Sehat"]
    async with console(path, seed=9) as shown:
        await opened(shown, file(home, heads, cells), ChoiceDialog)
        await shown.press("enter")
        assert "new: Siti · Madu" in shown.text, "its number is not taken"
        await shown.press("c")
        assert "Nama Pembeli → Customer" in shown.text
        await shown.press(*"nomor", "enter", *"number of", "enter", "enter")
        assert "new: A-1 · Siti · Madu" in shown.text
        await shown.press("c", "escape")
        assert "new: A-1 · Siti · Madu" in shown.text, "whoever gives that up keeps what was said"


async def test_whoever_gives_up_the_columns_is_back_at_the_file(desk: Desk, home: Path) -> None:
    clerk = Clerk(str(file(home, ["A", "B"], ["1", "2"])), None, None)
    assert await ImportDesk(desk, clerk).read() is None
    assert clerk.kinds == ["OpenFileDialog", "ChoiceDialog", "OpenFileDialog"]


# With the keys


async def opened(shown: Console, path: Path, begins: type[Any] = ImportDialog) -> Any:
    """The plan of a file whose path is dropped on the terminal, or what is asked before it."""
    await shown.press("i")
    shown.app.post_message(events.Paste(f"'{path}' "))
    await shown.settle()
    await shown.press("enter")
    dialog = shown.app.screen
    assert isinstance(dialog, begins), shown.text
    return dialog


async def test_a_dropped_file_is_planned_and_imported(path: Path, shop: dict[str, Order], home: Path) -> None:
    dropped = file(home, HEAD, row(1), row(2, phone="8.1E+11"), row(3, item_price="0"))
    async with console(path, toasts=True, seed=9) as shown:
        await opened(shown, dropped)
        assert "Import orders.csv · Orders" in shown.text
        assert "Line 2: new: W1 · Siti 1 · Madu ×1 · Rp 90.000 · Created" in shown.text
        await shown.press("right", "right", "right")
        assert "Line 3: refused: phone:" in shown.text
        await shown.press("enter")
        assert "orders-refused.csv" in shown.text
        await shown.press("escape")
        assert not shown.asked
        assert shown.told == "3 orders in the file: 2 added, 1 refused. Press u to undo."
        assert shown.names.count("Siti") == 2
        assert "new orders" not in shown.text, "the list has taken them in"
        (entry,) = shown.store.audit.last(1, OWNER)
        assert (entry.action, entry.orders, entry.what.split()[:2]) == ("import", 2, ["orders-tui", "add"])


async def test_the_first_orders_of_a_shop_are_shown_at_once(path: Path, home: Path) -> None:
    with store_opened(path, create=True):
        pass
    async with console(path, seed=9) as shown:
        await opened(shown, file(home, HEAD, row(1), row(2)))
        await shown.press("enter")
        assert sorted(shown.names) == ["Siti", "Siti"]
        assert "new orders" not in shown.text


async def test_a_setting_makes_the_plan_anew(path: Path, shop: dict[str, Order], home: Path) -> None:
    known = SAMPLES / "shopify.csv"
    async with console(path) as shown:
        dialog = await opened(shown, known)
        assert "Refused 3" in shown.text.replace("\N{NO-BREAK SPACE}", " ")
        await shown.press("enter")
        assert "Nothing of this file would be written." in shown.text
        await shown.press("s")
        await shown.type("Toko Sehat")
        await shown.press("enter")
        assert dialog._planned is not None
        assert dialog._planned.summary.counts[ImportVerdict.CREATE] == 3
        await shown.press("m")
        assert dialog._planned.mode is Mode.UPDATE
        await shown.press("d", "z", "b")
        assert dialog.settings[3:] == (DateOrder.MDY, "Asia/Makassar", "Toko Sehat", True)
        await shown.press("p")
        assert "match no known format" in shown.text
        assert "Separator:\N{NO-BREAK SPACE};" in shown.text, "it can be changed again"
        await shown.press("p", "p", "p")
        assert dialog._planned is not None
        assert dialog._planned.summary.orders == 3
        await shown.press("escape")
        assert isinstance(shown.app.screen, OpenFileDialog)
        await shown.press("escape")
        assert not shown.asked


async def test_files_are_chosen_from_their_folder(path: Path, shop: dict[str, Order], home: Path) -> None:
    file(home, HEAD, row(1), name="pesanan.csv")
    async with console(path) as shown:
        await shown.press("i")
        await shown.type("pe")
        await shown.press("tab")
        assert "~/pesanan.csv" in shown.text
        await shown.press("down", "enter")
        assert "Import pesanan.csv" in shown.text


async def test_who_may_not_change_anything_may_not_import(path: Path, shop: dict[str, Order]) -> None:
    async with console(path, actor=VIEWER) as shown:
        await shown.press("i")
        assert not shown.asked
        assert "Import" not in await shown.commands()


async def test_nothing_is_left_of_a_plan_alone(path: Path, shop: dict[str, Order], home: Path) -> None:
    dropped = file(home, HEAD, row(1), row(2, phone="8.1E+11"))
    async with console(path) as shown:
        await opened(shown, dropped)
        await shown.press("escape", "escape")
        assert files(home) == ["orders.csv"]
        assert len(shown.store.lists.listed(OrderQuery(), -1)) == COUNT


async def test_a_new_shop_names_the_store_where_the_file_does_not(tmp_path: Path, home: Path) -> None:
    with store_opened(tmp_path / "new.db", create=True) as store:
        store.settings.put("business", "Toko Baru", OWNER, for_shop=True)
    sheet = file(home, HEAD, row(1, store=""))
    async with console(tmp_path / "new.db", actor=OWNER) as shown:
        await shown.press("i")
        shown.app.post_message(events.Paste(str(sheet)))
        await shown.press("enter")
        await shown.until(lambda: "Refused\N{NO-BREAK SPACE}1" in shown.text)
        assert "s chooses the store of orders for which the file names none." in shown.text
        await shown.press("s")
        assert "Type to find, or a new name" in shown.text
        await shown.press("enter")
        await shown.until(lambda: "New\N{NO-BREAK SPACE}1" in shown.text)
        assert "Store:\N{NO-BREAK SPACE}Toko\N{NO-BREAK SPACE}Baru" in shown.text
