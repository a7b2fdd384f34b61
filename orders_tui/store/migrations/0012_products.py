"""The products that were sold, so that nobody types them twice."""

from peewee import SqliteDatabase

from orders_tui.domain.search import fold

PRODUCT = """
CREATE TABLE product (
  folded TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> '' AND instr(name, char(0)) = 0),
  sku TEXT NOT NULL CHECK (instr(sku, char(0)) = 0),
  price INTEGER NOT NULL CHECK (price >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('physical', 'digital'))
) STRICT, WITHOUT ROWID
"""
# Of the rows of a group SQLite takes the columns from the one with the maximum.
SOLD = "SELECT name, sku, price, kind, max(order_row) FROM item GROUP BY name ORDER BY max(order_row)"
FILL = "INSERT OR REPLACE INTO product (name, sku, price, kind, folded) VALUES (?, ?, ?, ?, ?)"


def up(migrator: object, db: SqliteDatabase) -> None:
    """Make the table with what the items of all orders tell, the newest last."""
    db.execute_sql(PRODUCT)
    # By the folded name, which only Python knows: two spellings are one product, of which the one sold last stays.
    for name, sku, price, kind, _row in db.execute_sql(SOLD).fetchall():
        db.execute_sql(FILL, (name, sku, price, kind, fold(name.strip())))
