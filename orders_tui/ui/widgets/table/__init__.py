"""The table that serves a million rows as easily as fifty: the widget in `table`, and the parts that it is made of."""
