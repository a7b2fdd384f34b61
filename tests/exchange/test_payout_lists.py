"""A courier's list of the cash it pays out."""

import pytest

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.payouts import Payout, PayoutState
from orders_tui.exchange.headed_tables import UnreadLine
from orders_tui.exchange.payout_lists import read_payouts


@pytest.mark.parametrize(
    "head", ["Resi", "No. Resi", "Nomor Resi", "AWB", "Waybill No", "No Waybill", "Tracking Number"]
)
def test_names_of_the_receipt_number(head: str) -> None:
    assert read_payouts(f"{head};Jumlah\nJT1;95.000").payouts == (Payout(2, "JT1", 95_000),)


@pytest.mark.parametrize("head", ["Jumlah", "Nominal", "Nilai COD", "COD Amount", "COD", "Total COD (Rp)", "Amount"])
def test_names_of_the_amount(head: str) -> None:
    assert read_payouts(f"{head},AWB\n95000,JT1").payouts == (Payout(2, "JT1", 95_000),)


@pytest.mark.parametrize("head", ["Biaya COD", "Fee", "COD Fee", "Biaya Layanan", "Potongan"])
def test_names_of_the_fee(head: str) -> None:
    assert read_payouts(f"AWB,COD,{head}\nJT1,95000,-2850").payouts == (Payout(2, "JT1", 95_000, 2_850),)


@pytest.mark.parametrize("head", ["Jumlah Diterima", "Net Amount", "Pencairan", "Payout"])
def test_what_is_left_after_the_fee_tells_the_amount(head: str) -> None:
    assert read_payouts(f"AWB,Fee,{head}\nJT1,2850,92150").payouts == (Payout(2, "JT1", 95_000, 2_850),)


def test_the_cash_collected_counts_where_other_amounts_stand_beside_it() -> None:
    text = "AWB,Total,Nilai COD\nJT1,12000,95000"
    assert read_payouts(text).payouts == (Payout(2, "JT1", 95_000),)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Delivered", PayoutState.HANDED_OVER),
        ("TERKIRIM", PayoutState.HANDED_OVER),
        ("Sudah dibayar", PayoutState.HANDED_OVER),
        ("", PayoutState.HANDED_OVER),
        ("Retur", PayoutState.RETURNED),
        ("Return to Sender", PayoutState.RETURNED),
        ("Gagal", PayoutState.RETURNED),
        ("Belum cair", PayoutState.OPEN),
        ("On Process", PayoutState.OPEN),
    ],
)
def test_words_of_the_state(word: str, state: PayoutState) -> None:
    assert read_payouts(f"Resi;Jumlah;Status\nJT1;95.000;{word}").payouts == (Payout(2, "JT1", 95_000, 0, state),)


@pytest.mark.parametrize(
    ("parcel", "money", "state"),
    [
        ("Delivered", "Cair", PayoutState.HANDED_OVER),
        ("Delivered", "Pending", PayoutState.OPEN),
        ("Retur", "Pending", PayoutState.RETURNED),
    ],
)
def test_only_what_is_delivered_and_paid_out_is_handed_over(parcel: str, money: str, state: PayoutState) -> None:
    text = f"Resi;Jumlah;Status Paket;Status Pencairan\nJT1;95.000;{parcel};{money}"
    assert read_payouts(text).payouts[0].state is state


def test_what_cannot_be_read_is_named_with_its_line() -> None:
    text = "Resi;Jumlah;Status\nJT1;;Delivered\nJT2;95.000;Entah\nJT3;-95.000;Delivered\nJT4;;Retur\n;285.000;"
    listed = read_payouts(text)
    assert listed.payouts == (Payout(5, "JT4", 0, 0, PayoutState.RETURNED),)
    assert listed.unread == (
        UnreadLine(2, "JT1 Delivered", "It has no amount."),
        UnreadLine(3, "JT2 95.000 Entah", "“Entah” is not a known parcel status."),
        UnreadLine(4, "JT3 -95.000 Delivered", "The amount is taken back, not paid out."),
    )


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("JT1;95.000\nJT2;90.000", "No column names found: above the first parcel the list needs a line"),
        ("", "No column names found"),
        ("Resi;Kota\nJT1;Bandung", "The list has receipt numbers, but no column of amounts"),
        ("Nama;Nilai COD\nSiti;95.000", "The list has amounts, but no column of receipt numbers"),
    ],
)
def test_a_list_that_does_not_name_its_columns_is_refused(text: str, missing: str) -> None:
    with pytest.raises(RuleBroken, match=missing):
        read_payouts(text)
