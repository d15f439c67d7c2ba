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
        bom: whether a byte order mark comes first.
        tag_case: ``canonical`` (zh-CN), ``upper`` (ZH-CN), ``lower`` (zh-cn) or ``keep``.
        source_first: whether the source variant is moved to the front of its unit.
        empty: whether variants without any content are written; OmegaT offers one as an empty translation.
        languages: how many languages a file may have; 0 for any number.
    """

    name: str
    version: str = "1.4"
    encoding: str = "UTF-8"
    bom: bool = False
    tag_case: str = "canonical"
    source_first: bool = True
    empty: bool = False
    languages: int = 0


GENERIC = Profile("generic")
"""What every program tested could load."""

EXACT = Profile("exact", version="", tag_case="keep", source_first=False, empty=True)
"""Everything as it was read, for copies of an existing memory."""

PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in (GENERIC, EXACT)}


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
