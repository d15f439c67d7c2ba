"""What is done with each input: the options of the command line over the nearest configuration of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property, lru_cache
from pathlib import Path

from aligner.bank import Bank
from aligner.checks import settings
from aligner.checks.inputs import InputOptions
from aligner.checks.selection import RuleSelection
from aligner.checks.settings import Settings
from aligner.checks.termbases import concepts_of
from aligner.model import Concept, TranslationState


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line or the environment says; None or empty where it says nothing.

    Attributes:
        select: rules to run.
        extend_select: rules to run beside those.
        ignore: rules not to run.
        meaning: whether to compare meanings.
        languages: languages to compare.
        source: the language the others were translated from.
        include: states in which a translation is checked although it is not final.
        terms: files of terms, or texts of the bank that have some.
        format_name: the format of the files.
        config: the configuration for all files.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] | None = None
    meaning: bool | None = None
    languages: tuple[str, ...] = ()
    source: str = ""
    include: frozenset[TranslationState] = frozenset()
    terms: tuple[str, ...] = ()
    format_name: str = ""
    config: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done with one input."""

    selection: RuleSelection
    options: InputOptions
    settings: Settings


@dataclass
class Planner:
    """Makes the plan of each input; configurations and terms are read once."""

    overrides: Overrides
    bank: Bank
    _concepts: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Concept, ...]] = field(default_factory=dict)

    @cached_property
    def settings(self) -> Settings:
        """The settings of the working folder, which hold for the whole run."""
        return self._settings_of(Path.cwd())

    def of(self, name: str) -> Plan:
        """The plan of an input.

        Raises:
            ClausebankError: the configuration or a file of terms cannot be read, or names a rule that does not exist.
        """
        path = Path(name)
        chosen = self._settings_of(path.parent) if path.exists() else self.settings
        overrides = self.overrides
        ignored = chosen.ignore if overrides.ignore is None else overrides.ignore
        selection = RuleSelection(
            selected=chosen.select if overrides.select is None else overrides.select,
            extended=(*chosen.extend_select, *overrides.extend_select),
            ignored=(*ignored, *ignored_in(path, chosen)),
            extra=chosen.rules,
            meaning=chosen.meaning if overrides.meaning is None else overrides.meaning,
        )
        options = InputOptions(
            languages=overrides.languages or chosen.languages,
            source=overrides.source or chosen.source,
            include=overrides.include or chosen.include,
            format_name=overrides.format_name,
            concepts=self._terms(
                overrides.terms or tuple(map(str, chosen.terms)), overrides.languages or chosen.languages
            ),
        )
        return Plan(selection, options, chosen)

    def _settings_of(self, folder: Path) -> Settings:
        config = self.overrides.config
        return _loaded(config) if config else settings.of_folder(folder.absolute())

    def _terms(self, names: tuple[str, ...], languages: tuple[str, ...]) -> tuple[Concept, ...]:
        if (names, languages) not in self._concepts:
            self._concepts[names, languages] = concepts_of(names, self.bank, languages)
        return self._concepts[names, languages]


@lru_cache(maxsize=8)
def _loaded(config: Path) -> Settings:
    return settings.load(config)


def ignored_in(path: Path, chosen: Settings) -> tuple[str, ...]:
    """The rules that the configuration does not run on a file, by its name or its path below the configuration."""
    codes: tuple[str, ...] = ()
    for pattern, ignored in chosen.per_file_ignores.items():
        if is_named(path, pattern, chosen.folder):
            codes += ignored
    return codes


def is_named(path: Path, pattern: str, folder: Path) -> bool:
    """Whether a pattern names a file: by its own name, or by its path below a folder, or a folder it is in.

    >>> is_named(Path("/a/old/de.po"), "old", Path("/a")), is_named(Path("/a/old/de.po"), "*.tmx", Path("/a"))
    (True, False)
    """
    absolute = path.absolute()
    below = absolute.relative_to(folder.absolute()) if absolute.is_relative_to(folder.absolute()) else absolute
    pattern = pattern.rstrip("/")
    names = [below.as_posix(), below.name, *(parent.as_posix() for parent in below.parents)]
    return any(fnmatch(name, pattern) for name in (*names, *below.parts))
