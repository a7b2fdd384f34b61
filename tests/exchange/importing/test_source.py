"""A file of orders as it is opened: what it is fit for, and for whom."""

from pathlib import Path

import pytest

from orders_tui.domain.file_orders import Mode
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.exchange.importing.source import open_orders
from orders_tui.exchange.importing.tables import Reading

WHOLE = "order_id,name,store,item_name,item_price\n261122BCDFGH,Siti,Toko,Madu,90000\n"
PART = "order_id,courier,receipt\n261122BCDFGH,JNE,R1\n"


@pytest.mark.parametrize(
    ("text", "role", "mode"),
    [
        (WHOLE, StaffRole.STAFF, Mode.ADD),
        (WHOLE, StaffRole.PACKER, Mode.UPDATE),
        (PART, StaffRole.STAFF, Mode.UPDATE),
        (PART, StaffRole.PACKER, Mode.UPDATE),
    ],
)
def test_without_a_word_a_file_adds_orders_if_it_and_the_person_may(
    tmp_path: Path, text: str, role: StaffRole, mode: Mode
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(text, encoding="utf-8")
    file = open_orders(path, Reading(), lambda _key: "")
    assert file.usual_mode(Actor("sari", "command", role=role)) is mode
