"""The first page of a bank and of files: what there is, or what a search across all of it found."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.bank import Bank
from aligner.errors import ClausebankError
from aligner.reader.page import asset, environment, integrity
from aligner.reader.results import KINDS, VIEWS, SearchRequest, results
from aligner.reader.view import column_of
from aligner.wording.context import ORDERS
from aligner.wording.index import Index
from aligner.wording.texts import Texts


def overview(
    bank: Bank,
    request: SearchRequest | None = None,
    files: tuple[str, ...] = (),
    indexes: dict[str, Index] | None = None,
) -> str:
    """The page as HTML.

    Args:
        bank: the bank.
        request: what to search for; the texts are listed where it says nothing.
        files: paths of memories that are shown and searched with the bank.
        indexes: the indexes of large memories that are open already.
    """
    from markupsafe import Markup

    style = asset("style.css")
    request = request or SearchRequest()
    shown: dict[str, object] = {
        "texts": [],
        "files": [],
        "hits": [],
        "lines": [],
        "equivalents": None,
        "suggestions": [],
        "unsure": [],
        "summary": "",
        "problem": "",
    }
    try:
        if request.query:
            texts = searchable(bank, files, indexes)
            shown |= results(texts, request) if texts.names else {"summary": "There is no text to search."}
        else:
            shown |= {"texts": list(_texts(bank)), "files": files}
    except ClausebankError as error:
        shown["problem"] = str(error)
    template = environment().get_template("index.html")
    return template.render(
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=integrity(style),
        request=request,
        kinds=KINDS,
        views=VIEWS,
        orders=ORDERS,
        **shown,
    )


def searchable(bank: Bank, files: tuple[str, ...], indexes: dict[str, Index] | None = None) -> Texts:
    """The texts of a bank that can be read, and files."""
    return Texts((), bank, indexes=indexes, files=files)


def _texts(bank: Bank) -> Iterator[dict[str, object]]:
    for name in bank.names():
        try:
            document = bank.load(name)
        except ClausebankError as error:
            yield {"name": name, "problem": str(error)}
            continue
        yield {
            "name": name,
            "problem": "",
            "title": next(iter(document.title.values()), name),
            "symbol": document.symbol,
            "units": len(document.units),
            "columns": [column_of(version, document.units) for version in document.languages.values()],
        }
