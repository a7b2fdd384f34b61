"""What a caller can change in the store, and how it is written.

Whether a change may be made is said by the rules of the domain; here it is stored, that of an order always with its
entries in the history.
"""
