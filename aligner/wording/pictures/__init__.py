"""Figures as pictures (SVG): drawn from a table, which stays with them for those who do not see them."""
