"""The form in which an order is typed, new or as it is to become."""
