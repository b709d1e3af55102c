"""Measurements: each script prints a table against a named baseline in the same run."""
