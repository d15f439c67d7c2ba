"""Comparing wording: search, words in context, equivalents, terms, openings, and versions of a text."""
