"""Arguments and options that several commands share, so that they read and mean the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aligner.bank import Bank
from aligner.errors import NotFoundError, UsageError
from aligner.model import Document, Unit


class TargetProgram(StrEnum):
    """Who is to load a memory; the names of :data:`tmx.PROFILES`."""

    GENERIC = "generic"
    EXACT = "exact"
    OMEGAT = "omegat"
    TRADOS = "trados"
    MEMOQ = "memoq"
    WEBLATE = "weblate"
    POEDIT = "poedit"


BankOption = Annotated[
    Path | None,
    typer.Option(
        "--bank",
        metavar="DIR",
        envvar="CLAUSEBANK_BANK",
        help="Folder of texts to use instead of the one that is installed.",
    ),
]
TextArgument = Annotated[
    str, typer.Argument(metavar="TEXT", help="Name or document symbol of a text: a-66-359 or A/66/359.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
LanguagesOption = Annotated[
    str | None, typer.Option("--languages", "-l", metavar="TAGS", help="Languages in this order, such as en,zh,ru.")
]


def own_bank(folder: Path | None) -> Bank:
    """The bank that a command writes to, which is never the installed one.

    Raises:
        UsageError: no folder is given.
        NotFoundError: there is no such folder.
    """
    if folder is None:
        raise UsageError(
            "no folder of texts is given",
            where="--bank",
            hint="the texts that are installed are replaced with every new version; name a folder of your own",
        )
    return Bank(folder)


def tags_of(option: str) -> tuple[str, ...]:
    """The language tags of an option, whether commas or colons stand between them.

    >>> tags_of("en:zh"), tags_of("en, zh")
    (('en', 'zh'), ('en', 'zh'))
    """
    return tuple(dict.fromkeys(tag.strip() for tag in option.replace(":", ",").split(",") if tag.strip()))


def chosen_languages(option: str | None, languages: Mapping[str, object]) -> tuple[str, ...]:
    """Language tags of a comma-separated option, checked against what a text has; all of them where None.

    Raises:
        NotFoundError: the text has no such language.
    """
    if option is None:
        return tuple(languages)
    by_name = {tag.lower(): tag for tag in languages}
    tags = [tag.strip() for tag in option.split(",") if tag.strip()]
    unknown = [tag for tag in tags if tag.lower() not in by_name]
    if unknown or not tags:
        names = ", ".join(unknown) or option
        raise NotFoundError(f"no language '{names}' in this text", hint=f"it has: {', '.join(languages)}")
    return tuple(dict.fromkeys(by_name[tag.lower()] for tag in tags))


def chosen_units(document: Document, ids: Sequence[str]) -> Sequence[Unit]:
    """The units of those ids, in their order; all of them where none is given.

    Raises:
        NotFoundError: the text has no such unit.
    """
    by_id = {unit.id: unit for unit in document.units}
    for id_ in ids:
        if id_ not in by_id:
            raise NotFoundError(
                f"no unit '{id_}'", where=document.name, hint=f"the ids are listed by `clausebank show {document.name}`"
            )
    return [by_id[id_] for id_ in ids] or document.units


def first_missing(names: Iterable[str], existing: Iterable[str]) -> str | None:
    """The first of some names that does not exist."""
    all_existing = set(existing)
    return next((name for name in names if name not in all_existing), None)


TextsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--text",
        "-t",
        metavar="TEXT",
        help="A text of the bank or a file; may be repeated. All texts when not given.",
    ),
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", "-l", metavar="TAG", help="The language to look in; all when not given.")
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        "-w",
        metavar="KEY=VALUE",
        help="Only units with this property: role=item, unit=pledge, status=verified, text=a-66, date=2009..2011; repeatable.",
    ),
]
