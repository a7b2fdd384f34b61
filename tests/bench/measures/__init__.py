"""The measurements; every module here is read, and puts what it measures into the registry."""
