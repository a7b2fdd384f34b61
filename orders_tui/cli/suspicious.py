"""The command `suspicious`: which new orders are put on hold when they come in."""

from typing import TYPE_CHECKING

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.output import write_json, write_line
from orders_tui.cli.params import examples, json_option
from orders_tui.domain.days import long_time, stamp
from orders_tui.domain.phone import masked, pretty
from orders_tui.domain.rights import Right
from orders_tui.domain.text import show
from orders_tui.domain.words import _

if TYPE_CHECKING:
    from orders_tui.store.store import Store


def suspicious_command() -> click.Command:
    """`suspicious`: show the rules, or change them."""
    return click.Command(
        "suspicious",
        callback=with_call(_suspicious),
        params=[
            click.Option(
                ["--block"],
                multiple=True,
                metavar="PHONE",
                help=_("Put new orders from this phone on hold; can be repeated."),
            ),
            click.Option(
                ["--unblock"], multiple=True, metavar="PHONE", help=_("Take this phone off the list; can be repeated.")
            ),
            click.Option(
                ["--duplicates"],
                type=click.Choice(["hold", "warn"]),
                help=_("Put likely duplicates on hold when they come in, or only warn about them."),
            ),
            json_option(),
        ],
        help=_(
            "Show which new orders are put on hold when they come in, or change that: those of blocked phones, and"
            " likely duplicates (same phone and product within 14 days)."
        ),
        short_help=_("Show or set which new orders are put on hold."),
        epilog=examples(
            "orders-tui suspicious --block 0812-3456-7890",
            "orders-tui suspicious --duplicates warn",
            "orders-tui list --query suspicious:yes",
        ),
    )


def _suspicious(
    call: Call, block: tuple[str, ...], unblock: tuple[str, ...], duplicates: str | None, as_json: bool
) -> int:
    changes = bool(block or unblock or duplicates)
    with call.store_to_change() if changes else call.store() as store:
        actor, rules = call.actor(), store.hold_rules
        for phone in block:
            rules.block(phone, actor, store.now())
        for phone in unblock:
            rules.unblock(phone, actor)
        if duplicates:
            rules.hold_duplicates(actor, hold=duplicates == "hold")
        _write(store, as_json, phones=actor.may(Right.SEE_PHONES))
    return 0


def _write(store: "Store", as_json: bool, *, phones: bool) -> None:
    rules = store.hold_rules
    blocked = [each if phones else each._replace(phone=masked(each.phone)) for each in rules.blocked()]
    if as_json:
        listed = [{"phone": each.phone, "at": stamp(each.at), "by": each.by} for each in blocked]
        write_json({"duplicates": "hold" if rules.holds_duplicates else "warn", "blocked": listed})
        return
    write_line(_("Likely duplicates: on hold") if rules.holds_duplicates else _("Likely duplicates: only a warning"))
    if not blocked:
        write_line(_("No phone is blocked."))
    for each in blocked:
        since = _("blocked by {name}, {time}").format(name=show(each.by), time=long_time(each.at, store.zone))
        write_line(f"{pretty(each.phone)}  {since}")
