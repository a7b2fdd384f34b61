"""The commands for what a shop writes for its buyers: messages, payment instructions, access texts, senders."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.output import write_json, write_line, write_note
from orders_tui.cli.params import FILE, examples, json_option, unknown_word, whole_number
from orders_tui.domain.choices import meant
from orders_tui.domain.commands import RuleBroken
from orders_tui.domain.days import long_time
from orders_tui.domain.order import Method, label, labels
from orders_tui.domain.templates import (
    PAYMENT_KINDS,
    STAGE_LABELS,
    TEXT_KINDS,
    TEXT_TYPES,
    WAITING_HOURS,
    Access,
    Instruction,
    MessageStage,
    Sender,
    ShopText,
    ShopTexts,
    Template,
    TextChange,
    TextKind,
    text_kind,
    text_name,
)
from orders_tui.domain.text import excerpt, show
from orders_tui.domain.words import _

_NAMED_BY = {TextKind.TEMPLATE: "name", TextKind.ACCESS: "product", TextKind.SENDER: "store"}
"""The attribute that NAME stands for; payment instructions are known by method and store."""
_CHOICES = {"stage": STAGE_LABELS, "kind": PAYMENT_KINDS, "method": labels(Method)}
"""The options that take one of several words."""
_ALL = "all"
"""The word that takes a condition away."""


def texts_command() -> click.Command:
    """`texts`: all that the shop has written, or what was changed of it."""
    return click.Command(
        "texts",
        callback=with_call(_texts),
        params=[
            click.Option(["--changes"], is_flag=True, help=_("List who changed which text, and when.")),
            json_option(),
        ],
        help=_("List what the shop has written for its buyers: messages, payment instructions, access texts, senders."),
        epilog=examples("orders-tui texts", "orders-tui texts --changes --json"),
    )


def text_command() -> click.Command:
    """`text`: one of these texts, shown, written or removed."""
    every = _("{words}, or all").format
    return click.Command(
        "text",
        callback=with_call(_text),
        params=[
            click.Argument(["sort"], type=click.Choice([str(kind) for kind in TextKind]), metavar="|".join(TextKind)),
            click.Argument(["name"], required=False, default=""),
            click.Option(["--text"], metavar="TEXT", help=_("The text; {first_name} and the like are filled in.")),
            click.Option(
                ["--from", "file"],
                type=FILE,
                metavar="FILE",
                help=_("Read the text from this file; - for standard input."),
            ),
            click.Option(["--remove"], is_flag=True, help=_("Remove it.")),
            click.Option(["--stage"], metavar="STAGE", help=", ".join(STAGE_LABELS)),
            click.Option(["--kind"], metavar="KIND", help=every(words=", ".join(PAYMENT_KINDS))),
            click.Option(["--method"], metavar="METHOD", help=every(words=", ".join(Method))),
            click.Option(["--store"], metavar="STORE", help=_("Only for orders of this store.")),
            click.Option(["--product"], metavar="PRODUCT", help=_("For orders with this product, by name or SKU.")),
            click.Option(
                ["--hours"],
                type=whole_number(),
                metavar="N",
                help=_("How many hours after the previous message it is due."),
            ),
            json_option(),
        ],
        help=_(
            "Show one of these texts, write it or remove it. A template has a name, an access text is named by its"
            " product and a sender by its store; payment instructions are known by --method and --store."
        ),
        epilog=examples(
            "orders-tui text template 'Halo' --stage welcome --text 'Halo {first_name}, terima kasih!'",
            "orders-tui text instruction --method bank_transfer --from bca.txt",
            "orders-tui text access 'Kelas menjahit' --text https://kelas.example",
            "orders-tui text template 'Halo' --remove",
        ),
    )


def _texts(call: Call, changes: bool, as_json: bool) -> int:
    with call.store() as store:
        if changes:
            _write_changes(store.messages.changes(), store.zone, as_json)
            return 0
        written = [text for texts in store.messages.all() for text in texts]
    for text in written:
        _write(text, as_json)
    if not written and not as_json:
        write_note(_("The shop has no texts of its own yet: the built-in ones are used. See “orders-tui help text”."))
    return 0


def _write_changes(changes: Sequence[TextChange], zone: ZoneInfo, as_json: bool) -> None:
    for change in changes:
        if as_json:
            write_json(change._asdict())
            continue
        done = _("removed") if change.new is None else _("made") if change.old is None else _("changed")
        title = f"{_(TEXT_KINDS[change.kind])} {excerpt(change.name)}".strip()
        write_line(f"{long_time(change.at, zone)}  {show(change.by)}  {title}: {done}")


def _text(
    call: Call, sort: str, name: str, text: str | None, file: str | None, remove: bool, as_json: bool, **options: Any
) -> int:
    kind = TextKind(sort)
    if sum((text is not None, file is not None, remove)) > 1:
        raise click.UsageError(_("Give only one of --text, --from and --remove."))
    given = {option: value for option, value in options.items() if value is not None}
    wanted = _wanted(kind, name, given)
    writes = text is not None or file is not None or _more(kind, given)
    with call.store_to_change() if writes or remove else call.store() as store:
        known = _known(wanted, store.messages.all())
        if remove:
            store.messages.remove(_present(known, wanted), call.actor())
            write_note(_("Removed."))
        elif writes:
            said = text if file is None else _read(file)
            changed = (known or wanted)._replace(**_fields(kind, given))
            store.messages.save(changed if said is None else changed._replace(text=said), call.actor())
            write_note(_("Saved."))
        else:
            _write(_present(known, wanted), as_json)
    return 0


def _wanted(kind: TextKind, name: str, given: dict[str, Any]) -> ShopText:
    """An empty text with the key that was named.

    Raises:
        click.UsageError: if an option is not for this sort of text, or a word is not known.
    """
    fields = _fields(kind, given)
    if kind is TextKind.INSTRUCTION:
        if name:
            raise click.UsageError(_("Payment instructions have no name: give --method and --store."))
        return Instruction("", **fields)
    if not name.strip():
        raise click.UsageError(_("The name of the text is missing."))
    match kind:
        case TextKind.TEMPLATE:
            stage = fields.get("stage", MessageStage.WELCOME)
            return Template(name.strip(), stage, "", hours=WAITING_HOURS.get(stage, 24))
        case TextKind.ACCESS:
            return Access(name.strip(), "")
        case TextKind.SENDER:
            return Sender(name.strip(), "")


def _fields(kind: TextKind, given: dict[str, Any]) -> dict[str, Any]:
    """The attributes that the options give the text."""
    # What NAME stands for could otherwise be said twice, and differently.
    own = set(TEXT_TYPES[kind]._fields) - {_NAMED_BY.get(kind, "")}
    if strange := [option for option in given if option not in own]:
        text = _("--{option} does not apply to this kind of text.")
        raise click.UsageError(text.format(option=strange[0]))
    return {option: _value(option, value) for option, value in given.items()}


def _value(option: str, value: Any) -> Any:
    words: dict[Any, str] | None = _CHOICES.get(option)  # type: ignore[assignment]
    if words is None:
        return value
    if option != "stage" and value.casefold() == _ALL:
        return None
    word = meant(value, words)
    if word is None:
        raise click.UsageError(unknown_word(value, list(words)))
    return word


def _more(kind: TextKind, given: dict[str, Any]) -> bool:
    """Whether options say more than which text is meant."""
    return bool(given.keys() - ({"method", "store"} if kind is TextKind.INSTRUCTION else set()))


def _known(wanted: ShopText, texts: ShopTexts) -> ShopText | None:
    key = text_kind(wanted), text_name(wanted).casefold()
    return next((one for each in texts for one in each if (text_kind(one), text_name(one).casefold()) == key), None)


def _present(known: ShopText | None, wanted: ShopText) -> ShopText:
    if known is None:
        text = _("There is no such text: {name}.")
        name = f"{_(TEXT_KINDS[text_kind(wanted)])} {excerpt(text_name(wanted))}".strip()
        raise RuleBroken(text.format(name=name))
    return known


def _read(file: str) -> str:
    """What a file says.

    Raises:
        RuleBroken: if it is not UTF-8.
        OSError: if it cannot be read.
    """
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        # Editors on Windows put a mark in front, and end lines in their own way.
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RuleBroken(_("{path} is not UTF-8.").format(path=show(file))) from None


def _write(text: ShopText, as_json: bool) -> None:
    """A text as a person reads it: what it is and when it is used, then what it says."""
    if as_json:
        write_json({"sort": text_kind(text), **text._asdict()})
        return
    write_line(" · ".join(filter(None, [_(TEXT_KINDS[text_kind(text)]), show(text_name(text)), *_conditions(text)])))
    write_line("\n".join(f"  {line}" for line in show(text.text, lines=True).split("\n")))
    write_line("")


def _conditions(text: ShopText) -> list[str]:
    if isinstance(text, Template):
        hours = _("{hours} hours").format(hours=text.hours) if text.stage in WAITING_HOURS else ""
        kind = _(PAYMENT_KINDS[text.kind]) if text.kind else ""
        return [_(STAGE_LABELS[text.stage]), hours, kind, show(text.store), show(text.product)]
    if isinstance(text, Instruction) and text.method:
        return [label(text.method)]
    return []
