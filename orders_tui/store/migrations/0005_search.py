"""A search looks into texts of its own, folded once when they are written, and through external ids too."""

from peewee import SqliteDatabase

from orders_tui.domain.search import SEARCHED, sought

SOUGHT = """
CREATE TABLE sought (
  order_row INTEGER PRIMARY KEY REFERENCES orders (id),
  text TEXT NOT NULL CHECK (instr(text, char(0)) = 0)
) STRICT
"""

OLD = (
    "DROP TRIGGER search_insert",
    "DROP TRIGGER search_update",
    "DROP TABLE search",
    "DROP INDEX orders_texts",
)

# Outside content: the index stores no second copy of the texts.
SEARCH = (
    # To remove an entry the index is given the old text, since it has none of its own: hence the trigger takes
    # `OLD.text`.
    "CREATE VIRTUAL TABLE search USING fts5 (text, content='sought', content_rowid='order_row', tokenize='trigram')",
    """
    CREATE TRIGGER sought_insert AFTER INSERT ON sought
    BEGIN INSERT INTO search (rowid, text) VALUES (NEW.order_row, NEW.text); END
    """,
    """
    CREATE TRIGGER sought_update AFTER UPDATE OF text ON sought WHEN NEW.text <> OLD.text
    BEGIN
      INSERT INTO search (search, rowid, text) VALUES ('delete', OLD.order_row, OLD.text);
      INSERT INTO search (rowid, text) VALUES (NEW.order_row, NEW.text);
    END
    """,
    "INSERT INTO search (search) VALUES ('rebuild')",
)


def up(migrator: object, db: SqliteDatabase) -> None:
    """Make the texts and their index in place of the index of the orders' own columns."""
    places = ", ".join(SEARCHED)
    db.register_function(sought, "sought", len(SEARCHED))
    db.execute_sql(SOUGHT)
    db.execute_sql(f"INSERT INTO sought (order_row, text) SELECT id, sought({places}) FROM orders ORDER BY id")
    for statement in (*OLD, *SEARCH):
        db.execute_sql(statement)
