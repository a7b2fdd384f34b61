"""Imports that are put off until they are needed, so that the first frame does not wait for them."""

from importlib import import_module
from types import ModuleType
from typing import Any


class LazyModule:
    """Stands in for a module and imports it when something of it is first used.

    Whoever uses one imports the real module under `TYPE_CHECKING`, so that the types stay checked.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._module: ModuleType | None = None

    def __getattr__(self, name: str) -> Any:
        if self._module is None:
            self._module = import_module(self._name)
        return getattr(self._module, name)
