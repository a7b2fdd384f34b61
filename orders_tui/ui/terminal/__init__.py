"""What leans on the inside of Textual and on the terminal itself: input, output, keys in flight, life and death."""
