"""The couriers that are proposed; any other name is as good."""

COURIERS = ("JNE", "J&T", "SiCepat", "AnterAja", "Ninja", "POS", "ID Express", "Lion Parcel", "Wahana", "TIKI")
"""Those that are proposed where the shop has not named its own."""


def couriers_of(setting: str) -> tuple[str, ...]:
    """The couriers that a shop has named, with commas between; the usual ones where it has named none."""
    return tuple(filter(None, (part.strip() for part in setting.split(",")))) or COURIERS
