"""The payment desk: which orders wait for an amount, what a list is matched with, what is carried out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import Method, PaymentStatus, Status
from orders_tui.store.store import Store
from orders_tui.ui.desk import Desk
from orders_tui.ui.main import payment_desk
from orders_tui.ui.screens import money_desk
from orders_tui.ui.screens.money_desk import MoneyDialog
from tests.samples import DAY, GATEWAY, HONEY, NOW
from tests.store.shop import changed, opened, placed, reached
from tests.ui.desk_app import buyer
from tests.ui.main.parts import Person, actions


class Cashier(Person):
    """A person who looks at the dialog and answers with what the next script makes of it."""

    async def __call__(self, dialog: Any, /) -> Any:
        answer = await super().__call__(dialog)
        return await answer(dialog) if callable(answer) else answer


@pytest.fixture
def store(path: Path, desk: Desk) -> Iterator[Store]:
    """The same shop in another hand, which makes orders."""
    with opened(path, seed=9) as store:
        yield store


def typing(text: str, at: int = 0) -> Any:
    """Types an amount and chooses the order at this place."""

    async def choose(dialog: MoneyDialog) -> Order:
        assert dialog._waiting is not None
        return (await dialog._waiting(text))[at][0]

    return choose


def pasting(text: str) -> Any:
    """Pastes a list and carries out what is certain of it."""

    async def paste(dialog: MoneyDialog) -> Any:
        return (await dialog._read(text)).plan

    return paste


def transfer(store: Store, name: str, total: int) -> Order:
    """An order that waits for a transfer of so much."""
    return placed(store, GATEWAY, **buyer(name), items=(HONEY,), fees=total - 180_000, at=NOW - DAY)


def parcel(store: Store, name: str, receipt: str) -> Order:
    """A COD order of Rp 180.000 that is with the courier."""
    order = reached(store, Status.CONFIRMED, **buyer(name), items=(HONEY,), method=Method.COD, at=NOW - DAY)
    return changed(store, order, status=Status.SHIPPED, courier="JNE", receipt=receipt)


def stored(desk: Desk, order: Order) -> tuple[Status, PaymentStatus]:
    now = desk.store.orders.get(order.order_id)
    return now.status, now.payment_status


PAID = Status.CONFIRMED, PaymentStatus.PAID
WAITS = Status.PENDING, PaymentStatus.UNPAID


async def test_the_desk_stays_open_from_one_amount_to_the_next(store: Store, desk: Desk) -> None:
    one, two = transfer(store, "Wati", 180_123), transfer(store, "Tono", 190_456)
    cashier = Cashier(typing("Rp 190."), typing("123"), None)
    report = await actions(desk, cashier).by_name["payments"]()
    assert report is not None
    assert one.order_id in report.sentence
    assert (stored(desk, one), stored(desk, two)) == (PAID, PAID)
    said = [dialog._said for dialog in cashier.asked if isinstance(dialog, MoneyDialog)]
    assert said[0] == ""
    assert two.order_id in said[1]
    assert said[1].endswith("Press Ctrl+z to undo."), "u is a letter of the field"


async def test_a_payment_by_mistake_is_taken_back_from_the_desk(store: Store, desk: Desk) -> None:
    order = transfer(store, "Wati", 180_123)
    cashier = Cashier(typing("123"), money_desk.TAKE_BACK, None)
    one = actions(desk, cashier, order)
    report = await one.by_name["payments"]()
    assert report is not None
    assert "Undone" in report.sentence
    assert stored(desk, order) == WAITS


async def test_only_orders_that_wait_for_a_transfer_are_listed_the_newest_first(store: Store, desk: Desk) -> None:
    older, newer = transfer(store, "Wati", 180_123), transfer(store, "Tono", 190_123)
    changed(store, transfer(store, "Sri", 200_123), payment=PaymentStatus.PAID)
    changed(store, transfer(store, "Edi", 210_123), status=Status.CANCELED, reason="no answer")
    placed(store, GATEWAY, **buyer("Ita"), items=(HONEY,), fees=40_123, method=Method.QRIS, at=NOW - DAY)
    listed = [order.order_id for order in desk.store.matching.waiting("123", 10)]
    assert listed == [newer.order_id, older.order_id]
    assert desk.store.matching.waiting("123", 1)[0].order_id == newer.order_id
    assert [order.order_id for order in desk.store.matching.waiting("1801", 10)] == [older.order_id]
    assert desk.store.matching.waiting("80", 10) == (), "neither the beginning nor the end"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("66286", ["Wati", "Tono"]),
        ("Rp 66.286", ["Wati", "Tono"]),
        ("66.286,00", ["Wati", "Tono"]),
        ("6.286", ["Wati", "Tono"]),
        ("28/11;TRANSFER;66286", ["Wati"]),
        ("22/11/2026 TRSF E-BANKING CR SITI 66,286.00 1,430,246.00", ["Wati"]),
        ("28/11;TRANSFER;66287", []),
        ("28/11;TRANSFER;DB;66286", []),
        ("28/11;TRANSFER;", []),
        ("Wati", []),
        ("R", ["Gita Savitri", "Wati", "Tono"]),
        ("", ["Gita Savitri", "Wati", "Tono"]),
    ],
)
async def test_what_is_typed_narrows_to_its_amount_the_very_one_first_and_what_is_on_hold_last(
    store: Store, desk: Desk, typed: str, found: list[str]
) -> None:
    """Tono's is on hold: it is likely Wati's once more."""
    for name, total in (("Wati", 66_286), ("Tono", 166_286)):
        placed(
            store,
            GATEWAY,
            **buyer(name),
            items=(HONEY._replace(price=20_000, quantity=1),),
            fees=total - 20_000,
            at=NOW - DAY,
        )
    seen = []

    async def look(dialog: MoneyDialog) -> None:
        assert dialog._waiting is not None
        seen.extend([order.name for order, _line in await dialog._waiting(typed)])

    await actions(desk, Cashier(look)).by_name["payments"]()
    assert seen == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("180.500", ["Wati", "Tono"]),
        ("180500,00", ["Wati", "Tono"]),
        ("181.121", ["Wati", "Tono"]),
        ("181.123", ["Tono"]),
        ("Rp", []),
        ("-180.500", []),
    ],
)
async def test_near_an_amount_are_the_orders_that_differ_by_less_than_a_unique_code(
    store: Store, desk: Desk, typed: str, found: list[str]
) -> None:
    transfer(store, "Wati", 180_123)
    transfer(store, "Tono", 182_122 - 1_000)
    changed(store, transfer(store, "Sri", 180_501), payment=PaymentStatus.PAID)
    seen: list[tuple[Order, Content]] = []

    async def look(dialog: MoneyDialog) -> None:
        assert dialog._near is not None
        seen.extend(await dialog._near(typed))

    await actions(desk, Cashier(look)).by_name["payments"]()
    assert [order.name for order, _line in seen] == found, "what is on hold comes last"
    for order, line in seen[:1]:
        assert f"difference {rupiah(int(typed.split(',')[0].replace('.', '')) - order.total)}" in line.plain


async def test_a_line_that_fits_no_order_is_quoted(store: Store, desk: Desk) -> None:
    async def look(dialog: MoneyDialog) -> None:
        (line,) = (await dialog._read("22/11/2026 TRSF EKO PRASETYO 111.111 CR\n\n")).lines
        assert "No order awaiting a transfer matches Rp 111.111." in line.sentence
        assert "EKO PRASETYO" in line.sentence

    await actions(desk, Cashier(look)).by_name["payments"]()


async def test_what_a_statement_says_is_carried_out_as_one_step(store: Store, desk: Desk) -> None:
    one, two = transfer(store, "Wati", 180_123), transfer(store, "Tono", 190_456)
    lines = "22/11/2026 TRSF WATI 180.123 CR\n22/11/2026 TRSF X 111.111 CR\n22/11/2026 TRSF TONO 190.456 CR"
    cashier = Cashier(pasting(lines), None)
    report = await actions(desk, cashier).by_name["payments"]()
    assert (stored(desk, one), stored(desk, two)) == (PAID, PAID)
    assert report is not None
    assert report.sentence.startswith("2 orders: Confirmed + Paid.")
    desk.store.undo(desk.actor)
    assert (stored(desk, one), stored(desk, two)) == (WAITS, WAITS)


async def test_a_statement_says_what_it_fits_and_what_it_does_not(store: Store, desk: Desk) -> None:
    one = transfer(store, "Wati", 180_123)
    transfer(store, "Tono", 190_456)
    transfer(store, "Tini", 190_456)
    lines = "22/11/2026 TRSF A 180.123 CR\n22/11/2026 TRSF B 190.456 CR\n22/11/2026 TRSF C 111.111 CR"
    seen = []

    async def look(dialog: MoneyDialog) -> None:
        seen.append(await dialog._read(lines))

    await actions(desk, Cashier(look)).by_name["payments"]()
    (findings,) = seen
    assert [line.tone for line in findings.lines] == ["$text-success", "$text-warning", "$text-muted"]
    assert one.order_id in findings.lines[0].sentence
    assert findings.summary == "1 of 3 lines can be carried out. 1 needs checking."


async def test_cash_is_matched_by_receipt_number(store: Store, desk: Desk, tmp_path: Path) -> None:
    whole, short = parcel(store, "Wati", "JT001"), parcel(store, "Tono", "JT002")
    listed = tmp_path / "payout.csv"
    listed.write_text("No Resi;COD;Fee\nJT001;180000;5400\nJT002;90000;5400\nJT999;90000;0\n")
    await actions(desk, Cashier(pasting(str(listed)), None)).by_name["cash"]()
    assert stored(desk, whole) == (Status.SHIPPED, PaymentStatus.PAID)
    assert stored(desk, short) == (Status.SHIPPED, PaymentStatus.UNPAID)


@pytest.mark.parametrize("named", ["/nowhere/list.csv", "~/\0.csv", "~nobody-of-that-name/list.csv"])
async def test_a_file_that_cannot_be_read_is_named(desk: Desk, named: str) -> None:
    async def look(dialog: MoneyDialog) -> None:
        with pytest.raises(RuleBroken, match="csv"):
            await dialog._read(named)

    assert await actions(desk, Cashier(look)).by_name["payments"]() is None


@pytest.mark.parametrize("escaped", [r"{}/My\ List.csv", "'{}/My List.csv'", "file://{}/My%20List.csv"])
async def test_a_file_is_read_however_the_terminal_writes_its_path(desk: Desk, tmp_path: Path, escaped: str) -> None:
    (tmp_path / "My List.csv").write_text("tanggal;keterangan;jumlah\n22/11/2026;TRSF;1")

    async def look(dialog: MoneyDialog) -> None:
        assert (await dialog._read(escaped.format(tmp_path))).lines

    assert await actions(desk, Cashier(look)).by_name["payments"]() is None


async def test_a_file_that_is_too_large_is_not_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payment_desk, "LARGEST_FILE", 3)
    (tmp_path / "list.csv").write_text("1234")

    async def look(dialog: MoneyDialog) -> None:
        with pytest.raises(RuleBroken, match="too large"):
            await dialog._read(str(tmp_path / "list.csv"))

    await actions(desk, Cashier(look)).by_name["payments"]()
