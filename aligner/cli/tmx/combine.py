"""`clausebank tmx merge` and `dedupe`: units that say the same, in one memory or in several."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.options import TargetProgram
from aligner.cli.tmx.shared import (
    By,
    ClientOption,
    DryRunOption,
    FileArgument,
    LenientOption,
    NormalisedOption,
    OutputOption,
    RenameOption,
    RepairOption,
    StrictOption,
    opened,
    renamed,
    show_changes,
    write,
)
from aligner.errors import UsageError

if TYPE_CHECKING:
    from tmx import Header, TranslationUnit
    from tmx.duplicates import Duplicates


class Preference(StrEnum):
    """Which of several units is kept."""

    FIRST = "first"
    LAST = "last"
    NEWEST = "newest"
    MOST_USED = "most-used"
    REVIEWED = "reviewed"


def merge(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="TMX files, the first gives the header.")],
    output: OutputOption = "-",
    client: ClientOption = TargetProgram.EXACT,
    join: Annotated[
        By | None,
        typer.Option("--join", help="Make one unit of those with the same identifier, source or text."),
    ] = None,
    prefer: Annotated[
        Preference | None,
        typer.Option("--prefer", help="Of several translations of a text into a language keep one: this one."),
    ] = None,
    language: RenameOption = None,
    *,
    normalised: NormalisedOption = False,
    dry_run: DryRunOption = False,
    repair: RepairOption = False,
    lenient: LenientOption = False,
    strict: StrictOption = False,
) -> None:
    """Put memories together, one after the other, or unit by unit.

    With --join source, pairs such as en-fr and en-ru become a memory in three languages. With --prefer, a source text has
    one translation into each language. --dry-run shows the translations that --prefer takes out.

    Examples:
        clausebank tmx merge a.tmx b.tmx -o both.tmx
        clausebank tmx merge en-fr.tmx en-ru.tmx --join source -o en-fr-ru.tmx
        clausebank tmx merge old.tmx new.tmx --prefer newest --join source -o one.tmx
        clausebank tmx merge *.tmx | clausebank tmx dedupe - -o all.tmx
    """
    from tmx.duplicates import key_of
    from tmx.merging import Preferences, joined
    from tmx.ranking import Keep

    if dry_run and not prefer:
        raise UsageError("--dry-run has nothing to show", hint="--prefer says which translations are taken out")
    with contextlib.ExitStack() as stack:
        paths = [stack.enter_context(_readable_twice(file)) for file in files] if prefer else files
        preferences = None
        if prefer:
            with _units(paths, language, lenient=lenient, strict=strict, repair=repair, quiet=True) as (units, header):
                preferences = Preferences(units, header, Keep(prefer.value), normalise=normalised)
        with _units(paths, language, lenient=lenient, strict=strict, repair=repair) as (units, header):
            if preferences and dry_run:
                both = preferences.applied(units)
                show_changes((("", old, new) for old, new in both if old is not new), "would change")
                return
            preferred = (new for _, new in preferences.applied(units) if new) if preferences else units
            merged = joined(preferred, key_of(join.value, header, normalise=normalised)) if join else preferred
            write(output, merged, header, client.value, lenient=lenient)


@contextmanager
def _units(
    files: Iterable[str], language: list[str] | None, *, lenient: bool, strict: bool, repair: bool, quiet: bool = False
) -> Iterator[tuple[Iterable[TranslationUnit], Header]]:
    """The units of all memories, one after the other, and one header for them."""
    from tmx.merging import concatenated, merged_header

    with contextlib.ExitStack() as stack:
        readers = [
            stack.enter_context(opened(file, lenient=lenient, strict=strict, repair=repair, quiet=quiet))
            for file in files
        ]
        header = merged_header([reader.header for reader in readers])
        yield renamed(concatenated(readers, header), header, language)


def dedupe(
    file: FileArgument,
    output: OutputOption = "-",
    by: Annotated[By, typer.Option("--by", help="What makes two units the same.")] = By.UNIT,
    keep: Annotated[Preference, typer.Option("--keep", help="Which of them is kept.")] = Preference.FIRST,
    near: Annotated[
        float | None,
        typer.Option(
            "--near",
            metavar="PERCENT",
            min=50.0,
            max=100.0,
            help="Units alike in this part of their letters and in all digits are the same too.",
        ),
    ] = None,
    client: ClientOption = TargetProgram.EXACT,
    *,
    normalised: NormalisedOption = False,
    dry_run: DryRunOption = False,
    repair: RepairOption = False,
    lenient: LenientOption = False,
    strict: StrictOption = False,
) -> None:
    """Keep one of units that are the same, or nearly: in all texts, in the source text, or by identifier.

    With --near, units are compared whose source texts begin or end with the same half of their words, without letter
    case and codes. A unit is "reviewed" by the properties x-status, x-state, x-ConfirmationLevel and approved.

    Examples:
        clausebank tmx dedupe memory.tmx -o clean.tmx
        clausebank tmx dedupe memory.tmx --by source --normalised --keep newest -o clean.tmx
        clausebank tmx dedupe memory.tmx --near 90 --keep reviewed --dry-run
    """
    from tmx.duplicates import key_of, without_duplicates

    if near is not None and by is By.TUID:
        raise UsageError("identifiers are the same or not", where="--near", hint="give --by unit or --by source")
    if keep is Preference.FIRST and near is None and not dry_run:
        with opened(file, lenient=lenient, strict=strict, repair=repair) as reader:
            units = without_duplicates(reader, key_of(by.value, reader.header, normalise=normalised))
            write(output, units, reader.header, client.value, lenient=lenient)
        return
    with _readable_twice(file) as path:
        with opened(path, lenient=lenient, strict=strict, repair=repair, quiet=True) as reader:
            duplicates = _duplicates(reader, reader.header, by, keep, near, normalised=normalised)
        with opened(path, lenient=lenient, strict=strict, repair=repair) as reader:
            if dry_run:
                show_changes(_left_out(reader, duplicates), "would be left out")
                return
            units = (unit for number, unit in enumerate(reader) if duplicates.kept(number) == number)
            write(output, units, reader.header, client.value, lenient=lenient)


def _duplicates(
    units: Iterable[TranslationUnit],
    header: Header,
    by: By,
    keep: Preference,
    near: float | None,
    *,
    normalised: bool,
) -> Duplicates:
    from tmx.duplicates import Duplicates, SameKey, key_of
    from tmx.near import near_units
    from tmx.ranking import Keep
    from tmx.seen import seen

    wanted = Keep(keep.value)
    if near is not None:
        with near_units(header, near, source_only=by is By.SOURCE) as earlier:
            return Duplicates(units, earlier, wanted)
    with seen() as keys:
        return Duplicates(units, SameKey(key_of(by.value, header, normalise=normalised), keys), wanted)


def _left_out(
    units: Iterable[TranslationUnit], duplicates: Duplicates
) -> Iterator[tuple[str, TranslationUnit, TranslationUnit | None]]:
    for number, unit in enumerate(units):
        kept = duplicates.kept(number)
        if kept != number:
            yield f"the {kept + 1:,}. unit is kept", unit, None


@contextmanager
def _readable_twice(file: str) -> Iterator[str]:
    """A file of these contents that can be read again: standard input is kept in a temporary file."""
    if file != "-" and not Path(file).is_fifo():
        yield file
        return
    with tempfile.NamedTemporaryFile(suffix=".tmx") as kept, contextlib.ExitStack() as stack:
        source = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
        shutil.copyfileobj(source, kept)
        kept.flush()
        yield kept.name
