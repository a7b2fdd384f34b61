"""What the program remembers: of one person (theme, role, sort, layout) or of the whole shop (owner empty)."""

from orders_tui.store.engine.sqlite import Engine


class Settings:
    """Texts by owner and name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, name: str, owner: str = "", default: str = "") -> str:
        rows = self._engine.rows("SELECT value FROM setting WHERE owner = ? AND name = ?", (owner, name))
        return rows[0][0] if rows else default

    def all(self, owner: str) -> dict[str, str]:
        """Everything that is remembered of one person, by name."""
        return dict(self._engine.rows("SELECT name, value FROM setting WHERE owner = ?", (owner,)))

    def put(self, name: str, value: str, owner: str = "") -> None:
        """Remember a value; in a database opened read-only nothing is kept."""
        if self._engine.readonly:
            return
        with self._engine.writing():
            self._engine.run(
                "INSERT INTO setting (owner, name, value) VALUES (?, ?, ?)"
                " ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value",
                (owner, name, value),
            )
