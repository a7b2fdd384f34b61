"""What is said of an import, to a person and for a program: order by order, and in figures."""

from zoneinfo import ZoneInfo

from orders_tui.cli.output import write_line
from orders_tui.domain.file_orders import Decision, ImportVerdict
from orders_tui.domain.import_lines import decision_lines
from orders_tui.domain.import_summary import ImportSummary
from orders_tui.domain.money import number
from orders_tui.domain.words import _, ngettext
from orders_tui.store.writes.imports import ImportResult

_SHOWN = 20
"""How many orders a person is shown of those that are simply taken."""


def say_decisions(summary: ImportSummary, zone: ZoneInfo) -> None:
    """Say what becomes of the first orders, and of all that want a look; what stays as it is is only counted.

    Args:
        summary: what becomes of all orders.
        zone: by whose clocks times are written.
    """
    for verdict in (ImportVerdict.CREATE, ImportVerdict.UPDATE, ImportVerdict.REFUSED):
        named = _named(summary, verdict)
        for decision in named:
            for line in decision_lines(decision, zone):
                write_line(line)
        if (more := summary.counts[verdict] - len(named)) > 0:
            write_line(_("… and {count} more like these.").format(count=number(more)))


def _named(summary: ImportSummary, verdict: ImportVerdict) -> list[Decision]:
    """The orders that are shown: what is refused or odd, as far as it is named, and some of the others."""
    if verdict is ImportVerdict.REFUSED:
        return summary.first[verdict]
    first = summary.first[verdict][:_SHOWN]
    # The odd ones up to this line are among the first already.
    last = first[-1].order.line if first else 0
    return first + [each for each in summary.odd if each.verdict is verdict and each.order.line > last]


def say_totals(summary: ImportSummary, *, planned: bool) -> None:
    """Say how many orders of each kind there are."""
    texts = (
        {
            ImportVerdict.CREATE: _("{count} new"),
            ImportVerdict.UPDATE: _("{count} to change"),
            ImportVerdict.UNCHANGED: _("{count} unchanged"),
            ImportVerdict.REFUSED: _("{count} refused"),
        }
        if planned
        else {
            ImportVerdict.CREATE: _("{count} added"),
            ImportVerdict.UPDATE: _("{count} changed"),
            ImportVerdict.UNCHANGED: _("{count} unchanged"),
            ImportVerdict.REFUSED: _("{count} refused"),
        }
    )
    parts = [text.format(count=number(summary.counts[verdict])) for verdict, text in texts.items()]
    text = ngettext("{count} order in the file: {parts}.", "{count} orders in the file: {parts}.", summary.orders)
    write_line(text.format(count=number(summary.orders), parts=", ".join(parts)))
    if summary.remarks:
        text = ngettext("{count} of them has a remark.", "{count} of them have remarks.", summary.remarks)
        write_line(text.format(count=number(summary.remarks)))
    if summary.kept:
        text = ngettext(
            "{count} blank cell keeps what its order has; --clear-blanks empties it.",
            "{count} blank cells keep what their orders have; --clear-blanks empties them.",
            summary.kept,
        )
        write_line(text.format(count=number(summary.kept)))
    if summary.lacks_store:
        write_line(_("Orders without a store in the file get one with --store NAME."))


def say_undoing() -> None:
    """Say, before anything is changed, who may take an import back."""
    write_line(_("Nothing was changed. An import is one change: you or an admin takes it back with “orders-tui undo”."))


def say_done(result: ImportResult) -> None:
    """Say how to take an import back, or that it was taken back."""
    if result.stopped and not result.fault:
        write_line(_("Stopped; what was written was taken back."))
    elif result.operation is not None:
        text = _("It is one change: “orders-tui undo” takes all of it back; an admin uses “{call}”.")
        write_line(text.format(call=f"orders-tui undo --operation {result.operation}"))


def decision_object(decision: Decision) -> dict[str, object]:
    """What becomes of an order, for a program."""
    values: dict[str, object] = {
        "line": decision.order.line,
        "verdict": decision.verdict,
        "order_id": decision.order_id or None,
        "reference": decision.order.reference or None,
    }
    if decision.shown:
        values["changes"] = [change._asdict() for change in decision.shown]
    if decision.faults:
        values["faults"] = [fault._asdict() for fault in decision.faults]
    if decision.remarks:
        values["remarks"] = list(decision.remarks)
    return values


def summary_object(summary: ImportSummary, result: ImportResult | None) -> dict[str, object]:
    """The figures, for a program; the last line of its answer."""
    values: dict[str, object] = {"orders": summary.orders}
    values |= {str(verdict): summary.counts[verdict] for verdict in ImportVerdict}
    values |= {"remarks": summary.remarks, "blank_cells": summary.kept}
    if result is not None:
        values |= {"operation": result.operation, "stopped": result.stopped}
        if result.fault:
            values["fault"] = result.fault
    return values
