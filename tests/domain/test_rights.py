"""What each role may do and see, held against tables that are typed out by hand."""

import pytest

from orders_tui.domain.commands import (
    AddOrder,
    ChangeOrder,
    Command,
    CopyOrder,
    DeleteOrder,
    RecordConfirmation,
    RecordFollowUp,
    RecordPayment,
    RecordPrinted,
    RecordStep,
    RestoreOrder,
    RuleBroken,
)
from orders_tui.domain.facts import EDITABLE
from orders_tui.domain.order import Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.rights import Actor, Right, StaffRole, check_command, check_right, check_undo_of, visible
from orders_tui.domain.templates import MessageStage
from tests.samples import (
    COURSE,
    FULL,
    GATEWAY,
    HONEY,
    ORDER,
    OWNER,
    PACKER,
    SARI,
    VIEWER,
    a_change,
    a_new_order,
    an_order,
)

ID = ORDER.order_id
ACTORS = {"admin": OWNER, "staff": SARI, "intake": GATEWAY, "packer": PACKER, "viewer": VIEWER}

# A row is a right, a column who has it.
RIGHTS = """
                admin staff intake packer viewer
change            x     x     x      .      .
pack              x     x     x      x      .
see_money         x     x     x      .      x
see_phones        x     x     x      .      x
export            x     x     x      .      .
delete_many       x     .     .      .      .
empty_trash       x     .     .      .      .
erase_buyer       x     .     .      .      .
undo_others       x     .     .      .      .
see_audit         x     .     .      .      .
administer        x     .     .      .      .
"""
# A row is a command, a column who may give it.
COMMANDS = """
                      admin staff intake packer viewer
add                     x     x     x      .      .
created                 x     x     x      .      .
pending                 x     x     x      .      .
confirmed               x     x     x      .      .
in_process              x     x     x      x      .
ready                   x     x     x      x      .
shipped                 x     x     x      x      .
completed               x     x     x      .      .
rts                     x     x     x      .      .
canceled                x     x     x      .      .
closed                  x     x     x      .      .
shipped_with_receipt    x     x     x      x      .
shipped_and_paid        x     x     x      .      .
shipped_with_method     x     x     x      .      .
shipped_with_tag        x     x     x      .      .
shipped_with_reason     x     x     x      .      .
shipped_with_note       x     x     x      .      .
paid                    x     x     x      .      .
unpaid                  x     x     x      .      .
method                  x     x     x      .      .
tag                     x     x     x      .      .
untag                   x     x     x      .      .
items                   x     x     x      .      .
copy                    x     x     x      .      .
discount                x     x     x      .      .
shipping                x     x     x      .      .
fees                    x     x     x      .      .
unique_code             x     x     x      .      .
buyer_note              x     x     x      .      .
name                    x     x     x      .      .
phone                   x     x     x      .      .
email                   x     x     x      .      .
street                  x     x     x      .      .
subdistrict             x     x     x      .      .
city                    x     x     x      .      .
province                x     x     x      .      .
postcode                x     x     x      .      .
courier                 x     x     x      x      .
receipt                 x     x     x      x      .
handler                 x     x     x      .      .
note                    x     x     x      .      .
payment                 x     x     x      .      .
delivery                x     x     x      .      .
confirmation            x     x     x      .      .
follow_up               x     x     x      .      .
printed                 x     x     x      x      .
delete                  x     x     x      .      .
restore                 x     x     x      .      .
"""
MEANT: dict[str, Command] = {
    **{str(status): a_change(status=status) for status in Status},
    **{fact.name: a_change(**{fact.name: "x"}) for fact in EDITABLE},
    "items": a_change(items=()),
    "copy": CopyOrder(order_id=ID),
    "add": a_new_order(),
    "shipped_with_receipt": a_change(status=Status.SHIPPED, courier="JNE", receipt="R1"),
    "shipped_and_paid": a_change(status=Status.SHIPPED, payment=PaymentStatus.PAID),
    "shipped_with_method": a_change(status=Status.SHIPPED, method=Method.COD),
    "shipped_with_tag": a_change(status=Status.SHIPPED, add_tags=("vip",)),
    "shipped_with_reason": a_change(status=Status.SHIPPED, reason="late"),
    "shipped_with_note": a_change(status=Status.SHIPPED, note="call"),
    "paid": a_change(payment=PaymentStatus.PAID),
    "unpaid": a_change(payment=PaymentStatus.UNPAID),
    "method": a_change(method=Method.COD),
    "tag": a_change(add_tags=("vip",)),
    "untag": a_change(remove_tags=("vip",)),
    "payment": RecordPayment(order_id=ID, reported=PaymentReport.PAID),
    "delivery": RecordStep(order_id=ID, status=Status.COMPLETED),
    "confirmation": RecordConfirmation(order_id=ID),
    "follow_up": RecordFollowUp(order_id=ID, stage=MessageStage.WELCOME, template="Halo"),
    "printed": RecordPrinted(order_id=ID, paper="A6"),
    "delete": DeleteOrder(order_id=ID),
    "restore": RestoreOrder(order_id=ID),
}


def cells(table: str) -> list[tuple[str, str, bool]]:
    """The name of the row, that of the column, and whether the cell is marked."""
    columns, *rows = (line.split() for line in table.strip().splitlines())
    return [(row, column, mark == "x") for row, *marks in rows for column, mark in zip(columns, marks, strict=True)]


def test_the_tables_are_whole() -> None:
    assert {row for row, _column, _may in cells(RIGHTS)} == set(Right)
    assert {row for row, _column, _may in cells(COMMANDS)} >= {*map(str, Status), "add", "payment", "restore"}
    assert {type(command) for command in MEANT.values()} == {
        *(AddOrder, ChangeOrder, RecordStep, RecordPayment, RecordConfirmation, DeleteOrder, RestoreOrder),
        *(RecordFollowUp, RecordPrinted, CopyOrder),
    }
    assert {actor.role for actor in ACTORS.values()} == set(StaffRole)


@pytest.mark.parametrize(("right", "who", "may"), cells(RIGHTS))
def test_right(right: str, who: str, may: bool) -> None:
    assert ACTORS[who].may(Right(right)) is may


@pytest.mark.parametrize(("name", "who", "may"), cells(COMMANDS))
def test_command(name: str, who: str, may: bool) -> None:
    if may:
        check_command(ACTORS[who], MEANT[name])
    else:
        with pytest.raises(RuleBroken, match=f"^As {ACTORS[who].role} you may not "):
            check_command(ACTORS[who], MEANT[name])


@pytest.mark.parametrize(
    ("actor", "name", "sentence"),
    [
        (VIEWER, "add", "As viewer you may not add orders."),
        (VIEWER, "shipped", "As viewer you may not change orders."),
        (VIEWER, "payment", "As viewer you may not record payments."),
        (VIEWER, "confirmation", "As viewer you may not record payments."),
        (VIEWER, "follow_up", "As viewer you may not send messages to buyers."),
        (VIEWER, "printed", "As viewer you may not print labels."),
        (PACKER, "follow_up", "As packer you may not send messages to buyers."),
        (VIEWER, "delete", "As viewer you may not delete orders."),
        (VIEWER, "restore", "As viewer you may not restore orders from the trash."),
        (PACKER, "add", "As packer you may not add orders."),
        (PACKER, "completed", "As packer you may not set an order to Completed."),
        (PACKER, "shipped_and_paid", "As packer you may not change the Payment of an order."),
        (PACKER, "shipped_with_method", "As packer you may not change the Method of an order."),
        (PACKER, "untag", "As packer you may not change the Tags of an order."),
        (PACKER, "items", "As packer you may not change the Items of an order."),
        (PACKER, "copy", "As packer you may not add orders."),
        (VIEWER, "items", "As viewer you may not change orders."),
        (PACKER, "phone", "As packer you may not change the Phone of an order."),
        (PACKER, "shipped_with_reason", "As packer you may not give a reason."),
        (PACKER, "delete", "As packer you may not delete orders."),
    ],
)
def test_a_refusal_names_the_role_and_what_it_may_not(actor: Actor, name: str, sentence: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        check_command(actor, MEANT[name])
    assert str(caught.value) == sentence


@pytest.mark.parametrize("who", ACTORS)
def test_only_an_admin_deletes_several_orders_at_once(who: str) -> None:
    if who == "admin":
        check_right(ACTORS[who], Right.DELETE_MANY)
    else:
        with pytest.raises(RuleBroken, match=r"^As \w+ you may not delete several orders at once\.$"):
            check_right(ACTORS[who], Right.DELETE_MANY)


class TestUndo:
    @pytest.mark.parametrize(
        ("who", "own", "others"),
        [
            ("admin", True, True),
            ("staff", True, False),
            ("intake", True, False),
            ("packer", True, False),
            ("viewer", False, False),
        ],
    )
    def test_of_a_change(self, who: str, own: bool, others: bool) -> None:
        actor = ACTORS[who]
        for by, may in ((actor.name, own), ("budi", others)):
            if may:
                check_undo_of(actor, by)
            else:
                with pytest.raises(RuleBroken, match=f"^As {actor.role} you may not undo what {by} changed\\.$"):
                    check_undo_of(actor, by)

    def test_of_a_name_that_came_from_outside(self) -> None:
        with pytest.raises(RuleBroken, match="undo what budi␛ changed"):
            check_undo_of(SARI, "budi\x1b")


class TestVisible:
    ORDER = FULL._replace(phone="+6281234567890")

    @pytest.mark.parametrize("who", ["admin", "staff", "intake", "viewer"])
    def test_is_the_very_order_to_who_may_see_it(self, who: str) -> None:
        assert visible(ACTORS[who], self.ORDER) is self.ORDER

    def test_is_no_money_and_no_phone_to_a_packer(self) -> None:
        assert visible(PACKER, self.ORDER) == self.ORDER._replace(
            items=(HONEY._replace(price=0), COURSE._replace(price=0)),
            subtotal=0,
            discount=0,
            shipping=0,
            fees=0,
            unique_code=0,
            total=0,
            phone="•••• 7890",
            email="",
            pay_code="",
            pay_link="",
            pay_reference="",
        )

    @pytest.mark.parametrize(
        ("phone", "seen"),
        [
            ("+6281234567890", "•••• 7890"),
            ("021 555-01 23", "•••• 0123"),
            ("0812 call 345", "•••• 2345"),
            ("021 bukan nomor", "••••"),
            ("1234", "••••"),
            ("bukan nomor", "••••"),
            ("", ""),
        ],
    )
    def test_is_of_a_phone_only_its_end(self, phone: str, seen: str) -> None:
        assert visible(PACKER, an_order(phone=phone)).phone == seen
