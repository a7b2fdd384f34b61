"""Who is asking, from where, and in which role."""

import os
import pwd
from pathlib import Path

import pytest

from orders_tui.cli import who
from orders_tui.cli.call import Call
from orders_tui.config.file import ConfigError
from orders_tui.domain.rights import Actor, StaffRole
from orders_tui.domain.sharing import Sharer
from tests.cli import shop

ME = pwd.getpwuid(os.geteuid()).pw_name


def test_the_system_says_who_is_asking() -> None:
    assert who.account() == ME
    assert who.person({"USER": "someone", "LOGNAME": "someone"}) == ME


@pytest.mark.parametrize(("caller", "name"), [("daemon", "daemon"), ("no-such-account", ME), ("", ME)])
def test_under_sudo_it_is_the_caller(caller: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(who, "account", lambda: ME)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert who.person({"SUDO_USER": caller}) == name


def test_who_is_not_root_does_not_name_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    daemon = pwd.getpwnam("daemon").pw_uid
    monkeypatch.setattr(os, "geteuid", lambda: daemon)
    assert who.person({"SUDO_USER": "root"}) == "daemon"


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


ROLES = '[roles]\nsari = "packer"\nwati = "viewer"\nbudi = "admin"\n'


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database file of the account that runs the tests."""
    path = tmp_path / "orders.db"
    path.touch()
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Where the person who asks has their configuration."""
    return configuration(tmp_path / "config")


@pytest.fixture
def owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the owner of the database has the configuration, while somebody else asks."""
    home, owner = tmp_path / "home", os.geteuid()
    account = pwd.struct_passwd(("ratna", "x", owner, owner, "", str(home), "/bin/sh"))
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    monkeypatch.setattr(pwd, "getpwuid", {owner: account}.__getitem__)
    return configuration(home / ".config")


def configuration(folder: Path) -> Path:
    path = folder / "orders-tui" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def test_the_owner_is_admin_and_others_are_staff(database: Path) -> None:
    assert who.role(ME, database) is StaffRole.ADMIN
    assert who.role("sari", database) is StaffRole.STAFF


def test_whoever_makes_the_database_is_its_owner(tmp_path: Path) -> None:
    assert who.role("sari", tmp_path / "none.db") is StaffRole.ADMIN


def test_the_owners_configuration_names_roles(database: Path, mine: Path) -> None:
    mine.write_text(f'{ROLES}{ME} = "staff"\n')
    named = {name: who.role(name, database) for name in ("sari", "wati", "budi", "joko", ME)}
    assert named == {
        "sari": StaffRole.PACKER,
        "wati": StaffRole.VIEWER,
        "budi": StaffRole.ADMIN,
        "joko": StaffRole.STAFF,
        ME: StaffRole.STAFF,
    }


def test_roles_in_ones_own_configuration_count_for_no_database_of_another(
    database: Path, mine: Path, owners: Path
) -> None:
    mine.write_text(ROLES)
    assert who.role("budi", database) is StaffRole.STAFF
    owners.write_text('[roles]\nbudi = "viewer"\n')
    assert who.role("budi", database) is StaffRole.VIEWER
    assert who.role("ratna", database) is StaffRole.ADMIN


def test_the_owners_configuration_says_among_whom_new_orders_are_shared_out(
    database: Path, mine: Path, owners: Path
) -> None:
    mine.write_text("[shares.Toko]\nwati = { share = 1 }\n")
    assert who.shares(database) == {}
    owners.write_text("[shares.Toko]\nsari = { share = 1 }\n")
    assert who.shares(database) == {"Toko": (Sharer("sari", 1),)}


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("unreadable", "{config}: it is a folder."),
        ("wrong", "{config}: roles: this must give each name one of the roles admin, staff, packer, viewer."),
        ("another's", "{config} must belong to ratna, who owns the database."),
        ("homeless", "{database}: its owner, account {owner}, is not known here, so your role cannot be looked up."),
    ],
)
def test_where_the_owners_configuration_cannot_be_read_or_trusted_only_the_owner_has_a_role(
    database: Path, owners: Path, fault: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault == "unreadable":
        owners.mkdir()
    if fault == "wrong":
        owners.write_text(f'{ROLES}joko = "king"\n')
    if fault == "another's":
        owners.write_text(ROLES)
        written_by(owners, 54321, monkeypatch)
    if fault == "homeless":
        monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    told = told.format(config=owners, database=database, owner=database.stat().st_uid)
    for ask in (lambda: who.role("budi", database), lambda: who.as_accounts(database)):
        with pytest.raises(ConfigError) as refused:
            ask()
        assert str(refused.value) == told
    if fault != "homeless":
        assert who.role("ratna", database) is StaffRole.ADMIN


def test_where_the_owners_configuration_is_private_it_is_said_what_to_do(
    database: Path, owners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may read everything, and the tests may run as root.
    monkeypatch.setattr(Path, "read_bytes", open_refused)
    with pytest.raises(ConfigError) as refused:
        who.role("budi", database)
    home = owners.parent.parent.parent
    assert str(refused.value) == (
        f"{owners} says which role you have, and this account may not read it. ratna can allow that: "
        f"chmod o+x {home} {home}/.config {owners.parent}, then chmod o+r {owners}."
    )


def open_refused(path: Path) -> bytes:
    raise PermissionError(13, "Permission denied", str(path))


def test_where_the_owner_has_no_configuration_others_are_staff(database: Path, owners: Path) -> None:
    assert who.role("budi", database) is StaffRole.STAFF
    assert who.as_accounts(database) == ()


def test_a_configuration_that_root_wrote_counts_as_the_owners(
    database: Path, owners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owners.write_text(ROLES)
    written_by(owners, 0, monkeypatch)
    assert who.role("sari", database) is StaffRole.PACKER


def written_by(file: Path, uid: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file belong to this account."""
    stat = Path.stat

    def told(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = stat(path, follow_symlinks=follow_symlinks)
        return os.stat_result((*found[:4], uid, *found[5:])) if path == file else found

    monkeypatch.setattr(Path, "stat", told)


def test_the_owner_says_which_accounts_may_name_somebody(database: Path, mine: Path, owners: Path) -> None:
    mine.write_text('as_accounts = ["mine"]\n')
    assert who.as_accounts(database) == ()
    owners.write_text('as_accounts = ["theirs"]\n')
    assert who.as_accounts(database) == ("theirs",)
    assert who.as_accounts(database.with_name("none.db")) == ("mine",)


@pytest.mark.parametrize("roles", ['sari = "king"', "sari = 1", 'sari = ["viewer"]'])
def test_a_role_that_there_is_not_is_told(mine: Path, roles: str) -> None:
    mine.write_text(f"[roles]\n{roles}\n")
    reason = "roles: this must give each name one of the roles admin, staff, packer, viewer."
    assert shop.call("list").err == f"orders-tui: {mine}: {reason}\n"


def test_whoever_a_call_reads_and_writes_for_has_the_role(database: Path, mine: Path) -> None:
    mine.write_text(ROLES)
    call = Call(
        db=f"sqlite:///{database}",
        readonly=False,
        unsafe=False,
        timezone="UTC",
        business="",
        name="wati",
        place="pts/7",
    )
    assert call.actor("command") == Actor("wati", "command", "pts/7", StaffRole.VIEWER)
