"""What can go wrong with a database; free of Peewee, so that a caller can catch it without loading that."""


class DatabaseError(Exception):
    """The database cannot be used; the text says why and what to do."""


class Interrupted(Exception):
    """A read was stopped because its answer is no longer wanted."""
