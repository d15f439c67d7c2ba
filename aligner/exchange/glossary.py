"""Glossaries of computer-aided translation: source term, target term and a comment, separated by tabs.

All terms of a concept are paired, the preferred ones first. The comment has the definition, and says so where the
wording that a term was taken from is not verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.exchange.contents import contents_of
from aligner.exchange.entries import Selection
from tmx import atomic


def lines(selection: Selection) -> Iterator[str]:
    """The lines of a glossary of two languages, without line ends.

    Raises:
        UsageError: the selection has another number of languages.
    """
    source, target = selection.pair("a glossary")
    unverified = ", ".join(f"{tag} {version.status}" for tag, version in selection.unverified().items())
    for concept in contents_of(selection).concepts:
        comment = f"{concept.definition} ({unverified})" if unverified else concept.definition
        for term in concept.terms.get(source, ()):
            for equivalent in concept.terms.get(target, ()):
                yield "\t".join(" ".join(cell.split()) for cell in (term, equivalent, comment))


def write_lines(selection: Selection, destination: str, encoding: str, newline: str) -> None:
    """Write a glossary.

    Raises:
        UsageError: the selection has not two languages.
        TmxOutputError: the file cannot be written.
    """
    with atomic.text(destination, encoding=encoding, newline=newline) as out:
        out.writelines(line + "\n" for line in lines(selection))
