"""Known findings: what was there when checking began, so that only what is new is reported."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from aligner.checks.finding import Finding
from aligner.errors import InputError
from tmx import atomic

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """A finding that a baseline lists: the same in every unit of a file with the same words."""

    file: str
    fingerprint: str
    code: str
    unit: str


@dataclass
class Baseline:
    """The findings that are known, with how often each occurs.

    Attributes:
        path: the file, to whose folder the names of checked files are relative.
        counts: finding to number.
        matched: how many of them :meth:`unknown` has come across.
    """

    path: Path
    counts: Counter[BaselineEntry] = field(default_factory=Counter)
    matched: int = 0
    _left: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int), repr=False)

    def unknown(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that are not known; of one that occurs more often than it did, those that are new."""
        self._left.clear()
        self.matched = 0
        for entry, count in self.counts.items():
            self._left[entry.file, entry.fingerprint] += count
        for finding in findings:
            # A baseline of the first version does not name files.
            for file in (self._name(finding.file), ""):
                if self._left.get((file, finding.fingerprint), 0) > 0:
                    self._left[file, finding.fingerprint] -= 1
                    self.matched += 1
                    break
            else:
                yield finding

    def stale(self, files: Iterable[str], codes: Collection[str]) -> int:
        """How many known findings no longer occur, of the files and rules that were checked since :meth:`unknown`."""
        names = {"", *map(self._name, files)}
        entries = [entry for entry in self.counts if entry.file in names and entry.code in codes]
        keys = {(entry.file, entry.fingerprint) for entry in entries}
        return sum(self._left[key] for key in keys)

    def updated(self, findings: Iterable[Finding], files: Collection[str], codes: Collection[str]) -> Baseline:
        """The baseline with the findings of the files and rules that were checked in place of those it had of them.

        Args:
            findings: what was found; gone through before ``files`` and ``codes`` are looked at.
            files: the files that were checked.
            codes: the rules that were run.
        """
        counts = Counter(
            BaselineEntry(self._name(finding.file), finding.fingerprint, finding.code, finding.unit_id)
            for finding in findings
        )
        names = {"", *map(self._name, files)}
        for entry, count in self.counts.items():
            if entry.file not in names or entry.code not in codes:
                counts[entry] += count
        return Baseline(self.path, counts)

    def write(self) -> int:
        """Write the file, and return how many findings it lists; an existing file is replaced as a whole.

        Raises:
            OutputError: the file cannot be written.
        """
        ordered = sorted(self.counts.items(), key=lambda item: (item[0].file, item[0].code, item[0].fingerprint))
        entries = [asdict(entry) | {"count": count} for entry, count in ordered]
        lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
        with atomic.text(str(self.path)) as out:
            out.write(f'{{"schema": {SCHEMA_VERSION}, "findings": [\n{lines}\n]}}\n')
        return self.counts.total()

    def _name(self, file: str) -> str:
        """The name of a checked file in the baseline, whatever the working folder."""
        return Path(os.path.relpath(file, self.path.absolute().parent)).as_posix() if Path(file).exists() else file


def read(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        InputError: the file is missing or is not a baseline.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = data["findings"] if data["schema"] in {1, SCHEMA_VERSION} else [{}]
        counts: Counter[BaselineEntry] = Counter()
        for entry in entries:
            key = BaselineEntry(entry.get("file", ""), entry["fingerprint"], entry["code"], entry["unit"])
            counts[key] += int(entry["count"])
    except FileNotFoundError as error:
        raise InputError("there is no such baseline", where=str(path), hint="make it with --update-baseline") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError("is not a baseline", where=str(path), hint="make it anew with --update-baseline") from error
    return Baseline(path, counts)
