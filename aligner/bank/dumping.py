"""Values as YAML, the way a careful person writes it: one line per text, short lists and mappings on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NO_WRAP = 2**31 - 1


class InlineMapping(dict[str, Any]):
    """A small mapping that reads best on one line: ``{en: (a), zh: (a)}``."""


class InlineList(list[str]):
    """A list of short texts that reads best on one line: ``[title, adoption]``."""


class _Dumper(_SafeDumper):  # type: ignore[misc] # which of two classes it is depends on how PyYAML was built
    def ignore_aliases(self, _value: object) -> bool:
        """Write every value out, also one that occurs twice: aliases are not used in texts."""
        return True


_Dumper.add_representer(
    InlineMapping, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)
)
_Dumper.add_representer(
    InlineList, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
)


def dump(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """A mapping or list as YAML lines.

    >>> print(dump({"label": InlineMapping(en="(a)", ru="a)"), "units": ["title"]}), end="")
    label: {en: (a), ru: a)}
    units:
    - title
    """
    return str(
        yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_NO_WRAP, default_flow_style=False)
    )


def dump_inline(value: Any) -> str:
    """A value as it stands behind its key; the lines of a text that has several are indented under it.

    >>> dump_inline("no: yes"), dump_inline(["a", "b: c"])
    ("'no: yes'", "[a, 'b: c']")
    """
    if isinstance(value, dict):
        return dump(InlineMapping(value)).rstrip("\n")
    if isinstance(value, list):
        return dump(InlineList(value)).rstrip("\n")
    return dump({"k": value}).removeprefix("k: ").rstrip("\n")
