"""The command line: options, configuration, one module for each family of commands."""
