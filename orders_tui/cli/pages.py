"""The public pages of orders as files: one, or all those of a query kept up to date."""

import re
from collections import Counter
from pathlib import Path

import click

from orders_tui.cli.call import Call, with_call
from orders_tui.cli.chosen import found, parsed, query_option
from orders_tui.cli.output import write_json, write_line
from orders_tui.cli.params import FILE, examples, force_option, json_option
from orders_tui.domain.filling import page_name
from orders_tui.domain.rights import Right, check_right
from orders_tui.domain.words import _
from orders_tui.exchange.files import replace_file, write_file
from orders_tui.exchange.page import MARK, page

_PAGE = re.compile(r"[0-9a-f]{32}\.html")
"""How the pages of orders are named."""


def page_command() -> click.Command:
    """`page`: what the buyer sees of an order."""
    return click.Command(
        "page",
        callback=with_call(_page),
        params=[
            click.Argument(["order"]),
            click.Option(
                ["--output", "-o"], type=FILE, metavar="FILE", help=_("Write it to this file, not to standard output.")
            ),
            force_option(),
        ],
        help=_("Write the public page of an order: one HTML file for its buyer."),
        epilog=examples("orders-tui page 261122BCDFGH -o order.html"),
    )


def pages_command() -> click.Command:
    """`pages`: the pages of many orders in a folder, kept up to date."""
    return click.Command(
        "pages",
        callback=with_call(_pages),
        params=[
            click.Argument(["folder"], type=FILE, metavar="DIR"),
            query_option(_("Which orders (default: all of your own stores).")),
            json_option(),
        ],
        help=_(
            "Keep the public pages of orders in a folder up to date, for a web server to serve: pages that changed"
            " are written, pages of orders that the query no longer finds are removed."
        ),
        epilog=examples("orders-tui pages /srv/orders --query 'received:30d'"),
    )


def _page(call: Call, order: str, output: str | None, force: bool) -> int:
    with call.store() as store:
        check_right(call.actor(), Right.EXPORT)
        document = page(store.orders.get(order), call.shop(store))
    if output is None:
        write_line(document)
    else:
        write_file(Path(output), document, force=force)
    return 0


def _pages(call: Call, folder: str, query: str | None, as_json: bool) -> int:
    wanted, directory = parsed(query or "", call.name), Path(folder)
    with call.store() as store:
        check_right(call.actor(), Right.EXPORT)
        directory.mkdir(parents=True, exist_ok=True)
        gone = {file for file in directory.iterdir() if _is_page(file)}
        done: Counter[str] = Counter()
        shop = call.shop(store)
        for order in found(store, wanted):
            file = directory / page_name(order)
            gone.discard(file)
            done[_bring_up_to_date(file, page(order, shop))] += 1
    # Only when all others are written: what fails half way has removed nothing.
    for file in gone:
        file.unlink()
    counts = {"written": done["written"], "unchanged": done["unchanged"], "removed": len(gone)}
    if as_json:
        write_json(counts)
    else:
        write_line(_("{written} written, {unchanged} unchanged, {removed} removed").format(**counts))
    return 0


def _bring_up_to_date(file: Path, document: str) -> str:
    """Write the page unless it says the same already; what was done."""
    if file.is_file() and file.read_bytes() == document.encode():
        return "unchanged"
    replace_file(file, document)
    return "written"


def _is_page(file: Path) -> bool:
    """Whether a file is a page that this command wrote, so that no other file is ever removed."""
    if not _PAGE.fullmatch(file.name) or file.is_symlink() or not file.is_file():
        return False
    return MARK in file.read_text(encoding="utf-8", errors="replace")
