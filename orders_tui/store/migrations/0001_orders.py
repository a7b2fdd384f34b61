"""The first schema: orders and all that belongs to them, the guards of the rules, and the search index."""

from collections.abc import Iterator

from peewee import Database

# Written out here rather than taken from `domain.flow`: a migration makes the same schema whatever later releases
# say.
STATUSES = "created pending confirmed in_process ready shipped completed rts canceled closed"
TABLE = """
created: pending canceled
pending: confirmed in_process ready canceled shipped
confirmed: pending in_process ready canceled shipped
in_process: pending confirmed ready canceled shipped
ready: pending confirmed in_process canceled shipped
shipped: pending confirmed in_process ready completed rts closed
completed: shipped
rts: shipped
"""
DIGITAL = """
confirmed: completed
in_process: completed
completed: confirmed
"""


def words(text: str) -> str:
    """The words as a list of SQL texts, for IN."""
    return ", ".join(f"'{word}'" for word in text.split())


def ranks(text: str) -> str:
    """The place of each status on the route, so that lists can be sorted along it."""
    cases = " ".join(f"WHEN '{word}' THEN {rank}" for rank, word in enumerate(text.split()))
    return f"CASE status {cases} END"


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of statuses of a table written as `from: to to to`."""
    for line in text.strip().splitlines():
        src, targets = line.split(":")
        for dst in targets.split():
            yield src, dst


# SQLite stores a NUL without complaint, but its own functions take the text to end there.
TEXTS = (
    "name phone email street subdistrict city province postcode "
    "courier receipt handler source external_id seller buyer_note note"
).split()

TABLES = f"""
CREATE TABLE store (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> '' AND instr(name, char(0)) = 0)
) STRICT;

CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  via TEXT NOT NULL,
  place TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('change', 'undo', 'redo')),
  undoes INTEGER UNIQUE REFERENCES operation (id),
  CHECK ((kind = 'change') = (undoes IS NULL))
) STRICT;

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL UNIQUE CHECK (order_id <> ''),
  slug TEXT NOT NULL UNIQUE,
  store TEXT NOT NULL REFERENCES store (name),
  seller TEXT NOT NULL DEFAULT '',
  fulfil INTEGER NOT NULL,
  source TEXT NOT NULL,
  external_id TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  subdistrict TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  province TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL CHECK (status IN ({words(STATUSES)})),
  status_rank INTEGER GENERATED ALWAYS AS ({ranks(STATUSES)}) VIRTUAL,
  payment_status TEXT NOT NULL CHECK (payment_status IN ('unpaid', 'paid', 'conflict', 'settled')),
  method TEXT CHECK (method <> ''),
  goods TEXT NOT NULL CHECK (goods IN ('physical', 'digital', 'mixed')),
  subtotal INTEGER NOT NULL CHECK (subtotal >= 0),
  discount INTEGER NOT NULL CHECK (discount >= 0),
  shipping INTEGER NOT NULL CHECK (shipping >= 0),
  fees INTEGER NOT NULL CHECK (fees >= 0),
  unique_code INTEGER NOT NULL CHECK (unique_code BETWEEN 0 AND 999),
  total INTEGER NOT NULL CHECK (total >= 0),
  courier TEXT NOT NULL DEFAULT '',
  receipt TEXT NOT NULL DEFAULT '',
  handler TEXT NOT NULL DEFAULT '',
  buyer_note TEXT NOT NULL DEFAULT '' CHECK (length(buyer_note) <= 10000),
  note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
  follow_ups INTEGER NOT NULL DEFAULT 0 CHECK (follow_ups >= 0),
  followed_up_at INTEGER,
  created_at INTEGER NOT NULL,
  paid_at INTEGER,
  confirmed_at INTEGER,
  shipped_at INTEGER,
  completed_at INTEGER,
  deleted_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  last_operation INTEGER NOT NULL REFERENCES operation (id),
  CHECK (total = subtotal - discount - unique_code + shipping + fees),
  CHECK (fulfil = (seller <> '')),
  CHECK (status <> 'created' OR method IS NULL),
  CHECK (method IS NOT NULL OR status IN ('created', 'canceled')),
  {", ".join(f"CHECK (instr({text}, char(0)) = 0)" for text in TEXTS)}
) STRICT;

CREATE TABLE item (
  order_row INTEGER NOT NULL REFERENCES orders (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> '' AND instr(name, char(0)) = 0),
  sku TEXT NOT NULL CHECK (instr(sku, char(0)) = 0),
  price INTEGER NOT NULL CHECK (price >= 0),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  kind TEXT NOT NULL CHECK (kind IN ('physical', 'digital')),
  PRIMARY KEY (order_row, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  order_row INTEGER NOT NULL REFERENCES orders (id),
  field TEXT NOT NULL,
  old TEXT,
  new TEXT
) STRICT;
CREATE INDEX history_order ON history (order_row);
CREATE INDEX history_operation ON history (operation_id);

CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  order_row INTEGER NOT NULL REFERENCES orders (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  at INTEGER NOT NULL,
  reported TEXT NOT NULL CHECK (reported IN ('paid', 'conflict', 'settled', 'confirmation')),
  amount INTEGER,
  bank TEXT NOT NULL DEFAULT '',
  holder TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX payment_order ON payment (order_row);

CREATE TABLE followup (
  id INTEGER PRIMARY KEY,
  order_row INTEGER NOT NULL REFERENCES orders (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  at INTEGER NOT NULL,
  template TEXT NOT NULL
) STRICT;
CREATE INDEX followup_order ON followup (order_row);

CREATE TABLE tag (
  order_row INTEGER NOT NULL REFERENCES orders (id),
  name TEXT NOT NULL CHECK (name <> '' AND instr(name, char(0)) = 0),
  PRIMARY KEY (order_row, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_name ON tag (name);

CREATE TABLE intake (
  key TEXT NOT NULL PRIMARY KEY,
  order_row INTEGER NOT NULL REFERENCES orders (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
  goods TEXT NOT NULL,
  src TEXT NOT NULL,
  dst TEXT NOT NULL,
  PRIMARY KEY (goods, src, dst)
) STRICT, WITHOUT ROWID;
"""

# Lists leave the trash out, so the indexes do too. The one named `orders_facets` holds all that the counts of the
# sidebar and the overview read, `orders_texts` all that is searched, so that neither touches the rows themselves.
INDEXES = """
CREATE INDEX orders_received ON orders (fulfil, created_at) WHERE deleted_at IS NULL;
CREATE INDEX orders_customer ON orders (fulfil, name COLLATE NOCASE) WHERE deleted_at IS NULL;
CREATE INDEX orders_total ON orders (fulfil, total) WHERE deleted_at IS NULL;
CREATE INDEX orders_status ON orders (fulfil, status_rank, created_at) WHERE deleted_at IS NULL;
CREATE INDEX orders_payment ON orders (fulfil, payment_status, created_at) WHERE deleted_at IS NULL;
CREATE INDEX orders_store ON orders (fulfil, store, created_at) WHERE deleted_at IS NULL;
CREATE INDEX orders_handler ON orders (fulfil, handler) WHERE deleted_at IS NULL;
CREATE INDEX orders_number ON orders (fulfil, order_id) WHERE deleted_at IS NULL;
CREATE INDEX orders_method ON orders (fulfil, method) WHERE deleted_at IS NULL;
CREATE INDEX orders_courier ON orders (fulfil, courier) WHERE deleted_at IS NULL;
CREATE INDEX orders_follow_ups ON orders (fulfil, follow_ups) WHERE deleted_at IS NULL;
CREATE INDEX orders_facets
  ON orders (fulfil, status_rank, payment_status, method, store, created_at, total) WHERE deleted_at IS NULL;
CREATE INDEX orders_texts ON orders (name, phone, order_id, receipt) WHERE deleted_at IS NULL;
CREATE INDEX orders_trash ON orders (fulfil, created_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX orders_external ON orders (store, external_id) WHERE external_id <> '';
"""


def reversal(what: str) -> str:
    """Whether this change is an undo or redo of which that holds; `reversal` is its operation."""
    return f"EXISTS (SELECT 1 FROM operation AS reversal WHERE reversal.id = NEW.last_operation AND {what})"


def undone(column: str, which: str, way: str = "ASC") -> str:
    """What the operation that is taken back wrote of this order: the first such value, or the last with DESC."""
    return f"""(
    SELECT {column} FROM history
    WHERE operation_id = reversal.undoes AND order_row = NEW.id AND {which} ORDER BY id {way} LIMIT 1
  )"""


# An operation may have moved an order several times: taking it back leads from its last status to the one before its
# first.
STATUS = "field = 'status'"
# Taking back what brought an order in puts it into the trash, whatever its status.
HID_OR_MADE = "(field = 'deleted_at' OR field = 'status' AND old IS NULL)"


TRIGGERS = f"""
CREATE TRIGGER orders_step BEFORE UPDATE OF status ON orders
WHEN NEW.status <> OLD.status
  AND NOT EXISTS (SELECT 1 FROM step WHERE goods = NEW.goods AND src = OLD.status AND dst = NEW.status)
  AND NOT {reversal(f"NEW.status = {undone('old', STATUS)} AND OLD.status = {undone('new', STATUS, 'DESC')}")}
BEGIN SELECT RAISE(ABORT, 'the transition table has no such step'); END;

CREATE TRIGGER orders_version BEFORE UPDATE ON orders
WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'every change counts the version up by one'); END;

CREATE TRIGGER orders_into_trash BEFORE UPDATE OF deleted_at ON orders
WHEN NEW.deleted_at IS NOT NULL AND NEW.status NOT IN ('created', 'canceled')
  AND NOT {reversal(f"EXISTS {undone('1', HID_OR_MADE)}")}
BEGIN SELECT RAISE(ABORT, 'only Created and Canceled orders can be deleted'); END;

CREATE TRIGGER orders_in_trash BEFORE UPDATE OF status ON orders
WHEN NEW.status <> OLD.status AND OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an order in the trash stands still'); END;

CREATE TRIGGER orders_keep BEFORE DELETE ON orders
BEGIN SELECT RAISE(ABORT, 'orders are never removed'); END;

CREATE TRIGGER history_keep BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is only ever added to'); END;
CREATE TRIGGER history_fixed BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is only ever added to'); END;
CREATE TRIGGER operation_keep BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'operations are only ever added to'); END;
CREATE TRIGGER operation_fixed BEFORE UPDATE ON operation
BEGIN SELECT RAISE(ABORT, 'operations are only ever added to'); END;

-- REPLACE removes a row without asking the triggers of DELETE.
CREATE TRIGGER orders_new BEFORE INSERT ON orders
WHEN EXISTS (SELECT 1 FROM orders WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'orders are never removed'); END;
CREATE TRIGGER history_new BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'history is only ever added to'); END;
CREATE TRIGGER operation_new BEFORE INSERT ON operation
WHEN EXISTS (SELECT 1 FROM operation WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'operations are only ever added to'); END;
"""

# Outside content: the index stores no second copy of the texts.
SEARCH = """
CREATE VIRTUAL TABLE search USING fts5 (
  name, phone, order_id, receipt, content='orders', content_rowid='id', tokenize='trigram'
);

CREATE TRIGGER search_insert AFTER INSERT ON orders
BEGIN
  INSERT INTO search (rowid, name, phone, order_id, receipt)
  VALUES (NEW.id, NEW.name, NEW.phone, NEW.order_id, NEW.receipt);
END;

CREATE TRIGGER search_update AFTER UPDATE OF name, phone, order_id, receipt ON orders
BEGIN
  INSERT INTO search (search, rowid, name, phone, order_id, receipt)
  VALUES ('delete', OLD.id, OLD.name, OLD.phone, OLD.order_id, OLD.receipt);
  INSERT INTO search (rowid, name, phone, order_id, receipt)
  VALUES (NEW.id, NEW.name, NEW.phone, NEW.order_id, NEW.receipt);
END;
"""


def statements(script: str) -> Iterator[str]:
    """The statements of a script; a trigger's own semicolons stand inside its BEGIN … END."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        inside = "BEGIN" in statement and not statement.rstrip().endswith("END;")
        if statement.rstrip().endswith(";") and not inside:
            yield statement
            statement = ""


def up(migrator: object, db: Database) -> None:
    """Make the schema and fill the table of steps."""
    for script in (TABLES, INDEXES, TRIGGERS, SEARCH):
        for statement in statements(script):
            db.execute_sql(statement)
    for goods in ("physical", "digital", "mixed"):
        # What has a parcel, be it a part of the order only, goes the physical route.
        rows = [*steps(TABLE), *(steps(DIGITAL) if goods == "digital" else ())]
        for src, dst in rows:
            db.execute_sql("INSERT INTO step (goods, src, dst) VALUES (?, ?, ?)", (goods, src, dst))
