"""A folder as OPUS has its corpora: XML of sentences and words for each language, and XCES alignments of each pair.

``-o corpus`` writes ``corpus/en/NAME.xml.gz`` and ``corpus/en-zh.xml.gz``, so that ``opus_read`` finds them.
"""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from aligner.exchange.contents import one_line
from aligner.exchange.corpora import CorpusPart, pairs, parts_of, shared
from aligner.exchange.entries import Selection
from aligner.text.tokens import tokens
from tmx import atomic


def write(selection: Selection, destination: str) -> None:
    """Write the folder; a file of it is complete or not there.

    Raises:
        UsageError: the destination is standard output.
        TmxOutputError: a file cannot be written.
    """
    # OPUS has the languages of a pair in the order of the alphabet.
    parts = sorted(parts_of(selection, destination, "xces"), key=lambda part: part.language)
    name = selection.document.name.replace("/", "_")
    files = {f"{part.language}/{name}.xml.gz": _sentences(part) for part in parts}
    for first, second in pairs(parts):
        files[f"{first.language}-{second.language}.xml.gz"] = _alignment(first, second, name)
    with contextlib.ExitStack() as open_files:
        folder = open_files.enter_context(atomic.folder(destination))
        for path, lines in files.items():
            open_files.enter_context(atomic.folder((folder / path).parent))
            stream = open_files.enter_context(atomic.binary(folder / path))
            # Without a name and a time in it the same text gives the same bytes.
            with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
                packed.writelines(f"{line}\n".encode() for line in lines)


def _sentences(part: CorpusPart) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    title = quoteattr(one_line(part.title))
    yield f"<document lang={quoteattr(part.language)} id={quoteattr(part.document)} title={title}>"
    for number, unit in enumerate(part.units, start=1):
        segment = unit.segments[part.language]
        facts = f'role="{unit.role}" label={quoteattr(segment.label)} status="{segment.status}"'
        yield f'<s id="{number}" unit={quoteattr(unit.id)} {facts}>'
        for place, token in enumerate(tokens(segment.text, part.language), start=1):
            annotation = f" lem={quoteattr(token.lemma)}" if token.lemma else ""
            annotation += f' pos="{token.word_class}"' if token.word_class else ""
            spacing = "" if token.space else ' spaceafter="no"'
            yield f'<w id="{number}.{place}"{annotation}{spacing}>{escape(token.form)}</w>'
        yield "</s>"
    yield "</document>"


def _alignment(first: CorpusPart, second: CorpusPart, name: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">'
    yield '<cesAlign version="1.0">'
    yield (
        f'<linkGrp targType="s" fromDoc={quoteattr(f"{first.language}/{name}.xml.gz")}'
        f" toDoc={quoteattr(f'{second.language}/{name}.xml.gz')}>"
    )
    for link, (number, place) in enumerate(shared(first, second), start=1):
        targets = f"{'' if number is None else number + 1};{'' if place is None else place + 1}"
        yield f'<link id="SL{link}" xtargets="{targets}" />'
    yield "</linkGrp>"
    yield "</cesAlign>"
