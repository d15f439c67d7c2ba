"""Sentences as a CAT tool cuts them, by the rules of an SRX file (Segmentation Rules eXchange 2.0, LISA 2008).

choppa-srx (MIT, extra ``srx``) applies the rules. Those of LanguageTool, which it brings, are under the LGPL and are
used only where their file is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aligner import untrusted
from aligner.errors import InputError, MissingExtraError
from aligner.model import Role
from aligner.segmentation import Part

_MOST = 8 << 20
Cutter = Callable[[Part, str], list[Part]]
"""Cuts a part of a text in a language into its sentences."""


def cutter(path: str) -> Cutter:
    """What cuts by the rules of a file.

    Raises:
        InputError: it cannot be read or is not SRX.
        MissingExtraError: the extra ``srx`` is not installed.
    """
    try:
        from choppa import SrxDocument, SrxTextIterator
    except ImportError as error:
        raise MissingExtraError("cutting by SRX rules", "srx") from error
    _check(path)
    try:
        document = SrxDocument(ruleset=path)
    except Exception as error:  # whatever its parser or its compiler of expressions says of a rule
        raise InputError(f"not rules that can be used ({error})", where=path, hint="correct the SRX file") from error

    def cut(part: Part, language: str) -> list[Part]:
        try:
            sentences = list(SrxTextIterator(document, language, part.text))
        except Exception as error:
            raise InputError(f"a rule fails ({error})", where=path, hint="correct the SRX file") from error
        return _pieces(part, sentences)

    return cut


def _check(path: str) -> None:
    """Refuse what is not SRX before the library, whose parser expands entities, sees it."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: Any = etree.fromstring(untrusted.read_bytes(path, _MOST, only_files=True), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"not XML ({error.msg})", where=path, hint="name a file of SRX rules") from error
    if etree.QName(root).localname != "srx" or root.getroottree().docinfo.internalDTD is not None:
        raise InputError("not SRX", where=path, hint="name a file of SRX rules without a document type")


def _pieces(part: Part, sentences: list[str]) -> list[Part]:
    """The sentences of a part, without the space around them; the first keeps the label."""
    pieces, at = [], part.start
    for sentence in sentences:
        start = at + len(sentence) - len(sentence.lstrip())
        at += len(sentence)
        text = sentence.strip()
        if text:
            pieces.append(replace(part, text=text, start=start, end=start + len(text)))
    if len(pieces) < 2:
        return pieces or [part]
    first, *later = (replace(piece, role=Role.SENTENCE) for piece in pieces)
    return [first, *(replace(piece, label="", ordinal=0) for piece in later)]
