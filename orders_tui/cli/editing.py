"""The commands for whole orders by hand: add, edit, duplicate."""

from collections.abc import Sequence

import click

from orders_tui.cli.answers import Answers
from orders_tui.cli.call import Call, with_call
from orders_tui.cli.fact_options import fact_options, given, method_option, tag_option, taken_away, untag_option
from orders_tui.cli.order_text import order_lines
from orders_tui.cli.output import write_note
from orders_tui.cli.params import dry_run_option, examples, json_option
from orders_tui.domain.choices import nearest
from orders_tui.domain.commands import AddOrder, ChangeOrder, Command, CopyOrder, Outcome, RuleBroken
from orders_tui.domain.days import parse_stamp
from orders_tui.domain.facts import COLUMNS, EDITABLE, GIVEN, Value
from orders_tui.domain.order import Item, Method, typed_id
from orders_tui.domain.rights import Actor, hidden_fields
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _
from orders_tui.exchange.order_json import order_object
from orders_tui.exchange.typed import typed_item
from orders_tui.store.store import Store

_ADDED = tuple(fact for fact in GIVEN if fact in COLUMNS and fact.name not in ("method", "method_word", "created_at"))
"""The facts of a new order that are given as they are."""
_STORES = 200
"""With how many stores a new one is compared."""


def add_command() -> click.Command:
    """`add`: a new order by hand."""
    return click.Command(
        "add",
        callback=with_call(_add),
        params=[
            _items(
                _("An item: NAME=PRICExQUANTITY; can be repeated. A product that was sold before needs only its name.")
            ),
            *fact_options(_ADDED, "{fact}."),
            method_option(),
            tag_option(),
            click.Option(["--at"], help=_("When it was ordered, such as 2026-11-22T14:05:00+07:00; now if not given.")),
            dry_run_option(),
            json_option(),
        ],
        help=_("Add an order by hand. With one store, --store can be left out."),
        epilog=examples(
            "orders-tui add --name 'Siti Aminah' --phone 0812-3456-7890 --item 'Madu Hutan=90000x2' --method cod",
            "orders-tui add --store 'Toko Sehat' --name Budi --item 'Kelas jahit [KJ-1]=250k digital' --shipping 9000",
        ),
    )


def edit_command() -> click.Command:
    """`edit`: other facts and items for an order."""
    return click.Command(
        "edit",
        callback=with_call(_edit),
        params=[
            click.Argument(["order"]),
            _items(_("An item: NAME=PRICExQUANTITY; can be repeated. The items given replace all those of the order.")),
            *fact_options(EDITABLE, taken_away()),
            method_option(),
            tag_option(),
            untag_option(),
            dry_run_option(),
            json_option(),
        ],
        help=_(
            "Change the facts or the items of an order. A Created order that gets a payment method becomes Pending."
        ),
        epilog=examples(
            "orders-tui edit 261122BCDFGH --city Bandung --shipping 9.000",
            "orders-tui edit 261122BCDFGH --item 'Madu Hutan=90000x2' --item 'Kaos polos=85000'",
        ),
    )


def duplicate_command() -> click.Command:
    """`duplicate`: a copy of an order as a new one."""
    return click.Command(
        "duplicate",
        callback=with_call(_duplicate),
        params=[
            click.Argument(["order"]),
            click.Option(
                ["--cancel"], is_flag=True, help=_("Also cancel the order that is copied, in the same change.")
            ),
            dry_run_option(),
            json_option(),
        ],
        help=_("Make a new order with the buyer, items and charges of another."),
        epilog=examples("orders-tui duplicate 261122BCDFGH", "orders-tui duplicate 261122BCDFGH --cancel"),
    )


def _items(text: str) -> click.Option:
    return click.Option(["--item"], multiple=True, metavar="ITEM", help=text)


def _add(
    call: Call,
    dry_run: bool,
    as_json: bool,
    item: tuple[str, ...],
    method: Method | None,
    tag: tuple[str, ...],
    at: str | None,
    **facts: Value,
) -> int:
    try:
        placed = None if at is None else parse_stamp(at)
    except ValueError as error:
        raise click.UsageError(f"--at: {error}") from None
    with call.store_to_change() as store:
        known = store.values.known("store", _STORES)
        usual: dict[str, Value] = {"source": "manual", "store": known[0] if len(known) == 1 else ""}
        wanted = usual | given(facts)
        command = AddOrder(facts=wanted, items=_read(store, item), method=method, tags=tag, at=placed)
        code = _carry_out(call, store, "", command, dry_run, as_json)
    if not code:
        _note_new_store(str(wanted["store"]).strip(), known)
    return code


def _note_new_store(name: str, known: Sequence[str]) -> None:
    """Say that a store is new where it may be a slip of the pen."""
    # Where there may be more stores than were read, one that is not among them need not be new.
    if known and name not in known and len(known) < _STORES:
        near = nearest(name, known)
        text = _("{store} is a new store; did you mean {nearest}?") if near else _("{store} is a new store.")
        write_note(text.format(store=excerpt(name), nearest=show(near or "")))


def _edit(
    call: Call,
    order: str,
    dry_run: bool,
    as_json: bool,
    item: tuple[str, ...],
    method: Method | None,
    tag: tuple[str, ...],
    untag: tuple[str, ...],
    **facts: Value,
) -> int:
    wanted = given(facts)
    if not (item or method or tag or untag or wanted):
        raise click.UsageError(_("No changes were given; `orders-tui edit --help` lists what can be changed."))
    with call.store_to_change() as store:
        command = ChangeOrder(
            order_id=order,
            facts=wanted,
            items=_read(store, item) if item else None,
            method=method,
            add_tags=tag,
            remove_tags=untag,
        )
        return _carry_out(call, store, order, command, dry_run, as_json)


def _duplicate(call: Call, order: str, cancel: bool, dry_run: bool, as_json: bool) -> int:
    with call.store_to_change() as store:
        return _carry_out(call, store, order, CopyOrder(order_id=order, cancel=cancel), dry_run, as_json)


def _read(store: Store, typed: Sequence[str]) -> tuple[Item, ...]:
    """The items that were typed.

    Raises:
        click.UsageError: if one of them is none.
    """
    try:
        return tuple(typed_item(each, store.known.product) for each in typed)
    except ValueError as error:
        raise click.UsageError(f"--item: {error}") from None


def _carry_out(call: Call, store: Store, order: str, command: Command, dry_run: bool, as_json: bool) -> int:
    """Carry a command out, or try it out, and answer what became of it; the exit code."""
    actor, answers = call.actor(), Answers(as_json=as_json, dry_run=dry_run)
    try:
        if dry_run:
            _rehearsed(store, command, actor, answers)
        else:
            answers.give([store.execute(command, actor)])
    except RuleBroken as refusal:
        answers.give([Outcome(typed_id(order), error=str(refusal))])
    return answers.code()


def _rehearsed(store: Store, command: Command, actor: Actor, answers: Answers) -> None:
    """Answer with the order as it would be.

    Raises:
        RuleBroken: if a rule forbids the command.
    """
    outcome, order = store.rehearse(command, actor)
    hidden, shown = hidden_fields(actor), order
    if not isinstance(command, ChangeOrder):
        # It gets its id when it is stored.
        shown, order = order._replace(order_id=_("(new)")), order._replace(order_id="", slug="")
    lines = order_lines(shown, (), (), store.zone, hidden)
    answers.rehearsed(outcome._replace(order_id=shown.order_id), lines, order_object(order, hidden))
