"""The couriers that are proposed; any other name is as good."""

from collections.abc import Iterable

COURIERS = ("JNE", "J&T", "SiCepat", "AnterAja", "Ninja", "POS", "ID Express", "Lion Parcel", "Wahana", "TIKI")
"""Those that are proposed where the shop has not named its own."""


def couriers_of(setting: str) -> tuple[str, ...]:
    """The couriers that a shop has named, with commas between; the usual ones where it has named none."""
    return tuple(filter(None, (part.strip() for part in setting.split(",")))) or COURIERS


def courier_for(typed: str, couriers: Iterable[str]) -> str:
    """The courier that a field proposes for what is typed, or what is typed where it proposes none."""
    # An empty field begins every name; there nothing is proposed.
    begun = typed.strip().casefold()
    return next((name for name in couriers if begun and name.casefold().startswith(begun)), typed.strip())
