"""What this process asks of the operating system and the interpreter; no screen, no database."""
