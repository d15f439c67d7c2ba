"""`clausebank doctor`: what this installation can do, and how to make it do more."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from types import MappingProxyType
from typing import NamedTuple

from aligner.cli import terminal
from aligner.cli.options import JsonOption

PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "catalogues": "catalogues of software: Fluent, Java, Android",
        "conllu": "export to CoNLL-U",
        "corpus": "corpora of many documents, here or on a cluster",
        "documents": "official files as PDF",
        "encoders": "other sentence encoders, such as LaBSE",
        "frames": "results as data frames in Python",
        "languages": "alignment in about 100 languages",
        "parquet": "Parquet files",
        "srx": "sentences by the rules of a CAT tool",
        "tables": "spreadsheets",
        "wording": "Chinese words, and dictionary forms of other languages",
    }
)
"""What each extra is for; an extra that is not here is for the developers of clausebank."""

PROGRAMS: Mapping[str, str] = MappingProxyType(
    {
        "omegat": "a CAT tool that the exported memories are tested with",
        "soffice": "LibreOffice: old Word documents",
        "msgfmt": "gettext: checks PO files",
        "xmllint": "checks TMX and XLIFF against their schemas",
    }
)
"""Programs that are used, or worth having beside clausebank, and for what."""

_REQUIREMENT = re.compile(r"""(?P<package>[A-Za-z0-9._-]+)[^;]*;.*extra == ['"](?P<extra>[a-z-]+)['"]""")


class Check(NamedTuple):
    """One line of the report.

    Attributes:
        kind: ``extra``, ``program`` or ``font``.
        name: what was looked for.
        purpose: what it is good for.
        missing: what is not there; empty where all is.
        remedy: the command that brings it; empty where there is none.
    """

    kind: str
    name: str
    purpose: str
    missing: tuple[str, ...]
    remedy: str


def doctor(*, as_json: JsonOption = False) -> None:
    """Say which extras, programs and fonts are there, and how to get those that are not.

    Nothing here is needed for the main commands. Exit status: 0.

    Examples:
        clausebank doctor
        clausebank doctor --json
    """
    checks = [*_extras(), *_programs(), _chinese_font()]
    if as_json:
        terminal.print_json(
            {
                "clausebank": version("clausebank"),
                "python": platform.python_version(),
                "checks": [check._asdict() for check in checks],
            }
        )
        return
    print(f"clausebank {version('clausebank')}, Python {platform.python_version()}, {platform.system()}\n")
    rows = [(check.kind, check.name, "missing" if check.missing else "yes", check.purpose) for check in checks]
    print(terminal.table(rows, ("", "name", "there", "for")))
    remedies = [check.remedy for check in checks if check.missing and check.remedy]
    if remedies:
        print("\nTo get what is missing:")
        for remedy in remedies:
            print(f"  {remedy}")


def _extras() -> Iterator[Check]:
    """The optional parts of clausebank, as its package metadata lists them."""
    packages: dict[str, list[str]] = {}
    for requirement in requires("clausebank") or ():
        if match := _REQUIREMENT.match(requirement):
            packages.setdefault(match["extra"], []).append(match["package"])
    for extra, purpose in PURPOSES.items():
        missing = tuple(package for package in packages.get(extra, ()) if not _is_installed(package))
        yield Check("extra", extra, purpose, missing, f"pip install 'clausebank[{extra}]'")


def _is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def _programs() -> Iterator[Check]:
    for program, purpose in PROGRAMS.items():
        missing = () if shutil.which(program) else (program,)
        yield Check("program", program, purpose, missing, "")


def _chinese_font() -> Check:
    """Whether fontconfig knows a font for Chinese, without which printed pages show boxes."""
    listed = ""
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False).stdout  # noqa: S607 - found on the path
    missing = () if listed.strip() else ("a font for Chinese",)
    return Check("font", "Chinese", "pages on screen and on paper", missing, "")
