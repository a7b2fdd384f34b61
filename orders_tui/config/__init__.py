"""The configuration: the file, what it says, and one setting of it changed; below every screen and command."""
