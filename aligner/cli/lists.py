"""What the commands that list wording have in common: how a query is meant, where it is looked for, where it goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from aligner.bank import Bank
from aligner.cli import terminal
from aligner.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aligner.wording.query import Query, QueryKind
    from aligner.wording.search import Scope
    from aligner.wording.texts import Texts

_COLOUR = re.compile(r"\x1b\[\d+m")

ExactOption = Annotated[bool, typer.Option("--exact", help="These characters, anywhere, in this case.")]
LemmaOption = Annotated[bool, typer.Option("--lemma", help="Bare words in any of their forms.")]
RegexOption = Annotated[bool, typer.Option("--regex", help="A regular expression.")]
VariantsOption = Annotated[
    bool, typer.Option("--variants", help="Simplified Chinese by traditional characters and the reverse.")
]
WithOption = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="TAG=QUERY", help="Only units that hold this in another language; repeatable."),
]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="TAG=QUERY", help="Only units that do not hold this there; repeatable."),
]
InOption = Annotated[
    list[str] | None,
    typer.Option("--in", "-i", metavar="TEXT", help="A memory, a file or a text of the bank; repeatable."),
]
OutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="Where to; its name says the format. - is standard output."),
]
BomOption = Annotated[bool, typer.Option("--bom", help="Begin CSV with the mark by which Excel knows UTF-8.")]


def kind_of(*, exact: bool, lemma: bool, regex: bool) -> QueryKind:
    """How a query is meant, by the options of a command.

    Raises:
        UsageError: more than one is given.
    """
    from aligner.wording.query import QueryKind

    if exact + lemma + regex > 1:
        raise UsageError("--exact, --lemma and --regex exclude each other", hint="give one of them")
    if exact:
        return QueryKind.EXACT
    return QueryKind.LEMMA if lemma else QueryKind.REGEX if regex else QueryKind.WORDS


def texts_of(names: Sequence[str] | None, bank: Path | None) -> Texts:
    """The texts that a command looks into; the terminal shows when a large one is indexed."""
    from aligner.wording.texts import Texts

    return Texts(
        names or [],
        Bank(bank),
        lambda count: terminal.progress(count, "indexing, once: units"),
        terminal.note,
    )


def scope_for(
    texts: Texts,
    language: str | None,
    where: Sequence[str] | None,
    wanted: Sequence[str] | None,
    unwanted: Sequence[str] | None,
    kind: QueryKind,
) -> Scope:
    """Where a command looks, with every language it names known to be there.

    Raises:
        UsageError, NotFoundError: a condition is not known; a language is not in the texts.
    """
    from aligner.wording.query import QueryKind
    from aligner.wording.search import parallel_condition, scope_of

    beside = QueryKind.LEMMA if kind is QueryKind.LEMMA else QueryKind.WORDS
    parallel = [parallel_condition(option, beside, is_wanted=True) for option in wanted or ()]
    parallel += [parallel_condition(option, beside, is_wanted=False) for option in unwanted or ()]
    if language:
        texts.require([language], "--language")
    texts.require([condition.language for condition in parallel], "--with")
    scope = scope_of([language] if language else [], where or [], parallel)
    texts.require_properties(scope.properties)
    return scope


def exit_not_found(texts: Texts, query: Query, scope: Scope) -> NoReturn:
    """Say that nothing was found, and what would be found instead; exit with status 1.

    Raises:
        Exit: always.
    """
    from aligner.wording.suggestions import suggestions

    languages = f" in {', '.join(scope.languages)}" if scope.languages else ""
    instead = "; ".join(suggestions(texts, query, scope))
    terminal.note(f"'{query.text}' is not found in {texts.said}{languages}{f': {instead}' if instead else ''}")
    raise typer.Exit(1)


def write_text(written: Iterable[str], destination: str) -> None:
    """Write lines made for a terminal; into a file without their colours."""
    from aligner.wording.tables import write_lines

    plain = written if destination == "-" else (_COLOUR.sub("", line) for line in written)
    write_lines(plain, destination)
