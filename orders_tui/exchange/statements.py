"""Bank statements: the credits in a CSV file of a bank, or in lines copied from its page."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from orders_tui.domain.matching import Credit
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _
from orders_tui.exchange.amounts import GROUPED, WAYS, Amount, Way, parse_amount
from orders_tui.exchange.headed_tables import HeadedRow, HeadedTable, UnreadLine, read_table
from orders_tui.exchange.statement_days import DAY, find_day
from orders_tui.exchange.text_tables import DELIMITERS


class Statement(NamedTuple):
    """What a statement says."""

    credits: tuple[Credit, ...]
    outgoing: tuple[int, ...]
    """The lines of money that went out."""
    unread: tuple[UnreadLine, ...]


_NAMES: Mapping[str, frozenset[str]] = {
    "day": frozenset(
        "tanggal tgl tanggaltransaksi tgltransaksi tanggalposting tglposting tanggalbuku waktu date transactiondate"
        " trxdate postdate postingdate posteddate bookingdate datetime tanggaldanjam tanggalwaktu".split()
    ),
    "text": frozenset(
        "keterangan keterangantransaksi uraian uraiantransaksi rincian rinciantransaksi deskripsi transaksi berita"
        " catatan remark remarks description descriptions transactiondescription details detail narrative"
        " nama pengirim namapengirim".split()
    ),
    "amount": frozenset(
        "jumlah nominal mutasi nilai amount transactionamount jumlahtransaksi nominaltransaksi".split()
    ),
    "credit": frozenset("kredit credit cr masuk uangmasuk kreditmasuk creditamount danamasuk mutasikredit".split()),
    "debit": frozenset("debit debet db dr keluar uangkeluar debitamount danakeluar mutasidebit mutasidebet".split()),
    "way": frozenset("dbcr crdb dk kd debitkredit debetkredit debitcredit jenis jenistransaksi tipe type".split()),
}
"""What banks call their columns; what is none of these, such as the branch and the balance, is not wanted."""
_NEEDED = (frozenset({"day"}), frozenset({"amount", "credit"}))


def read_statement(text: str, today: date) -> Statement:
    """The credits of a statement, and the lines that could not be read.

    Args:
        text: a CSV file with column names, or lines with a day, an amount and words in any order.
        today: the desk's date; a day without a year is the last one with its name.
    """
    table = read_table(text, _NAMES, _NEEDED)
    found = _lines(text, today) if table is None else _rows(table, today)
    credits: list[Credit] = []
    outgoing: list[int] = []
    unread: list[UnreadLine] = []
    for each in found:
        match each:
            case Credit():
                credits.append(each)
            case UnreadLine():
                unread.append(each)
            case int():
                outgoing.append(each)
    return Statement(tuple(credits), tuple(outgoing), tuple(unread))


def _rows(table: HeadedTable, today: date) -> Iterator[Credit | UnreadLine | int]:
    for row in table.rows:
        day = find_day(row.cell("day"), today)
        try:
            amount = _amount_of(row)
        except ValueError as error:
            amount, reason = None, str(error)
        else:
            reason = _("It has no amount.")
        if amount is not None and amount.way is Way.OUT:
            yield row.line
        elif amount is not None and day is not None:
            yield Credit(row.line, amount.rupiah, day, " ".join(row.cells.get("text", ())).strip())
        elif unread := _unread(row, day, reason):
            yield unread


def _unread(row: HeadedRow, day: date | None, reason: str) -> UnreadLine | None:
    """A transaction that could not be read; None for a sum or a remark below the table, which has no day."""
    if day is not None:
        return UnreadLine(row.line, row.text, reason)
    if not (said := row.cell("day")) or not any(map(row.cell, ("amount", "credit"))):
        return None
    text = _("“{text}” is not a date; it may not be booked yet.")
    return UnreadLine(row.line, row.text, text.format(text=excerpt(said)))


def _amount_of(row: HeadedRow) -> Amount | None:
    """What a row moved, and which way; money that came in unless it says otherwise."""
    # A bank with two columns leaves one of them blank or writes a nought there.
    for name, way in (("credit", Way.IN), ("debit", Way.OUT)):
        moved = parse_amount(row.cell(name))
        if moved is not None and moved.rupiah:
            # A credit with a minus was taken back.
            return Amount(moved.rupiah, Way.OUT if moved.way is Way.OUT else way)
    said = [*row.cells.get("amount", ()), *row.cells.get("way", ()), row.after.get("amount", "")]
    beside = next((WAYS[word] for word in map(str.lower, said) if word in WAYS), None)
    for cell in row.cells.get("amount", ()):
        # A cell of such a column may say no more than which way the money went.
        moved = None if cell.lower() in WAYS else parse_amount(cell)
        if moved is not None and moved.rupiah:
            return Amount(moved.rupiah, moved.way or beside or _way_in(row.text))
    return None


_WAY = re.compile(r"\b(?:CR|DB|DR|KREDIT|CREDIT|DEBET|DEBIT)\b", re.IGNORECASE)
_MONEY = re.compile(
    # Some banks write the sender's name right behind the amount.
    rf"(?<![\w.,/-])(?:(?:Rp|IDR)\.?\s*(?:{GROUPED}|[0-9]{{4,15}})|{GROUPED}|[0-9]{{4,15}}[.,]00)(?:,-)?(?![0-9.,/-]*[0-9])"
    r"(?:\s*(?P<way>CR|DB|DR|K|D)\b)?",
    re.IGNORECASE,
)
_AMOUNT_AND_BALANCE = 2
_BETWEEN_CELLS = re.compile(f"[{re.escape(''.join(DELIMITERS))}]")
_BARE = re.compile(r"-?[1-9][0-9]{3,8}")
"""A number that may be an amount; what is longer is an account or a phone."""


def _lines(text: str, today: date) -> Iterator[Credit | UnreadLine | int]:
    for number, line in enumerate(text.splitlines(), 1):
        written = " ".join(line.split())
        if not any(char.isdigit() for char in written):
            continue  # a heading
        try:
            amount = amount_in(line)
        except ValueError as error:
            yield UnreadLine(number, written, str(error))
            continue
        if amount.way is Way.OUT:
            yield number
        else:
            yield Credit(number, amount.rupiah, find_day(written, today), written)


def amount_in(line: str) -> Amount:
    """What a line says was moved; money that came in unless it says otherwise.

    Raises:
        ValueError: with the reason, if it has no amount, or several of which none is said to be it.
    """
    found = list(_MONEY.finditer(line))
    marked = [each for each in found if each["way"]]
    amounts = [amount for each in marked or found if (amount := parse_amount(each[0])) is not None]
    # Every statement has the balance behind the amount.
    most = 1 if marked else _AMOUNT_AND_BALANCE
    if not amounts:
        amounts, most = _in_cells(line) or _in_words(line), 1
    # Each number once: where an amount is the same as the balance, there is no doubt about it.
    different = list(dict.fromkeys(amount.rupiah for amount in amounts))
    if not different:
        raise ValueError(_("It has no amount."))
    if len(different) > most:
        raise ValueError(_("It has several amounts."))
    return Amount(different[0], amounts[0].way or _way_in(line))


def _in_cells(line: str) -> list[Amount]:
    """The numbers of a table's row that may be amounts though nothing marks them: each fills its cell."""
    cells = [cell.strip(" '\"") for cell in _BETWEEN_CELLS.split(line)]
    way = next((WAYS[cell.lower()] for cell in cells if cell.isalpha() and cell.lower() in WAYS), None)
    return [Amount(abs(int(cell)), Way.OUT if cell[0] == "-" else way) for cell in cells if _BARE.fullmatch(cell)]


def _in_words(line: str) -> list[Amount]:
    """The same of a line without cells, where they stand between blanks."""
    return [Amount(int(word), None) for word in DAY.sub(" ", line).split() if _BARE.fullmatch(word)]


def _way_in(text: str) -> Way | None:
    """Which way the money went by the words of a bank's text: `TRSF E-BANKING CR`."""
    found = _WAY.search(text)
    return WAYS[found[0].lower()] if found else None
