"""Money that came in: transfers by their amounts or by a bank statement, cash by a courier's payout."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from orders_tui.domain.actions import quick_actions
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.days import short_time
from orders_tui.domain.facts import Order
from orders_tui.domain.matching import CreditVerdict, Match, PaymentPlan
from orders_tui.domain.money import number, rupiah
from orders_tui.domain.order import PaymentStatus, Status, label
from orders_tui.domain.os_faults import reason
from orders_tui.domain.payouts import CodPlan, PayoutMatch, PayoutVerdict
from orders_tui.domain.plans import ActionPlan, Plan, selected
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _, ngettext
from orders_tui.domain.written import who
from orders_tui.process.lazy import LazyModule
from orders_tui.ui.desk import Desk
from orders_tui.ui.main.report import CarryOut, Report
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.dialog import Ask

if TYPE_CHECKING:
    from orders_tui.exchange import amounts, headed_tables, payout_lists, statements, text_tables
    from orders_tui.ui.main import wording
    from orders_tui.ui.screens import money_desk
    from orders_tui.ui.widgets import path_field
else:
    amounts = LazyModule("orders_tui.exchange.amounts")
    headed_tables = LazyModule("orders_tui.exchange.headed_tables")
    payout_lists = LazyModule("orders_tui.exchange.payout_lists")
    statements = LazyModule("orders_tui.exchange.statements")
    text_tables = LazyModule("orders_tui.exchange.text_tables")
    wording = LazyModule("orders_tui.ui.main.wording")
    money_desk = LazyModule("orders_tui.ui.screens.money_desk")
    path_field = LazyModule("orders_tui.ui.widgets.path_field")

# The last branch is a lone `r`, as `Rp` begins.
_AMOUNT = re.compile(r"\s*(?:(?:Rp|IDR)?\.?\s*)?[0-9.,\s]*-?\s*|r", re.IGNORECASE)
"""An amount as far as it is typed."""
MOST_WAITING = 200
"""How many waiting orders are listed; the amount narrows to the one that is meant."""
LARGEST_FILE = 20_000_000
"""The largest list that is read, in bytes."""
MOST_NEAR = 10
"""How many orders are listed whose amount is only close to the one that is typed."""
_QUOTED = 60
"""The most characters of a line of the bank that are quoted."""
_ACTIONS = ("confirm_payment", "mark_paid")
"""What a transfer does to its order: the first that the order has."""


class PaymentDesk:
    """Stays open from one payment to the next; answers with the last report, None if nothing was done."""

    def __init__(self, desk: Desk, ask: Ask, carry_out: CarryOut, undo: Callable[[], Awaitable[Report | None]]) -> None:
        """Make it.

        Args:
            desk: the store and who changes it.
            ask: opens dialogs.
            carry_out: carries a plan out.
            undo: takes one's last change back.
        """
        self._desk = desk
        self._undo = undo
        self._ask = ask
        self._carry_out = carry_out

    async def transfers(self) -> Report | None:
        """Orders that wait for a bank transfer."""
        return await self._open(
            _("Payment desk: transfers"),
            _("Amount, or paste lines of a bank statement, or the path of its file"),
            self._waiting,
            self._statement,
            self._near,
            self._gone,
        )

    async def cash(self) -> Report | None:
        """COD orders whose cash a courier pays out."""
        return await self._open(
            _("COD money"), _("Paste the courier's payout list, or type the path of its file"), None, self._payout
        )

    async def _open(
        self,
        title: str,
        wanted: str,
        waiting: "Callable[[str], Awaitable[Sequence[tuple[Order, Content]]]] | None",
        read: "Callable[[str], Awaitable[money_desk.Findings]]",
        near: "Callable[[str], Awaitable[Sequence[tuple[Order, Content]]]] | None" = None,
        gone: "Callable[[Sequence[Order], int | None], Awaitable[money_desk.Gone | None]] | None" = None,
    ) -> Report | None:
        report: Report | None = None
        while True:
            said = report.sentence if report else ""
            dialog = money_desk.MoneyDialog(Content.styled(title, "bold"), wanted, waiting, read, said, near, gone)
            answer = await self._ask(dialog)
            if answer is None:
                return report
            if answer is money_desk.TAKE_BACK:
                report = await self._undo() or report
            else:
                report = await (self._pay(answer) if isinstance(answer, Order) else self._pay_all(answer))

    async def _pay(self, order: Order) -> Report:
        """Mark the order paid; a Pending one is confirmed as well."""
        own = {action.id: action for action in quick_actions(order)}
        action = next((own[each] for each in _ACTIONS if each in own), None)
        if action is None:
            return Report(
                _("This action is no longer available for {order}.").format(order=order.order_id), warning=True
            )
        selection = selected([order])
        plan = ActionPlan(action, selection, {})
        return await self._carry_out(plan, action.label, wording.after(action), Target(selection, marked=False))

    async def _pay_all(self, plan: Plan) -> Report:
        # A credit also confirms its order where that is Pending, as by far the most are; cash never does.
        pending = {sample.status is Status.PENDING for sample, _size in plan.selection.groups} == {True}
        confirms = isinstance(plan, PaymentPlan) and pending
        words = (*([Status.CONFIRMED] if confirms else ()), PaymentStatus.PAID)
        paid = " + ".join(label(word) for word in words)
        return await self._carry_out(plan, _("Mark as paid"), paid, Target(plan.selection, marked=False))

    async def _waiting(self, typed: str) -> Sequence[tuple[Order, Content]]:
        """The orders that wait for an amount that begins or ends like this, each with its line.

        Of a whole line of a statement, those of just its amount; money that went out is no order's.
        """
        if _AMOUNT.fullmatch(typed):
            # Statements write whole rupiah with two noughts of cents.
            digits = "".join(filter(str.isdigit, typed.removesuffix(",00")))
            found = await self._desk.on_facts(self._desk.store.matching.waiting, digits, MOST_WAITING)
            # Those on hold last, since they are not to be taken without a look; the others as the store has them.
            return [(order, self._line(order)) for order in sorted(found, key=_is_held)]
        try:
            amount = statements.amount_in(typed)
        except ValueError:
            return ()  # it is not whole yet, or something else
        if amount.way is amounts.Way.OUT:
            return ()
        digits = str(amount.rupiah)
        found = await self._desk.on_facts(self._desk.store.matching.waiting, digits, MOST_WAITING)
        return [(order, self._line(order)) for order in sorted(found, key=_is_held) if order.total == amount.rupiah]

    async def _near(self, typed: str) -> Sequence[tuple[Order, Content]]:
        """The orders that wait for about the amount that is typed, each with its line and what is missing or over."""
        try:
            amount = amounts.parse_amount(typed)
        except ValueError:
            return ()
        if amount is None or amount.way is amounts.Way.OUT:
            return ()
        found = await self._desk.on_facts(self._desk.store.matching.near, amount.rupiah, MOST_NEAR)
        near = sorted(found, key=_is_held)
        return [(order, self._line(order, apart=amount.rupiah - order.total)) for order in near]

    async def _gone(self, orders: Sequence[Order], seen: int | None) -> "money_desk.Gone | None":
        """Those of these orders that wait no longer for what they cost; None where nothing was stored since `seen`."""
        return await self._desk.on_facts(self._read_gone, orders, seen)

    def _read_gone(self, orders: Sequence[Order], seen: int | None) -> "money_desk.Gone | None":
        stored = self._desk.store.orders
        # Before the orders are read: what is stored between the two is found the next time.
        now = stored.data_version()
        if now == seen:
            return None
        totals = {order.id: order.total for order in orders}
        waiting = self._desk.store.matching.still_waiting(list(totals))
        gone = (each for each in stored.many(list(totals)) if each.id not in waiting or each.total != totals[each.id])
        return money_desk.Gone({order.order_id: _gone_line(order) for order in gone}, now)

    def _line(self, order: Order, *, apart: int = 0) -> Content:
        time = short_time(order.created_at, self._desk.store.now(), self._desk.store.zone)
        difference = _("difference") if apart else ""
        return Content.assemble(
            (f"{rupiah(order.total):>16}", "bold"),
            (f"  {difference} {rupiah(apart):<10}" if apart else "", "$text-warning"),
            f"  {show(order.order_id)}  {who(order)}  ",
            # Beside the difference there is no room for it in 80 columns.
            ("" if apart else time, "$text-muted"),
            ("  " + _("suspicious") if _is_held(order) else "", "$text-warning"),
        )

    async def _statement(self, text: str) -> "money_desk.Findings":
        def matched() -> "tuple[Sequence[Match], Sequence[headed_tables.UnreadLine]]":
            statement = statements.read_statement(_text(text), self._desk.local_time().date())
            return self._desk.store.matching.credits(statement.credits), statement.unread

        matches, unread = await self._desk.on_facts(matched)
        lines = {match.credit.line: money_desk.LineFinding(_sentence(match), _tone(match.verdict)) for match in matches}
        able = sum(match.verdict is CreditVerdict.MATCHED for match in matches)
        return _findings(lines, unread, able, PaymentPlan(tuple(matches)))

    async def _payout(self, text: str) -> "money_desk.Findings":
        def matched() -> "tuple[Sequence[PayoutMatch], Sequence[headed_tables.UnreadLine]]":
            listed = payout_lists.read_payouts(_text(text))
            return self._desk.store.matching.payouts(listed.payouts), listed.unread

        matches, unread = await self._desk.on_facts(matched)
        lines = {match.payout.line: money_desk.LineFinding(match.sentence, _tone(match.verdict)) for match in matches}
        able = sum(match.verdict is PayoutVerdict.MATCHED for match in matches)
        return _findings(lines, unread, able, CodPlan(tuple(matches)))


def _gone_line(order: Order) -> Content:
    """The line of an order that waits no longer, with what became of it."""
    stands = [_("in trash")] if order.deleted_at is not None else [label(order.status), label(order.payment_status)]
    line = f"{rupiah(order.total):>16}  {show(order.order_id)}  {who(order)}  {' · '.join(stands)}"
    return Content.styled(line, "$text-muted")


def _is_held(order: Order) -> bool:
    return order.held_at is not None


def _sentence(match: Match) -> str:
    """What was found, with what the bank wrote where that is all there is to go by."""
    quoted = f" {excerpt(match.credit.text, _QUOTED)}" if match.verdict is CreditVerdict.NONE else ""
    return f"{match.sentence}{quoted}"


def _tone(verdict: CreditVerdict | PayoutVerdict) -> str:
    if verdict in (CreditVerdict.MATCHED, PayoutVerdict.MATCHED):
        return "$text-success"
    return "$text-warning" if verdict.needs_checking else "$text-muted"


def _findings(
    lines: "dict[int, money_desk.LineFinding]", unread: "Iterable[headed_tables.UnreadLine]", able: int, plan: Plan
) -> "money_desk.Findings":
    for each in unread:
        lines[each.line] = money_desk.LineFinding(_("Not read: {reason}").format(reason=each.reason), "$text-error")
    ordered = [lines[at]._replace(sentence=_in_line(at, lines[at].sentence)) for at in sorted(lines)]
    tones = Counter(line.tone for line in ordered)
    text = ngettext(
        "{able} of {count} line can be carried out.", "{able} of {count} lines can be carried out.", len(ordered)
    )
    summary = text.format(able=number(able), count=number(len(ordered)))
    if doubtful := tones["$text-warning"] + tones["$text-error"]:
        more = ngettext("{count} needs checking.", "{count} need checking.", doubtful).format(count=number(doubtful))
        summary = f"{summary} {more}"
    return money_desk.Findings(tuple(ordered), summary, plan)


def _in_line(line: int, sentence: str) -> str:
    return _("Line {line}: {sentence}").format(line=line, sentence=sentence)


def _text(typed: str) -> str:
    """The list itself: what was pasted, or what is in the file that is named.

    Raises:
        RuleBroken: if the file cannot be read.
    """
    if "\n" in typed.strip() or "\r" in typed.strip():
        return typed
    path = path_field.path_of(typed)
    try:
        # Any file can be dropped here, and one that is no list might fill the memory.
        if path.stat().st_size > LARGEST_FILE:
            raise RuleBroken(_("{path} is too large to be such a list.").format(path=path_field.written(path)))
        return text_tables.decoded(path.read_bytes())
    except (OSError, ValueError) as error:
        text = _("{path} cannot be read: {reason}.")
        raise RuleBroken(text.format(path=path_field.written(path), reason=reason(error))) from error
