"""The lines of the detail pane: nothing of an order is cut, nothing of it is obeyed by the terminal."""

import re
import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from orders_tui.domain.actions import quick_actions
from orders_tui.domain.facts import Kind, Order, facts
from orders_tui.domain.order import Event, Item, ItemKind, Method, Money, PaymentReport, PaymentStatus, Status, label
from orders_tui.ui.show_order import Layout, OrderDetail, lines
from orders_tui.ui.show_route import route_lines
from tests.samples import FULL, NOW

WIDTH = 31
DAY = 86_400
ORDER = FULL._replace(
    status=Status.IN_PROCESS,
    payment_status=PaymentStatus.CONFLICT,
    method=Method.BANK_TRANSFER,
    store="Toko Sehat Sentosa",
    seller="",
    source="LP Madu Hutan Promo",
    name="Siti Aminah binti Abdurrahman Wahid",
    phone="+6281234567890",
    email="siti@a-very-long-domain.example",
    street="Jl. Merdeka Barat 17 RT 03 RW 04",
    items=(Item("Madu Hutan Kalimantan Asli 500 ml", 95_000, 2), Item("Kelas menjahit", 10**12, 1, ItemKind.DIGITAL)),
    discount=10**12,
    total=12_500_000,
    courier="Lion Parcel Kilat Khusus",
    receipt="JT000111222333",
    handler="sari.dewi.kusumawardhani",
    tags=("pelanggan-setia", "kirim-ulang", "grosir"),
    buyer_note="Tolong bungkus kado.\n\nTerima kasih.",
)
HISTORY = (
    Event(1, NOW - 90_000, "a.very.long.account.name", "console", "pts/1", "status", "pending", "in_process", None),
    Event(2, NOW, "sari", "console", "pts/1", "courier", "", "Lion Parcel Kilat Khusus", 1),
)
MONEY = (Money(NOW, "conflict", 12_000_000, "Bank Central Asia", "Siti Aminah", "22 Nov", "lunas"),)

_TEXTS = (Kind.TEXT, Kind.LINES, Kind.PHONE)


def layout(width: int = WIDTH) -> Layout:
    return Layout(width, ZoneInfo("Asia/Jakarta"), NOW)


def pane(order: Order, width: int = WIDTH) -> list[Content]:
    return lines(OrderDetail(order, HISTORY, MONEY), layout(width))


def two(left: str, right: str, width: int = WIDTH) -> list[str]:
    return [line.plain for line in layout(width).two(Content(left), Content(right))]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_both_ends_of_a_line() -> None:
    assert two("Madu", "Rp 95.000", 20) == ["Madu       Rp 95.000"]
    assert two("Madu Hutan", "Rp 95.000", 20) == ["Madu Hutan Rp 95.000"]
    assert two("Madu Hutan 500 ml", "Rp 95.000", 20) == ["Madu Hutan 500 ml", "           Rp 95.000"]
    assert two("Madu Hutan Kalimantan", "Rp 95.000", 20) == ["Madu Hutan", "Kalimantan Rp 95.000"]
    assert two("Madu", "", 20) == ["Madu" + " " * 16]
    assert two("x" * 20, "", 20) == ["x" * 20]
    assert two("JNE", "y" * 25, 20) == ["JNE", "y" * 20, " " * 15 + "y" * 5]


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Mn", "Me"]))


@given(TEXT, TEXT, st.integers(20, 60))
def test_no_text_is_lost_at_the_ends_of_a_line(left: str, right: str, width: int) -> None:
    found = two(left, right, width)
    assert squeezed("".join(found)) == squeezed(left + right)
    assert all(cell_len(line) <= width for line in found)


@pytest.mark.parametrize("width", [24, WIDTH, 50])
def test_everything_of_an_order_can_be_read(width: int) -> None:
    found = pane(ORDER, width)
    assert all(line.cell_length <= width for line in found)
    text = squeezed("".join(line.plain for line in found))
    assert "…" not in text
    for part in (
        ORDER.order_id,
        ORDER.store,
        ORDER.source,
        ORDER.handler,
        ORDER.courier,
        ORDER.receipt,
        ORDER.tracking_note,
        ORDER.name,
        ORDER.email,
        "+62 812-3456-7890",
        ORDER.street,
        *(item.name for item in ORDER.items),
        *(f"#{tag}" for tag in ORDER.tags),
        *(event.by for event in HISTORY),
        "Rp 190.000",
        "Rp 1.000.000.000.000",
        "-Rp 1.000.000.000.000",
        "Rp 12.500.000",
        "-Rp 500.000",
        "Bank Central Asia",
    ):
        assert squeezed(part) in text, part


def test_words_stay_whole_where_they_can() -> None:
    found = [line.plain for line in pane(ORDER)]
    assert "Siti Aminah binti Abdurrahman" in found
    assert "2× Madu Hutan Kalimantan Asli" in found
    assert "500 ml" + "Rp 190.000".rjust(WIDTH - 6) in found


def test_what_came_from_outside_moves_no_cursor() -> None:
    evil = "\x1b]0;evil\x07\u202e"
    texts: dict[str, Any] = {fact.name: evil for fact in facts(lambda fact: fact.kind in _TEXTS)}
    order = ORDER._replace(**texts, tags=(evil,), items=(ORDER.items[0]._replace(name=evil),))
    event = HISTORY[1]._replace(by=evil, new=evil)
    money = MONEY[0]._replace(bank=evil, holder=evil, day=evil, note=evil)
    for line in lines(OrderDetail(order, (event,), (money,)), layout()):
        assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in line.plain), line.plain


def test_what_undoes_an_undo_is_called_a_redo() -> None:
    undoes = (None, 2, 3)
    events = [HISTORY[1]._replace(operation=at, undoes=undone) for at, undone in enumerate(undoes, 2)]
    found = [line.plain.strip() for line in lines(OrderDetail(ORDER, tuple(events), ()), layout())]
    assert [word for word in found if word in ("undone:", "redone:")] == ["redone:", "undone:"]


@pytest.mark.parametrize(
    ("name", "value", "title"),
    [
        ("tracking_note", "ditahan di gudang", "Tracking note"),
        ("returned_at", NOW, "Returned"),
        ("shipped_at", NOW, "Shipped"),
    ],
)
def test_each_fact_of_a_parcel_has_its_line(name: str, value: Any, title: str) -> None:
    blank: dict[str, Any] = {fact.name: fact.blank for fact in facts(lambda fact: fact.name in PARCEL)}
    found = [line.plain for line in pane(ORDER._replace(**blank | {name: value}), 60)]
    assert any(line.startswith(title) for line in found[found.index("Shipping") :])
    assert "Shipping" not in [line.plain for line in pane(ORDER._replace(**blank), 60)]


PARCEL = (
    "courier",
    "receipt",
    "printed_at",
    "returning_at",
    "tracking_note",
    "shipped_at",
    "completed_at",
    "returned_at",
)


@pytest.mark.parametrize("report", PaymentReport)
def test_whatever_is_reported_of_money_is_told(report: PaymentReport) -> None:
    money = Money(NOW, report, ORDER.total, transaction="T-7", fee=4_000)
    text = "\n".join(line.plain for line in lines(OrderDetail(ORDER, (), (money,)), layout(60)))
    assert f"{label(report)} " in text
    assert "fee Rp 4.000 · T-7" in text


@pytest.mark.parametrize(
    ("reported", "compared"),
    [("paid", True), ("conflict", True), ("confirmation", True), ("settled", False), ("failed", False)],
)
def test_only_what_the_buyer_paid_is_compared_with_the_total(reported: str, compared: bool) -> None:
    money = Money(NOW, reported, ORDER.total - 4_500, transaction="TX-1", fee=4_500 if reported == "settled" else None)
    text = "\n".join(line.plain for line in lines(OrderDetail(ORDER, (), (money,)), layout(40)))
    assert ("difference" in text) is compared
    assert ("fee Rp 4.500" in text) is (reported == "settled")


def test_what_the_buyer_says_of_money_is_told() -> None:
    text = "\n".join(line.plain for line in pane(ORDER, 60))
    assert "Buyer says paid" not in text
    said = OrderDetail(ORDER, (), (Money(NOW, "confirmation", None),))
    assert "Buyer says paid" in "\n".join(line.plain for line in lines(said, layout(60)))


def test_why_a_transfer_was_declined_stands_beside_it_until_there_is_news() -> None:
    order = ORDER._replace(payment_status=PaymentStatus.UNPAID, confirmation_at=None)
    told = Event(3, NOW, "intake", "intake", "", "confirmation", None, "BCA 12000000", None)
    declined = told._replace(operation=4, field="declined", new="not in the account")
    undone = declined._replace(operation=5, old=declined.new, new=None, undoes=4)

    def payment(order: Order, *history: Event) -> str:
        said = [line.plain for line in lines(OrderDetail(order, history, MONEY), layout(60))]
        return "\n".join(said[: said.index("History")])

    assert "Confirmation declined: not in the account" in payment(order, told, declined)
    for history in ((told,), (told, declined, undone), (told, declined, told._replace(operation=6))):
        assert "declined" not in payment(order, *history)
    assert "declined" not in payment(order._replace(payment_status=PaymentStatus.PAID), told, declined)


def test_a_settled_payment_says_when_it_was_settled_and_by_what() -> None:
    order = ORDER._replace(payment_status=PaymentStatus.SETTLED, paid_at=NOW - 7200, settled_at=NOW - 3600)
    money = (Money(NOW, "settled", 12_400_000, transaction="TRX-[/]1", fee=100_000),)
    text = "\n".join(line.plain for line in lines(OrderDetail(order, (), money), layout()))
    assert "Settled 13:05" in text
    assert "TRX-[/]1" in text
    assert "Rp 100.000" in text


def test_a_returned_order_says_when_it_came_back() -> None:
    text = "\n".join(line.plain for line in pane(ORDER._replace(shipped_at=NOW - 7200, returned_at=NOW - 3600)))
    assert any(line.split()[:1] == ["Returned"] and "13:05" in line for line in text.splitlines())


def test_whom_a_note_mentions_stands_out_also_over_the_end_of_a_line() -> None:
    noted = pane(ORDER._replace(note="x@y.id asks @sari and @budi about a longer delivery, @wati.", buyer_note="@sari"))
    bold = [
        line.plain[span.start : span.end] for line in noted for span in line.spans if "$text-accent" in str(span.style)
    ]
    assert [text for text in bold if text.startswith("@")] == ["@sari", "@budi", "@wati"]


@pytest.mark.parametrize(("method", "amounts"), [(Method.BANK_TRANSFER, []), (Method.COD, ["Rp 12.500.000"])])
def test_of_an_order_for_another_seller_only_the_cash_is_told(method: Method, amounts: list[str]) -> None:
    seller = "Mitra Jaya Makmur Abadi Nusantara"
    text = "\n".join(line.plain for line in pane(ORDER._replace(seller=seller, method=method), 60))
    assert seller in text
    assert re.findall(r"Rp [0-9.]+", text) == amounts
    assert label(ORDER.payment_status) not in text


@pytest.mark.parametrize(("via", "who"), [("console", "sari"), ("import", "sari, import"), ("intake", "intake")])
def test_the_history_says_who_and_what_came_from_a_file_or_a_message(via: str, who: str) -> None:
    event = Event(1, NOW, "sari", via, "", "status", None, "pending", None)
    said = [line.plain for line in lines(OrderDetail(ORDER, (event,), ()), layout(60))]
    assert said[said.index("History") + 1].split("  ")[-1].strip() == who


@pytest.mark.parametrize(
    ("width", "days"),
    [
        (24, "19 Nov         21 Nov"),
        (WIDTH, "19 Nov 20 Nov        21 Nov"),
        (45, "19 Nov   20 Nov            21 Nov   14:05"),
    ],
)
def test_the_route_shows_the_days_that_have_room(width: int, days: str) -> None:
    order = ORDER._replace(status=Status.COMPLETED, created_at=NOW - 3 * DAY, confirmed_at=NOW - 2 * DAY)
    order = order._replace(shipped_at=NOW - DAY, completed_at=NOW)
    marks, below = (line.plain for line in route_lines(order, width, NOW, ZoneInfo("Asia/Jakarta")))
    assert marks.replace("─", "") == "◔◑◕➤●"
    assert cell_len(marks) <= width
    assert below == days
    new = ORDER._replace(status=Status.PENDING)
    assert len(list(route_lines(new, width, NOW, ZoneInfo("Asia/Jakarta")))) == 1, "its day stands above"


def test_what_is_to_be_done_stands_first_and_the_trash_has_no_route() -> None:
    order = ORDER._replace(held_at=None, deleted_at=None, emptied_at=None)
    step = quick_actions(order)[0]
    said = [line.plain for line in lines(OrderDetail(order, (), (), next_step=step), layout())]
    assert said[2] == f". {step.letter} {step.label}"
    assert "◒" in said[3]
    trash = [line.plain for line in lines(OrderDetail(order._replace(deleted_at=NOW), (), ()), layout())]
    assert not any("─" in line for line in trash)
