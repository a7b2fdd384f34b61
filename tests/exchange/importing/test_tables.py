"""Tables in files of every kind: which separator, which encoding, where the names stand, what the cells say."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from orders_tui.exchange.importing import tables
from orders_tui.exchange.importing.tables import FileRow, FileTable, Reading, Unreadable, open_table

HEAD = ("No", "Nama", "Total")


USUAL = Reading()


def is_head(cells: Sequence[str]) -> bool:
    return tuple(cells) == HEAD


def opened(folder: Path, raw: bytes, reading: Reading = USUAL, name: str = "f.csv") -> FileTable:
    path = folder / name
    path.write_bytes(raw)
    return open_table(path, reading, is_head)


ROWS = [FileRow(2, ("1", "Siti", "90.000,00")), FileRow(3, ("2", "Budi", "1"))]


@pytest.mark.parametrize(
    "text",
    [
        'No,Nama,Total\n1,Siti,"90.000,00"\n2,Budi,1\n',
        "No;Nama;Total\r\n1;Siti;90.000,00\r\n2;Budi;1",
        "No\tNama\tTotal\n1\tSiti\t90.000,00\n2\tBudi\t1\n",
        "No|Nama|Total\n1|Siti|90.000,00\n2|Budi|1\n\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    table = opened(tmp_path, text.encode(encoding))
    assert table.headings == HEAD
    assert list(table.rows()) == ROWS
    assert list(table.rows()) == ROWS  # again, from the file
    assert table.done == table.size


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("later", [0, 200_000])
def test_a_file_is_not_read_in_an_encoding_that_it_has_not(tmp_path: Path, encoding: str, later: int) -> None:
    raw = b"\xff\xfe" if encoding == "utf-16" else b""
    raw += f"No,Nama,Total\n{'1,Siti,2' * later}".encode(encoding.removesuffix("-sig")).removeprefix(b"\xff\xfe")
    raw += b"\n1,Jos\xe9,2\n\x00" if encoding == "utf-16" else b"\n1,Jos\xe9,2\n"
    with pytest.raises(Unreadable, match=f"not in the encoding {encoding}; choose another"):
        list(opened(tmp_path, raw, Reading(",", encoding)).rows())
    if encoding == "utf-16":
        with pytest.raises(Unreadable, match="not in the encoding"):
            opened(tmp_path, b"No,Nama,Total\n", Reading(",", encoding))


def test_a_line_that_names_the_separator(tmp_path: Path) -> None:
    table = opened(tmp_path, b"sep=;\nNo;Nama;Total\n1;a,b,c,d;3\n")
    assert table.headings == HEAD
    assert list(table.rows()) == [FileRow(3, ("1", "a,b,c,d", "3"))]


def test_known_names_tell_the_separator_whatever_the_texts_have(tmp_path: Path) -> None:
    text = "No\tNama\tTotal\n1\ta,b,c,d\t3\n2\ta,b,c,d\t3\n3\ta\nb,c,d\t3\n4,5,6,7\n"
    assert opened(tmp_path, text.encode()).delimiter == "\t"


def test_texts_that_are_no_utf_8_are_western(tmp_path: Path) -> None:
    table = opened(tmp_path, "No,Nama,Total\n1,José,2\n".encode("cp1252"))
    assert table.encoding == "cp1252"
    assert next(table.rows()).cells == ("1", "José", "2")


def test_a_letter_that_two_parts_of_the_file_share(tmp_path: Path) -> None:
    text = "No,Nama,Total\n" + "1,é" + "x" * (1 << 20) + "é,2\n"
    assert opened(tmp_path, text.encode()).encoding == "utf-8-sig"


def test_line_breaks_in_quotes(tmp_path: Path) -> None:
    table = opened(tmp_path, b'No,Nama,Total\r\n1,"a\r\nb\n""c""",2\r\n\r\n3,d,4\r\n')
    assert list(table.rows()) == [FileRow(2, ("1", 'a\r\nb\n"c"', "2")), FileRow(6, ("3", "d", "4"))]


def test_lines_before_the_names(tmp_path: Path) -> None:
    table = opened(tmp_path, b"Laporan pesanan,,\n,,\nNo,Nama,Total\n1,a,2\n")
    assert table.headings == HEAD
    assert list(table.rows()) == [FileRow(4, ("1", "a", "2"))]


def test_names_that_nobody_knows_are_the_first_row(tmp_path: Path) -> None:
    table = opened(tmp_path, b"\nx,y\n1,2\n")
    assert table.headings == ("x", "y")
    assert list(table.rows()) == [FileRow(3, ("1", "2"))]


def test_what_is_said_of_a_file_holds(tmp_path: Path) -> None:
    table = opened(tmp_path, b"a,b,c;d\n1,2,3;4\n", Reading(";", "latin-1"))
    assert (table.headings, table.encoding) == (("a,b,c", "d"), "latin-1")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b"<html><table>", "page of HTML"),
        (b"%PDF-1.4\n%\xe2\xe3", "a PDF, a picture or an archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PDF, a picture or an archive"),
        (b"PK\x03\x04 broken", "The workbook cannot be read"),
        (b"\xd0\xcf\x11\xe0 broken", "The workbook cannot be read"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        opened(tmp_path, raw)


def test_an_encoding_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no encoding nonsense"):
        opened(tmp_path, b"a,b", Reading(encoding="nonsense"))


def test_a_cell_beyond_all_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_LONGEST_CELL", 50)
    limit = csv.field_size_limit()
    try:
        table = opened(tmp_path, b"No,Nama,Total\n1,a,2\n3," + b"x" * 60 + b",4\n")
        with pytest.raises(Unreadable, match="Line 3"):
            list(table.rows())
    finally:
        csv.field_size_limit(limit)


def workbook(*sheets: list[list[object]]) -> bytes:
    file = BytesIO()
    book = Workbook(file, {"default_date_format": "yyyy-mm-dd hh:mm"})
    for rows in sheets:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return file.getvalue()


def test_a_sheet_s_cells_as_texts(tmp_path: Path) -> None:
    then = datetime(2026, 11, 22, 14, 5, 9)  # noqa: DTZ001 - sheets know no zones
    cells = ["=x", 1, 1.5, True, then, date(2026, 11, 22), 8.123456789012345e17, None, 81e9]
    raw = workbook([list(HEAD), cells])
    (row,) = opened(tmp_path, raw, name="f.xlsx").rows()
    assert row.line == 2
    assert row.cells[1:5] == ("1", "1.5", "true", "2026-11-22 14:05:09")
    assert row.cells[5:] == ("2026-11-22", "8.123456789012346E+17", "", "81000000000")


def test_the_sheet_whose_columns_are_known(tmp_path: Path) -> None:
    raw = workbook([], [["Catatan"], ["x"]], [["Toko"], list(HEAD), ["1", "Siti", "2"]])
    table = opened(tmp_path, raw, name="f.dat")
    assert table.headings == HEAD
    assert list(table.rows()) == [FileRow(3, ("1", "Siti", "2"))]


def test_a_workbook_without_anything(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="The file is empty"):
        opened(tmp_path, workbook([]))
