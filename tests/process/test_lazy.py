"""Imports that are put off."""

import subprocess
import sys

from orders_tui.process.lazy import LazyModule


def test_a_module_is_imported_when_something_of_it_is_used() -> None:
    assert LazyModule("colorsys").rgb_to_hsv(0, 0, 0) == (0, 0, 0)


def loaded(module: str) -> set[str]:
    """The modules of this program that a process has after it has imported one."""
    asks = f"import sys, {module}; print(*(name for name in sys.modules if name.startswith('orders_tui.')))"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    return {name.removeprefix("orders_tui.") for name in done.stdout.split()}


RARE = {
    "domain.importing",
    "domain.file_orders",
    "domain.matching",
    "store.reads.check",
    "store.reads.imports",
    "store.reads.matching",
    "store.writes.bodies",
    "store.writes.imports",
    "store.writes.load",
    "store.writes.removals",
}
"""What few calls of the command line need, and no first frame."""
WRITES = {f"store.writes.{part}" for part in ("attempts", "changes", "jobs", "operation", "plans", "repeats", "undo")}
"""What the first change needs, and nobody who only reads."""


def test_the_first_frame_waits_for_nothing_that_is_done_to_orders() -> None:
    first = loaded("orders_tui.ui.app")
    assert "ui.main.screen" in first
    assert first.isdisjoint(RARE | WRITES | {"domain.plans"})
    screens = {name for name in first if name.startswith(("ui.screens.", "exchange"))}
    assert screens == {"ui.screens.dialog", "ui.screens.styled_once"}
    assert first.isdisjoint(
        f"ui.main.{late}"
        for late in (
            "buyer_actions",
            "confirmations",
            "drafts",
            "files",
            "import_desk",
            "order_actions",
            "order_fields",
            "order_forms",
            "palette",
            "payment_desk",
            "printing",
            "removing",
            "sending",
            "ship_sheets",
            "text_editor",
            "wording",
        )
    )


def test_the_command_line_starts_without_the_store_and_the_store_without_what_is_rare() -> None:
    first = loaded("orders_tui.cli.main")
    assert not [name for name in first if name.startswith(("ui", "exchange", "store.store", "store.reads"))]
    store = loaded("orders_tui.store.store")
    assert {name for name in store if name.startswith("store.reads.")} == {"store.reads.orders"}
    assert store.isdisjoint(RARE | WRITES | {"domain.plans", "store.same_buyer", "store.writes.drafts"})
    assert loaded("orders_tui.store.reads.lists").isdisjoint({"domain.plans", "store.reads.selecting"})
    assert loaded("orders_tui.store.writes.bodies").isdisjoint({"domain.plans", "domain.shipping"})


def test_commands_start_without_large_parts_of_the_library_that_they_do_not_need() -> None:
    asks = "import sys, orders_tui.cli.main, orders_tui.cli.ingest, orders_tui.cli.reading; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert {"asyncio", "textual"}.isdisjoint(done.stdout.split())
