"""Which of a shop's texts is meant for an order."""

import pytest

from orders_tui.domain.facts import Order
from orders_tui.domain.order import Method
from orders_tui.domain.templates import (
    STAGE_LABELS,
    Instruction,
    MessageStage,
    PaymentKind,
    Template,
    best_instruction,
    best_template,
    default_templates,
    payment_kind,
)
from tests.samples import ORDER

REMINDER = MessageStage.REMINDER_1
SEHAT, HONEY = ORDER.store, ORDER.items[0].name


def templates(*conditions: tuple[PaymentKind | None, str, str]) -> list[Template]:
    """Reminders with these kinds, stores and products, each named by them."""
    return [
        Template(f"{kind or '-'} {store or '-'} {product or '-'}", REMINDER, "Halo", kind, store, product)
        for kind, store, product in conditions
    ]


@pytest.mark.parametrize("method", [None, *Method])
def test_every_method_has_a_kind_but_those_that_are_not_known_closer(method: Method | None) -> None:
    kinds = {Method.BANK_TRANSFER: PaymentKind.TRANSFER, Method.COD: PaymentKind.COD, None: None, Method.OTHER: None}
    assert payment_kind(method) is kinds.get(method, PaymentKind.E_PAYMENT)


@pytest.mark.parametrize("stage", MessageStage)
def test_every_stage_has_a_name_and_a_text_of_the_programs_own(stage: MessageStage) -> None:
    first, *others = default_templates(stage)
    assert first.name == STAGE_LABELS[stage]
    assert first.kind is None
    assert all(template.kind is not None for template in others)
    assert best_template(ORDER, stage, ()) == first


@pytest.mark.parametrize(
    ("conditions", "best"),
    [
        ([(None, "", "")], "- - -"),
        ([(None, "", ""), (PaymentKind.TRANSFER, "", "")], "transfer - -"),
        ([(PaymentKind.TRANSFER, "", ""), (None, SEHAT, "")], f"- {SEHAT} -"),
        ([(None, SEHAT, ""), (None, "", HONEY)], f"- - {HONEY}"),
        ([(None, "", HONEY), (PaymentKind.TRANSFER, SEHAT, "")], f"transfer {SEHAT} -"),
        ([(None, SEHAT, "MH-1"), (PaymentKind.TRANSFER, SEHAT, "")], f"- {SEHAT} MH-1"),
        ([(None, "", ""), (PaymentKind.COD, SEHAT, HONEY)], "- - -"),
        ([(None, "", ""), (None, "Toko Lain", HONEY)], "- - -"),
        ([(None, "", ""), (PaymentKind.TRANSFER, SEHAT, "Topi")], "- - -"),
    ],
)
def test_the_most_specific_template_that_fits_is_meant(
    conditions: list[tuple[PaymentKind | None, str, str]], best: str
) -> None:
    found = templates(*conditions)
    assert best_template(ORDER, REMINDER, found).name == best
    assert best_template(ORDER, REMINDER, reversed(found)).name == best


def test_a_template_of_the_shop_comes_before_a_closer_one_of_the_program() -> None:
    cash = ORDER._replace(method=Method.COD)
    (own,) = templates((None, "", ""))
    assert best_template(cash, REMINDER, [own]) == own
    assert best_template(cash, REMINDER, []).kind is PaymentKind.COD
    assert best_template(cash, REMINDER, templates((PaymentKind.TRANSFER, "", ""))).kind is PaymentKind.COD
    assert best_template(cash, MessageStage.REMINDER_2, [own]).kind is PaymentKind.COD


@pytest.mark.parametrize(
    ("order", "text"),
    [
        (ORDER, "transfer here"),
        (ORDER._replace(store="Toko Lain"), "transfer"),
        (ORDER._replace(method=Method.QRIS), "here"),
        (ORDER._replace(method=Method.QRIS, store="Toko Lain"), ""),
    ],
)
def test_the_most_specific_instruction_that_fits_is_meant(order: Order, text: str) -> None:
    written = [
        Instruction("here", None, SEHAT),
        Instruction("transfer", Method.BANK_TRANSFER),
        Instruction("transfer here", Method.BANK_TRANSFER, SEHAT),
    ]
    best = best_instruction(order, written)
    assert (best.text if best else "") == text
