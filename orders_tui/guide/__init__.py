"""The guide for the people who use the program: one page of text a topic, in each language."""
