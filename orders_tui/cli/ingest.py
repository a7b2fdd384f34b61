"""The command `ingest`: lines of JSON in, an answer to each as soon as what it says is safely stored."""

import errno
import os
import signal
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.lines import Lines
from orders_tui.cli.output import OutputClosed, discard_output, flush, write_line, write_note, writes_utf8
from orders_tui.cli.params import examples
from orders_tui.domain.commands import Outcome
from orders_tui.domain.rights import Actor
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.exchange.intake import LINE_LIMIT, Line, Refused, answer, parse
from orders_tui.process.signals import SignalPipe
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Request, Store

_TOGETHER = 500
"""How many lines are stored in one transaction at most: more would keep the other writers waiting."""
_STDIN = 0
_STOPS = (signal.SIGINT, signal.SIGTERM)
"""After these the group under way is still finished and answered."""


def ingest_command() -> click.Command:
    """`ingest`: take in what order forms, gateways and couriers report."""
    return click.Command(
        "ingest",
        callback=with_call(_ingest),
        params=[click.Argument(["file"], default="-", type=click.Path(allow_dash=True))],
        help=_(
            "Take in JSON lines from FILE or standard input: orders, confirmations, payments, shipments, deliveries,"
            " returns. Each line is answered when it is stored; a line sent twice changes nothing."
        ),
        short_help=_("Take in JSON lines and answer each when it is stored."),
        epilog=examples(
            "orders-tui ingest orders.jsonl",
            "tail -F forms.jsonl | orders-tui ingest",
            """echo '{"type":"order","id":"1","store":"Toko","customer":{"name":"Siti"},"""
            """"items":[{"name":"Madu","price":90000}]}' | orders-tui ingest""",
        ),
    )


def _ingest(call: Call, file: str) -> int:
    refused = False
    with (
        _opened(file) as source,
        call.store_to_change(create=True) as store,
        closing(SignalPipe(_STOPS)) as signals,
    ):
        call.name_business(store)
        if os.isatty(source):
            write_note(_("Waiting for JSON lines. Ctrl+D at the start of a line ends; --help shows examples."))
        incoming = Lines(source, longest=LINE_LIMIT, stop=signals.read_end)
        number = 0
        while group := incoming.group(_TOGETHER):
            lines = list(_parsed(group, number))
            number += len(group)
            outcomes = _stored(store, call.actor("intake"), lines)
            refused = refused or not all(outcome.ok for outcome in outcomes)
            if not _answered(lines, outcomes):
                return 1
    return 1 if refused else 0


def _parsed(group: Sequence[bytes], before: int) -> Iterator[Line | Refused]:
    """What each line asks for, but for blank ones; `before` is how many lines came before."""
    for number, raw in enumerate(group, before + 1):
        if line := parse(number, raw):
            yield line


def _stored(store: Store, by: Actor, lines: Sequence[Line | Refused]) -> list[Outcome]:
    """What became of each line, in their order; all of them are safely stored, or refused."""
    requests = [Request(line.command, line.key, line.kind, line.order) for line in lines if isinstance(line, Line)]
    try:
        done = iter(store.execute_many(requests, by, one_operation=False) if requests else [])
    except DatabaseError as error:
        done = iter([Outcome("", error=str(error)) for _request in requests])
    return [next(done) if isinstance(line, Line) else Outcome("", error=line.error) for line in lines]


def _answered(lines: Sequence[Line | Refused], outcomes: Sequence[Outcome]) -> bool:
    """Write the answers; False when their reader has closed the output, and so sends no more."""
    try:
        for line, outcome in zip(lines, outcomes, strict=True):
            write_line(answer(line, outcome, only_ascii=not writes_utf8()))
        flush()
    except OutputClosed:
        discard_output()
        return False
    return True


@contextmanager
def _opened(file: str) -> Iterator[int]:
    if file == "-":
        yield _STDIN
        return
    try:
        source = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise _unread(file, error.strerror) from error
    try:
        if stat.S_ISDIR(os.fstat(source).st_mode):
            raise _unread(file, os.strerror(errno.EISDIR))
        yield source
    finally:
        os.close(source)


def _unread(file: str, reason: str | None) -> click.UsageError:
    return click.UsageError(_("{path} cannot be read: {reason}.").format(path=show(file), reason=reason))
