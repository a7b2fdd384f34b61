"""Who is asking, and from where."""

import os
import pwd

import pytest

from orders_tui.cli import who

ME = pwd.getpwuid(os.geteuid()).pw_name


def test_the_system_says_who_is_asking() -> None:
    assert who.account() == ME
    assert who.person({"USER": "someone", "LOGNAME": "someone"}) == ME


@pytest.mark.parametrize(("caller", "name"), [("daemon", "daemon"), ("no-such-account", ME), ("", ME)])
def test_under_sudo_it_is_the_caller(caller: str, name: str) -> None:
    assert who.person({"SUDO_USER": caller}) == name


@pytest.mark.parametrize("client", ["192.0.2.7", "2001:db8::7", "fe80::1%eth0"])
def test_over_ssh_it_is_the_client(client: str) -> None:
    assert who.place({"SSH_CONNECTION": f"{client} 50000 192.0.2.1 22"}) == client


@pytest.mark.parametrize("client", ["", "evil\x1b[m", "x" * 100])
def test_what_is_no_address_is_not_believed(client: str) -> None:
    assert who.place({"SSH_CONNECTION": client}) == who.place({})


def test_else_it_is_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    _control, terminal = os.openpty()
    name = os.ttyname(terminal)
    saved = os.dup(0)
    try:
        os.dup2(terminal, 0)
        assert who.place({}) == name.removeprefix("/dev/")
    finally:
        os.dup2(saved, 0)
        for descriptor in (saved, _control, terminal):
            os.close(descriptor)
