"""`clausebank init`: a bank of one's own, with a first text to write over and a configuration."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from aligner.bank import Bank, name_of
from aligner.cli import terminal
from aligner.errors import OutputError, UsageError
from aligner.model import Document, LanguageVersion, Role, Segment, Status, Unit
from tmx import atomic
from tmx.languages import canonical, from_locale, is_tag

CONFIGURATION = "clausebank.toml"
_SETTINGS = """\
# What `clausebank check` does in this folder and below; docs/check.md explains every key.
# ignore = ["PUN005"]          # rules that you do not want
# fail-on = "error"            # warnings are reported, but do not fail
# baseline = "known.json"      # findings that are known and accepted
"""


def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="The folder of the bank; else texts.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Name of the first text.")] = None,
    languages: Annotated[
        str | None, typer.Option("--languages", "-l", metavar="TAGS", help="Its languages, such as en,fr,ar.")
    ] = None,
) -> None:
    """Start a bank: a folder of texts with a first text, and a configuration for `check`.

    The first text is there to be written over. What is not given is asked for on a terminal; elsewhere the defaults are taken. Nothing that exists is changed.

    Examples:
        clausebank init
        clausebank init treaties --name paris-agreement --languages en,fr,ar
    """
    chosen_folder = folder or Path(_answer("Folder of the bank", "texts"))
    chosen_name = name_of(name or _answer("Name of the first text", "my-text"))
    tags = _tags(languages or _answer("Its languages", "en,fr"))
    if not chosen_name:
        raise UsageError("the text needs a name", where="--name", hint="letters and digits, such as paris-agreement")
    if (chosen_folder / chosen_name).exists():
        raise UsageError("exists already", where=str(chosen_folder / chosen_name), hint="give another --name")
    try:
        chosen_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made ({error.strerror})", where=str(chosen_folder)) from error
    text_folder = Bank(chosen_folder).save(_first_text(chosen_name, tags))
    terminal.note(f"{text_folder}: a text in {', '.join(tags)}; write its units into {text_folder / 'units.yaml'}")
    if not Path(CONFIGURATION).exists():
        with atomic.text(CONFIGURATION) as file:
            file.write(_SETTINGS)
        terminal.note(f"{CONFIGURATION}: the settings of `clausebank check`, all of them commented out")
    terminal.note(
        f"next: clausebank list --bank {chosen_folder}; clausebank check {chosen_name} --bank {chosen_folder}"
    )


def _answer(question: str, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    answer: str = typer.prompt(question, default=default, err=True)
    return answer


def _tags(option: str) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(canonical(from_locale(tag.strip())) for tag in option.split(",") if tag.strip()))
    wrong = [tag for tag in tags if not is_tag(tag)]
    if wrong or not tags:
        raise UsageError(
            f"'{', '.join(wrong) or option}' is not a language tag", where="--languages", hint="such as en,zh-Hant"
        )
    return tags


def _first_text(name: str, tags: tuple[str, ...]) -> Document:
    title = {tag: Segment(f"Title ({tag})") for tag in tags}
    clause = {tag: Segment(f"First clause ({tag})") for tag in tags}
    return Document(
        name=name,
        symbol=name,
        title=dict.fromkeys(tags, name),
        languages={tag: LanguageVersion(tag, Status.UNVERIFIED, "Say here where the wording is from.") for tag in tags},
        units=(Unit("title", Role.TITLE, title), Unit("article.1", Role.OPERATIVE_CLAUSE, clause)),
    )
