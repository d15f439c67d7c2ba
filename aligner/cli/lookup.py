"""`clausebank lookup`: what was translated before, and how like it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli import terminal
from aligner.cli.lists import InOption, texts_of
from aligner.cli.options import BankOption, JsonOption
from aligner.errors import UsageError
from aligner.model import Status
from aligner.text.english import counted

if TYPE_CHECKING:
    from aligner.wording.difference import Edit
    from aligner.wording.lookup import Match
    from aligner.wording.texts import Texts

    _LookUp = Callable[[str, str, int | None, int], list[Match]]

LONGEST_LINE = 100_000
"""Characters of one sentence of standard input."""


def lookup(
    sentences: Annotated[
        list[str], typer.Argument(metavar="SENTENCE...", help="What to look up; - reads one sentence per line.")
    ],
    language: Annotated[str, typer.Option("--language", "-l", metavar="TAG", help="The language of the sentences.")],
    texts: InOption = None,
    least: Annotated[
        int | None, typer.Option("--min", metavar="PERCENT", min=1, max=100, help="The worst match shown; 70, or 40.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Matches per sentence.")] = 5,
    by_meaning: Annotated[
        bool, typer.Option("--meaning", help="What says the same, in any language, by the sentence encoder.")
    ] = False,
    bank: BankOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Look sentences up in memories: what was translated before, how like it is, and how it was rendered.

    A match has the percentage that OmegaT gives: one minus the edit distance over the number of words of the longer
    side (characters where a script writes no spaces). Numbers count as equal; 100 is kept for equal wording. The
    difference is marked: [-only in the memory-]{+only in the sentence+}. A large memory is indexed once.

    With --meaning units are found that say the same in other words or another language; the texts need not have the
    language of the sentence. The figure is then how near the meanings are, in hundredths. Numbers and negations are not
    seen: read the match before you use it.

    Exit status: 0 something was found, 1 nothing was, 2 usage or unreadable input.

    Examples:
        clausebank lookup "Adherence to the code is open to all States." --language en
        clausebank lookup "The Committee met in Geneva." -l en --in memory.tmx --min 60
        clausebank lookup "Кодекс открыт для всех государств." -l ru --meaning
        cut -f1 new.tsv | clausebank lookup - -l en --in memory.tmx --json
    """
    searched = texts_of(texts, bank)
    if not by_meaning:
        searched.require([language], "--language")
    look_up = _by_meaning(searched) if by_meaning else _by_wording(searched)
    answers = [(sentence, look_up(sentence, language, least, limit)) for sentence in _sentences(sentences)]
    if as_json:
        terminal.print_json([{"sentence": text, "matches": list(map(_entry, matches))} for text, matches in answers])
    else:
        for sentence, matches in answers:
            _print(sentence, matches, by_meaning=by_meaning)
    matched = sum(bool(matches) for _, matches in answers)
    terminal.note(f"{counted(len(answers), 'sentence')} looked up in {searched.said}, {matched} with a match")
    raise typer.Exit(0 if matched else 1)


def _by_wording(searched: Texts) -> _LookUp:
    from aligner.wording.lookup import LEAST, matches

    return lambda sentence, language, least, most: matches(
        sentence, searched, language, least=least or LEAST, most=most
    )


def _by_meaning(searched: Texts) -> _LookUp:
    from aligner.wording.meaning import LEAST, Meanings

    meanings = Meanings(searched, lambda count: terminal.progress(count, "reading meanings, once: segments"))
    return lambda sentence, language, least, most: meanings.matches(sentence, language, least=least or LEAST, most=most)


def _sentences(arguments: list[str]) -> Iterator[str]:
    for argument in arguments:
        if argument != "-":
            yield argument
            continue
        for line in sys.stdin:
            if len(line) > LONGEST_LINE:
                raise UsageError(
                    "a line is too long to be a sentence", where="standard input", hint="one sentence per line"
                )
            if line.strip():
                yield line.strip()


def _print(sentence: str, matches: list[Match], *, by_meaning: bool) -> None:
    print(terminal.coloured(sentence, "bold"))
    if not matches:
        print("  no match")
    for match in matches:
        unit, passage = match.passage.unit, match.passage
        print(f"  {match.percent:>3} %  {terminal.coloured(f'{unit.id}, {passage.text}', 'dim')}")
        if not by_meaning:
            print(f"    {terminal.padded(match.language, 4)}{_marked(match, sentence)}")
        for tag, segment in islice(unit.segments.items(), 12):
            if segment.text and (by_meaning or tag != match.language):
                unsure = passage.has_status and segment.status != Status.VERIFIED
                mark = terminal.coloured(f"[{segment.status}] ", "yellow") if unsure else ""
                print(f"    {terminal.padded(tag, 4)}{mark}{terminal.wrapped(segment.text, indent=8)}")


def _marked(match: Match, sentence: str) -> str:
    """The wording of the memory with what the sentence says instead."""
    from aligner.wording.difference import edits

    return shown_edits(edits(match.wording, sentence))


def shown_edits(edits: Iterable[Edit]) -> str:
    """A wording with what was taken out and put in marked, for the terminal."""
    return "".join(map(_shown, edits))


def _shown(edit: Edit) -> str:
    text = terminal.safe(edit.text)
    if edit.kind == "del":
        return terminal.coloured(f"[-{text}-]", "red")
    return terminal.coloured(f"{{+{text}+}}", "green") if edit.kind == "ins" else text


def _entry(match: Match) -> dict[str, object]:
    unit, passage = match.passage.unit, match.passage
    return {
        "percent": match.percent,
        "by_characters": match.by_characters,
        "language": match.language,
        "text": passage.text,
        "unit": unit.id,
        "segments": {tag: segment.text for tag, segment in unit.segments.items()},
        "unverified": [
            tag for tag, segment in unit.segments.items() if passage.has_status and segment.status != Status.VERIFIED
        ],
    }
