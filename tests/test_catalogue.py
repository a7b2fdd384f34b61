"""The Indonesian catalogue: it is whole, it fits its source and its columns, and the program speaks it."""

import ast
import os
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from rich.cells import cell_len

from orders_tui.ui.show_columns import DAY, EVERY, columns
from orders_tui.ui.theme import PAYMENT, STATUS
from tests.bench.terminal import ESCAPE, Terminal
from tests.catalogue import KEYWORDS, MO, ROOT, committed, compiled, merged
from tests.cli.shop import PROGRAM, Said, as_lines, order_line, process

CATALOGUE = committed()
Key = tuple[str | None, str | tuple[str, ...]]


def messages(catalogue: Catalog) -> dict[Key, Message]:
    """All messages by context and id, without the header."""
    return {
        (message.context, message.id if isinstance(message.id, str) else tuple(message.id)): message
        for message in catalogue
        if message.id
    }


def translations(message: Message) -> Iterable[tuple[str, str]]:
    """Each form of the translation beside the source, the plural where there is one: Indonesian has no other."""
    source = message.id if isinstance(message.id, str) else message.id[1]
    texts = [message.string] if isinstance(message.string, str) else message.string or []
    return [(source, str(text)) for text in texts]


def wrong(fits: Callable[[str, str], object]) -> list[Key]:
    """The messages of which a translation does not fit its source."""
    pairs = ((key, pair) for key, message in messages(CATALOGUE).items() for pair in translations(message))
    return [key for key, (source, text) in pairs if not fits(source, text)]


def placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(name, form, kind) for _text, name, form, kind in Formatter().parse(text) if name is not None}


def edges(text: str) -> tuple[str, str]:
    """The blanks and line ends around a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_it_has_the_messages_of_the_source_and_no_others() -> None:
    known, source = messages(CATALOGUE).keys(), messages(merged(CATALOGUE)).keys()
    assert source - known == set(), "run python -m tests.catalogue, then translate what is new"
    assert known - source == set(), "run python -m tests.catalogue"
    assert not CATALOGUE.obsolete


def test_no_message_stands_inside_an_f_string() -> None:
    """There the extraction does not find it."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for file in (ROOT / "orders_tui").rglob("*.py")
        for joined in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_every_message_is_translated_for_certain() -> None:
    assert wrong(lambda _source, text: text.strip()) == []
    assert [key for key, message in messages(CATALOGUE).items() if message.fuzzy or not message.string] == []


def test_placeholders_are_those_of_the_source() -> None:
    assert wrong(lambda source, text: placeholders(source) == placeholders(text)) == []


def test_blanks_and_line_ends_are_those_of_the_source() -> None:
    assert wrong(lambda source, text: edges(source) == edges(text) and source.count("\n") == text.count("\n")) == []


def test_what_the_program_loads_is_what_was_translated() -> None:
    loaded, fresh = (read_mo(BytesIO(data)) for data in (MO.read_bytes(), compiled(CATALOGUE)))
    assert {key: message.string for key, message in messages(loaded).items()} == {
        key: message.string for key, message in messages(fresh).items()
    }, "run python -m tests.catalogue"
    assert loaded.num_plurals == 1


def test_the_words_fit_their_columns() -> None:
    def cells(word: str) -> int:
        message = CATALOGUE.get(word, "brief") or CATALOGUE.get(word)
        assert message is not None, word
        return cell_len(str(message.string))

    assert [look.short for look in STATUS.values() if cells(look.short) > 10] == []
    assert [look.short for look in PAYMENT.values() if cells(look.short) > 11] == []
    known = columns(ZoneInfo("Asia/Jakarta"), lambda: 0)
    # The others are as wide as their titles.
    usual = [known[name] for name in (*EVERY, DAY, "created_at")]
    payment = max(cells(look.short) for look in PAYMENT.values())
    room = {"payment_status": max(8, payment)}  # as wide as its words
    assert [each.title for each in usual if cells(each.title) > room.get(each.key, each.cells)] == []


# The program speaks it.


@pytest.fixture(autouse=True)
def _shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a person who has set nothing but English, and whose database is not made yet."""
    for name in [name for name in os.environ if name.startswith(("ORDERS_TUI_", "LC_"))]:
        monkeypatch.delenv(name)
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "en")


def speak(*arguments: str) -> Said:
    return process("--lang", "id", *arguments)


def stored() -> str:
    """The id of an order in the shop."""
    return str(process("ingest", given=as_lines([order_line("1", payment_method="bank_transfer")])).objects[0]["order"])


def test_the_help_is_indonesian() -> None:
    said = speak("--help").out
    for words in ("Pemakaian: ", "\nOpsi:", "\nPerintah:", "Tampilkan bantuan ini", "Daftar pesanan", "Contoh:"):
        assert words in said


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["list", "--limt", "1"], "Opsi '--limt' tidak ada. Maksudnya '--limit'?"),
        (["list", "--limit", "x"], "Nilai '--limit' tidak sah: 'x' bukan bilangan bulat yang sah."),
        (["demo", "--rate", "x"], "Nilai '--rate' tidak sah: 'x' bukan angka yang sah."),
        (["set"], "Belum ada argumen 'ORDER...'."),
        (["set", "X", "--note"], "Opsi '--note' perlu 1 nilai."),
        (["show", "X", "Y"], "Ada argumen berlebih (Y)"),
        (["lst"], "“lst” tidak dikenal; maksudnya list?"),
    ],
)
def test_wrong_use_is_told_in_indonesian(arguments: list[str], answer: str) -> None:
    said = speak(*arguments)
    assert (said.code, said.err) == (2, f"orders-tui: {answer}\n")


def test_an_order_and_a_refusal_are_indonesian() -> None:
    order = stored()
    shown = speak("show", order).out
    assert f"Pesanan {order}\n" in shown
    assert "Belum bayar\n" in shown
    assert "Transfer bank\n" in shown
    assert "(sistem" in shown
    said = speak("set", order, "--status", "completed")
    assert said.code == 1
    assert "berstatus Pending, tidak bisa menjadi Selesai; yang bisa: Dikonfirmasi, " in said.out


def opens(terminal: Terminal, key: str, words: str) -> None:
    """Press a key, wait for the words, and for their end after Esc."""
    terminal.send(key)
    terminal.until(lambda seen: seen.has(words))
    terminal.send(ESCAPE)
    terminal.until(lambda seen: not seen.has(words))


def test_the_console_is_indonesian() -> None:
    stored()
    with Terminal([*PROGRAM, "--lang", "id"]) as terminal:
        terminal.until(lambda seen: seen.has("◔ Pending    Belum bayar ") and seen.has("1 pesanan · 30 hari terakhir"))
        first = ("Pesanan · Seller", "ID pesanan   Pembeli", "q Keluar")
        terminal.until(lambda seen: all(seen.has(words) for words in first))
        opens(terminal, "?", "↑ ↓ gulir · Esc tutup")
        opens(terminal, ".", "c  Konfirmasi pembayaran (Dikonfirmasi + Lunas)")
        opens(terminal, "d", "Rentang tanggal")
        opens(terminal, ":", "Perintah, atau ID pesanan")
