"""The command that shows the audit: audit."""

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.columns import columns
from orders_tui.cli.order_text import whence
from orders_tui.cli.output import write_json, write_line
from orders_tui.cli.params import examples, json_option, whole_number
from orders_tui.domain.days import local, stamp
from orders_tui.domain.money import number
from orders_tui.domain.text import show
from orders_tui.domain.words import N_, _, ngettext
from orders_tui.store.writes.audit import AuditEntry

_USUAL = 50
_ACTIONS = {
    "export": N_("written to a file"),
    "stopped": N_("export stopped"),
    "import": N_("taken from a file"),
    "unfinished": N_("import unfinished"),
    "setting": N_("setting changed"),
    "text": N_("text changed"),
    "empty": N_("trash emptied"),
    "erase": N_("buyer erased"),
}
_TIME, _ACTION = 16, 17
"""How wide their columns are at least."""


def audit_command() -> click.Command:
    """`audit`: who took orders out, removed them for good, or changed what holds for the shop."""
    return click.Command(
        "audit",
        callback=with_call(_audit),
        params=[
            click.Option(
                ["--last"],
                type=whole_number(1),
                default=_USUAL,
                metavar="N",
                help=_("How many to show (default: 50)."),
            ),
            json_option(),
        ],
        help=_(
            "Show who wrote orders to files, with filters and number of orders, who took orders from files, who emptied"
            " the trash or erased a buyer, and who changed settings and texts of the shop; the newest last. For admins."
            " What was changed of an order stands in its own history: orders-tui show ORDER."
        ),
        short_help=_("Show who exported or removed orders, or changed settings."),
        epilog=examples("orders-tui audit", "orders-tui audit --last 200 --json | jq 'select(.action == \"export\")'"),
    )


def _audit(call: Call, last: int, as_json: bool) -> int:
    with call.store() as store:
        entries = store.audit.last(last, call.actor())
        if as_json:
            for entry in entries:
                write_json({**entry._asdict(), "at": stamp(entry.at)})
            return 0
        zone = store.zone
    if not entries:
        write_line(_("Nothing has been recorded yet."))
    rows = [
        (f"{local(entry.at, zone):%Y-%m-%d %H:%M}", _(_ACTIONS[entry.action]), _description(entry)) for entry in entries
    ]
    for line in columns(rows, (_TIME, _ACTION, 0), frozenset()):
        write_line(line)
    return 0


def _description(entry: AuditEntry) -> str:
    """Who did it from where, and to what."""
    orders = ngettext("{count} order", "{count} orders", entry.orders).format(count=number(entry.orders))
    count = "" if entry.action in ("setting", "text") else orders
    parts = (f"{show(entry.by)} ({whence(entry.via, entry.place)})", show(entry.what), count)
    return " · ".join(filter(None, parts))
