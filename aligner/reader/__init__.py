"""A text as a page to read: one static file that needs no network, and a small server for a whole bank."""

from aligner.reader.comparison import comparison
from aligner.reader.page import render
from aligner.reader.view import ReaderPage, page_of

__all__ = ["ReaderPage", "comparison", "page_of", "render"]
