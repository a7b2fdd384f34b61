"""The benchmark: `python -m tests.bench`; never part of the test run."""
