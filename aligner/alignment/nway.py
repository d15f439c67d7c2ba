"""Links between every two languages, closed into beads of all languages."""

from __future__ import annotations

from collections.abc import Mapping

from aligner.alignment.beads import Bead, Link, Pair

_Block = tuple[str, int]


def closed(sizes: Mapping[str, int], links: Mapping[Pair, tuple[Link, ...]]) -> tuple[Bead, ...]:
    """The smallest beads that no link leaves, in reading order.

    Args:
        sizes: language to its number of blocks, in the order of the languages.
        links: for every two languages, their links.

    >>> one, two = Link((0,), (0,), 0.9), Link((0,), (0, 1), 0.8)
    >>> closed({"en": 1, "zh": 1, "ru": 2}, {("en", "zh"): (one,), ("en", "ru"): (two,)})[0].blocks
    {'en': (0,), 'zh': (0,), 'ru': (0, 1)}
    """
    parent = {(language, k): (language, k) for language, size in sizes.items() for k in range(size)}
    for (s, t), some in links.items():
        for link in some:
            blocks = [*((s, k) for k in link.first), *((t, k) for k in link.second)]
            root = _root(parent, blocks[0])
            for block in blocks[1:]:
                parent[_root(parent, block)] = root
    members: dict[_Block, dict[str, list[int]]] = {}
    for language, k in parent:
        members.setdefault(_root(parent, (language, k)), {}).setdefault(language, []).append(k)
    sure = dict.fromkeys(members, 1.0)
    for (s, t), some in links.items():
        for link in some:
            root = _root(parent, (s, link.first[0]) if link.first else (t, link.second[0]))
            sure[root] = min(sure[root], link.confidence)
    beads = [
        Bead({language: tuple(blocks) for language, blocks in found.items()}, sure[root])
        for root, found in members.items()
    ]
    return tuple(_in_reading_order(beads, sizes))


def _root(parent: dict[_Block, _Block], block: _Block) -> _Block:
    while parent[block] != block:
        parent[block] = parent[parent[block]]
        block = parent[block]
    return block


def _in_reading_order(beads: list[Bead], sizes: Mapping[str, int]) -> list[Bead]:
    """By where they stand, as a share of the text, in the languages that they have."""

    def place(bead: Bead) -> float:
        return sum(blocks[0] / sizes[language] for language, blocks in bead.blocks.items()) / len(bead.blocks)

    return sorted(beads, key=place)
