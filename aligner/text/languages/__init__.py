"""The languages: one module per language with everything known about it, and an answer for every other tag.

A module is named after its language's tag and has one value, ``LANGUAGE``. Modules are found by their names and loaded
when their language is met.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from aligner.text import cldr
from aligner.text.language import Language
from aligner.text.scripts import RIGHT_TO_LEFT, SCRIPTS
from tmx.languages import canonical, is_tag

__all__ = ["Language", "canonical", "is_tag", "language", "tags"]


@cache
def tags() -> tuple[str, ...]:
    """The tags of the languages that have a module, in alphabetical order.

    >>> "ru" in tags()
    True
    """
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@lru_cache(maxsize=1024)
def language(tag: str) -> Language:
    """What is known of a language, by its tag, or of the language it narrows; by CLDR where it has no module.

    >>> language("zh-CN").name, language("en-GB").tag, language("xx").joiner
    ('Chinese', 'en', ' ')
    >>> language("uz-Arab").direction
    'rtl'
    """
    base, *subtags = canonical(tag).split("-")
    if base in tags():
        module_value: Language = import_module(f"{__name__}.{base}").LANGUAGE
        return module_value
    named = next((subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()), "")
    return Language(
        tag=canonical(tag),
        name=cldr.name(tag),
        calendar=cldr.calendar(tag),
        figures=cldr.figures(tag),
        scripts=(named,) if named in SCRIPTS else (),
        direction="rtl" if named in RIGHT_TO_LEFT else "ltr",
    )
