"""Which language the program speaks."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from orders_tui.domain import words
from orders_tui.domain.words import N_, _, language_of_environment, ngettext, pgettext, use_language

# Indonesian has one form for every number.
CATALOGUE = """
msgid ""
msgstr "Plural-Forms: nplurals=1; plural=0;"

msgid "Order"
msgstr "Pesanan"

msgctxt "brief"
msgid "Order"
msgstr "Pes."

msgid "{count} order"
msgid_plural "{count} orders"
msgstr[0] "{count} pesanan"
"""


@pytest.fixture(autouse=True)
def _language_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_translations", words._translations)


@pytest.fixture
def indonesian(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A catalogue of three messages, where the program looks for its own."""
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "orders_tui.mo").open("wb") as file:
        write_mo(file, read_po(BytesIO(CATALOGUE.encode()), locale="id"))
    monkeypatch.setattr(words, "_LOCALE", tmp_path)


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "id.UTF-8"}, "id"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "idx_ID"}, "en"),
        ({"LANG": ""}, "en"),
        ({"LC_ALL": "id_ID.UTF-8", "LANG": "en_US.UTF-8"}, "id"),
        ({"LC_ALL": "C", "LANG": "id_ID.UTF-8"}, "en"),
        ({"LC_MESSAGES": "id_ID.UTF-8", "LANG": "en_US.UTF-8"}, "id"),
        ({"LC_ALL": "id_ID.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "id"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "id_ID.UTF-8"}, "id"),
        ({"LANGUAGE": "id:en", "LC_ALL": "en_US.UTF-8"}, "id"),
        ({"LANGUAGE": "en:id", "LANG": "id_ID.UTF-8"}, "en"),
        ({"LANGUAGE": "", "LANG": "id_ID.UTF-8"}, "id"),
    ],
)
def test_the_environment_says_which(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert language_of_environment() == language


@pytest.mark.usefixtures("indonesian")
def test_messages_are_said_in_the_language_in_use() -> None:
    use_language("id")
    assert _("Order") == "Pesanan"
    assert pgettext("brief", "Order") == "Pes."
    assert ngettext("{count} order", "{count} orders", 1) == "{count} pesanan"
    assert ngettext("{count} order", "{count} orders", 2) == "{count} pesanan"


@pytest.mark.usefixtures("indonesian")
def test_a_message_that_nobody_translated_stays_english() -> None:
    use_language("id")
    assert _("Not translated") == "Not translated"
    assert pgettext("brief", "Not translated") == "Not translated"
    assert ngettext("{count} day", "{count} days", 1) == "{count} day"
    assert ngettext("{count} day", "{count} days", 2) == "{count} days"


@pytest.mark.usefixtures("indonesian")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_a_catalogue_everything_is_english(language: str) -> None:
    use_language("id")
    use_language(language)
    assert _("Order") == "Order"
    assert ngettext("{count} order", "{count} orders", 1) == "{count} order"


@pytest.mark.usefixtures("indonesian")
def test_a_marked_message_is_translated_when_it_is_shown() -> None:
    use_language("id")
    message = N_("Order")
    assert message == "Order"
    assert _(message) == "Pesanan"
