"""The command line: run, init, import, checks."""
