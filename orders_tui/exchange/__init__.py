"""Files and messages that come in and go out.

Nothing here knows the database: what is read becomes orders and commands of the domain, and what is written is handed
in by whoever has read it from the store.
"""
