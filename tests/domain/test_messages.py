"""What messages say, to whom they may be sent, and when they are due."""

import re
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import FACTS, Kind, Order
from orders_tui.domain.filling import FIELDS, INNER_FIELDS, ShopProfile, amount_due, filled
from orders_tui.domain.messages import chase_stage, due_for_follow_up, message, next_message, preview
from orders_tui.domain.order import Item, ItemKind, Method, PaymentStatus, Status
from orders_tui.domain.templates import (
    CHASE,
    Access,
    Instruction,
    MessageStage,
    PaymentKind,
    Sender,
    ShopText,
    ShopTexts,
    Template,
    default_templates,
)
from orders_tui.domain.text import plain
from orders_tui.domain.text_limits import HOURS_LIMIT, NAME_LIMIT, checked_text
from orders_tui.domain.whatsapp import whatsapp_link
from tests.samples import BANDUNG, COURSE, DAY, FULL, HONEY, NOW, ORDER, an_order

JAKARTA = ZoneInfo("Asia/Jakarta")
TEXTS = ShopTexts(
    instructions=(Instruction("BCA 123 a.n. {store}\n{amount}", Method.BANK_TRANSFER),),
    accesses=(Access(COURSE.name, "https://kelas.example/{order_id}"),),
)
SHOP = ShopProfile(TEXTS, JAKARTA, "https://pesan.example")
HOUR = 60 * 60
PAID = an_order(items=(COURSE,), payment_status=PaymentStatus.PAID, status=Status.CONFIRMED)


def says(order: Order, text: str, shop: ShopProfile = SHOP) -> str:
    return message(order, Template("x", MessageStage.WELCOME, text), shop).text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Halo {first_name} ({name})", "Halo Siti (Siti Aminah)"),
        ("{order_id} {status} {payment_status} {method}", "261122BCDFGH Pending Unpaid Bank transfer"),
        ("{total} {subtotal}", "Rp 180.000 Rp 180.000"),
        ("{phone}", "+62 812-3456-7890"),
        ("{created_at}", "22 Nov 2026, 13:56"),
        ("{items}", "2 × Madu Hutan 500 ml: Rp 180.000"),
        ("{amount}", "Rp 180.000"),
        ("{link}", "https://pesan.example/q7Xk2mVbT9.html"),
        ("Bayar:\n{instructions}", "Bayar:\nBCA 123 a.n. Toko Sehat\nRp 180.000"),
        ("{name}{name}", "Siti AminahSiti Aminah"),
        ("{nobody} {} {{name}} {name", "{nobody} {} {Siti Aminah} {name"),
        ("{name.__class__} {0} {name!r} {name:>9}", "{name.__class__} {0} {name!r} {name:>9}"),
    ],
)
def test_a_field_says_what_the_order_has(text: str, wanted: str) -> None:
    assert says(ORDER, text) == wanted


def test_a_line_whose_fields_are_all_empty_is_left_out() -> None:
    text = "Halo\nResi: {receipt}\n\n{courier} {receipt}\n\nNama: {name} {receipt}"
    assert says(ORDER, text) == "Halo\n\nNama: Siti Aminah"
    assert says(ORDER._replace(receipt="R1"), text) == "Halo\nResi: R1\n\n R1\n\nNama: Siti Aminah R1"


def test_buyers_read_the_language_of_the_shop_whatever_the_screen_speaks() -> None:
    shop = SHOP._replace(language="id", texts=ShopTexts())
    template = shop.template(CHARGED, MessageStage.WELCOME)
    text = message(CHARGED, template, shop).text
    assert template.name == "Welcome"  # what staff read stays in theirs
    assert text.startswith("Halo Siti, terima kasih")
    assert "Ongkos kirim: Rp 22.000" in text
    assert preview(template, CHARGED, shop) == text
    with pytest.raises(RuleBroken, match="has no Receipt number yet"):
        message(ORDER, shop.template(ORDER, MessageStage.RECEIPT), shop)


def test_a_buyer_without_a_name_is_greeted_too() -> None:
    assert says(ORDER._replace(name=""), "Halo {first_name}, {name}") == "Halo customer,"


def test_the_address_has_its_lines() -> None:
    assert says(an_order(**BANDUNG), "{address}") == "Jl. Merdeka 1\nCoblong, Bandung\nJawa Barat 40132"
    assert says(an_order(city="Bandung"), "{address}") == "Bandung"


@pytest.mark.parametrize(
    ("order", "due"),
    [
        (ORDER, 180_000),
        (ORDER._replace(payment_status=PaymentStatus.PAID), 0),
        (ORDER._replace(payment_status=PaymentStatus.SETTLED), 0),
        (ORDER._replace(payment_status=PaymentStatus.CONFLICT), 0),
        *((ORDER._replace(status=status), 0) for status in (Status.CANCELED, Status.CLOSED, Status.RTS)),
        (ORDER._replace(status=Status.COMPLETED), 180_000),
    ],
)
def test_what_is_due(order: Order, due: int) -> None:
    assert amount_due(order) == due
    assert bool(says(order, "{amount}{instructions}")) is bool(due)


CHARGED = an_order(discount=5_000, shipping=22_000, fees=1_000, unique_code=55, total=197_945)


def test_what_makes_the_total_is_told_to_the_buyer() -> None:
    """Each line of the sum that is not zero; a sum without charges has no line, and lacks none."""
    assert says(CHARGED, "{charges}").split("\n") == [
        "Discount: -Rp 5.000",
        "Unique code: -Rp 55",
        "Shipping cost: Rp 22.000",
        "Other fees: Rp 1.000",
    ]
    plain_sum = message(ORDER, Template("x", MessageStage.WELCOME, "{items}\n{charges}\n{total}"), SHOP)
    assert plain_sum.text == "2 × Madu Hutan 500 ml: Rp 180.000\nRp 180.000"
    assert plain_sum.lacking == ()


@pytest.mark.parametrize("method", [Method.BANK_TRANSFER, Method.COD])
@pytest.mark.parametrize("stage", [MessageStage.WELCOME, MessageStage.REMINDER_2])
def test_the_sum_in_a_message_adds_up(method: Method, stage: MessageStage) -> None:
    order = CHARGED._replace(method=method)
    text = message(order, SHOP.template(order, stage), SHOP).text
    parts = re.findall(r"^(?!Total|To be paid).+: (-?)Rp ([\d.]+)$", text, re.MULTILINE)
    assert sum(int(sign + amount.replace(".", "")) for sign, amount in parts) == order.total
    assert "Rp 197.945" in text


@pytest.mark.parametrize(
    ("text", "method", "wanted"),
    [
        (
            "BCA 1",
            Method.BANK_TRANSFER,
            "Please transfer exactly Rp 180.000: the amount tells us that the money is yours.\nBCA 1",
        ),
        ("BCA 1, {amount}", Method.BANK_TRANSFER, "BCA 1, Rp 180.000"),
        ("BCA 1, {total}", Method.BANK_TRANSFER, "BCA 1, Rp 180.000"),
        ("Siapkan uang pas", Method.COD, "Siapkan uang pas"),
    ],
)
def test_words_of_the_shop_never_drop_the_exact_amount_of_a_transfer(text: str, method: Method, wanted: str) -> None:
    shop = SHOP._replace(texts=ShopTexts(instructions=(Instruction(text),)))
    assert says(ORDER._replace(method=method), "{instructions}", shop) == wanted


@pytest.mark.parametrize("method", Method)
def test_without_words_of_the_shop_the_program_says_how_to_pay(method: Method) -> None:
    said = says(ORDER._replace(method=method), "{instructions}", SHOP._replace(texts=ShopTexts()))
    assert "Rp 180.000" in said
    assert "{" not in said


def test_access_is_given_when_all_is_paid_and_written() -> None:
    assert says(PAID, "{access}") == "Kelas menjahit:\nhttps://kelas.example/261122BCDFGH"
    assert says(PAID._replace(payment_status=PaymentStatus.UNPAID), "{access}") == ""
    unknown = PAID._replace(items=(COURSE, HONEY, Item("Kelas lain", 1, kind=ItemKind.DIGITAL)))
    assert says(unknown, "{access}") == ""


def test_only_what_a_buyer_may_read_is_a_field() -> None:
    shown = set(FIELDS) & set(FACTS)
    assert not shown & {"note", "tags", "handler", "source", "seller", "external_id", "follow_ups", "goods"}
    assert not {FACTS[name].kind for name in shown} & {Kind.TAGS, Kind.COUNT}
    for name, field in FIELDS.items():
        assert "Telepon setelah jam lima" not in field.text(FULL, SHOP), name


@pytest.mark.parametrize("stage", MessageStage)
def test_every_default_makes_a_message_of_the_order_that_it_is_for(stage: MessageStage) -> None:
    orders = {
        MessageStage.ACCESS: PAID,
        MessageStage.RECEIPT: ORDER._replace(receipt="R1", courier="JNE"),
        MessageStage.TRACKING: ORDER._replace(receipt="R1", courier="JNE"),
    }
    order = orders.get(stage, ORDER)
    for template in default_templates(stage):
        assert checked_text(template) == template
        said = message(order, template, SHOP)
        assert said.text
        assert "{" not in said.text
        assert set(said.lacking) <= {"address"}


@pytest.mark.parametrize(
    ("stage", "field"),
    [
        (MessageStage.RECEIPT, "Receipt number"),
        (MessageStage.TRACKING, "Receipt number"),
        (MessageStage.ACCESS, "Access text"),
    ],
)
def test_a_message_that_has_nothing_to_tell_is_refused(stage: MessageStage, field: str) -> None:
    with pytest.raises(RuleBroken, match=f"^261122BCDFGH has no {field} yet, which this message is about\\.$"):
        message(ORDER, Template("x", stage, "Halo"), SHOP)


def test_a_message_names_what_the_order_lacks() -> None:
    assert message(ORDER, Template("x", MessageStage.WELCOME, "{courier} {name} {email}"), SHOP).lacking == (
        "courier",
        "email",
    )


# Hostile data.

HOSTILE = ("{total}", "{0.__class__}", "{", "}", "%s", "\x1b]52;c;x\x07", "\x1b[201~rm\n", "\u202eevil", "\0", "[/red]")
names = st.sampled_from(HOSTILE) | st.text(max_size=30)


@given(name=names, city=names, item=names)
def test_what_a_buyer_wrote_is_put_in_and_nothing_more(name: str, city: str, item: str) -> None:
    order = an_order(name=name, city=city, items=(Item(item or "x", 1_000),))
    said = says(order, "A{total}{name}B{name}C{city}D\n{items}")
    wanted = f"ARp 1.000{plain(name)}B{plain(name)}C{plain(city)}D\n1 × {plain(item or 'x')}: Rp 1.000"
    assert said == plain(wanted, lines=True)
    assert plain(said, lines=True) == said


@given(values=st.dictionaries(st.sampled_from(["a", "b", "c"]), names, min_size=3), order=st.permutations("abc"))
def test_every_field_is_filled_in_once_wherever_it_stands(values: dict[str, str], order: list[str]) -> None:
    text = "|".join(f"<{{{name}}}>" for name in order)
    wanted = "|".join(f"<{values[name]}>" for name in order)
    assert filled(f"x\n{text}", values) == ("x" if not any(values.values()) else plain(f"x\n{wanted}", lines=True))


@given(text=st.text(max_size=200))
def test_no_template_fails_when_it_is_sent(text: str) -> None:
    assert plain(says(ORDER, text), lines=True) == says(ORDER, text)


# What may be saved.


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (Template("x", CHASE[0], " "), "The text is empty."),
        (Template("", CHASE[0], "a"), "Name is missing."),
        (Template("x" * (NAME_LIMIT + 1), CHASE[0], "a"), "The name is longer than 100 characters."),
        (Template("x\ny", CHASE[0], "a"), "Name: it must be one line."),
        (Template("x", CHASE[0], "a", hours=-1), "The waiting time must be from 0 to 8760 hours."),
        (Template("x", CHASE[0], "a", hours=HOURS_LIMIT + 1), "The waiting time must be from 0 to 8760 hours."),
        (Template("x", CHASE[0], "{frist_name}"), "There is no field {frist_name}; did you mean {first_name}?"),
        (Template("x", CHASE[0], "{name} {note}"), "There is no field {note}"),
        (Instruction("{instructions}"), "There is no field {instructions}"),
        (Access("Kelas", "{access}"), "There is no field {access}"),
        (Access(" ", "a"), "Product is missing."),
        (Sender("", "a"), "Store is missing."),
        (Sender("Toko", "a\0b"), "Text: it has an invalid character."),
    ],
)
def test_what_cannot_be_a_text_is_refused(text: ShopText, reason: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        checked_text(text)
    assert str(caught.value).startswith(reason)


def test_a_text_is_stored_without_the_blanks_around_it() -> None:
    wanted = Template(" Halo ", CHASE[1], " {name}\n", PaymentKind.COD, " Toko ", " Madu ", 5)
    assert checked_text(wanted) == Template("Halo", CHASE[1], "{name}", PaymentKind.COD, "Toko", "Madu", 5)
    assert set(INNER_FIELDS) < set(FIELDS)


# WhatsApp.


@pytest.mark.parametrize(
    ("phone", "number"),
    [("+6281234567890", "6281234567890"), ("+14155550123", "14155550123"), ("+447911123456", "447911123456")],
)
def test_the_link_opens_a_chat_with_the_message(phone: str, number: str) -> None:
    text = "Halo Siti & Budi?\n100% #1 +62 😀"
    parts = urlsplit(whatsapp_link(ORDER._replace(phone=phone), text))
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", f"/{number}")
    assert parse_qs(parts.query, strict_parsing=True) == {"text": [text]}
    assert parts.fragment == ""
    assert parts.query.isascii()


@pytest.mark.parametrize(
    ("phone", "reason"),
    [
        ("", "261122BCDFGH has no phone number."),
        ("0812 34??", "261122BCDFGH: “0812 34??” is not a phone number; correct it first."),
        ("+ 99", "261122BCDFGH: “+ 99” is not a phone number; correct it first."),
        ("•••• 7890", "261122BCDFGH: “•••• 7890” is not a phone number; correct it first."),
        ("+622112345678", "261122BCDFGH: +622112345678 is not a mobile number, so it has no WhatsApp."),
        ("+99912345678", "261122BCDFGH: +99912345678 is not a mobile number, so it has no WhatsApp."),
    ],
)
def test_without_a_mobile_number_there_is_no_link(phone: str, reason: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        whatsapp_link(ORDER._replace(phone=phone), "Halo")
    assert str(caught.value) == reason


# What comes next, and when.


@pytest.mark.parametrize(
    ("order", "stage"),
    [
        (ORDER, MessageStage.WELCOME),
        (ORDER._replace(follow_ups=1), MessageStage.REMINDER_1),
        (ORDER._replace(follow_ups=9), MessageStage.REMINDER_3),
        (PAID, MessageStage.ACCESS),
        (ORDER._replace(status=Status.SHIPPED, receipt="R1"), MessageStage.RECEIPT),
        (ORDER._replace(status=Status.CONFIRMED), MessageStage.PAYMENT),
    ],
)
def test_the_next_message(order: Order, stage: MessageStage) -> None:
    assert next_message(order, SHOP).stage is stage


@pytest.mark.parametrize(
    "order",
    [
        PAID._replace(access_sent_at=NOW),
        ORDER._replace(status=Status.CANCELED),
        ORDER._replace(status=Status.CONFIRMED, method=Method.COD),
    ],
)
def test_where_nothing_is_to_be_said_it_says_so(order: Order) -> None:
    with pytest.raises(RuleBroken, match="no message is due, but you can choose one"):
        next_message(order, SHOP)


@pytest.mark.parametrize(
    "order",
    [
        ORDER._replace(payment_status=PaymentStatus.PAID),
        ORDER._replace(payment_status=PaymentStatus.CONFLICT),
        ORDER._replace(status=Status.CREATED, method=None),
        ORDER._replace(status=Status.CONFIRMED),
        ORDER._replace(seller="Mitra Jaya"),
        ORDER._replace(deleted_at=NOW),
        ORDER._replace(follow_ups=4),
    ],
)
def test_an_order_is_chased_only_while_it_is_pending_unpaid_and_ours(order: Order) -> None:
    assert chase_stage(order) is None
    assert not due_for_follow_up(order, (), NOW + 365 * DAY)


@pytest.mark.parametrize(("sent", "hours"), [(0, 0), (1, 24), (2, 48), (3, 72)])
def test_a_message_is_due_when_its_waiting_time_is_over(sent: int, hours: int) -> None:
    order = ORDER._replace(follow_ups=sent, followed_up_at=NOW if sent else None, created_at=NOW)
    assert not due_for_follow_up(order, (), NOW + hours * HOUR - 1)
    assert due_for_follow_up(order, (), NOW + hours * HOUR)


def test_the_template_that_is_meant_says_how_long_to_wait() -> None:
    own = (Template("a", CHASE[0], "Halo", hours=2), Template("b", CHASE[0], "Halo", PaymentKind.TRANSFER, hours=5))
    order = ORDER._replace(created_at=NOW)
    assert not due_for_follow_up(order, own, NOW + 3 * HOUR)
    assert due_for_follow_up(order, own, NOW + 5 * HOUR)
    assert due_for_follow_up(order._replace(method=Method.QRIS), own, NOW + 3 * HOUR)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (Template("x", MessageStage.RECEIPT, "Halo {first_name}\n{receipt}"), "Halo Siti"),
        (Template("x", MessageStage.WELCOME, "{instructions}"), "BCA 123 a.n. Toko Sehat\nRp 180.000"),
        (Instruction("{amount} {instructions}"), "Rp 180.000 {instructions}"),
        (Access("Kelas", "Kode {order_id}"), "Kode 261122BCDFGH"),
        (Sender("Toko", "Toko\x1b\n{order_id}"), "Toko\n{order_id}"),
    ],
)
def test_a_text_is_tried_on_an_order_whether_it_is_complete_or_not(text: ShopText, wanted: str) -> None:
    assert preview(text, ORDER, SHOP) == wanted
