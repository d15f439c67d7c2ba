"""Measured claims: each script prints a table, and none is a timed test."""
