"""Alignment of texts in three languages against peers, in one run: strict F1, speed, memory, growth, reliability.

    GOLD_DIR=.../gold python benchmarks/alignment.py [--growth]

The gold is made by alignment_gold.py, beside this script. Peers (extra `bench`): Gale-Church (galechurch; a text it cannot align
counts as all wrong) and vecalign's search (sentweave) on the vectors that ours uses; their three pairs are closed into
N-way beads as ours are. Speed is blocks per CPU-second on one core, of all three languages, embedding included.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import threadpoolctl

from aligner import encoder
from aligner.alignment import answers, evaluation, joint, network_spans, nway, pairwise, weights
from aligner.alignment.beads import Alignment, Link
from aligner.alignment.layers import Layers, Side
from aligner.alignment.pieces import Cut, cut
from aligner.alignment.surface import surface
from aligner.bank import Bank
from aligner.encoder import Usem3

Texts = list[Mapping[str, Sequence[str]]]
Align = Callable[[Sequence[str], Sequence[str]], list[tuple[tuple[int, ...], tuple[int, ...]]]]
LONGEST = 4
TOOL = Path(__file__).with_name("alignment_gold.py")
_Result = TypeVar("_Result")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--growth", action="store_true", help="only 1,000 to 100,000 sentences a side")
    chosen = parser.parse_args()
    with threadpoolctl.threadpool_limits(1, user_api="blas"):
        encoder.load().encode(["the weights are read"])
        if chosen.growth:
            growth()
            return
        with tempfile.TemporaryDirectory() as folder:
            found = [row for name, gold in golds(Path(folder)) for row in compare(name, gold)]
        reliability([link for alignment, truth in found for link in judged(alignment, truth)])


def golds(folder: Path) -> Iterator[tuple[str, Path]]:
    """The gold files, by name."""
    source = Path(os.environ["GOLD_DIR"])
    licences = folder / "licences.tsv"
    licences.write_text("\n".join(["document\ten\tzh\tru", *_licences(source)]) + "\n", encoding="utf-8")
    annex = folder / "annex.tsv"
    units = [unit for unit in Bank().load("a-66-359").units if len(unit.segments) == 3]
    cells = ["\t".join([unit.id, *(unit.text(tag) for tag in ("en", "zh", "ru"))]) for unit in units]
    annex.write_text("\n".join(["document\ten\tzh\tru", *cells]) + "\n", encoding="utf-8")
    for name, path, mode in (
        ("UN, segment", source / "unpc-dev.tsv", "segment"),
        ("UN, clause", source / "unpc-dev.tsv", "clause"),
        ("ntrex-128, segment", source / "ntrex-128.tsv", "segment"),
        ("CC BY and UDHR, cut", licences, "clause"),
        ("annex, cut", annex, "clause"),
    ):
        gold = folder / f"{path.stem}.{mode}.jsonl"
        subprocess.run([sys.executable, TOOL, "make", path, gold, "--mode", mode], check=True)
        yield name, gold


def _licences(source: Path) -> Iterator[str]:
    """Rows of CC BY 4.0 and of the UDHR, its paragraphs one by one where all languages have as many."""
    yield from (source / "cc-by-4.0.tsv").read_text(encoding="utf-8").splitlines()[1:]
    head, *rows = (line.split("\t") for line in (source / "udhr.tsv").read_text(encoding="utf-8").splitlines())
    at = [head.index(tag) for tag in ("en", "zh", "ru")]
    for row in rows:
        parts = [row[k].split(" ¶ ") for k in at]
        if len({len(part) for part in parts}) == 1:
            yield from ("\t".join([f"udhr-{row[0]}", *cells]) for cells in zip(*parts, strict=True))


def compare(name: str, gold: Path) -> list[tuple[Alignment, answers.Answer]]:
    """Print the rows of one gold file; our alignments with their gold."""
    truths = list(answers.read(gold))
    texts: Texts = [json.loads(line)["text"] for line in gold.open(encoding="utf-8")]
    blocks = [block for text in texts for some in text.values() for block in some]
    alone, _ = timed(lambda: encoder.load().encode(blocks))
    seconds, ours = timed(lambda: list(joint.align_many(texts)))
    print(f"\n{name}: {len(texts)} texts, {len(blocks)} blocks")
    report("ours", [answers.to_json(it.id, a) for it, a in zip(truths, ours, strict=True)], truths)
    print(
        f"  ours: {len(blocks) / seconds:.0f} blocks/s, encoder alone {len(blocks) / alone:.0f}: {alone / seconds:.2f} of it"
    )
    vectors = _Vectors(texts)
    for peer, align in (("galechurch", gale_church), ("sentweave", vectors.vecalign)):
        report(peer, [peer_answer(it.id, text, align) for it, text in zip(truths, texts, strict=True)], truths)
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return list(zip(ours, truths, strict=True))


def report(system: str, found: list[dict[str, Any]], truths: Sequence[answers.Answer]) -> None:
    """Print the F1 scores of one system."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "system.jsonl"
        path.write_text("".join(json.dumps(it) + "\n" for it in found), encoding="utf-8")
        scores = evaluation.evaluate(answers.read(path), truths)
    print(f"  {system:10s}", *(f"{name} {score.f1:.4f}" for name, score in scores.items()), sep="  ")


def peer_answer(name: str, text: Mapping[str, Sequence[str]], align: Align) -> dict[str, Any]:
    """The answer of a system that aligns pairs."""
    pairs = {(s, t): align(text[s], text[t]) for s, t in itertools.combinations(text, 2)}
    links = {pair: tuple(Link(first, second, 1.0) for first, second in some) for pair, some in pairs.items()}
    beads = nway.closed({tag: len(some) for tag, some in text.items()}, links)
    return {
        "id": name,
        "beads": [dict(bead.blocks) for bead in beads],
        "pairs": {f"{s}-{t}": some for (s, t), some in pairs.items()},
    }


def gale_church(first: Sequence[str], second: Sequence[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """galechurch, by lengths alone."""
    import galechurch

    try:
        beads = galechurch.align(list(first), list(second)).beads
    except ValueError:
        return []
    return [
        (tuple(range(it.source_start, it.source_end)), tuple(range(it.target_start, it.target_end))) for it in beads
    ]


class _Vectors:
    """vecalign's search on the vectors of the runs that ours uses."""

    def __init__(self, texts: Texts) -> None:
        model = encoder.load()
        assert isinstance(model, Usem3)  # noqa: S101 - the default
        versions = [some for text in texts for some in text.values()]
        spans = [blocks for blocks, _ in network_spans.embed(model, [cut(some) for some in versions], LONGEST)]
        self._pad = model.encode(["PAD"])
        self._runs = {id(some): span.vectors(LONGEST) for some, span in zip(versions, spans, strict=True)}

    def vecalign(self, first: Sequence[str], second: Sequence[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Align with sentweave, which asks for the runs of 1, 2 ... blocks of either text in this order."""
        import sentweave

        asked = iter([(side, k) for side in (first, second) for k in range(LONGEST)])

        def encode(_texts: Sequence[str]) -> np.ndarray[Any, Any]:
            side, k = next(asked)
            front = np.repeat(self._pad, min(k, len(side)), axis=0)
            return np.concatenate([front, self._runs[id(side)][k, : max(len(side) - k, 0)]])

        found = sentweave.align(list(first), list(second), encode, alignment_max_size=LONGEST).alignments
        return [(tuple(it.src_indices), tuple(it.tgt_indices)) for it in found]


def judged(found: Alignment, truth: answers.Answer) -> Iterator[tuple[float, bool]]:
    """The confidence of each link and whether it is in the gold; texts whose gold is units are left out."""
    if truth.group is None:
        for pair, links in found.links.items():
            right = set(truth.pairs[pair])
            yield from ((link.confidence, (link.first, link.second) in right) for link in links)


def reliability(links: list[tuple[float, bool]]) -> None:
    """Print how often links of each confidence are right."""
    print("\nconfidence   links   mean   right")
    for low, high in itertools.pairwise([0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01]):
        some = [(sure, right) for sure, right in links if low <= sure < high]
        if some:
            sure, right = (sum(column) / len(some) for column in zip(*some, strict=True))
            print(f"{low:.2f}-{min(high, 1):.2f}  {len(some):6d}   {sure:.3f}  {right:.3f}")


def growth() -> None:
    """Print time per sentence and memory from 1,000 to 100,000 sentences a side; embedding not counted."""
    lines = (Path(os.environ["GOLD_DIR"]) / "unpc-dev.tsv").read_text(encoding="utf-8").splitlines()[1:]
    columns = [[line.split("\t")[k] for line in lines] for k in (1, 3)]
    model = encoder.load()
    assert isinstance(model, Usem3)  # noqa: S101 - the default
    # Each unit is one piece: what is measured is the search of so many blocks, which are their own pieces.
    texts = [Cut(blocks, blocks, np.arange(len(blocks) + 1)) for blocks in columns]
    spans = [blocks for blocks, _ in network_spans.embed(model, texts, LONGEST)]
    print("sentences a side   search, ms a sentence   peak memory, MB")
    for size in (1_000, 3_000, 10_000, 30_000, 100_000):
        sides = []
        for blocks, span in zip(columns, spans, strict=True):
            times = -(-size // len(blocks))
            side = Side(repeated(span, times).part(0, size), surface(blocks * times).part(0, size))
            sides.append(Layers(side, side, np.arange(size + 1)))
        seconds, links = timed(lambda sides=sides: pairwise.pairing(sides[0], sides[1], weights.load("usem3")).links())  # type: ignore[misc]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        right = sum(link.first == link.second for link in links) / size
        print(f"{size:16,d}   {seconds / size * 1000:21.2f}   {peak:15.0f}   (right: {right:.3f})", flush=True)


def repeated(spans: network_spans.NetworkSpans, times: int) -> network_spans.NetworkSpans:
    """The spans of a text that is written so many times over."""
    sums, joins, lengths = (np.concatenate([it] * times) for it in (spans._sums, spans._joins, spans._lengths))  # noqa: SLF001 - a benchmark
    return network_spans.NetworkSpans(spans._network, sums, joins, lengths)  # noqa: SLF001


def timed(work: Callable[[], _Result]) -> tuple[float, _Result]:
    """CPU seconds of a piece of work in this process, and its result."""
    before = time.process_time()
    result = work()
    return time.process_time() - before, result


if __name__ == "__main__":
    main()
