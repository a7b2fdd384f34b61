"""Workbooks that their reader could not hold, or cannot read: each is refused with a word that says what to do."""

import re
import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

from orders_tui.exchange.importing import workbook_limits
from orders_tui.exchange.importing.tables import FileRow, Reading, Unreadable, open_table
from orders_tui.exchange.importing.workbook_limits import check_workbook

_HEAD = b'<row r="1"><c r="A1" t="inlineStr"><is><t>No</t></is></c></row>'


def packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def sheet(rows: bytes) -> bytes:
    """A workbook whose one sheet has these rows."""
    file = BytesIO()
    book = Workbook(file)
    book.add_worksheet()
    book.close()
    with ZipFile(file) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<sheetData/>", b"<sheetData>" + rows + b"</sheetData>")
    return packed(parts)


def protected() -> bytes:
    """As Excel writes a workbook with a password: a compound file with the workbook in one of its streams."""
    none, free = 0xFFFFFFFE, 0xFFFFFFFF
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 62, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, none, 0, none, 0) + struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, none, *[free] * 126)
    entries = b""
    for name, kind, child in (("Root Entry", 5, 1), ("EncryptedPackage", 2, free)):
        text = name.encode("utf-16-le")
        links = struct.pack("<HBB3I", len(text) + 2, kind, 1, free, free, child)
        entries += text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", none, 0)
    return head + table + entries.ljust(512, b"\0")


def refusal(folder: Path, raw: bytes, name: str = "f.xlsx") -> str:
    path = folder / name
    path.write_bytes(raw)
    with pytest.raises(Unreadable) as refused:
        list(open_table(path, Reading(), lambda _cells: False).rows())
    return str(refused.value)


@pytest.mark.parametrize("pad", [0, (1 << 20) - 300])
@pytest.mark.parametrize(
    "far",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<x:row s="1"\nr="1048576"><x:c s="1" r="xfd1048576"><v>1</v></x:c></x:row>',
        b'<row r="1048576"><c x=\' r="A1"/>\' r="XFD1048576" y="/>"><v>1</v></c></row>',
        b"<row>" + b"<c><v>1</v></c>" * 16_384 + b'</row><row r="1048575"/><row><c><v>1</v></c></row>',
    ],
)
def test_a_cell_far_outside_the_table(tmp_path: Path, far: bytes, pad: int) -> None:
    # The far cell lies also where two parts of the sheet meet that are looked at one after the other.
    raw = sheet(_HEAD + b" " * pad + far)
    assert refusal(tmp_path, raw) == (
        "The sheet extends to row 1.048.576, column 16.384: 17.179.869.184 cells, but at most 10.000.000 can"
        " be read. Delete cells far outside the table, or save the sheet as CSV."
    )


def test_what_is_damaged_is_not_left_to_a_reader_that_would_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_limits, "_CELLS", 10)
    raw = sheet(_HEAD + b'<row r="90"><c r="C90"><v>1</v></c></row>')
    with ZipFile(BytesIO(raw)) as archive:
        (part,) = (part for part in archive.infolist() if part.filename.startswith("xl/worksheets/"))
    check = struct.pack("<I", part.CRC)
    assert "90, column 3: " in refusal(tmp_path, raw)
    assert "(Bad CRC-32" in refusal(tmp_path, raw.replace(check, bytes(4)))


def test_what_has_a_look_alone_does_not_count(tmp_path: Path) -> None:
    looks = b'<row r="1048575" ht="15" customHeight="1"/><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    path = tmp_path / "f.xlsx"
    path.write_bytes(sheet(_HEAD + b'<row r="2"><c r="A2"><v>7</v></c></row>' + looks))
    assert [row.cells for row in open_table(path, Reading(), lambda _cells: False).rows()] == [("7",)]


def tables(rows: str) -> bytes:
    """A workbook of LibreOffice whose one table has these rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="Satu">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"})


def table_row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def table_cell(text: str, times: int = 1) -> str:
    said = f'office:value-type="string" table:number-columns-repeated="{times}"'
    return f"<table:table-cell {said}><text:p>{text}</text:p></table:table-cell>"


_BLANK = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/>'


@pytest.mark.parametrize(
    "rows",
    [
        table_row(table_cell("a", 16_384), times=1_048_576),
        table_row(table_cell("a", 16_384)) + table_row(_BLANK, times=1_048_574) + table_row(table_cell("a")),
    ],
)
def test_a_sheet_of_libreoffice_that_repeats_its_cells_too_often(tmp_path: Path, rows: str) -> None:
    assert "to row 1.048.576, column 16.384: " in refusal(tmp_path, tables(rows), "f.ods")


def test_a_sheet_of_libreoffice_whose_blank_rest_is_repeated_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "f.ods"
    path.write_bytes(
        tables(
            table_row(table_cell("No"), _BLANK)
            + table_row(table_cell("7"), _BLANK)
            + table_row(_BLANK, times=1_048_574)
        )
    )
    table = open_table(path, Reading(), lambda _cells: False)
    assert (table.headings, [row.cells for row in table.rows()]) == (("No",), [("7",)])


def test_a_text_that_looks_like_a_place_is_none(tmp_path: Path) -> None:
    text = b'&lt;row r="1048576"&gt; &lt;c r="XFD1048576"&gt;'
    path = tmp_path / "f.xlsx"
    path.write_bytes(sheet(_HEAD + b'<row r="2"><c r="A2" t="inlineStr"><is><t>' + text + b"</t></is></c></row>"))
    (row,) = open_table(path, Reading(), lambda _cells: False).rows()
    assert row.cells == ('<row r="1048576"> <c r="XFD1048576">',)


def test_rows_and_columns_in_front_of_the_table_count(tmp_path: Path) -> None:
    book = Workbook(tmp_path / "f.xlsx")
    book.add_worksheet().write_column(3, 2, ["No", "", "7"])
    book.close()
    table = open_table(tmp_path / "f.xlsx", Reading(), lambda _cells: False)
    assert table.headings == ("", "", "No")
    assert list(table.rows()) == [FileRow(6, ("", "", "7"))]


def test_capitals_in_the_names_of_its_parts_make_it_no_other_archive(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with ZipFile(BytesIO(sheet(_HEAD))) as archive:
        parts = {part.filename.replace("xl/w", "xl/W"): archive.read(part) for part in archive.infolist()}
    path.write_bytes(packed(parts))
    assert open_table(path, Reading(), lambda _cells: False).headings == ("No",)


def test_what_is_larger_than_can_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(packed({"xl/workbook.xml": b"x" * (4 << 20)}))
    monkeypatch.setattr(workbook_limits, "_UNPACKED", 4 << 20)
    check_workbook(path)
    monkeypatch.setattr(workbook_limits, "_UNPACKED", 3 << 20)
    assert refusal(tmp_path, path.read_bytes()) == (
        "The workbook is too large: 4 MB unpacked, 3 MB can be read. Save the sheet as CSV."
    )
    # Of the old kind, which is not packed.
    assert "too large: 5 MB unpacked" in refusal(tmp_path, protected().ljust(5 << 20, b"\0"))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (protected(), "protected with a password"),
        (packed({"a.csv": b"No,Nama\n"}), "an archive without a workbook in it"),
        (packed({"xl/workbook.bin": b""}), "save it as xlsx or CSV"),
        (sheet(_HEAD)[:900], "Open it in Excel and save it again"),
        (re.sub(rb"(sheet1.xml).{40}", rb"\1" + b"\xff" * 40, sheet(_HEAD), count=1, flags=re.DOTALL), "save it again"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, raw: bytes, reason: str) -> None:
    assert reason in refusal(tmp_path, raw)
