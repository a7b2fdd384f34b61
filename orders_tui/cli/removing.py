"""The commands that remove for good: trash, erase."""

from collections.abc import Iterator, Sequence

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.output import write_json, write_line
from orders_tui.cli.params import dry_run_option, examples, json_option, whole_number
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.money import number, rupiah
from orders_tui.domain.order import label
from orders_tui.domain.plans import Result
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.domain.written import who
from orders_tui.store.store import Store

_TOGETHER = 200
"""How many orders are read at once."""


def trash_command() -> click.Command:
    """`trash`: what is done to the whole trash."""
    return click.Command(
        "trash",
        callback=with_call(_empty),
        params=[
            click.Argument(["what"], type=click.Choice(["empty"], case_sensitive=False), metavar="empty"),
            _confirm(),
            dry_run_option(),
            json_option(),
        ],
        help=_(
            "Empty the trash: only the number, dates and amount of its orders are left anywhere in the file. This"
            " cannot be undone, and is for admins. Orders whose payment is a conflict stay. Nobody else can write"
            " meanwhile."
        ),
        short_help=_("Empty the trash for good."),
        epilog=examples("orders-tui trash empty --dry-run", "orders-tui trash empty --confirm 214"),
    )


def erase_command() -> click.Command:
    """`erase`: what is known of a buyer."""
    return click.Command(
        "erase",
        callback=with_call(_erase),
        params=[click.Argument(["phone"]), _confirm(), dry_run_option(), json_option()],
        help=_(
            "Erase a buyer: name, phone, e-mail, address and notes of all orders with this phone, anywhere in the"
            " file. Amounts, items, statuses and dates stay. This cannot be undone, and is for admins. Nobody else"
            " can write meanwhile."
        ),
        short_help=_("Erase the data of a buyer."),
        epilog=examples("orders-tui erase 0812-3456-7890 --dry-run", "orders-tui erase 0812-3456-7890 --confirm 3"),
    )


def _confirm() -> click.Option:
    return click.Option(
        ["--confirm"],
        type=whole_number(0),
        metavar="N",
        help=_("The number of orders affected; without it, or with a different number, the right one is shown."),
    )


def _empty(call: Call, what: str, confirm: int | None, dry_run: bool, as_json: bool) -> int:
    actor = call.actor()
    if dry_run:
        with call.store() as store:
            _show_going(store, store.removals.plan_empty(actor), as_json)
        return 0
    with call.store_to_change() as store:
        try:
            result = store.removals.empty_trash(confirm, actor)
        except RuleBroken as refusal:
            return _refused(refusal, as_json)
        text = ngettext("{count} order emptied from the trash.", "{count} orders emptied from the trash.", result.done)
        return _done(result, text, as_json)


def _erase(call: Call, phone: str, confirm: int | None, dry_run: bool, as_json: bool) -> int:
    actor = call.actor()
    if dry_run:
        with call.store() as store:
            plan = store.removals.plan_erase(phone, actor)
            _show_going(store, plan.own, as_json, plan.earlier, plan.still_open)
        return 0
    with call.store_to_change() as store:
        try:
            result = store.removals.erase_buyer(phone, confirm, actor)
        except RuleBroken as refusal:
            return _refused(refusal, as_json)
        text = ngettext(
            "The buyer was erased from {count} order.", "The buyer was erased from {count} orders.", result.done
        )
        return _done(result, text, as_json)


def _show_going(
    store: Store, rows: Sequence[int], as_json: bool, earlier: Sequence[int] = (), warning: str = ""
) -> None:
    """Show what would be removed; nothing is.

    Args:
        store: the open shop.
        rows: the row ids of the orders that it is about.
        as_json: whether a program reads it.
        earlier: those of the orders of which only an earlier phone would go.
        warning: what else is to be known before it is done.
    """
    for order in _orders(store, rows):
        if as_json:
            write_json({"order_id": order.order_id, "ok": True, "dry_run": True})
        else:
            total = [] if order.total is None else [rupiah(order.total)]
            write_line(" · ".join([f"{show(order.order_id)} {who(order)}", label(order.status), *total]))
    for order in _orders(store, earlier):
        if as_json:
            write_json({"order_id": order.order_id, "ok": True, "earlier_phone": True, "dry_run": True})
        else:
            write_line(_("{order}: only its earlier phone").format(order=show(order.order_id)))
    if as_json:
        write_json({"ok": True, "orders": len(rows), "dry_run": True, **({"warning": warning} if warning else {})})
        return
    text = ngettext("This affects {count} order.", "This affects {count} orders.", len(rows))
    write_line(" ".join(filter(None, [text.format(count=number(len(rows))), warning, _("Nothing was changed.")])))


def _orders(store: Store, rows: Sequence[int]) -> Iterator[Order]:
    for at in range(0, len(rows), _TOGETHER):
        yield from store.orders.many(rows[at : at + _TOGETHER])


def _refused(refusal: RuleBroken, as_json: bool) -> int:
    """Answer that nothing was removed; the exit code.

    Raises:
        RuleBroken: where a person is answered, on standard error.
    """
    if not as_json:
        raise refusal
    write_json({"ok": False, "error": str(refusal)})
    return 1


def _done(result: Result, text: str, as_json: bool) -> int:
    """Answer what was removed; the exit code."""
    if as_json:
        fault = {"error": result.fault} if result.fault else {}
        write_json({"ok": not result.fault, "orders": result.done, "operation": result.operation, **fault})
    else:
        write_line(text.format(count=number(result.done)))
        for line in [*result.reasons(), *filter(None, [result.fault])]:
            write_line(line)
    return 1 if result.fault or result.refused else 0
