"""Items that other systems pack into the cells of one row."""

import re
from collections.abc import Iterator

from orders_tui.exchange.importing.formats import Cells, PackedItem

_FIELD = re.compile(r"(?:^|\|)\s*(name|product_id|sku|quantity|total|sub_total)\s*:", re.IGNORECASE)


def of_import_suite(cells: Cells) -> list[PackedItem]:
    """`line item 1`, `line item 2`, …: `name:Madu|product_id:7|sku:MH|quantity:2|total:180000`."""
    return [_named(text) for text in _numbered(cells, "line item {}") if text]


def of_csv_export(cells: Cells) -> list[PackedItem]:
    """`order item 1`, …: `product_id:4959|1|30|size: Medium`: what it is, how many, what all of them cost."""
    found = []
    for text in _numbered(cells, "order item {}"):
        if text:
            # Padded, so that a cell with less than three parts has these empty.
            name, quantity, total, *more = [*(part.strip() for part in text.split("|")), "", ""][:99]
            details = ", ".join(filter(None, more))
            found.append(PackedItem(f"{name} ({details})" if details else name, quantity, total=total))
    return found


def of_order_online(cells: Cells) -> list[PackedItem]:
    """The product, and the one that was offered on top of it."""
    found = [
        PackedItem(
            " ".join(filter(None, (cells.get("product", ""), cells.get("variation", "")))),
            cells.get("quantity", ""),
            cells.get("product price", ""),
            sku=cells.get("variation code", "") or cells.get("product code", ""),
        )
    ]
    if cells.get("bump"):
        found.append(PackedItem(cells["bump"], "1", cells.get("bump price", "")))
    return [item for item in found if item.name]


def _numbered(cells: Cells, name: str) -> Iterator[str]:
    number = 1
    # Columns are numbered without a gap, up to as many as the largest order of the file has.
    while (text := cells.get(name.format(number))) is not None:
        yield text.strip()
        number += 1


def _named(text: str) -> PackedItem:
    """The item of a cell in which each value has its name before it; a value may have a bar in it."""
    matches = list(_FIELD.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    said = {match[1].lower(): text[match.end() : end].strip(" |,") for match, end in zip(matches, ends, strict=True)}
    # Where both are there, the one before discounts: the order has these itself, and would take them off twice.
    total = said.get("sub_total") or said.get("total", "")
    return PackedItem(said.get("name", ""), said.get("quantity", ""), total=total, sku=said.get("sku", ""))
