"""What shells complete, and the manual page: both are made of the commands that there are."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click import Context

from orders_tui.cli.main import _COMMANDS, program
from orders_tui.config.file import Config
from orders_tui.domain.order import Status
from orders_tui.guide.topics import TOPICS
from tests.cli.shop import call

ROOT = Path(__file__).parents[2]


@pytest.fixture
def completed(tmp_path: Path) -> Callable[..., list[str]]:
    """What bash, with the script that the program writes, makes of a call whose last word is begun."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    ours = tmp_path / "bin" / "orders-tui"
    ours.parent.mkdir()
    ours.write_text(f'#!/bin/sh\nexec {sys.executable} -m orders_tui "$@"\n')
    ours.chmod(0o700)
    script = call("completion", "bash").out

    def complete(*words: str) -> list[str]:
        asked = f"""{script}
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
            compopt() {{ COMPREPLY=("$2"); }}  # outside a completion bash has none
            _orders_tui_completion orders-tui
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        env = {"PATH": f"{ours.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [bash, "-c", asked, "bash", "orders-tui", *words], capture_output=True, env=env, check=True
        )
        return done.stdout.decode().split()

    return complete


def test_bash_completes_commands_options_values_and_files(completed: Callable[..., list[str]]) -> None:
    assert completed("ma") == [name for name in _COMMANDS if name.startswith("ma")]
    assert completed("set", "X", "--status", "") == list(Status)
    assert completed("list", "--so") == ["--sort"]
    assert completed("guide", "") == list(TOPICS)
    assert completed("help", "red") == ["redo"]
    assert completed("backup", "") == ["default"], "files"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_ask_the_program_alike(shell: str) -> None:
    said = call("completion", shell)
    assert (said.code, said.err) == (0, "")
    assert f"_ORDERS_TUI_COMPLETE={shell}_complete" in said.out


def test_a_shell_that_is_not_known_is_refused_with_those_that_are() -> None:
    said = call("completion", "tcsh")
    assert said.code == 2
    assert all(f"'{shell}'" in said.err for shell in ("bash", "zsh", "fish"))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_manual_page_has_every_command_option_and_variable(language: str) -> None:
    text = call("--lang", language, "man").out.replace("\\-", "-")
    root = program(Config())
    for name in _COMMANDS:
        command = root.get_command(Context(root), name)
        assert command is not None
        own = re.search(rf'^\.SS "{name}[ "].*?(?=^\.S[SH])', text, re.DOTALL | re.MULTILINE)
        assert own is not None, name
        for option in (each for param in command.params if not getattr(param, "hidden", False) for each in param.opts):
            assert not option.startswith("-") or option in own[0], (name, option)
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "orders_tui").rglob("*.py"))
    for variable in set(re.findall(r"ORDERS_TUI_[A-Z]+", source)):
        assert f".B {variable}\n" in text, variable


def test_the_manual_page_is_read_without_a_complaint() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("there is no groff here")
    page = call("man").out
    done = subprocess.run(
        [groff, "-man", "-ww", "-Tutf8", "-k"], input=page.encode(), capture_output=True, check=True, timeout=60
    )
    assert done.stderr == b""
    assert "orders-tui backup /backup/orders-$(date +%F).db" in done.stdout.decode()
