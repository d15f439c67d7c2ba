"""A generator of documents that look like those of the United Nations, so that reading them can be measured exactly.

The text is the bank's own: such a file proves that the machinery works, and nothing about the wording. Every file
says so in its letter, and carries ``SAMPLE_MARK`` in its metadata, by which `verify --update` refuses it.

    document = Bank().load("a-66-359")
    write_pdf(compose(document, "zh"), Path("A-66-359-zh.pdf"))
"""

from __future__ import annotations

from benchmarks.samples.composition import Part, Piece, Sample, compose, resolution
from benchmarks.samples.flow import write_html, write_text
from benchmarks.samples.print import write_pdf
from benchmarks.samples.word import write_docx

__all__ = ["Part", "Piece", "Sample", "compose", "resolution", "write_docx", "write_html", "write_pdf", "write_text"]
