"""Documents into the bank: official files in several languages become a text that `check` and people can work on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.acquisition.composition import SOURCES, compose, left_out
from aligner.acquisition.merging import merge
from aligner.acquisition.versions import Version, read_versions
from aligner.bank import Bank, name_of
from aligner.errors import InputError, UsageError
from aligner.model import Document
from aligner.verification.record import keep, kept_name

__all__ = ["Addition", "Version", "add", "read_versions"]


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding files gave.

    Attributes:
        document: the text as it is now in the bank.
        is_new: whether the bank did not have it before.
        changed: what the files changed in a text that was there, in a line each.
        kept: hand edits that were kept against the files, in a line each.
        left_out: language to paragraphs that were taken for page furniture and are in no unit.
    """

    document: Document
    is_new: bool
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    left_out: dict[str, tuple[str, ...]]


def add(bank: Bank, name: str, arguments: Iterable[str]) -> Addition:
    """Read, cut and align files, and write them to the bank as a text; hand edits of one that is there stay.

    Raises:
        UsageError: the name, or a file's language, cannot be told; or the text that is there was not made so.
        UnreadableError, InputError: a file cannot be read, or a kept file was changed.
        OutputError, TmxOutputError: the text cannot be written.
    """
    name = name_of(name)
    if not name:
        raise UsageError("a text needs a name", where="--as", hint="write it as a-69-723")
    given = {version.language: version for version in read_versions(arguments)}
    is_new = name not in bank.names()
    ours = None if is_new else bank.load(name)
    before = _kept_versions(ours) if ours else {}
    versions = {**before, **given}
    files = {tag: _file_name(name, tag, version, before) for tag, version in versions.items()}
    made = compose(name, list(versions.values()), files)
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    if ours:
        same = {tag: it.source.sha256 for tag, it in before.items()} == {
            tag: it.source.sha256 for tag, it in versions.items()
        }
        base = made if same else compose(name, list(before.values()), {tag: files[tag] for tag in before})
        merged = merge(base, ours, made)
        made, changed, kept = merged.document, merged.changed, merged.kept
    folder = bank.root / name / SOURCES
    folder.mkdir(parents=True, exist_ok=True)
    for tag, version in given.items():
        keep(version.source.path, folder / files[tag])
    bank.save(made)
    dropped = {tag: lines for tag, version in given.items() if (lines := left_out(version))}
    return Addition(dataclasses.replace(made, path=bank.root / name), is_new, changed, kept, dropped)


def _file_name(name: str, language: str, version: Version, before: dict[str, Version]) -> str:
    """The name a file gets in the text's folder: the one it had, or one of its own that no other language has."""
    if language in before:
        return before[language].source.path.name
    chosen = kept_name(name, language, version.source)
    taken = {it.source.path.name for it in before.values()}
    return f"{language}-{chosen}" if chosen in taken else chosen


def _kept_versions(document: Document) -> dict[str, Version]:
    """The language versions of a text, from the files that its folder keeps."""
    found = {}
    for tag, version in document.languages.items():
        if not version.file or document.path is None:
            raise UsageError(
                f"the bank has {document.name} already, and its '{tag}' comes from no file, so that nothing can be merged",
                hint="choose another name with --as, or use verify",
            )
        (read,) = read_versions([f"{tag}={document.path / version.file}"])
        if read.source.sha256 != version.sha256:
            raise InputError(
                "is not the file it was: its sha256 is another",
                where=str(document.path / version.file),
                hint="put the recorded file back",
            )
        found[tag] = read
    return found
