"""What this process asks of the operating system and the interpreter: standard library only."""
