"""What holds for every test."""

from hypothesis import settings

# How long an example takes says what else the machine is doing, and nothing of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
