"""The commands that turn a list into a plan: ship, match-payments, match-cod."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.output import flush, write_json, write_line
from orders_tui.cli.params import dry_run_option, examples, json_option
from orders_tui.domain.commands import AcceptPayment, ChangeOrder, Outcome, RuleBroken
from orders_tui.domain.days import local
from orders_tui.domain.matching import CreditVerdict, Match, PaymentPlan
from orders_tui.domain.money import number
from orders_tui.domain.order import Status
from orders_tui.domain.os_faults import reason
from orders_tui.domain.parcel_list import Unplaced, read_parcels
from orders_tui.domain.payouts import CodPlan, PayoutMatch, PayoutVerdict
from orders_tui.domain.plans import Plan
from orders_tui.domain.rights import check_command
from orders_tui.domain.shipping import Parcel, ShipPlan, ShipSheet, Skipped, StopReason, paste
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.domain.written import who
from orders_tui.exchange.headed_tables import UnreadLine
from orders_tui.exchange.payout_lists import read_payouts
from orders_tui.exchange.statements import read_statement
from orders_tui.exchange.text_tables import decoded
from orders_tui.store.store import Store


class MatchedLine(NamedTuple):
    """What a line of the list is found to be."""

    line: int
    verdict: str
    sentence: str
    order_id: str = ""
    able: bool = False
    """Whether the plan changes its order."""
    fault: bool = False
    """Whether a person has to see to it: it could not be read, or not be carried out."""


def ship_command() -> click.Command:
    """`ship`: give orders their receipt numbers from a list."""
    return click.Command(
        "ship",
        callback=with_call(_ship),
        params=[
            click.Option(
                ["--from", "file"],
                required=True,
                metavar="FILE",
                type=click.Path(allow_dash=True),
                help=_(
                    "The list: one order and its receipt number per line, with or without the courier;"
                    " - for standard input."
                ),
            ),
            click.Option(["--courier"], default="", help=_("The courier for orders that have none.")),
            click.Option(
                ["--same-parcel"],
                multiple=True,
                metavar="NUMBER",
                help=_("A receipt number that several orders share on purpose; can be repeated."),
            ),
            *_how(),
        ],
        help=_("Ship orders, each with its own receipt number, from a list. All orders of one call are one change."),
        short_help=_("Ship orders from a list of receipt numbers."),
        epilog=examples(
            "orders-tui ship --from numbers.csv --dry-run",
            "echo '261122BCDFGH, JNE, JT0001' | orders-tui ship --from -",
        ),
    )


def match_payments_command() -> click.Command:
    """`match-payments`: find the orders that a bank statement pays."""
    return click.Command(
        "match-payments",
        callback=with_call(_match_payments),
        params=[_file(), *_how()],
        help=_(
            "Match the credits of a bank statement, a CSV file or copied lines, with the orders that wait for a"
            " transfer, and mark those paid. What fits several orders is left to a person."
        ),
        short_help=_("Mark orders paid from a bank statement."),
        epilog=examples("orders-tui match-payments statement.csv --dry-run", "orders-tui match-payments -"),
    )


def match_cod_command() -> click.Command:
    """`match-cod`: find the COD orders that a courier pays out."""
    return click.Command(
        "match-cod",
        callback=with_call(_match_cod),
        params=[_file(), *_how()],
        help=_(
            "Match a courier's payout, a CSV file with receipt numbers and amounts, with the COD orders, and mark as"
            " paid those whose cash was handed over in full."
        ),
        short_help=_("Mark COD orders paid from a courier's payout."),
        epilog=examples("orders-tui match-cod payout.csv --dry-run", "orders-tui match-cod payout.csv --json"),
    )


def _file() -> click.Argument:
    return click.Argument(["file"], type=click.Path(allow_dash=True))


def _how() -> list[click.Parameter]:
    return [dry_run_option(), json_option()]


def _ship(call: Call, file: str, courier: str, same_parcel: tuple[str, ...], dry_run: bool, as_json: bool) -> int:
    text = _text(file)
    actor = call.actor()
    # Who may not do this is refused once, and not for each line.
    check_command(actor, ChangeOrder(order_id="", status=Status.SHIPPED))
    lines: dict[str, int] = {}
    for entry in read_parcels(text)[0]:
        # What is said of an order that several lines name stands at the first of them.
        lines.setdefault(entry.order_id, entry.line)
    with _store(call, dry_run) as store:
        sheet, unplaced = paste(_sheet(store, lines), text)
        # An order whose lines contradict each other is not shipped with what it had before.
        sheet = sheet.without(
            {order_id for order_id, line in lines.items() if line in {each.line for each in unplaced}}
        )
        sheet = sheet.with_usual_courier(courier).with_one_parcel(*same_parcel)
        sheet = sheet.with_taken(store.matching.with_receipts(sheet.numbers))
        findings = [_unplaced(each) for each in unplaced]
        for parcel, stop in zip(sheet.parcels, sheet.stops, strict=True):
            findings.append(_parcel(lines[parcel.order.order_id], parcel, stop))
        return _carry_out(call, store, ShipPlan(sheet), findings, dry_run, as_json)


def _sheet(store: Store, order_ids: Iterable[str]) -> ShipSheet:
    """The sheet of the orders that a list names."""
    orders = []
    missing = []
    for order_id in sorted(filter(None, order_ids)):
        try:
            orders.append(store.orders.get(order_id))
        except RuleBroken as unknown:
            missing.append(Skipped(order_id, str(unknown)))
    return ShipSheet.of(orders).with_skipped(*missing)


def _match_payments(call: Call, file: str, dry_run: bool, as_json: bool) -> int:
    text = _text(file)
    check_command(call.actor(), AcceptPayment(order_id="", amount=0, transaction=""))
    with _store(call, dry_run) as store:
        statement = read_statement(text, local(store.now(), store.zone).date())
        matches = store.matching.credits(statement.credits)
        out = (MatchedLine(line, "outgoing", _("This is outgoing money.")) for line in statement.outgoing)
        findings = [*map(_credit, matches), *map(_unread, statement.unread), *out]
        return _carry_out(call, store, PaymentPlan(matches), findings, dry_run, as_json)


def _match_cod(call: Call, file: str, dry_run: bool, as_json: bool) -> int:
    listed = read_payouts(_text(file))
    check_command(call.actor(), AcceptPayment(order_id="", amount=0, transaction=""))
    with _store(call, dry_run) as store:
        matches = store.matching.payouts(listed.payouts)
        findings = [*map(_payout, matches), *map(_unread, listed.unread)]
        return _carry_out(call, store, CodPlan(matches), findings, dry_run, as_json)


def _unplaced(each: Unplaced) -> MatchedLine:
    return MatchedLine(each.line, "refused", each.reason, fault=True)


def _parcel(line: int, parcel: Parcel, stop: StopReason | None) -> MatchedLine:
    order_id = parcel.order.order_id
    if stop is not None:
        return MatchedLine(line, "refused", stop.reason, order_id, fault=True)
    sent = " ".join(filter(None, [show(parcel.courier), show(parcel.receipt)]))
    text = _("{order} ({customer}): {parcel}").format(order=order_id, customer=who(parcel.order), parcel=sent)
    return MatchedLine(line, "ready", text, order_id, able=True)


def _unread(each: UnreadLine) -> MatchedLine:
    return MatchedLine(each.line, "unread", _("Not read: {reason}").format(reason=each.reason), fault=True)


def _credit(match: Match) -> MatchedLine:
    fault = match.verdict.needs_checking
    order_id = match.known or (match.orders[0].order_id if len(match.orders) == 1 else "")
    able = match.verdict is CreditVerdict.MATCHED
    return MatchedLine(match.credit.line, match.verdict, match.sentence, order_id, able, fault)


def _payout(match: PayoutMatch) -> MatchedLine:
    order_id = match.orders[0].order_id if len(match.orders) == 1 else ""
    able = match.verdict is PayoutVerdict.MATCHED
    fault = match.verdict.needs_checking
    return MatchedLine(match.payout.line, match.verdict, match.sentence, order_id, able, fault)


def _text(file: str) -> str:
    """The whole text of a file, or of standard input for `-`, in whichever of the usual encodings it is.

    Raises:
        click.UsageError: if it cannot be read.
    """
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        text = _("{path} cannot be read: {reason}.")
        raise click.UsageError(text.format(path=show(file), reason=reason(error))) from error
    return decoded(raw)


def _store(call: Call, dry_run: bool) -> AbstractContextManager[Store]:
    return call.store() if dry_run else call.store_to_change()


def _carry_out(
    call: Call, store: Store, plan: Plan, findings: Sequence[MatchedLine], dry_run: bool, as_json: bool
) -> int:
    """Say what the plan is, carry it out unless it is only tried, and say what became of it; the exit code."""
    # Those that could not be read come from elsewhere, but are answered for where they stand in the list.
    findings = sorted(findings)
    if not as_json:
        _say_plan(findings, dry_run)
        flush()  # carrying it out may take a while
    outcomes = [] if dry_run else _outcomes(call, store, plan)
    refused = {outcome.order_id: outcome.error for outcome in outcomes if not outcome.ok}
    if as_json:
        for finding in findings:
            write_json(dict(_object(finding, refused, dry_run)))
    else:
        _say_outcomes(outcomes)
    return 1 if refused or any(finding.fault for finding in findings) else 0


def _outcomes(call: Call, store: Store, plan: Plan) -> list[Outcome]:
    result = store.carry_out(plan, call.actor())
    return [*result.changed, *result.refused]


def _say_plan(findings: Sequence[MatchedLine], dry_run: bool) -> None:
    for finding in findings:
        write_line(_("Line {line}: {sentence}").format(line=finding.line, sentence=finding.sentence))
    able = sum(finding.able for finding in findings)
    text = ngettext(
        "{able} of {count} line can be carried out.", "{able} of {count} lines can be carried out.", len(findings)
    )
    write_line(text.format(able=number(able), count=number(len(findings))))
    if dry_run:
        write_line(_("Nothing was changed."))


def _say_outcomes(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if not outcome.ok:
            write_line(_("Refused: {reason}").format(reason=outcome.error))
        elif outcome.warning:
            write_line(outcome.warning)
    done = sum(outcome.ok for outcome in outcomes)
    if outcomes:
        text = ngettext(
            "{count} order changed; “orders-tui undo” takes it back.",
            "{count} orders changed; “orders-tui undo” takes them back together.",
            done,
        )
        write_line(text.format(count=number(done)))


def _object(finding: MatchedLine, refused: dict[str, str], dry_run: bool) -> Iterator[tuple[str, object]]:
    """A line of the list as JSON; `ok` says whether its order was changed, where that was tried."""
    yield from {"line": finding.line, "verdict": str(finding.verdict), "message": finding.sentence}.items()
    if finding.order_id:
        yield "order_id", finding.order_id
    if finding.able and not dry_run:
        error = refused.get(finding.order_id, "")
        yield "ok", not error
        if error:
            yield "error", error
