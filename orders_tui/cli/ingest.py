"""The command `ingest`: lines of JSON in, an answer to each as soon as what it says is safely stored."""

import errno
import os
import signal
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.lines import LineReader
from orders_tui.cli.output import OutputClosed, discard_output, flush, write_line, write_note, writes_utf8
from orders_tui.cli.params import examples
from orders_tui.domain.commands import Outcome
from orders_tui.domain.os_faults import reason
from orders_tui.domain.rights import Actor
from orders_tui.domain.text import show
from orders_tui.domain.words import _
from orders_tui.exchange.fields import KEY_LIMIT, LINE_LIMIT, FieldError
from orders_tui.exchange.intake import ForeignLine, IntakeLine, Refused, answer, parse
from orders_tui.process.lazy import LazyModule
from orders_tui.process.signals import SignalPipe
from orders_tui.store.errors import DatabaseError
from orders_tui.store.store import Request, Store
from orders_tui.store.writes.bodies import SentBody

if TYPE_CHECKING:
    from orders_tui.exchange import scalev
else:
    scalev = LazyModule("orders_tui.exchange.scalev")  # only for its format, and it needs what checks signatures

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
        params=[
            click.Argument(["file"], default="-", type=click.Path(allow_dash=True)),
            click.Option(
                ["--format"],
                type=click.Choice(["lines", "scalev"]),
                default="lines",
                help=_("The format of the lines: orders-tui's own, or Scalev's webhook bodies as they arrive."),
            ),
            click.Option(
                ["--secret-file"],
                type=click.Path(exists=True, dir_okay=False),
                help=_("Scalev's Signing Secret: take only bodies that are signed with it."),
            ),
        ],
        help=_(
            "Take in JSON lines from FILE or standard input: orders, confirmations, payments, shipments, deliveries,"
            " returns, and whatever else is reported of orders. Each line is answered when it is stored; a line sent"
            " twice changes nothing."
        ),
        short_help=_("Take in JSON lines and answer each when it is stored."),
        epilog=examples(
            "orders-tui ingest orders.jsonl",
            "tail -F forms.jsonl | orders-tui ingest",
            "orders-tui ingest --format scalev --secret-file secret.txt < webhooks.jsonl",
            """echo '{"type":"order","id":"1","store":"Toko","customer":{"name":"Siti"},"""
            """"items":[{"name":"Madu","price":90000}]}' | orders-tui ingest""",
        ),
    )


def _ingest(call: Call, file: str, format: str, secret_file: str | None) -> int:
    if secret_file and format == "lines":
        raise click.UsageError(_("--secret-file can only be used with --format scalev."))
    # Editors end a file with a line break, which is no part of the secret.
    secret = Path(secret_file).read_bytes().strip() if secret_file else b""
    if secret_file and not secret:
        raise click.UsageError(_("{path} is empty.").format(path=show(secret_file)))
    take = partial(_bodies, secret=secret) if format == "scalev" else _lines
    refused = False
    with (
        _opened(file) as source,
        call.store_to_change(create=True) as store,
        closing(SignalPipe(_STOPS)) as signals,
    ):
        call.keep_shop(store)
        if os.isatty(source):
            write_note(_("Waiting for JSON lines. Ctrl+D at the start of a line ends; --help shows examples."))
        incoming = LineReader(source, longest=LINE_LIMIT, stop=signals.read_end)
        number = 0
        while group := incoming.group(_TOGETHER):
            answers = take(store, call.actor("intake"), group, number)
            # Blank lines count, so that the numbers are those of the sender's file.
            number += len(group)
            refused = refused or not all(outcome.ok for _line, outcome in answers)
            if not _answered(answers):
                return 1
    return 1 if refused else 0


_Answers = Sequence[tuple[IntakeLine | Refused | ForeignLine, Outcome]]
"""What was sent, and what became of it."""


def _lines(store: Store, by: Actor, group: Sequence[bytes], before: int) -> _Answers:
    lines = list(_parsed(group, before))
    return list(zip(lines, _stored(store, by, lines), strict=True))


def _bodies(store: Store, by: Actor, group: Sequence[bytes], before: int, *, secret: bytes) -> _Answers:
    """The same for webhook bodies of Scalev; `before` is how many lines came before."""
    read: list[tuple[int, scalev.Body | str]] = []
    for number, raw in enumerate(group, before + 1):
        try:
            if body := scalev.read_body(raw, secret):
                read.append((number, body))
        except FieldError as wrong:
            read.append((number, str(wrong)))
    sent = [_sent(body) for _number, body in read if not isinstance(body, str)]
    try:
        done = iter(store.take_in(sent, by) if sent else [])
    # None of the group is stored then; each of its bodies has an answer all the same, by which it can be sent again.
    except DatabaseError as error:
        done = iter([Outcome("", error=str(error)) for _body in sent])
    answers: list[tuple[IntakeLine | Refused | ForeignLine, Outcome]] = []
    for number, each in read:
        if isinstance(each, str):
            answers.append((Refused(number, "", each), Outcome("", error=each)))
        else:
            outcome = next(done)
            warning = " ".join(filter(None, (each.warning, outcome.warning)))
            answers.append((ForeignLine(number, each.key), outcome._replace(warning=warning)))
    return answers


def _sent(body: "scalev.Body") -> SentBody:
    requests = tuple(Request(part.command, part.key, part.kind) for part in body.parts)
    return SentBody(scalev.SENDER, f"{scalev.SENDER}:{body.key}"[:KEY_LIMIT], requests, body.text)


def _parsed(group: Sequence[bytes], before: int) -> Iterator[IntakeLine | Refused]:
    """What each line asks for, but for blank ones; `before` is how many lines came before."""
    for number, raw in enumerate(group, before + 1):
        if line := parse(number, raw):
            yield line


def _stored(store: Store, by: Actor, lines: Sequence[IntakeLine | Refused]) -> list[Outcome]:
    """What became of each line, in their order; all of them are safely stored, or refused."""
    requests = [
        Request(line.command, line.key, line.kind, line.order) for line in lines if isinstance(line, IntakeLine)
    ]
    try:
        done = iter(store.execute_many(requests, by, one_operation=False) if requests else [])
    except DatabaseError as error:
        done = iter([Outcome("", error=str(error)) for _request in requests])
    return [next(done) if isinstance(line, IntakeLine) else Outcome("", error=line.error) for line in lines]


def _answered(answers: _Answers) -> bool:
    """Write the answers; False when their reader has closed the output, and so sends no more."""
    try:
        for line, outcome in answers:
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
        raise _unread(file, error) from error
    try:
        # A folder can be opened; only reading it fails, with an error that does not name it.
        if stat.S_ISDIR(os.fstat(source).st_mode):
            raise _unread(file, IsADirectoryError(errno.EISDIR, ""))
        yield source
    finally:
        os.close(source)


def _unread(file: str, error: OSError) -> click.UsageError:
    return click.UsageError(_("{path} cannot be read: {reason}.").format(path=show(file), reason=reason(error)))
