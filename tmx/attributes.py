"""Whether the attributes of an element are those of TMX, and their values what they must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tmx import rules
from tmx.dates import is_date
from tmx.findings import TmxRule, short
from tmx.languages import ALL_LANGUAGES, is_tag
from tmx.schema import ATTRIBUTES, DATES, HEADER, LETTERED, REQUIRED, SEGTYPES, VERSIONS

Problem = Callable[[TmxRule, str], None]
"""Receives the rule that is broken and a message."""


class AttributeRules:
    """Checks attributes and reports what breaks a rule.

    Attributes:
        version: the version of TMX the file says it is; set by :meth:`root`.
        old: whether it is 1.1 or 1.2, which had ``lang`` in place of ``xml:lang``.
        tags: language tags found to be well-formed.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.version = ""
        self.old = False
        self.tags: set[str] = set()

    def check(self, element: str, attributes: Mapping[str, str]) -> None:
        """The attributes of an element, without those that have a field of their own."""
        allowed = ATTRIBUTES[element]
        for name in attributes:
            if name in allowed or name.startswith("xml:"):
                continue
            foreign = ":" in name or name == "xmlns"
            rule = rules.FOREIGN_ATTRIBUTE if foreign else rules.UNKNOWN_ATTRIBUTE
            self.problem(rule, f"<{element}> has the attribute {name}")
        for name in DATES:
            if name in attributes and not is_date(attributes[name]):
                self.problem(rules.DATE, f"{name} is {attributes[name]!r}")
        required = REQUIRED.get(element)
        if required and required not in attributes:
            self.problem(rules.MISSING_ATTRIBUTE, f"<{element}> has no {required}")
        if element == "tu":
            self._segtype(attributes.get("segtype", ""))
            self.source(attributes.get("srclang", ALL_LANGUAGES))
        elif element == "it" and attributes.get("pos", "begin") not in ("begin", "end"):
            self.problem(rules.BAD_VALUE, f"pos is {attributes['pos']!r}; it is begin or end")

    def root(self, attributes: dict[str, str]) -> None:
        """Those of ``tmx``; takes the version out of them."""
        self.version = attributes.pop("version", "")
        self.old = self.version in ("1.1", "1.2")
        if not self.version:
            self.problem(rules.MISSING_ATTRIBUTE, "<tmx> does not say its version")
        elif self.version in LETTERED:
            self.problem(rules.VERSION_LETTER, f"the version is {self.version!r}")
        elif self.version not in VERSIONS:
            self.problem(rules.VERSION, f"the version is {self.version!r}; reading it as 1.4")
        if "xmlns" in attributes:
            self.problem(rules.DEFAULT_NAMESPACE, f"the default namespace {short(attributes['xmlns'])}")
        self.check("tmx", {name: value for name, value in attributes.items() if not name.startswith("xmlns")})

    def header(self, attributes: dict[str, str]) -> dict[str, str]:
        """Those of ``header``; takes the required ones out of them and returns them, empty where they are missing."""
        required = {name: attributes.pop(name, "") for name in HEADER}
        for name, value in required.items():
            if not value:
                self.problem(rules.MISSING_ATTRIBUTE, f"<header> has no {name}")
        if required["srclang"]:
            self.source(required["srclang"])
        if required["adminlang"]:
            self.tag(required["adminlang"])
        self.check("header", attributes)
        self._segtype(required["segtype"])
        return required

    def source(self, value: str) -> None:
        """A source language, which may also be all of them."""
        if value != ALL_LANGUAGES:
            self.tag(value)

    def tag(self, value: str) -> None:
        """A value that is to be a language tag."""
        if is_tag(value):
            self.tags.add(value)
        elif value not in self.tags:
            self.problem(rules.LANGUAGE_TAG, f"{short(value)!r} is not a language tag")

    def unusual_language(self, language: str | None, attributes: dict[str, str]) -> str:
        """The language of a variant without ``xml:lang``, or of an old version; takes ``lang`` out of the attributes."""
        old = attributes.pop("lang", None)
        if language is None and old is None:
            self.problem(rules.MISSING_ATTRIBUTE, "<tuv> has no xml:lang")
        elif language is None and not self.old:
            self.problem(rules.LANG_ATTRIBUTE, f"the language {old} is in lang, not in xml:lang")
        elif language is not None and old is not None:
            self.two_languages(language, old)
        elif language is not None:
            self.problem(rules.OLD_LANGUAGE, f"xml:lang in version {self.version}")
        tag = old if language is None else language
        if tag is not None:
            self.tag(tag)
        return tag or ""

    def two_languages(self, language: str, old: str) -> None:
        """``xml:lang`` and the deprecated ``lang``, which may stand beside it and say the same."""
        if language.lower() != old.lower():
            self.problem(rules.LANG_ATTRIBUTE, f"xml:lang is {short(language)!r}, and lang is {short(old)!r}")

    def _segtype(self, value: str) -> None:
        if value and value not in SEGTYPES:
            self.problem(rules.BAD_VALUE, f"segtype is {value!r}; it is one of {', '.join(sorted(SEGTYPES))}")
