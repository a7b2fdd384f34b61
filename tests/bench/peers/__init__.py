"""Programs to compare the console with."""
