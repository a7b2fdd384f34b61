"""What dialogs and reports about changes say."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.cells import cell_len
from textual.content import Content

from orders_tui.domain.actions import (
    BACK_LETTER,
    DECLINE,
    DELETE,
    HOLD,
    RELEASE,
    RESTORE,
    SET_METHOD,
    ActionGroup,
    QuickAction,
)
from orders_tui.domain.commands import Outcome
from orders_tui.domain.facts import Order
from orders_tui.domain.history import describe
from orders_tui.domain.money import number
from orders_tui.domain.operation_kind import OperationKind
from orders_tui.domain.order import Method, Status, label
from orders_tui.domain.plans import ActionPlan, Offer, Result, Selection
from orders_tui.domain.reversal import UndoOffer
from orders_tui.domain.shipping import ShipSheet
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, _, ngettext
from orders_tui.domain.written import via_title, who
from orders_tui.ui.cells import cut
from orders_tui.ui.keymap import keyed
from orders_tui.ui.main.target import Target
from orders_tui.ui.screens.menu import MenuEntry
from orders_tui.ui.show import method_label, toned
from orders_tui.ui.theme import PAYMENT, STATUS

BACK = "back"
"""The entry of the menu that opens the menu of steps back."""
PRINT = "print"
"""The entry of the menu that prints labels."""
_NAME = 30
"""The most cells that a buyer's name takes in a sentence."""
_SHORT_NAME = 16
"""The most cells that a buyer's name takes in a line of a list of orders."""


def headline(target: Target) -> Content:
    """Which orders a dialog is about: one with where it stands, several with their number and the first of them."""
    count, first = len(target.selection), target.selection.first
    if count == 1:
        return _one(first[0], target)
    lines = [Content.styled(_marked(count), "bold"), *_named(first, count), *_unseen(target)]
    return Content("\n").join(lines)


def title(target: Target, what: str) -> Content:
    """The title of a dialog: which orders it is about, and what is asked of them."""
    return Content.assemble(headline(target), "\n\n", (what, "$text-accent"))


def _marked(count: int) -> str:
    return ngettext("{count} marked order", "{count} marked orders", count).format(count=number(count))


def status_line(order: Order) -> Content:
    """Status, payment and method of an order; of another seller's order the status, and whether it is COD."""
    status, payment = STATUS[order.status], PAYMENT[order.payment_status]
    parts = [toned(f"{status.glyph} {label(order.status)}", status.tone)]
    if not order.seller:
        parts.append(toned(label(order.payment_status), payment.tone))
    if not order.seller or order.method is Method.COD:
        parts.append(Content(method_label(order.method)))
    return Content(" · ").join(parts)


def one_order(order: Order) -> Content:
    """The id of an order and its status line, on one line."""
    return Content.assemble((show(order.order_id), "bold"), "  ", status_line(order))


def _one(order: Order, target: Target) -> Content:
    lines = [Content.assemble((show(order.order_id), "bold"), " ", cut(show(order.name), _NAME)), status_line(order)]
    marked = [Content.styled(_marked(1), "$text-warning")] if target.marked else []
    return Content("\n").join([*marked, *lines, *_unseen(target)])


def _named(first: Sequence[Order], count: int) -> Iterator[Content]:
    """The first orders, one a line, and how many more there are."""
    for order in first:
        yield Content(f"{show(order.order_id)} {cut(who(order), _NAME)}")
    if more := count - len(first):
        text = ngettext("and {count} more", "and {count} more", more)
        yield Content(text.format(count=number(more)))


def _unseen(target: Target) -> Iterator[Content]:
    """How many of the orders the list does not show."""
    unseen, count = target.selection.unseen, len(target.selection)
    if not unseen:
        return
    if unseen == count:
        text = ngettext("It is not in the list.", "None of them is in the list.", count)
    else:
        text = ngettext("{count} of them is not in the list.", "{count} of them are not in the list.", unseen)
    yield Content.styled(text.format(count=number(unseen)), "$text-warning")


def sheet_title(target: Target, sheet: ShipSheet) -> Content:
    """What a ship sheet is about, and the first of the orders that have no row in it, with its reason."""
    count = len(target.selection)
    orders = ngettext("{count} order", "{count} orders", count).format(count=number(count))
    heading = Content.assemble(
        (_marked(count) if target.marked else orders, "bold"), " · ", (_("Ship"), "$text-accent")
    )
    lines = [heading, *_unseen(target)]
    if held := sum(parcel.order.held_at is not None for parcel in sheet.parcels):
        lines.append(Content.styled(_held(held), "$text-warning"))
    if sheet.skipped:
        text = ngettext(
            "{count} has no row here: {reason}", "{count} have no row here, for example: {reason}", len(sheet.skipped)
        )
        sentence = text.format(count=number(len(sheet.skipped)), reason=sheet.skipped[0].reason)
        more = [keyed(_("<sheet.skipped> lists them."))] if len(sheet.skipped) > 1 else []
        lines.append(Content(" ".join([sentence, *more])))
    return Content("\n").join(lines)


def menu(offers: Sequence[Offer], count: int, *, back: bool, parcels: int = 0) -> list[MenuEntry]:
    """The entries of a menu.

    Args:
        offers: all that is offered.
        count: of how many orders.
        back: whether it is the menu of steps back; the other one has one entry that leads there.
        parcels: of how many of the orders labels can be printed.
    """
    behind = [offer for offer in offers if offer.action.group is ActionGroup.BACK]
    entries = [_entry(offer, count) for offer in (behind if back else offers) if back or offer not in behind]
    if parcels and not back:
        note = _("{able} of {count}").format(able=number(parcels), count=number(count)) if count > 1 else ""
        printing = MenuEntry(PRINT, "l", Content(_("Print label…")), note, group=PRINT)
        # Before what ends an order, which stands last in every menu.
        entries.insert(sum(entry.group != ActionGroup.ENDING for entry in entries), printing)
    if back or not behind:
        return entries
    # Where no step leads back there is still a payment that can be taken back.
    text = _("Back to…") if any(offer.action.status for offer in behind) else _("Payment back…")
    place = sum(entry.group in (ActionGroup.ONWARD, ActionGroup.PAYMENT) for entry in entries)
    entries.insert(place, MenuEntry(BACK, BACK_LETTER, Content(text), group=ActionGroup.BACK))
    return entries


def _entry(offer: Offer, count: int) -> MenuEntry:
    """An action in the menu; dots say that something is asked first."""
    action = offer.action
    text = action.label + ("…" if action.needs or action.destructive else "")
    words = Content.styled(text, "$text-error") if action.destructive else Content(text)
    note = _("{able} of {count}").format(able=number(offer.able), count=number(count)) if count > 1 else ""
    return MenuEntry(action.id, action.letter, words, note, action.group)


def preview(plan: ActionPlan) -> str:
    """Which orders an action will change and which it will skip, by status."""
    deletes = plan.action.id == DELETE
    lines = []
    if plan.able:
        text = _("Move to the trash: {what}.") if deletes else _("{action}: {what}.")
        lines.append(text.format(action=plan.action.label, what=_by_status(plan.able)))
    if plan.paid and plan.action.status is Status.CANCELED:
        text = ngettext("{count} of them is paid.", "{count} of them are paid.", plan.paid)
        lines.append(text.format(count=number(plan.paid)))
    if plan.held and plan.action.id != RELEASE:
        lines.append(_held(plan.held))
    for reason, counts in plan.skipped.items():
        lines.append(_("{what} skipped: {reason}.").format(what=_by_status(counts), reason=reason))
    return "\n".join(lines)


def _held(count: int) -> str:
    text = ngettext("{count} of them is held as suspicious.", "{count} of them are held as suspicious.", count)
    return text.format(count=number(count))


def skipped_orders(
    action: str, orders: Sequence[Order], reasons: Mapping[int, str], count: int
) -> tuple[Content, Content]:
    """The title and the lines of a list of orders that an action skips, reason by reason.

    Args:
        action: what is done to the others.
        orders: the first ones.
        reasons: why each of them is skipped, by row id.
        count: how many there are.
    """
    text = ngettext("{action}: {count} order skipped", "{action}: {count} orders skipped", count)
    names = {order.id: cut(who(order), _SHORT_NAME) for order in orders}
    widest = max(map(cell_len, names.values()), default=0)
    lines: list[Content] = []
    for reason in dict.fromkeys(reasons.values()):
        lines.append(Content.styled(reason, "$text-accent"))
        for order in orders:
            if reasons[order.id] == reason:
                name = names[order.id] + " " * (widest - cell_len(names[order.id]))
                lines.append(Content.assemble(f"{show(order.order_id)} {name}  ", status_line(order)))
    if more := count - len(orders):
        lines.append(Content(ngettext("and {count} more", "and {count} more", more).format(count=number(more))))
    return Content(text.format(action=action, count=number(count))), Content("\n").join(lines)


def _by_status(counts: Mapping[Status, int]) -> str:
    return ", ".join(f"{number(count)} {label(status)}" for status, count in counts.items())


def result_sentence(
    after: str, selection: Selection, result: Result, *, before: int = 0, without: int = 0, undo: str = "change.undo"
) -> str:
    """What was done, what was refused with the first reason, and the first warning.

    Args:
        after: what the orders are once it is done.
        selection: the orders to which it was to be done.
        result: what became of it.
        before: to how many other orders it was done just before, as a change of its own.
        without: how many orders were meant at first, but left as they are.
        undo: the id of the key that takes it back where this is read.
    """
    total = len(selection)
    sentences = list(_done(after, selection, result, before, undo))
    if result.stopped:
        text = _("Stopped; {count} of {total} orders were not processed.")
        remaining = total - result.done - len(result.refused_keys)
        sentences.append(text.format(count=number(remaining), total=number(total)))
    if without:
        text = ngettext("{count} order stays as it is.", "{count} orders stay as they are.", without)
        sentences.append(text.format(count=number(without)))
    return "\n".join([*sentences, *_refusals(result)])


def _done(after: str, selection: Selection, result: Result, before: int, undo: str) -> Iterator[str]:
    """What was done: of one order its changes."""

    def named(text: str) -> str:
        return text.replace("<change.undo>", f"<{undo}>")

    count = before + result.done
    if before and result.done:
        # Undo takes back one change, which is the last.
        text = ngettext(
            "{count} orders: {result}. Press <change.undo> to undo the last one.",
            "{count} orders: {result}. Press <change.undo> to undo the last {last}.",
            result.done,
        )
        yield keyed(named(text), count=number(count), result=after, last=number(result.done))
    elif len(selection) == 1 and result.done:
        text = _("{order} {name}: {changes}. Press <change.undo> to undo.")
        outcome = result.changed[0]
        name = cut(who(selection.first[0]), _NAME)
        yield keyed(named(text), order=outcome.order_id, name=name, changes=_changes(outcome))
    elif count:
        text = ngettext(
            "{count} order: {result}. Press <change.undo> to undo.",
            "{count} orders: {result}. Press <change.undo> to undo.",
            count,
        )
        yield keyed(named(text), count=number(count), result=after)


def _refusals(result: Result) -> Iterator[str]:
    """How many were skipped and why, the first warning, and what the database could not do."""
    if refused := len(result.refused_keys):
        alike = Counter(outcome.reason for outcome in result.refused)
        if refused == 1 or refused > len(result.refused) or "" in alike:
            text = ngettext("{count} skipped: {reason}", "{count} skipped, for example: {reason}", refused)
            reasons = next(result.reasons(), "")
        else:
            text = _("{count} skipped: {reason}.")
            reasons = ", ".join(f"{number(count)} × {reason}" for reason, count in alike.most_common())
        yield text.format(count=number(refused), reason=reasons)
    yield from list(result.warnings())[:1]
    if result.fault:
        yield result.fault


def _changes(outcome: Outcome) -> str:
    return ", ".join(words for change in outcome.changes for words in describe(change))


_AFTER = {
    DELETE: N_("moved to the trash"),
    RESTORE: N_("restored from the trash"),
    HOLD: N_("on hold: suspicious"),
    RELEASE: N_("released: not suspicious"),
    DECLINE: N_("confirmation declined"),
    SET_METHOD: N_("payment method set"),
}
"""What orders are once an action is done that gives them no status."""


def after(action: QuickAction) -> str:
    """What orders are once the action is done."""
    if text := _AFTER.get(action.id):
        return _(text)
    return " + ".join(label(word) for word in (action.status, action.payment) if word is not None)


def printed_sentence(result: Result, file: Path, without: int) -> str:
    """What was printed, into which file, and how many of the orders have no label in it."""
    text = ngettext("{count} label written to {file}.", "{count} labels written to {file}.", result.done)
    sentences = [text.format(count=number(result.done), file=show(str(file)))]
    if without:
        text = ngettext("{count} order has no label there.", "{count} orders have no label there.", without)
        sentences.append(text.format(count=number(without)))
    if refused := len(result.refused_keys):
        text = ngettext("{count} refused: {reason}", "{count} refused, for example: {reason}", refused)
        sentences.append(text.format(count=number(refused), reason=next(result.reasons(), "")))
    return "\n".join([*sentences, *filter(None, [result.fault])])


def undo_question(offer: UndoOffer, time: Callable[[int], str]) -> Content:
    """What would be taken back: what was changed, on which orders, when and from where."""
    whence = " ".join(filter(None, [via_title(offer.via), show(offer.place)]))
    made = _("{time}, by {name}, {whence}").format(time=time(offer.at), name=show(offer.by), whence=whence)
    lines = [
        Content.styled(", ".join(offer.changes), "bold"),
        *_named(offer.first, offer.orders),
        Content.styled(made, "$text-muted"),
    ]
    return Content("\n").join(lines)


def reversal_sentence(offer: UndoOffer, result: Result) -> str:
    """What was undone or redone: of one order its changes; and what could not be."""
    redone = result.kind is OperationKind.REDO
    sentences = []
    if result.done == 1:
        outcome = result.changed[0]
        named = [order for order in offer.first if order.order_id == outcome.order_id]
        name = f" {cut(who(named[0]), _NAME)}" if named else ""
        text = _("Redone: {order}, {changes}.") if redone else _("Undone: {order}, {changes}.")
        sentences.append(
            text.format(order=f"{outcome.order_id}{name}", changes=_changes(outcome) or ", ".join(offer.changes))
        )
    elif result.done:
        if redone:
            text = ngettext("Redone for {count} order.", "Redone for {count} orders.", result.done)
        else:
            text = ngettext("Undone for {count} order.", "Undone for {count} orders.", result.done)
        sentences.append(text.format(count=number(result.done)))
    return "\n".join([*sentences, *_refusals(result), *_next_reversal(offer, result)])


def _next_reversal(offer: UndoOffer, result: Result) -> Iterator[str]:
    """What the key does next, where this undo or redo was stopped or changed nothing."""
    redone = result.kind is OperationKind.REDO
    remaining = offer.orders - result.done - len(result.refused_keys)
    if result.stopped and remaining:
        text = _("Stopped; {count} of {total} orders were not processed.")
        yield text.format(count=number(remaining), total=number(offer.orders))
        text = _("Press <change.redo> to redo them too.") if redone else _("Press <change.undo> to undo them too.")
        yield keyed(text)
    elif not result.done:
        text = (
            _("Press <change.redo> to redo the undo before.")
            if redone
            else _("Press <change.undo> to undo the change before.")
        )
        yield keyed(text)
