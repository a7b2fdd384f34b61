"""What was typed into a ship sheet and not shipped, as a text that is kept; and how it comes into a sheet again."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from orders_tui.domain.shipping import Parcel, ShipSheet


class TypedRow(NamedTuple):
    """A row as it was left."""

    order_id: str
    courier: str
    receipt: str
    had_courier: str
    """What the order itself had while this was typed."""
    had_receipt: str

    @property
    def is_typed(self) -> bool:
        """Whether it says anything that the order did not have."""
        return (self.courier, self.receipt) != (self.had_courier, self.had_receipt)

    @classmethod
    def of(cls, parcel: Parcel) -> "TypedRow":
        """A row as it is now."""
        order = parcel.order
        return cls(order.order_id, parcel.courier, parcel.receipt, order.courier, order.receipt)


class TypedSheet(NamedTuple):
    """A sheet as it was left."""

    rows: tuple[TypedRow, ...]
    shared: tuple[str, ...] = ()
    """The numbers of parcels that were said to hold several orders."""

    @classmethod
    def of(cls, sheet: ShipSheet) -> "TypedSheet":
        """A sheet as it is now."""
        return cls(tuple(map(TypedRow.of, sheet.parcels)), tuple(sorted(sheet.shared)))

    @property
    def typed(self) -> int:
        """In how many rows something is typed."""
        return sum(row.is_typed for row in self.rows)

    @property
    def text(self) -> str:
        """All of it, to be kept; empty where nothing is typed."""
        return json.dumps([self.rows, self.shared], ensure_ascii=False) if self.typed else ""


def read_sheet(text: str) -> TypedSheet:
    """The sheet of a text that was kept.

    Raises:
        ValueError: if it is none that this version of the program can read.
    """
    try:
        rows, shared = json.loads(text)
        sheet = TypedSheet(tuple(TypedRow(*row) for row in rows), tuple(shared))
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not all(isinstance(word, str) for row in (*sheet.rows, sheet.shared) for word in row):
        raise ValueError("a row holds more than texts")
    return sheet


class Resumed(NamedTuple):
    """A sheet of the orders as they are now, into which what was typed is put."""

    sheet: ShipSheet
    changed: Sequence[str]
    """The ids of the orders of which that was left out: somebody gave them a courier or a number meanwhile."""


def resumed(sheet: ShipSheet, typed: TypedSheet) -> Resumed:
    """Put what was typed into the rows of a sheet."""
    left = {row.order_id: row for row in typed.rows if row.is_typed}
    parcels, changed = list(sheet.parcels), list[str]()
    for at, parcel in enumerate(parcels):
        row = left.get(parcel.order.order_id)
        if row is None:
            continue
        # As where a sheet is shipped: what somebody else wrote meanwhile is not typed over unseen.
        if (row.had_courier, row.had_receipt) == (parcel.order.courier, parcel.order.receipt):
            parcels[at] = parcel._replace(courier=row.courier, receipt=row.receipt)
        else:
            changed.append(row.order_id)
    return Resumed(sheet.with_parcels(parcels).with_one_parcel(*typed.shared), changed)
