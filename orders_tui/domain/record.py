"""A base for frozen values that costs hardly anything to define."""

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Self, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """A frozen value with named fields, all of them given by keyword.

    It is what a frozen dataclass is to whoever uses it, and to the type checker. But `dataclass` writes and compiles
    the methods of each class anew, which takes half a millisecond: too much for dozens of classes of which a call of
    the command line needs two. Here the methods are written once.
    """

    names: ClassVar[tuple[str, ...]] = ()
    """Those of the fields, in their order."""
    _defaults: ClassVar[Mapping[str, object]] = {}

    def __init_subclass__(cls) -> None:
        cls.names = tuple(cls.__annotations__)
        cls._defaults = {name: vars(cls)[name] for name in cls.names if name in vars(cls)}

    def __init__(self, **values: Any) -> None:
        """Make one of these values; what is not given has its default.

        Raises:
            TypeError: if a field is missing or unknown.
        """
        # Past `__setattr__`, which refuses whatever is set.
        fields = vars(self)
        fields.update(self._defaults, **values)
        if wrong := fields.keys() ^ self.names:
            raise TypeError(f"{type(self).__name__} lacks these fields, or has no such: {', '.join(sorted(wrong))}")

    def replace(self, **changes: Any) -> Self:
        """The same value but for these fields."""
        return type(self)(**vars(self) | changes)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), frozenset(vars(self).items())))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.names)
        return f"{type(self).__name__}({fields})"

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")
