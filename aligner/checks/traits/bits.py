"""The traits by name, one bit each."""

from __future__ import annotations

# Those that one character may tell are among the first 32 bits, which are looked up for every character.
DIGITS = 1 << 0
"""A decimal digit."""
FOREIGN = 1 << 1
"""A letter of a script that is not the text's own, or a symbol beside such letters."""
UNUSUAL = 1 << 2
"""A character that is not a letter of the text's script or of ASCII, a digit or ordinary punctuation."""
ODD_SPACES = 1 << 3
"""A space that is not plain, or any in a language that writes without."""
BRACKETS = 1 << 4
"""A bracket."""
QUOTES = 1 << 5
"""A quotation mark."""
ADDRESSES = 1 << 6
"""The beginning of a web address, or what every mail address has."""
WRONG_WIDTH = 1 << 7
"""A half-width mark between Chinese characters, or a full-width one in a language that does not use them."""
MANIFOLD = 1 << 8
"""A number that may be more than a run of digits: separators, a scale, digits of another script."""
NEGATION = 1 << 9
"""The beginning of a word that plainly negates."""
DOUBLED = 1 << 10
"""Two words in a row of the same length, first and last letter, or the same small Chinese word twice."""
CONFUSABLE = 1 << 11
"""Letters of two scripts side by side, a Latin letter by itself among others, or a compatibility form."""
UNPAIRED = 1 << 12
"""A bracket that does not stand beside its partner, as far as brackets go."""

MARKUP = 1 << 13
"""A character that begins a placeholder, a tag or another code; an address too."""

SPACING = 1 << 32
"""A space before a space or a mark."""
EDGES = 1 << 33
"""A space at the beginning or the end."""
REFERENCES = 1 << 34
"""A slash or bracket where a document symbol or the number of a resolution has it."""
DATES = 1 << 35
"""A digit or numeral beside what may be the name of a month, or a date in digits."""
TIMES = 1 << 36
"""A digit before what makes it an hour."""
CODES = 1 << 37
"""A digit that hangs on a letter, as in HFC-23."""
QUANTITIES = 1 << 44
"""A digit beside what may be the name of a unit."""
OBLIGES = 1 << 45
"""The beginning of a word that obliges, recommends or announces."""
PERMITS = 1 << 46
"""The beginning of a word that permits."""
RECOMMENDS = 1 << 47
"""The beginning of a word that only recommends."""
FORCES = 1 << 48
"""Languages with words of different legal force; of a unit."""
INLINE = 1 << 49
"""Inline codes of a file; of a unit."""
WORDED = 1 << 50
"""The end of a long number in words, or a Roman numeral."""
SUBDIVISIONS = 1 << 51
"""A digit before the letter of a subparagraph, or before bis or ter."""
SIGNED = 1 << 52
"""A digit behind a minus sign."""
LABELS = 1 << 38
"""What may be the label of a list item at the head."""
ENDINGS = 1 << 39
"""Languages that end with different kinds of characters; of a unit."""
GAPS = 1 << 40
"""A language too few or too many; of a unit."""
SAME = 1 << 41
"""Two languages with the same text; of a unit."""
PHRASES = 1 << 42
"""Aligned phrases, or words listed as without counterpart; of a unit."""
NUMBERS = 1 << 43
"""Numbers that may not be the same in all languages, each once; of a unit."""
EVERY = (1 << 64) - 1
"""All traits: what has them is looked at by every rule."""
