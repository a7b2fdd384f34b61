"""Widgets: they draw what they are handed and answer with messages."""
