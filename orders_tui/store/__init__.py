"""Everything that touches the database; the only floor that imports Peewee."""
