"""What a document declares before it begins, and how much of that is trusted: short plain text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

from tmx import rules
from tmx.findings import InvalidTmxError, TmxFinding, TmxRule

MAX_ENTITY = 1000
"""How many characters an entity or a default value may stand for."""

# A reference to anything but a character, or markup.
_NESTED = re.compile(r"&(?!(?:lt|gt|amp|apos|quot|#[0-9]+|#x[0-9a-fA-F]+);)|<")
_PREDEFINED = frozenset(("lt", "gt", "amp", "apos", "quot"))


class Entities:
    """The entities of one document.

    Args:
        finding: makes a finding at the present place.
        found: receives findings.
        name: what to call the document in messages.
    """

    def __init__(
        self, finding: Callable[[TmxRule, str], TmxFinding], found: Callable[[TmxFinding], None], name: str
    ) -> None:
        self._finding, self._found, self._name = finding, found, name
        self._declared: dict[str, str] = {}

    def declared(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        _base: str | None,
        system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        """Expat's handler of entity declarations.

        Raises:
            InvalidTmxError: the entity is long or made of others, so that expanding it could fill the memory.
        """
        if system is not None:
            message = f"the entity {name} is in another file ({system}), which is not opened"
            self._found(self._finding(rules.ENTITY, message))
        elif value is None or is_parameter or name in _PREDEFINED:
            return
        elif len(value) > MAX_ENTITY or _NESTED.search(value):
            why = "long" if len(value) > MAX_ENTITY else "made of others"
            raise self._refusal(f"the entity {name} is {why}; it is not expanded")
        else:
            self._declared[name] = value

    def default(self, element: str, name: str, _kind: str, value: str | None, _required: bool) -> None:
        """Expat's handler of attribute declarations.

        Raises:
            InvalidTmxError: the default value is long.
        """
        if value and len(value) > MAX_ENTITY:
            raise self._refusal(f"a long default value for {name} of {element}")

    def opening(self) -> bytes:
        """The beginning of a document with the same entities, as far as its units."""
        entities = "".join(f'<!ENTITY {name} "{_escaped(value)}">' for name, value in self._declared.items())
        return f'<?xml version="1.0" standalone="yes"?><!DOCTYPE tmx [{entities}]><tmx><body>'.encode()

    def _refusal(self, message: str) -> InvalidTmxError:
        return InvalidTmxError(self._finding(rules.ENTITY, message), self._name)


def _escaped(value: str) -> str:
    return "".join(
        character if character.isalnum() or character in " .-" else f"&#{ord(character)};" for character in value
    )
