"""Who may see and do what: the roles of the staff, and the rule that every read and write is held to."""

from dataclasses import dataclass
from enum import StrEnum

from orders_tui.domain.words import N_, _


class StaffRole(StrEnum):
    """What a person, or a path such as the intake, is to the shop."""

    ADMIN = "admin"
    STAFF = "staff"
    PACKER = "packer"
    VIEWER = "viewer"


class Right(StrEnum):
    """What a role may do."""

    CHANGE = "change"
    """Change orders, in every way that the rules allow."""
    PACK = "pack"
    """Take an order to In Process, Ready and Shipped, with courier and receipt number."""
    SEE_MONEY = "see_money"
    SEE_PHONES = "see_phones"
    """See whole phone numbers; without it all but the last digits are masked."""
    EXPORT = "export"
    DELETE_MANY = "delete_many"
    EMPTY_TRASH = "empty_trash"
    ERASE_BUYER = "erase_buyer"
    UNDO_OTHERS = "undo_others"
    """Take back what somebody else changed."""
    ADMINISTER = "administer"
    """Change the settings of the shop, its templates and its roles."""


_VIEWER = frozenset({Right.SEE_MONEY, Right.SEE_PHONES})
_STAFF = _VIEWER | {Right.CHANGE, Right.PACK, Right.EXPORT}

RIGHTS: dict[StaffRole, frozenset[Right]] = {
    StaffRole.ADMIN: frozenset(Right),
    StaffRole.STAFF: _STAFF,
    StaffRole.PACKER: frozenset({Right.PACK}),
    StaffRole.VIEWER: _VIEWER,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """For whom something is read or written: who, through what, from where, and in which role."""

    name: str
    via: str
    """`console`, `command` or `intake`."""
    place: str = ""
    """The terminal, or the address behind an SSH session."""
    role: StaffRole = StaffRole.STAFF

    def may(self, right: Right) -> bool:
        """Whether the actor's role has this right."""
        return right in RIGHTS[self.role]


_LABELS = {
    StaffRole.ADMIN: N_("admin"),
    StaffRole.STAFF: N_("staff"),
    StaffRole.PACKER: N_("packer"),
    StaffRole.VIEWER: N_("viewer"),
}


def role_title(role: StaffRole) -> str:
    """The role in the language in use."""
    return _(_LABELS[role])
