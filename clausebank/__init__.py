"""Multilingual texts kept clause by clause, from Python."""
