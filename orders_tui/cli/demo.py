"""The command `demo`: a shop to try things in, thrown away at the end or made into a file."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.console import check_terminal, start
from orders_tui.cli.feed import Feed, feeding
from orders_tui.cli.output import write_error, write_line
from orders_tui.cli.params import FILE, any_number, examples, file_of, whole_number
from orders_tui.demo.shop import build
from orders_tui.domain.days import parse_stamp
from orders_tui.domain.money import number
from orders_tui.domain.text import show
from orders_tui.domain.words import _, ngettext
from orders_tui.process.signals import exit_on
from orders_tui.store.address import risky_library

_ORDERS = 1200
_MOST = 10_000_000
_RATE = 6.0
_SEED = 1


def demo_command() -> click.Command:
    """`demo`: the console on a shop that is made up."""
    return click.Command(
        "demo",
        callback=with_call(_demo),
        params=[
            click.Option(
                ["--orders"],
                type=whole_number(1, _MOST),
                metavar="N",
                default=_ORDERS,
                show_default=True,
                help=_("How many orders the shop has."),
            ),
            click.Option(
                ["--rate"],
                type=any_number(0, 6000),
                metavar="N",
                default=_RATE,
                show_default=True,
                help=_("How many new orders come in each minute."),
            ),
            click.Option(["--to"], type=FILE, metavar="FILE", help=_("Make the shop's database in FILE and stop.")),
            click.Option(
                ["--seed"],
                type=whole_number(),
                metavar="N",
                default=_SEED,
                show_default=True,
                help=_("The seed: the same number makes the same shop."),
            ),
            click.Option(["--now"], hidden=True),
        ],
        help=_("The console on a made-up shop in which orders keep coming in. It is thrown away at the end."),
        epilog=examples(
            "orders-tui demo",
            "orders-tui demo --orders 50 --rate 60",
            "orders-tui demo --orders 1000000 --to shop.db",
        ),
    )


def _demo(call: Call, orders: int, rate: float, to: str | None, seed: int, now: str | None) -> int:
    at = int(time.time()) if now is None else _time(now)
    if version := risky_library():
        write_error(
            _("SQLite {version} can lose orders under load; for the demo shop it is good enough.").format(
                version=version
            )
        )
    with exit_on((signal.SIGTERM, signal.SIGHUP)):  # until the console takes charge of them
        if to is not None:
            return _make_file(call, to, orders, seed, at)
        check_terminal()
        # An intake that outlives its feeder may go on writing there for a moment.
        with TemporaryDirectory(prefix="orders-tui-", ignore_cleanup_errors=True) as folder:
            shop = _shop(call, Path(folder) / "demo.db")
            _fill(shop, orders, seed, at)
            with feeding(Feed(folder, shop.db, rate, seed, shop.timezone)):
                return start(shop._replace(readonly=call.readonly))


def _make_file(call: Call, to: str, orders: int, seed: int, at: int) -> int:
    """Make the shop beside the file and put it there when it is whole, so that no part of it is ever taken for it."""
    target = file_of(to)
    if target.exists() or target.is_symlink():
        raise click.UsageError(_("{path} already exists; nothing was overwritten.").format(path=show(to)))
    if not target.parent.is_dir():
        raise click.UsageError(_("There is no folder {path}.").format(path=show(str(target.parent))))
    with TemporaryDirectory(prefix=".orders-tui-", dir=target.parent) as folder:
        shop = _shop(call, Path(folder) / "demo.db")
        _fill(shop, orders, seed, at)
        Path(shop.db).rename(target)
    text = ngettext("Made {path}: a shop with {count} order.", "Made {path}: a shop with {count} orders.", orders)
    write_line(text.format(path=show(to), count=number(orders)))
    return 0


def _shop(call: Call, path: Path) -> Call:
    """A call that means the shop in this file."""
    # `--readonly` is for the console alone: the shop has to be filled first. Nor has the name of a real business a
    # place in it.
    return call._replace(db=str(path), readonly=False, unsafe=True, business="")


def _fill(shop: Call, orders: int, seed: int, at: int) -> None:
    with shop.store(create=True) as store, _progress(orders) as progress:
        build(store, orders, seed, at, progress)


@contextmanager
def _progress(orders: int) -> Iterator[Callable[[int], None] | None]:
    """What shows on the terminal how many orders are made, on one line that is gone at the end; None elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return

    def show_progress(done: int) -> None:
        text = _("{done} of {orders} orders").format(done=number(done), orders=number(orders))
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()

    try:
        yield show_progress
    finally:
        sys.stderr.write("\r\N{ESCAPE}[K")
        sys.stderr.flush()


def _time(text: str) -> int:
    try:
        return parse_stamp(text)
    except ValueError as error:
        raise click.UsageError(f"--now: {error}") from None
