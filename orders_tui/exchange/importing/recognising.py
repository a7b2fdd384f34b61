"""Whose file it is, told by the names of its columns; and mappings of columns that nobody knows."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from orders_tui.domain.choices import nearest
from orders_tui.domain.facts import FACTS
from orders_tui.domain.text import excerpt, is_drawn
from orders_tui.domain.words import _
from orders_tui.exchange.importing.formats import Format, Source, plain
from orders_tui.exchange.importing.marketplaces import MARKETPLACES
from orders_tui.exchange.importing.moments import DateOrder
from orders_tui.exchange.importing.own import ERROR, OWN, is_own
from orders_tui.exchange.importing.shops import METHODS, SHOPS

FORMATS: Mapping[str, Format] = {format.name: format for format in (OWN, *SHOPS, *MARKETPLACES)}
"""Every known format by its name."""
TARGETS = tuple(name for name in OWN.sources if name not in ("goods", "subtotal"))
"""What a column can be mapped to."""
_NUMBERS = ("order_id", "external_id")
"""The facts by which an order is named."""


def recognised(headings: Sequence[str]) -> Format | None:
    """The format with these column names; None for an unknown one."""
    there = frozenset(filter(None, map(plain, headings)))
    # First of all: our own names are all known, and among the others some formats need two columns only.
    if is_own(there):
        return OWN
    return next((format for format in (*SHOPS, *MARKETPLACES) if format.needed <= there), None)


def mapping_key(headings: Iterable[str]) -> str:
    """The name under which a mapping is remembered for files with these columns, in whatever order they stand.

    The column that refused rows are written back with is none of them.
    """
    names = "\n".join(sorted({name for name in map(plain, headings) if name not in ("", plain(ERROR))}))
    return f"import-map:{blake2b(names.encode(), digest_size=12).hexdigest()}"


def read_mapping(text: str) -> Format:
    """The format that a person's mapping of columns describes.

    Args:
        text: TOML or JSON: a table `columns` from the names of columns to facts, and, as wanted, `key`, the column by
            which rows are one order, `dates`, and `words`, for each fact of fixed words a table from theirs to ours.

    Raises:
        ValueError: with a sentence for the person.
    """
    import tomllib  # only a mapping needs it

    try:
        said = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except ValueError as error:  # of both readers
        raise ValueError(_("The mapping cannot be read: {reason}.").format(reason=excerpt(str(error)))) from None
    columns = said.get("columns")
    if not isinstance(columns, dict) or not columns:
        raise ValueError(_("The mapping has no table of columns."))
    by_target: dict[str, tuple[str, ...]] = {}
    for column, target in columns.items():
        name = _target(str(target))
        by_target[name] = (*by_target.get(name, ()), plain(column))
    return Format(
        "map",
        _("Mapping"),
        frozenset(name for names in by_target.values() for name in names),
        {name: Source(names) for name, names in by_target.items()},
        words={"method": METHODS, **_words(said.get("words", {}))},
        key=plain(str(said.get("key", ""))),
        dates=_dates(str(said.get("dates", DateOrder.DMY))),
        mapped=True,
        either_price=True,
    )


def suggested(headings: Sequence[str]) -> str:
    """The beginning of a mapping for these columns, in TOML: each with the fact that its name says, if it does."""
    lines = ["[columns]"]
    for heading, target in likely(headings).items():
        line = f"{json.dumps(heading, ensure_ascii=False)} = {json.dumps(target)}"
        lines.append(line if target else f"# {line}")
    # A person may read it on a terminal.
    return "\n".join("".join(c if is_drawn(c) else json.dumps(c)[1:-1] for c in line) for line in lines)


def likely(headings: Sequence[str]) -> dict[str, str]:
    """What each of these columns most likely says: one of `TARGETS`; empty where its name does not tell."""
    known = {name: target for target, names in _MEANINGS for name in names}
    return {
        heading.strip(): known.get(plain(heading), "")
        for heading in headings
        if plain(heading) not in ("", plain(ERROR))
    }


def mapped(format: Format, headings: Sequence[str]) -> dict[str, str]:
    """What each of these columns says by a mapping, in the form of `likely`."""
    targets = {column: target for target, source in format.sources.items() for column in source.columns}
    return {heading: targets.get(plain(heading), "") for heading in likely(headings)}


def mapping_text(columns: Mapping[str, str], before: Format | None = None) -> str:
    """A mapping in JSON for `read_mapping`; rows with the same order id are one order where they name items.

    Args:
        columns: the target of each column; empty for a column that is not taken.
        before: the mapping that they had, of which the words, the order of dates and the key stay.
    """
    # Backwards, so that of two columns for one target the first names the order.
    by_target = {target: heading for heading, target in reversed(tuple(columns.items()))}
    named = next((by_target[number] for number in _NUMBERS if number in by_target), "")
    taken = {heading: target for heading, target in columns.items() if target}
    said: dict[str, object] = {"columns": taken, "key": named if "item_name" in by_target else ""}
    if before is not None and before.mapped:
        words = {name: dict(words) for name, words in before.words.items() if words is not METHODS}
        said |= {"words": words, "dates": before.dates.value}
        if _key_stays(columns, before):
            said["key"] = before.key
    return json.dumps(said, ensure_ascii=False)


def _key_stays(columns: Mapping[str, str], before: Format) -> bool:
    """Whether rows are still one order by the same column: not where that was the order's number, and is none now."""
    was = mapped(before, tuple(columns))
    keys = [heading for heading in columns if plain(heading) == before.key]
    return any(columns[key] in _NUMBERS or was.get(key) not in _NUMBERS for key in keys)


def _meanings() -> Iterator[tuple[str, tuple[str, ...]]]:
    for target in TARGETS:
        yield target, OWN.sources[target].columns
    yield from {
        "external_id": ("no. pesanan", "no pesanan", "nomor pesanan", "order number", "invoice", "no invoice"),
        "name": ("nama", "nama pembeli", "nama penerima", "nama pelanggan", "customer name", "buyer name"),
        "phone": ("no hp", "no. hp", "nomor hp", "no telepon", "no. telepon", "whatsapp", "no wa", "no. wa"),
        "street": ("alamat", "alamat lengkap", "address"),
        "city": ("kota", "kota/kabupaten", "kabupaten"),
        "province": ("provinsi",),
        "postcode": ("kode pos", "zip", "zip code", "postal code"),
        "subdistrict": ("kecamatan", "district"),
        "item_name": ("produk", "nama produk", "product", "product name", "barang"),
        "item_quantity": ("jumlah", "qty", "quantity"),
        "item_price": ("harga", "harga satuan", "price"),
        "shipping": ("ongkir", "ongkos kirim", "biaya kirim"),
        "discount": ("diskon", "potongan"),
        "total": ("total bayar", "total pembayaran", "grand total"),
        "method": ("metode pembayaran", "payment method", "pembayaran"),
        "courier": ("kurir", "ekspedisi", "jasa kirim"),
        "receipt": ("resi", "no resi", "no. resi", "nomor resi", "awb", "tracking number"),
        "created_at": ("tanggal", "tanggal pesanan", "order date", "date", "waktu pesanan"),
        "buyer_note": ("catatan pembeli",),
        "note": ("catatan",),
        "store": ("toko",),
    }.items()


_MEANINGS = tuple(_meanings())
"""What columns of each name most likely say; only whole names count, never a short form alone."""


def _target(name: str) -> str:
    if name in TARGETS:
        return name
    near = nearest(name, TARGETS)
    if near:
        text = _("A column cannot be mapped to {name}; did you mean {nearest}?")
        raise ValueError(text.format(name=excerpt(name), nearest=near))
    text = _("A column cannot be mapped to {name}. Choose one of: {known}.")
    raise ValueError(text.format(name=excerpt(name), known=", ".join(TARGETS)))


def _words(said: object) -> dict[str, dict[str, str]]:
    if not isinstance(said, dict) or not all(isinstance(words, dict) for words in said.values()):
        raise ValueError(_("The mapping's words must be tables, one for each fact."))
    for name in said:
        if name not in FACTS:
            raise ValueError(_("There is no fact {name}.").format(name=excerpt(str(name))))
    return {
        name: {" ".join(str(theirs).casefold().split()): str(ours) for theirs, ours in words.items()}
        for name, words in said.items()
    }


def _dates(word: str) -> DateOrder:
    try:
        return DateOrder(word.casefold())
    except ValueError:
        text = _("The order of dates must be {known}, not {word}.")
        raise ValueError(text.format(known=", ".join(DateOrder), word=excerpt(word))) from None
