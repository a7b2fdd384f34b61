"""The tests of the bridge to the terminal, many of them on a real one."""
