"""Tests of reading orders from files."""
