"""The main screen, put together from parts: the list with its panes, and what the keys do to its orders.

What has to be asked for is asked by the dialogs of `screens`; here it is known when, and what is done with the answer.
"""
