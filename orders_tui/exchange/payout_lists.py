"""A courier's list of the cash it pays out: receipt number, amount, fee and state of each parcel, from a CSV file."""

from collections.abc import Mapping
from typing import NamedTuple

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.payouts import Payout, PayoutState
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.amounts import Way, parse_amount
from orders_tui.exchange.headed_tables import HeadedRow, UnreadLine, plain, read_table


class PayoutList(NamedTuple):
    """What a list says."""

    payouts: tuple[Payout, ...]
    unread: tuple[UnreadLine, ...]


_NAMES: Mapping[str, frozenset[str]] = {
    "receipt": frozenset(
        "resi noresi nomorresi nomerresi resinumber awb noawb nomorawb awbno awbnumber airwaybill airwaybillno waybill"
        " nowaybill waybillno waybillnumber waybillid connote connoteno cnote nocnote trackingnumber trackingno"
        " tracking receipt receiptno receiptnumber nomorpengiriman".split()
    ),
    "cod": frozenset(
        "cod nilaicod jumlahcod nominalcod totalcod codamount codvalue codtotal amountcod danacod tagihancod".split()
    ),
    "amount": frozenset("jumlah nominal nilai amount total".split()),
    "net": frozenset(
        "diterima jumlahditerima dibayarkan jumlahdibayarkan net netto netamount nett nettcod netcod payout"
        " payoutamount pencairan jumlahpencairan nilaipencairan danacair transfer jumlahtransfer remittance"
        " remittanceamount".split()
    ),
    "fee": frozenset(
        "fee biaya biayacod codfee feecod biayalayanan biayalayanancod servicefee potongan admin biayaadmin adminfee"
        " handlingfee".split()
    ),
    "state": frozenset(
        "status statuspengiriman statuspaket statuscod statuspembayaran statuspencairan codstatus deliverystatus"
        " paymentstatus shipmentstatus podstatus".split()
    ),
}
"""What couriers call their columns."""
_NEEDED = (frozenset({"receipt"}), frozenset({"cod", "amount", "net"}))

_STATES = {
    PayoutState.HANDED_OVER: (
        "delivered deliverd terkirim sukses success successful berhasil selesai paid dibayar sudahdibayar terbayar"
        " lunas cair sudahcair dicairkan settled settlement completed complete diterima pod disbursed remitted done"
        " transferred"
    ),
    PayoutState.RETURNED: (
        "retur return returned returns returntosender rts dikembalikan kembali returtopengirim returdelivered"
        " deliveryreturn gagal failed undelivered batal cancelled canceled"
    ),
    PayoutState.OPEN: (
        "pending belumcair belumdibayar unpaid proses diproses process processing onprocess inprocess menunggu waiting"
        " outstanding dikirim ontransit intransit dalamproses belumlunas open"
    ),
}
_WORDS = {word: state for state, words in _STATES.items() for word in words.split()}
"""What couriers write of a parcel, as `plain` makes it."""


def read_payouts(text: str) -> PayoutList:
    """The lines of a courier's list, and those that could not be read.

    Raises:
        RuleBroken: if it has no column of receipt numbers, or none of amounts.
    """
    table = read_table(text, _NAMES, _NEEDED)
    if table is None:
        raise RuleBroken(_missing(text))
    payouts: list[Payout] = []
    unread: list[UnreadLine] = []
    for row in table.rows:
        if not row.cell("receipt"):
            continue  # a sum below the table
        try:
            payouts.append(_payout(row))
        except ValueError as error:
            unread.append(UnreadLine(row.line, row.text, str(error)))
    return PayoutList(tuple(payouts), tuple(unread))


def _missing(text: str) -> str:
    """Which column names a list lacks."""
    receipts, amounts = (read_table(text, _NAMES, (needed,)) is not None for needed in _NEEDED)
    if receipts:
        return _("The list has receipt numbers, but no column of amounts: it needs one such as “nilai cod”.")
    if amounts:
        return _("The list has amounts, but no column of receipt numbers: it needs one such as “resi” or “awb”.")
    return _(
        "No column names found: above the first parcel the list needs a line that names its columns, with one such as"
        " “resi” or “awb”, and one such as “nilai cod”."
    )


def _payout(row: HeadedRow) -> Payout:
    """What a row says.

    Raises:
        ValueError: with the reason, if it cannot be told.
    """
    collected, net = _money(row, "cod", "amount"), _money(row, "net")
    fee = parse_amount(row.cell("fee"))  # written as a deduction by some
    kept = fee.rupiah if fee else 0
    # Some lists say only what is paid out; with the fee it is what the courier collected.
    if collected is None and net is not None:
        collected = net + kept
    state = _state(row)
    if collected is None and state is PayoutState.HANDED_OVER:
        raise ValueError(_("It has no amount."))
    # Lists that went through a spreadsheet have an apostrophe before a long number.
    return Payout(row.line, row.cell("receipt").lstrip("'"), collected or 0, kept, state)


def _money(row: HeadedRow, *columns: str) -> int | None:
    """The amount in the first of the columns that has one, in rupiah."""
    for column in columns:
        amount = parse_amount(row.cell(column))
        if amount is None:
            continue
        if amount.way is Way.OUT:
            raise ValueError(_("The amount is taken back, not paid out."))
        return amount.rupiah
    return None


def _state(row: HeadedRow) -> PayoutState:
    """What the courier says of the parcel and its money: only what is both delivered and paid out is handed over."""
    states = set()
    for word in filter(None, row.cells.get("state", ())):
        if (state := _WORDS.get(plain(word))) is None:
            raise ValueError(_("“{word}” is not a known parcel status.").format(word=excerpt(word)))
        states.add(state)
    # The worse word counts: money is only taken as handed over where no column speaks against it.
    for state in (PayoutState.RETURNED, PayoutState.OPEN):
        if state in states:
            return state
    return PayoutState.HANDED_OVER
