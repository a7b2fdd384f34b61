"""The columns whose values are the words of an enum."""

from collections.abc import Mapping
from enum import StrEnum

from peewee import TextField


class EnumField(TextField):
    """A text that is the value of an enum's member."""

    def __init__(self, kind: type[StrEnum], *, null: bool = False) -> None:
        super().__init__(null=null)
        self.members: Mapping[str | None, StrEnum | None] = {
            **{member.value: member for member in kind},
            **({None: None} if null else {}),
        }
        """The member of each value that the column may have."""
