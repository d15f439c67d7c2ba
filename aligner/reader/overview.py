"""The first page of a bank and of files: what there is, or what a search across all of it found."""

from __future__ import annotations

from aligner.bank import Bank
from aligner.bank.summaries import summaries
from aligner.errors import ClausebankError
from aligner.reader.page import asset, environment, integrity
from aligner.reader.results import KINDS, VIEWS, SearchRequest, results
from aligner.reader.view import column
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
        "frequencies": [],
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
            shown |= {"texts": _texts(bank), "files": files}
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


def _texts(bank: Bank) -> list[dict[str, object]]:
    entries: dict[str, dict[str, object]] = {}

    def note(name: str, problem: ClausebankError) -> None:
        entries[name] = {"name": name, "problem": str(problem)}

    for text in summaries(bank, note):
        entries[text.name] = {
            "name": text.name,
            "problem": "",
            "title": next(iter(text.title.values()), text.name),
            "symbol": text.symbol,
            "units": text.units,
            "columns": [
                column(tag, language.source, language.statuses or {language.status: 1})
                for tag, language in text.languages.items()
            ],
        }
    return [entries[name] for name in sorted(entries)]
