"""The tests of the demo shop."""
