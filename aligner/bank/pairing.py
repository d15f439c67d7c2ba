"""Which items of a list in a file are which of its new value, so that each keeps its place and its comments."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml


def paired(old: Sequence[yaml.Node], new: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Places in the new list and in the old one that are the same item, perhaps changed; in the order of both."""
    matcher = SequenceMatcher(None, [*map(name_of_item, old)], [*map(name_of_item, new)], autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and old_end - old_start == new_end - new_start):
            yield from zip(range(new_start, new_end), range(old_start, old_end), strict=True)
        elif kind == "replace":
            place = old_start
            for number in range(new_start, new_end):
                alike = next((at for at in range(place, old_end) if _has_value_of(old[at], new[number])), None)
                if alike is not None:
                    yield number, alike
                    place = alike + 1


def name_of_item(item: yaml.Node | Any) -> Hashable:
    """What tells an item of a list from the others: its id, or else all it says."""
    if isinstance(item, yaml.Node):
        if isinstance(item, yaml.MappingNode):
            for key, child in item.value:
                if key.value == "id":
                    return str(child.value)
        return repr(_written(item))
    return str(item["id"]) if isinstance(item, dict) and "id" in item else repr(_as_written(item))


def _written(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return sorted((key.value, _written(child)) for key, child in node.value)
    return [_written(child) for child in node.value] if isinstance(node, yaml.SequenceNode) else node.value


def _as_written(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((key, _as_written(child)) for key, child in value.items())
    return [_as_written(child) for child in value] if isinstance(value, list) else str(value)


def _has_value_of(node: yaml.Node, value: Any) -> bool:
    """Whether two items have a value of some key in common."""
    if not isinstance(node, yaml.MappingNode) or not isinstance(value, dict):
        return False
    return any(is_same(child, value.get(key.value)) for key, child in node.value)


def is_same(node: yaml.Node, value: Any) -> bool:
    """Whether a node says a value already; a text is compared with what is written: ``no`` is a text too."""
    if isinstance(node, yaml.MappingNode):
        if not isinstance(value, dict) or {key.value for key, _ in node.value} != set(value):
            return False
        return all(is_same(child, value[key.value]) for key, child in node.value)
    if isinstance(node, yaml.SequenceNode):
        return isinstance(value, list) and len(value) == len(node.value) and all(map(is_same, node.value, value))
    if isinstance(value, str) and isinstance(node, yaml.ScalarNode):
        return bool(node.value == value and (value or node.style is not None))
    return not isinstance(value, dict | list) and bool(_plain(node) == value)


def _plain(node: yaml.Node) -> object:
    return yaml.constructor.SafeConstructor().construct_document(node)
