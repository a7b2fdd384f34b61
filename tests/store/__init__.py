"""The tests of the store; each works on a real SQLite file of its own."""
