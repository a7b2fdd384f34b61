"""What the buyer sees of an order: the public page, on the whole screen, with its link and a code for a phone."""

from collections.abc import Iterator
from typing import ClassVar, Literal

import segno
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from orders_tui.domain.days import long_time
from orders_tui.domain.facts import FACTS, Order
from orders_tui.domain.filling import ShopProfile
from orders_tui.domain.money import rupiah
from orders_tui.domain.order import label
from orders_tui.domain.text import show
from orders_tui.domain.words import _, speaking
from orders_tui.exchange.page import RouteStep, payment, steps, sums
from orders_tui.ui.key_hint import key_hint
from orders_tui.ui.keymap import keyed
from orders_tui.ui.keys import PAGE, bindings
from orders_tui.ui.screens.dialog import Dialog
from orders_tui.ui.show import toned
from orders_tui.ui.theme import STATUS

PageAnswer = Literal["link", "file"]
"""What a person wants of the page: its link copied, or the page written to a file."""
_QUIET = 4
"""The blank modules around a code, without which no phone finds it."""
_WIDTH = 56
"""The cells of the page's lines, as narrow as a phone."""


class PublicPageDialog(Dialog[PageAnswer]):
    """Shows the page; answers with what is wanted of it."""

    CSS_PATH = "public_page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy")]  # noqa: RUF012 - Textual declares it on the instance

    def __init__(self, order: Order, shop: ShopProfile, *, draws_codes: bool = True) -> None:
        """Make the page.

        Args:
            order: whose page it is.
            shop: what it says of the shop.
            draws_codes: whether the terminal has the half blocks that a QR code is drawn with.
        """
        super().__init__()
        self._order = order
        self._shop = shop
        self._link = shop.link(order)
        self._draws_codes = draws_codes

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(_("What the buyer sees")), classes="dialog-title")
            with VerticalScroll(id="page-body"), Horizontal(id="page-columns"):
                yield Static(self._text(), id="page-text")
                with Vertical(id="page-link"):
                    yield from self._address()
            yield Static(key_hint(self._hint()), classes="dialog-hint")

    def _text(self) -> Content:
        # As the buyer reads it, whatever language the console has.
        with speaking(self._shop.language):
            return Content("\n").join(_lines(self._order, self._shop))

    def _address(self) -> Iterator[Static]:
        if not self._link:
            text = _("There is no link yet: set the address of order pages in the settings (<desk.settings>).")
            yield Static(Content.styled(keyed(text), "$text-muted"))
            return
        if self._draws_codes:
            yield Static(qr_code(self._link), id="page-code")
        link = Content.styled(show(self._link), "underline $text-primary").stylize(Style(link=self._link))
        yield Static(link, id="page-address")

    def _hint(self) -> str:
        if self._link:
            return keyed(_("<page.copy> copy the link · <page.file> write as a file · ↑ ↓ scroll · Esc close"))
        return keyed(_("<page.file> write as a file · ↑ ↓ scroll · Esc close"))

    def on_mount(self) -> None:
        self.query_one("#page-body").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a link there is none to copy."""
        return bool(self._link) or (action, parameters) != ("answer", ("link",))

    def action_answer(self, answer: PageAnswer) -> None:
        """Close the page with what is wanted of it."""
        self.dismiss(answer)


def qr_code(link: str) -> Content:
    """The address as a QR code of half blocks, black on white in every theme, with the blank border that it needs."""
    # At the lowest level, which makes the smallest code: a screen has neither folds nor stains.
    rows = [[bool(dark) for dark in row] for row in segno.make(link, error="l", micro=False).matrix_iter(border=_QUIET)]
    # A half block is two rows of the code.
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    blocks = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    lines = ["".join(blocks[pair] for pair in zip(above, below, strict=True)) for above, below in _pairs(rows)]
    return Content.styled("\n".join(lines), "#000000 on #ffffff")


def _pairs(rows: list[list[bool]]) -> Iterator[tuple[list[bool], list[bool]]]:
    return zip(rows[::2], rows[1::2], strict=True)


def _lines(order: Order, shop: ShopProfile) -> Iterator[Content]:
    yield Content.styled(show(order.store), "$text-muted")
    yield Content.styled(_("Order {order}").format(order=show(order.order_id)), "bold")
    buyer = ", ".join(filter(None, [show(order.name), show(order.city)]))
    ordered = " · ".join(filter(None, [long_time(order.created_at, shop.zone), buyer]))
    yield Content.styled(ordered, "$text-muted")
    yield Content("")
    status = STATUS[order.status]
    yield toned(f"{status.glyph} {label(order.status)}", status.tone)
    yield from map(_step, steps(order, shop))
    yield from _payment(order, shop)
    yield from _parcel(order)
    yield Content("")
    yield from _items(order)
    yield Content("")
    yield Content.styled(_("Thank you for shopping at {store}.").format(store=show(order.store)), "$text-muted")


def _step(step: RouteStep) -> Content:
    if step.state == "done":
        return Content.assemble("● ", step.title, (f"  {step.time}", "$text-muted"))
    if step.state == "ended":
        return Content.assemble(("✕ ", "$text-error"), (step.title, "$text-error"), (f"  {step.time}", "$text-muted"))
    return Content.assemble(("○ ", "$text-muted"), (step.title, "$text-muted"))


def _payment(order: Order, shop: ShopProfile) -> Iterator[Content]:
    money = payment(order, shop)
    if money is None:
        return
    yield Content("")
    yield Content.styled(money.title, "bold")
    if money.amount:
        method = f"  {money.method}" if money.method else ""
        yield Content.assemble((money.amount, "bold $text-warning"), method)
    yield from (Content(show(line)) for line in money.lines)


def _parcel(order: Order) -> Iterator[Content]:
    parcel = [(FACTS[name].title, show(getattr(order, name))) for name in ("courier", "receipt")]
    if any(text for _title, text in parcel):
        yield Content("")
    yield from (Content.assemble((f"{title}: ", "$text-muted"), text) for title, text in parcel if text)


def _items(order: Order) -> Iterator[Content]:
    yield Content.styled(FACTS["items"].title, "bold")
    for item in order.items:
        price = rupiah(item.price * item.quantity)
        name = Content(f"{item.quantity} × {show(item.name)}")
        *above, last = name.wrap(_WIDTH - len(price) - 1)
        yield from above
        yield _two(last, Content(price))
    for title, amount in sums(order):
        yield _two(Content.styled(title, "$text-muted"), Content(amount))
    yield _two(Content.styled(FACTS["total"].title, "bold"), Content.styled(rupiah(order.total), "bold"))


def _two(left: Content, right: Content) -> Content:
    """The two ends of a line."""
    return Content.assemble(left, " " * max(1, _WIDTH - left.cell_length - right.cell_length), right)
