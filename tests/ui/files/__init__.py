"""Tests of the console's dialogs for files."""
