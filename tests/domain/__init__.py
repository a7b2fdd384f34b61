"""The tests of the rules; they need no database and no terminal."""
