"""Documents into the bank: official files in several languages become a text that `check` and people can work on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aligner.acquisition.applied import applied
from aligner.acquisition.composition import SOURCES, compose, cut_versions
from aligner.acquisition.merging import Merge, merge
from aligner.acquisition.versions import SourceVersion, read_versions
from aligner.alignment.account import Account, accounts
from aligner.alignment.decisions import Resolution, renamed, resolve
from aligner.bank import Bank, HeldText, name_of
from aligner.errors import InputError, UsageError
from aligner.model import Document
from aligner.verification.record import kept_name

__all__ = ["Addition", "SourceVersion", "add", "read_versions"]


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding files gave.

    Attributes:
        document: the text as it is now in the bank.
        is_new: whether the bank did not have it before.
        changed: what the files changed in a text that was there, in a line each.
        kept: hand edits that were kept against the files, in a line each.
        accounts: for each language of the files, what of them is in the units.
        remarks: what a reader of the result has to know of the files.
        resolution: which decisions about the alignment hold in the files, and which do not.
    """

    document: Document
    is_new: bool
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    accounts: tuple[Account, ...]
    remarks: tuple[str, ...]
    resolution: Resolution


def add(bank: Bank, name: str, arguments: Iterable[str]) -> Addition:
    """Read, cut and align files, and write them to the bank as a text; hand edits of one that is there stay.

    Its decisions are certain as far as their words are in the files; those whose words are gone stay in its file, and
    hold again if the words come back.

    Raises:
        UsageError: the name, or a file's language, cannot be told; or the text that is there was not made so.
        UnreadableError, InputError: a file cannot be read, or a kept file was changed.
        OutputError: the text cannot be written.
    """
    name = name_of(name)
    if not name:
        raise UsageError("a text needs a name", where="--as", hint="write it as a-69-723")
    new_versions = {version.language: version for version in read_versions(arguments)}
    with bank.holding(name) as held:
        return _added(bank, name, held, new_versions)


def _added(bank: Bank, name: str, held: HeldText, new_versions: Mapping[str, SourceVersion]) -> Addition:
    ours = held.document
    old_versions = _kept_versions(ours) if ours else {}
    versions = {**old_versions, **new_versions}
    files = {tag: _file_name(name, tag, version, old_versions) for tag, version in versions.items()}
    decisions = ours.decisions if ours else ()
    text = cut_versions(name, list(versions.values()), decisions)
    theirs = compose(text, list(versions.values()), files, decisions)
    merged = Merge(theirs)
    if ours:
        # The common ancestor of a merge is what the files that the text's folder keeps gave when it was composed.
        old = list(old_versions.values())
        followed = applied(ours, cut_versions(name, old, decisions), decisions)
        is_same = _checksums(old_versions) == _checksums(versions) and followed == list(decisions)
        base = theirs if is_same else compose(cut_versions(name, old, followed), old, files, followed)
        merged = merge(base, ours, theirs)
    resolution = resolve(decisions, text.blocks)
    changed = dataclasses.replace(merged.document, decisions=renamed(decisions, resolution, text.blocks))
    sources = {f"{SOURCES}/{files[tag]}": version.source.path for tag, version in new_versions.items()}
    held.save(changed, sources)
    document = dataclasses.replace(changed, path=bank.root / name)
    new = {tag: count for tag, count in text.read.items() if tag in new_versions}
    of_files = tuple(accounts(new, text.left_out, theirs.units))
    remarks = tuple(f"{tag}: {remark}" for tag in new for remark in text.remarks[tag])
    return Addition(document, ours is None, merged.changed, merged.kept, of_files, remarks, resolution)


def _checksums(versions: Mapping[str, SourceVersion]) -> dict[str, str]:
    return {tag: version.source.sha256 for tag, version in versions.items()}


def _file_name(name: str, language: str, version: SourceVersion, old_versions: Mapping[str, SourceVersion]) -> str:
    """The name a file gets in the text's folder: the one it had, or one that no other language has."""
    if language in old_versions:
        return old_versions[language].source.path.name
    chosen = kept_name(name, language, version.source)
    is_taken = any(old.source.path.name == chosen for old in old_versions.values())
    return f"{language}-{chosen}" if is_taken else chosen


def _kept_versions(document: Document) -> dict[str, SourceVersion]:
    """The language versions of a text, from the files that its folder keeps."""
    versions = {}
    for tag, version in document.languages.items():
        if not version.file or document.path is None:
            raise UsageError(
                f"the bank has {document.name} already, and its '{tag}' comes from no file, so that nothing can be merged",
                hint="choose another name with --as, or use verify",
            )
        (kept,) = read_versions([f"{tag}={document.path / version.file}"])
        if kept.source.sha256 != version.sha256:
            raise InputError(
                "is not the file it was: its sha256 is another",
                where=str(document.path / version.file),
                hint="put the recorded file back",
            )
        versions[tag] = kept
    return versions
