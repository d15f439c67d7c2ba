"""The `clausebank` command: every subcommand under its name."""

from __future__ import annotations

from typing import Annotated

import typer

from aligner.cli import signals
from aligner.cli.command import Commands, LazyCommand
from aligner.cli.terminal import open_closed_streams


class Clausebank(Commands):
    """All commands, in the order of the help."""

    entries = {  # noqa: RUF012 - declared as a class variable in the base class
        "list": LazyCommand(
            "aligner.cli.list:list_texts",
            "List the texts of the bank with the status of each language, and how much of it published quotations attest.",
        ),
        "show": LazyCommand("aligner.cli.show:show", "Show a text clause by clause in its languages."),
        "evidence": LazyCommand(
            "aligner.cli.evidence:evidence",
            "Show what published quotations say of the wording of a text, and how it was changed after them.",
        ),
        "check": LazyCommand(
            "aligner.cli.check:check",
            "Check aligned texts: structure, numbers, dates, references, terms, negation, characters and more.",
        ),
        "align": LazyCommand(
            "aligner.cli.align:align",
            "Align a text in two languages or more, all at once, so that any two languages agree with the third.",
        ),
        "score": LazyCommand(
            "aligner.cli.score:score",
            "Score alignments against gold: strict precision, recall and F1 by pair of languages and N-way.",
        ),
        "rule": LazyCommand(
            "aligner.cli.rule:rule",
            "Explain a rule of `check`: what it looks for, why it matters, a bad and a good example.",
        ),
        "export": LazyCommand("aligner.cli.export:export", "Export a text to a file that other tools read."),
        "import": LazyCommand(
            "aligner.cli.import_file:import_file", "Import a file as a new text, or into the text it was made from."
        ),
        "convert": LazyCommand(
            "aligner.cli.convert:convert",
            "Convert a file with translations to another format: a memory to a spreadsheet, XLIFF to a memory ...",
        ),
        "formats": LazyCommand(
            "aligner.cli.formats:formats", "List the formats of export and import with what each keeps of a text."
        ),
        "fetch": LazyCommand(
            "aligner.cli.fetch:fetch", "Fetch a document of the United Nations in some of its languages."
        ),
        "add": LazyCommand(
            "aligner.cli.add:add",
            "Read official files, cut them into clauses, align them, and write them to the bank as a text.",
        ),
        "verify": LazyCommand(
            "aligner.cli.verify:verify",
            "Compare the stored wording of a language with the official file, unit by unit, character by character.",
        ),
        "search": LazyCommand(
            "aligner.cli.search:search",
            "Search texts of the bank, TMX files and other files with translations in all their languages.",
        ),
        "kwic": LazyCommand(
            "aligner.cli.kwic:kwic",
            "Show a word in context, the key words under each other, with their counterparts beside.",
        ),
        "lookup": LazyCommand(
            "aligner.cli.lookup:lookup",
            "Look sentences up in memories: what was translated before, how like it is, and how it was rendered.",
        ),
        "analyse": LazyCommand(
            "aligner.cli.analyse:analyse",
            "Say how much of documents is new, by the bands that translators are paid by.",
        ),
        "reuse": LazyCommand(
            "aligner.cli.reuse:reuse",
            "Show which clauses of a new text stand in older ones, the same or nearly, and how they were rendered there.",
        ),
        "pretranslate": LazyCommand(
            "aligner.cli.pretranslate:pretranslate",
            "Fill what is not translated in a document from memories, marked as matches to be confirmed.",
        ),
        "equivalents": LazyCommand(
            "aligner.cli.equivalents:equivalents",
            "Rank the counterparts of a word, or of several in a row, in every other language.",
        ),
        "figures": LazyCommand(
            "aligner.cli.figures:figures",
            "Count words: how often they occur, what they occur with, and what is typical of a text.",
        ),
        "openings": LazyCommand(
            "aligner.cli.openings:openings",
            "List the formulas that open the clauses (Recalling, 忆及, ссылаясь на), side by side.",
        ),
        "terms": LazyCommand(
            "aligner.cli.terms:terms",
            "Show the termbase of a text as a table: each concept with its terms and how many of its units they occur in.",
        ),
        "phrases": LazyCommand(
            "aligner.cli.phrases:phrases",
            "Propose aligned phrases of a text as a table, and write those that a person left in it to the text.",
        ),
        "compare": LazyCommand(
            "aligner.cli.compare:compare",
            "Compare two versions of a text clause by clause, or the languages of one text.",
        ),
        "page": LazyCommand(
            "aligner.cli.page:page",
            "Write a text as one page to read: its languages side by side, with search, notes and findings.",
        ),
        "serve": LazyCommand(
            "aligner.cli.serve:serve",
            "Show a bank in the browser: every text as a page, and search across all texts and any memories.",
        ),
        "corpus": LazyCommand(
            "aligner.cli.corpus:app",
            "Many documents: build an aligned corpus here or on a cluster, and describe, search, sample and export it.",
        ),
        "init": LazyCommand(
            "aligner.cli.init:init",
            "Start a bank: a folder of texts with a first text, and a configuration for `check`.",
        ),
        "doctor": LazyCommand(
            "aligner.cli.doctor:doctor",
            "Say which extras, programs and fonts are there, and how to get those that are not.",
        ),
        "tmx": LazyCommand(
            "aligner.cli.tmx:app",
            "Translation memories (TMX): validate, describe, convert, merge, split, clean, edit, compare.",
        ),
    }


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"clausebank {version('clausebank')}")
        raise typer.Exit


START = """\
clausebank: multilingual texts, aligned clause by clause.

To try it:
  clausebank list                                      # the texts that come with it
  clausebank show a-66-359 --unit purpose.2            # one clause in all its languages
  clausebank search "information security"             # wording, and what renders it
With files of your own:
  clausebank check memory.tmx                          # numbers, dates, names, negation ... in all languages
  clausebank align en=a.txt fr=b.docx -o aligned.tmx   # two languages or ten
  clausebank tmx info memory.tmx                       # what is in a memory
Then:
  clausebank --help, clausebank doctor, clausebank init
"""
"""What the command says when it is called without arguments."""

app = typer.Typer(
    name="clausebank",
    cls=Clausebank,
    invoke_without_command=True,
    add_completion=True,
    rich_markup_mode=None,  # plain help: the same in a terminal, a pipe and the docs, and no slow import
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Multilingual texts kept clause by clause: list, show, check, align, compare, export.

    Every command ends with status 0 (clean), 1 (findings) or 2 (wrong usage, or input that cannot be read).
    """
    if context.invoked_subcommand is None:
        typer.echo(START, nl=False)


def main() -> None:
    """Run the command line."""
    open_closed_streams()
    signals.end_in_order()
    app()
