"""The command that copies the database: backup."""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.output import write_json, write_line, write_note
from orders_tui.cli.params import FILE, examples, file_of, force_option, json_option
from orders_tui.cli.progress import Meter
from orders_tui.cli.reading import count_all
from orders_tui.domain.money import number
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.exchange.files import check_free
from orders_tui.process.signals import exit_on
from orders_tui.store.address import path_of
from orders_tui.store.reads.check import CheckFinding
from orders_tui.store.store import open_store

_MEGABYTE = 1_000_000


def backup_command() -> click.Command:
    """`backup`: a copy of the database."""
    return click.Command(
        "backup",
        callback=with_call(_backup),
        params=[click.Argument(["file"], type=FILE), force_option(), json_option()],
        help=_(
            "Copy the database to FILE while others work. The copy is as the database is when it begins, is for its"
            " owner alone to read, and is checked before it takes its name."
        ),
        short_help=_("Copy the database while others work."),
        epilog=examples(
            "orders-tui backup /backup/orders-$(date +%F).db",
            "orders-tui --readonly --db /backup/orders-2026-11-28.db check",
        ),
    )


def _backup(call: Call, file: str, force: bool, as_json: bool) -> int:
    target = file_of(file)
    _check_target(call, target, force=force)
    # Beside its target, so that it takes its name in one step: nobody ever finds half a backup.
    # A signal that ended the process at once would leave that folder behind.
    with exit_on((signal.SIGTERM, signal.SIGHUP)), TemporaryDirectory(prefix=".orders-tui-", dir=target.parent) as own:
        copy = Path(own) / "copy.db"
        _copy(call, copy)
        faults, orders = _checked(call, copy)
        size = copy.stat().st_size
        # A faulty copy is better than none, but never takes the place of one that is there.
        kept = not faults or not target.exists()
        if kept:
            copy.rename(target)
    if as_json:
        wrong = {"kept": kept, "faults": [fault._asdict() for fault in faults]} if faults else {}
        write_json({"ok": not faults, "file": str(target), "orders": orders, "bytes": size, **wrong})
    else:
        _say(target, faults, orders, size, kept=kept)
    return 1 if faults else 0


def _check_target(call: Call, target: Path, *, force: bool) -> None:
    """Refuse what cannot be written, and what must not be replaced even where that was asked for.

    Raises:
        FileThere: if there is a file, and it is not to be replaced.
        click.UsageError: if the file is a database in use, or there is no such folder.
    """
    name = show(str(target))
    if not target.parent.is_dir():
        raise click.UsageError(_("There is no folder {path}.").format(path=show(str(target.parent))))
    source = path_of(call.db)
    if target.exists() and source.exists() and target.samefile(source):
        raise click.UsageError(_("{path} is the database itself; name another file.").format(path=name))
    check_free(target, force=force)
    # The log of another database would be taken for the copy's own.
    if any(Path(f"{target}{end}").exists() for end in ("-wal", "-journal")):
        raise click.UsageError(_("{path} is a database in use; name another file.").format(path=name))


def _copy(call: Call, copy: Path) -> None:
    actor = call.actor()
    with call.store() as store, Meter() as meter:
        # Read-only there is still a way to save what is there, as from a disk that is full.
        if not store.readonly:
            # Before the copy, so that there is none of which nothing is recorded.
            store.audit.record_export("backup", count_all(store), actor)
        store.backups.make(copy, actor, lambda done, whole: meter.show(done, whole=whole))


def _checked(call: Call, copy: Path) -> tuple[Sequence[CheckFinding], int]:
    """What is wrong with the copy, and how many orders it has."""
    if sys.stderr.isatty():
        write_note(_("Checking the copy…"))
    # Nobody else writes to it, so that even a disk of the network will do.
    store = open_store(str(copy), readonly=True, unsafe=True, zone=call.zone, reader=call.actor())
    try:
        return store.check(), count_all(store)
    finally:
        store.close()


def _say(target: Path, faults: Sequence[CheckFinding], orders: int, size: int, *, kept: bool) -> None:
    for fault in faults:
        write_line(f"{show(fault.where)}: {fault.what}")
    if not kept:
        text = _("{path} is unchanged: the new copy has these faults, and was discarded.")
    elif faults:
        text = _("{path} was written, with these faults; “orders-tui check” says whether the database has them too.")
    else:
        text = ngettext(
            "{path}: {orders} order, {size} MB, checked.", "{path}: {orders} orders, {size} MB, checked.", orders
        )
    megabytes = number(max(1, round(size / _MEGABYTE)))
    write_line(text.format(path=show(str(target)), orders=number(orders), size=megabytes))
