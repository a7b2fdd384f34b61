"""Everything that touches the database; the only floor that imports Peewee.

`Store` in `store.py` is the one door. `reads` and `writes` build their queries with Peewee on the models of `tables`
and run them by an `Engine`; `engine` is what differs between databases.
"""
