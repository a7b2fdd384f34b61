"""The tests of what a process of this program asks of the system."""
