"""Tests of the table, and of the parts that it is made of."""
