"""The tokens of a text as corpus tools take them: words with dictionary form and part of speech, and punctuation marks."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from aligner.errors import MissingExtraError
from aligner.text.word_classes import word_class
from aligner.text.words import boundaries, lemmas

_MARK = regex.compile(r"\S\p{M}*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark.

    Attributes:
        form: as it is written.
        space: the space behind it; empty where the next token follows at once.
        lemma: its dictionary form; of a punctuation mark itself; empty where no dictionary is installed.
        word_class: its part of speech (Universal Dependencies); empty where that is not known.
    """

    form: str
    space: str
    lemma: str
    word_class: str


def tokens(text: str, language: str) -> list[Token]:
    """The tokens of a text; forms and spaces joined are the text again, apart from the space before the first.

    >>> [(token.form, token.lemma, token.word_class) for token in tokens("Угрозы, 64/211", "ru")]
    [('Угрозы', 'угроза', 'NOUN'), (',', ',', 'PUNCT'), ('64/211', '64/211', 'NUM')]
    """
    spans = list(_spans(text))
    # A text of spaces alone has no token, and so no end either.
    ends = [*(start for start, _, _ in spans[1:]), len(text)][: len(spans)]
    return [
        _token(text[start:end], text[end:following], language, is_word=is_word)
        for (start, end, is_word), following in zip(spans, ends, strict=True)
    ]


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the tokens are, and whether each is a word."""
    end = 0
    for start, stop in boundaries(text):
        for mark in _MARK.finditer(text, end, start):
            yield *mark.span(), False
        yield start, stop, True
        end = stop
    for mark in _MARK.finditer(text, end):
        yield *mark.span(), False


def _token(form: str, space: str, language: str, *, is_word: bool) -> Token:
    if not is_word:
        return Token(form, space, form, "PUNCT" if regex.match(r"\p{P}", form) else "SYM")
    lemma = ""
    # Without the dictionaries the words are written all the same.
    with contextlib.suppress(MissingExtraError):
        lemma = lemmas(form, language)[0]
    if form[0].isdigit():
        return Token(form, space, lemma, "NUM")
    found_class = ""
    with contextlib.suppress(MissingExtraError):
        found_class = word_class(form, language)
    return Token(form, space, lemma, found_class)
