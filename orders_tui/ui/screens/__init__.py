"""Dialogs, and the screens that lie over the list: each asks for one thing and answers with a value.

None of them has the store in its hands: what they need to know they are handed, or ask by a function that they are
given. What is done with their answers stands in `main`.
"""
