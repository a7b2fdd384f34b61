"""A terminal console in which a shop handles its orders."""
