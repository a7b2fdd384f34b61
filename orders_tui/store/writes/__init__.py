"""What a caller can change in the store, and how it is written."""
