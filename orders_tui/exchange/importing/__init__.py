"""Orders from files: reading tables, recognising whose they are, and reading their rows as orders."""
