"""What a caller can read from the store."""
