"""What the values of settings are called, where there are only a few to choose from."""

from orders_tui.config.settings import Setting
from orders_tui.domain.rights import StaffRole, role_title
from orders_tui.domain.words import N_, _
from orders_tui.ui.palettes import OURS

ZONES = {
    "Asia/Jakarta": N_("WIB: Jakarta"),
    "Asia/Makassar": N_("WITA: Makassar"),
    "Asia/Jayapura": N_("WIT: Jayapura"),
}
"""The usual time zones; any other can be typed."""
LANGUAGE_NAMES = {"en": "English", "id": "Bahasa Indonesia"}
_DUPLICATES = {"hold": N_("put on hold"), "warn": N_("only warn")}
_THEMES = (N_("dark"), N_("light"), N_("high contrast"))


def choices_of(kind: str) -> dict[str, str]:
    """The values that settings of this kind can have, each with what it is called; empty where any can be typed."""
    match kind:
        case "language" | "buyer_language":
            return dict(LANGUAGE_NAMES)
        case "timezone":
            return {zone: _(label) for zone, label in ZONES.items()}
        case "duplicates":
            return {value: _(label) for value, label in _DUPLICATES.items()}
        case "roles":
            return {role.value: role_title(role) for role in StaffRole}
        case "theme":
            return {theme: _(label) for theme, label in zip(OURS, _THEMES, strict=True)}
        case _:
            return {}


def short_zone(zone: str) -> str:
    """The letters that a usual time zone is known by; another one as it is written."""
    return _(ZONES[zone]).partition(":")[0] if zone in ZONES else zone


def value_words(setting: Setting) -> str:
    """The value in words; as it is typed where it has none."""
    return choices_of(setting.kind).get(setting.value, setting.value)
