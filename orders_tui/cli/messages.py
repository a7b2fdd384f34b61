"""The command that sends a message to a buyer."""

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.output import flush, write_json, write_line, write_note
from orders_tui.cli.params import examples, json_option, unknown_word
from orders_tui.domain.choices import meant
from orders_tui.domain.commands import RecordFollowUp, RuleBroken
from orders_tui.domain.facts import Order
from orders_tui.domain.filling import FIELDS, ShopProfile
from orders_tui.domain.messages import Message, message, next_message
from orders_tui.domain.rights import check_command
from orders_tui.domain.templates import STAGE_LABELS, Template
from orders_tui.domain.whatsapp import whatsapp_link
from orders_tui.domain.words import _


def follow_up_command() -> click.Command:
    """`follow-up`: the message that a buyer gets next, recorded as sent."""
    return click.Command(
        "follow-up",
        callback=with_call(_follow_up),
        params=[
            click.Argument(["order"]),
            click.Option(
                ["--template"],
                metavar="NAME",
                help=_(
                    "Which message: the name of a template, or one of {stages} (default: the one that comes next)."
                ).format(stages=", ".join(STAGE_LABELS)),
            ),
            click.Option(["--dry-run"], is_flag=True, help=_("Only show it; record nothing.")),
            json_option(),
        ],
        help=_("Show the message to a buyer with its WhatsApp link, and record it as sent."),
        epilog=examples(
            "orders-tui follow-up 261122BCDFGH",
            "orders-tui follow-up 261122BCDFGH --template receipt --dry-run",
            "orders-tui list --query followup:due",
        ),
    )


def _follow_up(call: Call, order: str, template: str | None, dry_run: bool, as_json: bool) -> int:
    with call.store() if dry_run else call.store_to_change() as store:
        about, shop, actor = store.orders.get(order), call.shop(store), call.actor()
        chosen = next_message(about, shop) if template is None else _named(template, about, shop)
        command = RecordFollowUp(
            order_id=about.order_id, stage=chosen.stage, template=chosen.name, version=about.version
        )
        check_command(actor, command)
        sent = message(about, chosen, shop)
        # The link first: a message that cannot be sent is not recorded as sent.
        link = _link(about, sent, dry_run)
        if not dry_run:
            store.execute(command, actor)
    _write(about, sent, link, as_json, recorded=not dry_run)
    return 0


def _named(name: str, order: Order, shop: ShopProfile) -> Template:
    """The template of this name, or the one for this stage.

    Raises:
        click.UsageError: if there is none; it names the nearest.
    """
    own = {template.name.casefold(): template for template in shop.texts.templates}
    if found := own.get(name.strip().casefold()):
        return found
    stage = meant(name, STAGE_LABELS)
    if stage is None:
        raise click.UsageError(unknown_word(name, [*(template.name for template in own.values()), *STAGE_LABELS]))
    return shop.template(order, stage)


def _link(order: Order, sent: Message, dry_run: bool) -> str:
    try:
        return whatsapp_link(order, sent.text)
    except RuleBroken as refusal:
        if not dry_run:
            raise
        # What the buyer would read can be looked at even where there is no way to send it.
        write_note(str(refusal))
        return ""


def _write(order: Order, sent: Message, link: str, as_json: bool, *, recorded: bool) -> None:
    if as_json:
        texts = {"template": sent.template.name, "stage": sent.template.stage, "message": sent.text, "link": link}
        write_json({"order_id": order.order_id, **texts, "lacking": sent.lacking, "recorded": recorded})
        return
    write_line(sent.text)
    if link:
        write_line(f"\n{link}")
    flush()
    if sent.lacking:
        fields = ", ".join(_(FIELDS[name].label) for name in sent.lacking)
        write_note(_("The order has no value for: {fields}.").format(fields=fields))
    if recorded:
        write_note(_("Recorded as sent: {template}.").format(template=sent.template.name))
