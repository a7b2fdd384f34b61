"""The Indonesian catalogue: `python -m tests.catalogue` takes in what the source says now and compiles it."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "orders_tui" / "locale" / "id" / "LC_MESSAGES" / "orders_tui.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


class Catalogue(Catalog):
    """A catalogue whose header is the same whoever writes it, and when."""

    num_plurals = 1
    plural_expr = "0"

    def __init__(self) -> None:
        super().__init__(locale="id", fuzzy=False, header_comment="# orders-tui in Indonesian.")

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "id"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def committed() -> Catalog:
    """The catalogue as it stands in the repository."""
    return read_po(BytesIO(PO.read_bytes()), locale="id")


def merged(known: Catalog) -> Catalogue:
    """Every message of the source, with the translation that is known of this very message."""
    catalogue = Catalogue()
    for file, _line, message, _comments, context in extract_from_dir(ROOT / "orders_tui", keywords=KEYWORDS):
        place = (f"orders_tui/{file}", 0)
        before = known.get(message, context)
        if before is None or before.id != message:
            catalogue.add(message, locations=[place], context=context)
        else:
            catalogue.add(message, before.string, [place], before.flags, (), before.user_comments, context=context)
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program loads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> None:
    catalogue = merged(committed())
    with PO.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False)
    MO.write_bytes(compiled(catalogue))
    missing = sum(not any(message.string or ()) for message in catalogue)
    print(f"{len(catalogue)} messages, {missing} without translation")


if __name__ == "__main__":
    main()
