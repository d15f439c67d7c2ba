"""What the programs that load a memory expect of it: choices among the options of the writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tmx.errors import TmxUsageError


@dataclass(frozen=True, slots=True)
class Profile:
    """How to write a memory.

    Attributes:
        name: what to call it.
        version: version of TMX, 1.1 to 1.4; empty for the one the header names.
        encoding: a name Python knows; the XML declaration says the same.
        bom: whether a byte order mark comes first in UTF-8; UTF-16 always has one.
        tag_case: ``canonical`` (zh-CN), ``upper`` (ZH-CN), ``lower`` (zh-cn), or ``keep``, which alone writes what is
            no language tag (zh_CN, English).
        source_first: whether the source variant is moved to the front of its unit.
        empty: whether variants without any content are written; OmegaT offers one as an empty translation.
        languages: how many languages a file may have; 0 for any number.
        least: how many languages a unit must have to be written.
        any_source: whether the header may say ``*all*`` instead of one source language.
    """

    name: str
    version: str = "1.4"
    encoding: str = "UTF-8"
    bom: bool = False
    tag_case: str = "canonical"
    source_first: bool = True
    empty: bool = False
    languages: int = 0
    least: int = 1
    any_source: bool = True


GENERIC = Profile("generic")
"""What the programs below are known to load."""

EXACT = Profile("exact", version="", tag_case="keep", source_first=False, empty=True)
"""Everything as it was read, for copies of an existing memory."""

# OmegaT takes the variants of the project's two languages (its manual, "Translation memories"); where one is missing it
# was seen to take another, and an empty variant to be offered as a translation. Pairs are safe.
OMEGAT = Profile("omegat", languages=2, least=2, any_source=False)

# Trados imports only units in exactly the language pair of its memory (docs.rws.com, "Importing TM content").
TRADOS = Profile("trados", languages=2, least=2, any_source=False)

# memoQ chooses two languages of a file and reads versions 1.1 to 1.4b (docs.memoq.com, "TMX import settings").
MEMOQ = Profile("memoq", encoding="UTF-16", languages=2, least=2, any_source=False)

# Weblate needs a source language it knows in the header and passes over units without it
# (weblate/memory/models.py, import_tmx).
WEBLATE = Profile("weblate", least=2, any_source=False)

# Poedit compares the source language letter by letter, case included, and takes `*all*` for none
# (poedit/src/tm/tmx_io.cpp, ImportFromFile).
POEDIT = Profile("poedit", least=2, any_source=False)

PROFILES: Mapping[str, Profile] = {
    profile.name: profile for profile in (GENERIC, EXACT, OMEGAT, TRADOS, MEMOQ, WEBLATE, POEDIT)
}
"""Every profile by its name."""


def profile_of(name: str | Profile) -> Profile:
    """The profile of a name.

    Raises:
        TmxUsageError: when there is none.
    """
    if isinstance(name, Profile):
        return name
    if name not in PROFILES:
        raise TmxUsageError(f"no profile is called {name!r}", hint=f"there are {', '.join(PROFILES)}")
    return PROFILES[name]
