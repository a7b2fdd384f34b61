"""The main screen, put together from parts."""
