"""The link that opens a chat with a buyer, with a message in it."""

import re
from urllib.parse import quote

from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.text import excerpt
from orders_tui.domain.words import _

_NUMBER = re.compile(r"\+[0-9]{7,15}")
_HOME_MOBILE = "+628"


def whatsapp_link(order: Order, text: str) -> str:
    """The address that opens the chat with the buyer of an order: `https://wa.me/` and digits, the text encoded.

    Raises:
        RuleBroken: if the order has no mobile number, saying why.
    """
    if not order.phone:
        raise RuleBroken(_("{order} has no phone number.").format(order=order.order_id))
    if not _NUMBER.fullmatch(order.phone):
        sentence = _("{order}: “{phone}” is not a phone number; correct it first.")
        raise RuleBroken(sentence.format(order=order.order_id, phone=excerpt(order.phone)))
    if not _is_mobile(order.phone):
        sentence = _("{order}: {phone} is not a mobile number, so it has no WhatsApp.")
        raise RuleBroken(sentence.format(order=order.order_id, phone=excerpt(order.phone)))
    # `safe=''`, since an ampersand or a slash in a buyer's name would end the text, or lead elsewhere.
    return f"https://wa.me/{order.phone.removeprefix('+')}?text={quote(text, safe='')}"


def _is_mobile(number: str) -> bool:
    """Whether a number may be that of a mobile phone; in some countries the number does not tell."""
    if number.startswith(_HOME_MOBILE):
        return True
    # Slow to import, and hardly any number needs it.
    import phonenumbers

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
