"""What a caller can read from the store; nothing stored is changed here.

What the role of the reader does not see is left out by its `Sight` before anything is handed out.
"""
