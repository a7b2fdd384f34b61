"""What differs between databases: `base` says what the store asks of one; the other modules answer for SQLite."""
