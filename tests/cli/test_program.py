"""The program as a whole: its help, its version, what it loads, what it says when all else fails."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest

from orders_tui.cli.main import CLICK_PLURALS, CLICK_WORDS, program
from orders_tui.cli.params import sort_words
from orders_tui.config.file import Config
from tests.cli.shop import Shop, call, process

PROGRAM = program(Config())
COMMANDS = PROGRAM.list_commands(click.Context(PROGRAM))


def test_the_help_names_every_command() -> None:
    said = call("--help")
    assert said.code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in said.out
    assert said.out == call("-h").out
    assert "..." not in said.out, "no sentence is cut off"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_ends_with_examples(command: str) -> None:
    said = call(command, "-h")
    assert (said.code, said.err) == (0, "")
    _options, examples = said.out.split("\n  Examples:\n")
    assert all(line.startswith("    ") for line in examples.splitlines())
    assert f"orders-tui {command}" in examples


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_the_page_of_a_command(command: str) -> None:
    assert call("help", command).out.strip() == call(command, "--help").out.strip()


def test_help_shows_the_page_of_the_program() -> None:
    assert call("help").out == call("--help").out
    assert call("help", "lst").err == "orders-tui: “lst” is not known; did you mean list?\n"


def test_global_options_are_understood_after_a_command(shop: Shop) -> None:
    order = shop.add("1")
    assert call("list", "--db", str(shop.path)).out == shop.call("list").out
    assert call("--db", "/nowhere", "show", order, "--db", str(shop.path)).code == 0
    assert "Not possible with --readonly" in shop.call("set", order, "--note", "a", "--readonly").err
    assert "--as is not allowed" in shop.call("list", "--as", "sari").err
    assert shop.call("list", "--unsafe-sqlite").code == 0
    assert "ID pesanan" in shop.call("list", "--lang", "id").out
    assert call("list", "--version").out == call("--version").out
    assert "--db" not in call("list", "-h").out


def test_the_help_names_what_can_be_said() -> None:
    assert all(column in call("list", "-h").out for column in sort_words())


def test_what_is_translated_for_click_is_what_click_says() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    # One of them is looked up by the name of a variable that holds it.
    assert [words for words in CLICK_WORDS if f'_("{words}")' not in said and f'] = "{words}"' not in said] == []
    assert [words for words in CLICK_PLURALS if f'"{words}",' not in said] == []


def test_version() -> None:
    said = process("--version")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("orders-tui ")


HEAVY = {
    *("textual", "pyperclip", "phonenumbers", "playhouse", "asyncio", "tomllib"),
    *("jinja2", "segno", "xlsxwriter", "python_calamine"),
}
CELLS = {"_extension", "cells", "_unicode_data"}
"""What of Rich the width of a text in cells needs."""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["list"],
        ["list", "--json"],
        ["show", "X"],
        ["set", "X", "--note", "a"],
        ["ingest"],
        ["guide"],
        ["export", "-"],
        ["import", "/dev/null"],
    ],
)
def test_only_the_console_loads_what_is_heavy(shop: Shop, arguments: list[str]) -> None:
    shop.add("1")
    script = "import sys; from orders_tui.cli.main import run; run(sys.argv[1:]);print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, "--db", str(shop.path), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
    loaded = {tuple(module.split(".")[:2]) for module in done.stderr.decode().splitlines()[-1].split()}
    assert {package for package, *_module in loaded} & HEAVY == set()
    assert {module for package, *modules in loaded if package == "rich" for module in modules} <= CELLS


def test_the_console_needs_a_terminal(shop: Shop) -> None:
    for arguments in ([], ["demo"]):
        said = process("--db", str(shop.path), *arguments)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("orders-tui: The console needs a terminal")
    assert not shop.path.exists()


def test_an_error_of_the_program_shows_no_data(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_query: str) -> None:
        raise ZeroDivisionError("Siti Aminah")

    shop.add("1")
    monkeypatch.setattr("orders_tui.domain.query.OrderQuery.parse", broken)
    said = shop.call("list")
    assert said.code == 1
    assert said.err.startswith("orders-tui: The program stopped because of an error (reference ")
    assert "Siti" not in said.err


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_output_is_reported(shop: Shop, unbuffered: str) -> None:
    shop.add("1")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "orders_tui", "--db", str(shop.path), "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert done.returncode == 1
    assert done.stderr == b"orders-tui: the disk is full.\n"


def test_a_change_that_waits_for_another_program_names_it_also_in_a_script(shop: Shop) -> None:
    order = shop.add("1")
    with closing(shop.store()) as store:
        with store.engine.writing():
            command = [sys.executable, "-m", "orders_tui", "--db", str(shop.path), "set", order, "--tag", "vip"]
            waiting = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            assert waiting.stderr is not None
            said = waiting.stderr.readline().decode()
        out, err = waiting.communicate(timeout=30)
    assert said.startswith(f"Waiting for the database: process {os.getpid()} (")
    assert (waiting.returncode, out.decode(), err) == (0, f"{order}: Tags: vip.\n", b"")
