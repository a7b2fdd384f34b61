"""The console: everything that touches Textual, Rich and pyperclip."""
