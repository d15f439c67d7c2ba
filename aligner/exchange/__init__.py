"""Texts of the bank out to the formats of other tools."""
