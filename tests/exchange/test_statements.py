"""Bank statements: tables of the large banks and lines copied from their pages."""

from datetime import date

import pytest

from orders_tui.domain.matching import Credit
from orders_tui.exchange.headed_tables import UnreadLine
from orders_tui.exchange.statement_days import find_day
from orders_tui.exchange.statements import Statement, read_statement

TODAY = date(2026, 11, 25)
DAY = date(2026, 11, 23)


def read(text: str) -> Statement:
    return read_statement(text, TODAY)


BCA = """\
Informasi Rekening - Mutasi Rekening
No. rekening : 1234567890
Periode : 23/11/2026 - 23/11/2026

Tanggal Transaksi,Keterangan,Cabang,Jumlah,Saldo
'23/11,TRSF E-BANKING CR 2311/FTSCY/WS95031 180123.00SITI AMINAH,'0000,"180,123.00",CR,"1,250,123.00"
'23/11,BIAYA ADM,'0000,"6,500.00",DB,"1,243,623.00"
PEND,TRSF E-BANKING CR BUDI,'0000,"90,000.00",CR,"1,333,623.00"

Saldo Awal,:,"1,070,000.00"
Mutasi Kredit,:,"180,123.00"
"""
MANDIRI = """\
Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No.,Debit,Credit
1234567890,23/11/26,23/11/26,1234,Transfer dari,SITI AMINAH,,.00,"180,123.00"
1234567890,23/11/26,23/11/26,1234,Biaya,,,"6,500.00",.00
"""
BRI = """\
TANGGAL;JAM;REMARK;DEBET;KREDIT;SALDO
2026-11-23;10:15:00;NBMB SITI AMINAH TO TOKO;0;180.123,00;1.250.123,00
2026-11-23;11:15:00;BIAYA;6.500,00;0;1.243.623,00
"""
BNI = """\
Post Date\tValue Date\tBranch\tJournal No.\tDescription\tAmount\tDb/Cr\tBalance
23/11/2026 10.15.00\t23/11/2026\t0259\t123456\tTRANSFER DARI SITI AMINAH\t180,123.00\tC\t1,250,123.00
23/11/2026 11.15.00\t23/11/2026\t0259\t123457\tBIAYA\t6,500.00\tD\t1,243,623.00
"""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (BCA, 6, "TRSF E-BANKING CR 2311/FTSCY/WS95031 180123.00SITI AMINAH"),
        (MANDIRI, 2, "Transfer dari SITI AMINAH"),
        (BRI, 2, "NBMB SITI AMINAH TO TOKO"),
        (BNI, 2, "TRANSFER DARI SITI AMINAH"),
    ],
    ids=["bca", "mandiri", "bri", "bni"],
)
def test_the_table_of_a_bank(text: str, line: int, words: str) -> None:
    statement = read(text)
    assert statement.credits == (Credit(line, 180_123, DAY, words),)
    assert statement.outgoing == (line + 1,)


def test_what_is_not_booked_yet_is_named() -> None:
    unread = read(BCA).unread
    assert [(each.line, each.reason) for each in unread] == [(8, "“PEND” is not a date; it may not be booked yet.")]


@pytest.mark.parametrize("head", ["Tanggal", "Tgl.", "DATE", "Transaction Date", "Posting Date", "Tanggal & Waktu"])
def test_names_of_the_day(head: str) -> None:
    assert read(f"{head};Keterangan;Jumlah\n23/11/2026;SITI;180.123").credits == (Credit(2, 180_123, DAY, "SITI"),)


@pytest.mark.parametrize("head", ["Keterangan", "Uraian Transaksi", "Description", "Remark", "Berita", "Rincian"])
def test_names_of_the_text(head: str) -> None:
    assert read(f"Tanggal;{head};Jumlah\n23/11/2026;SITI;180.123").credits == (Credit(2, 180_123, DAY, "SITI"),)


@pytest.mark.parametrize(
    "head", ["Jumlah", "Nominal", "Mutasi", "Amount", "Jumlah (IDR)", "Kredit", "Credit (Rp)", "CR"]
)
def test_names_of_the_amount(head: str) -> None:
    assert read(f"Tanggal;Keterangan;{head}\n23/11/2026;SITI;180.123").credits == (Credit(2, 180_123, DAY, "SITI"),)


@pytest.mark.parametrize(
    ("way", "credits"), [("CR", 1), ("K", 1), ("Kredit", 1), ("credit", 1), ("DB", 0), ("D", 0), ("Debet", 0)]
)
def test_a_column_that_says_which_way(way: str, credits: int) -> None:
    statement = read(f"Tanggal;Keterangan;Nominal;D/K\n23/11/2026;SITI;180.123;{way}")
    assert (len(statement.credits), len(statement.outgoing)) == (credits, 1 - credits)


def test_a_credit_that_was_taken_back_is_no_money_in() -> None:
    assert read("Tanggal;Keterangan;Kredit\n23/11/2026;SITI;-180.123") == Statement((), (2,), ())


def test_columns_are_found_by_name_wherever_they_stand() -> None:
    text = "Saldo|Kredit|Debet|Uraian|Tanggal\n1.250.123|180.123|0|SITI|23-Nov-2026"
    assert read(text).credits == (Credit(2, 180_123, DAY, "SITI"),)


def test_a_transaction_that_cannot_be_read_is_named_with_its_line() -> None:
    text = "Tanggal;Keterangan;Jumlah\n23/11/2026;BUNGA;123,45\n23/11/2026;SITI;\n;Jumlah;180.123"
    assert read(text) == Statement(
        (),
        (),
        (
            UnreadLine(2, "23/11/2026 BUNGA 123,45", "“123,45” is not an amount in whole rupiah."),
            UnreadLine(3, "23/11/2026 SITI", "It has no amount."),
        ),
    )


@pytest.mark.parametrize(
    ("line", "amount", "day"),
    [
        ("TRSF E-BANKING CR 23/11 SITI AMINAH 180,123.00", 180_123, DAY),
        ("23/11 TRSF E-BANKING CR 2311/FTSCY SITI AMINAH 180,123.00 1,430,246.00", 180_123, DAY),
        ("23/11\tTRSF E-BANKING CR 180123.00SITI AMINAH\t0000\t180,123.00\tCR\t1,430,246.00", 180_123, DAY),
        ("23/11 1,250,123.00 saldo, masuk 180,123.00 CR SITI", 180_123, DAY),
        ("KR OTOMATIS 23/11/26 SITI 180.123,00", 180_123, DAY),
        ("23 Nov 2026 Transfer dari SITI AMINAH Rp 180.123", 180_123, DAY),
        ("SITI AMINAH Rp180123", 180_123, None),
        ("SITI AMINAH 180.123", 180_123, None),
        ("23/11;TRANSFER;180123", 180_123, DAY),
        ('23/11/2026,TRANSFER SITI,\'0000,"180123",CR', 180_123, DAY),
        ("23 Nov 2026\tSITI AMINAH\t180123\tK", 180_123, DAY),
        ("23/11/2026 10:15 TRANSFER SITI AMINAH 180123", 180_123, DAY),
        ("2026-11-23 dari SITI, 180123", 180_123, DAY),
        ("180123", 180_123, None),
    ],
)
def test_a_copied_line(line: str, amount: int, day: date | None) -> None:
    assert read(line).credits == (Credit(1, amount, day, " ".join(line.split())),)


@pytest.mark.parametrize(
    "line",
    [
        "23/11 BIAYA ADM 6,500.00 DB",
        "TRSF E-BANKING DB 23/11 BUDI 180,123.00",
        "23/11 TARIKAN DEBET 50.000,00",
        "23/11;TRANSFER;180123;D",
        "23/11;TRANSFER;-180123",
        "23/11 TRANSFER DB 180123",
    ],
)
def test_a_copied_line_of_money_that_went_out(line: str) -> None:
    assert read(line) == Statement((), (1,), ())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("TRSF E-BANKING CR 23/11", "It has no amount."),
        ("WS95031 0000", "It has no amount."),
        ("SITI 180.123 BUDI 90.000 WATI 50.000", "It has several amounts."),
        ("23/11;95031;SITI;180123", "It has several amounts."),
        ("23/11 SITI 95031 180123", "It has several amounts."),
        ("23/11 SITI 081234567890 1234567890", "It has no amount."),
        ("SITI 180,123.45 CR", "“180,123.45 CR” is not an amount in whole rupiah."),
    ],
)
def test_a_copied_line_that_cannot_be_read(line: str, reason: str) -> None:
    assert read(f"Mutasi\n\n{line}").unread == (UnreadLine(3, line, reason),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23/11", DAY),
        ("23-11-2026", DAY),
        ("23/11/26 10:15", DAY),
        ("2026-11-23T10:15:00", DAY),
        ("2026/11/23", DAY),
        ("23 Nov", DAY),
        ("23-NOV-26", DAY),
        ("1 Agustus 2026", date(2026, 8, 1)),
        ("1 Desember", date(2025, 12, 1)),
        ("26/11", date(2025, 11, 26)),
        ("31/02/2026", None),
        ("29/02", None),
        ("WS95031 1/2/3/4", None),
        ("PEND", None),
        ("", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert find_day(text, TODAY) == day
