"""Time and memory of every reader against the size of its input: honest files, and files made to be slow to read.

    python -m benchmarks.readers [--only TEXT] [--units 2000]

Each input is made at one, two and four times a size and read in a process of its own. A reader that takes linear time takes
twice as long for twice as much; "growth" is the time of the last doubling. Memory is what the process had at most, without
what it has before it reads.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import tmx
from aligner import sources
from aligner.bank import Bank, read_document, write_document
from aligner.errors import ClausebankError
from aligner.exchange import formats
from aligner.exchange.entries import Selection
from aligner.model import Document
from benchmarks.attack import sound_sources, trados_memory

SECONDS = 300
"""An input that takes longer is said to, and its reader is not linear."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Inputs of one kind in any size.

    Attributes:
        name: what they are like.
        reader: ``exchange``, ``memory``, ``source`` or ``bank``.
        make: writes one into a folder, given how many of what it consists of; returns the file.
        first: how many of it the smallest input has.
    """

    name: str
    reader: str
    make: Callable[[Path, int], Path]
    first: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What it took to read one input: its size, CPU seconds, memory in MB, and what the reader said of it, if anything."""

    size: int
    seconds: float
    memory: float
    refusal: str = ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only shapes whose name has this in it")
    parser.add_argument("--units", type=int, default=2000, help="units of the smallest honest file")
    parser.add_argument("--read", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(json.dumps(read(options.read[0], Path(options.read[1]))))
        return
    print("| input | MB | CPU s for 1, 2, 4 times | growth | memory, MB | |")
    print("|---|--:|---|--:|--:|---|")
    for shape in itertools.chain(honest(options.units), slow()):
        if options.only in shape.name:
            print(row(shape), flush=True)


def row(shape: Shape) -> str:
    """The line of the table about inputs of one kind."""
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, 2, 4):
            place = Path(folder, str(times))
            place.mkdir()
            file = shape.make(place, shape.first * times)
            costs.append(cost(shape.reader, file))
            if costs[-1].refusal:
                break
    last = costs[-1]
    seconds = " ".join(f"{cost.seconds:.2f}" for cost in costs)
    growth = f"{last.seconds / max(costs[-2].seconds, 0.01):.1f}" if len(costs) > 1 and not last.refusal else ""
    return f"| {shape.name} | {last.size / 1e6:.1f} | {seconds} | {growth} | {last.memory:.0f} | {last.refusal} |"


def cost(reader: str, file: Path) -> Cost:
    """Read a file in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.readers", "--read", reader, str(file)]
    size = (
        sum(path.stat().st_size for path in file.rglob("*") if path.is_file()) if file.is_dir() else file.stat().st_size
    )
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return Cost(size, SECONDS, 0, f"more than {SECONDS} s")
    seconds, memory, refusal = json.loads(done.stdout)
    return Cost(size, seconds, memory, refusal)


def read(reader: str, file: Path) -> tuple[float, float, str]:
    """CPU seconds, MB and the refusal of reading a file in this process."""
    readers: dict[str, Callable[[Path], object]] = {
        "exchange": lambda path: len(list(formats.read(path, formats.reader_of(path, "").name).units)),
        "memory": lambda path: len(list(tmx.read(path, errors="report"))),
        "source": sources.read,
        "bank": read_document,
    }
    warm_up(reader, readers[reader])
    before, started = used(), time.process_time()
    refusal = ""
    try:
        readers[reader](file)
    except ClausebankError as error:
        refusal = f"refused: {str(error).removeprefix(f'{file}: ')[:60]}"
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - started + children.ru_utime + children.ru_stime
    return seconds, max(used() - before, children.ru_maxrss / 1024), refusal


def warm_up(reader: str, function: Callable[[Path], object]) -> None:
    """Let the libraries of a reader be loaded, which no size of input changes."""
    with tempfile.TemporaryDirectory() as folder:
        if reader == "source":
            (Path(folder) / "a.html").write_text("<p>Peace.</p>", encoding="utf-8")
            function(Path(folder, "a.html"))
        elif reader != "bank":
            function(memory_of(Path(folder), 1))


def used() -> float:
    """The most memory that this process has had, in MB (Linux; what getrusage says includes the process it came from)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def honest(units: int) -> Iterator[Shape]:
    """Sound files in every format, made of the bank's text again and again."""
    annex = Bank().load("a-66-359")
    for chosen in formats.FORMATS.values():
        if chosen.readable and chosen.writable and chosen.extensions and chosen.name != "tmx":
            yield Shape(chosen.name, "exchange", exported(annex, chosen.name), units)
    yield Shape(
        "sdltm", "exchange", lambda folder, n: trados_memory(folder / "file.sdltm", multiplied(annex, n)), units
    )
    yield Shape("tmx", "memory", exported(annex, "tmx"), units)
    yield Shape("text of the bank", "bank", banked(annex), units)
    with tempfile.TemporaryDirectory() as folder:
        suffixes = [suffix for suffix, _ in sound_sources(Path(folder), ["Peace."])]
    for suffix in suffixes:
        yield Shape(f"source {suffix}", "source", official(annex, suffix), units)


def multiplied(document: Document, units: int) -> Document:
    """A text with as many units, and with concepts for them, whose ids differ."""
    times = range(-(-units // len(document.units)))
    more_units = [replace(unit, id=f"{unit.id}.{number}") for number in times for unit in document.units]
    more_concepts = [
        replace(concept, id=f"{concept.id}.{number}", units=()) for number in times for concept in document.concepts
    ]
    return replace(document, units=tuple(more_units[:units]), concepts=tuple(more_concepts))


def exported(document: Document, name: str) -> Callable[[Path, int], Path]:
    """Writes the text in a format."""

    def make(folder: Path, units: int) -> Path:
        chosen = formats.FORMATS[name]
        tags = ("en", "ru") if chosen.languages == 2 else tuple(document.languages)
        path = folder / f"file{chosen.extensions[0]}"
        selection = Selection(multiplied(document, units), tags, chosen.default_grain(None))
        chosen.write(selection, str(path))
        return path

    return make


def banked(document: Document) -> Callable[[Path, int], Path]:
    """Writes the text as the bank keeps it."""

    def make(folder: Path, units: int) -> Path:
        write_document(multiplied(document, units), folder / "text")
        return folder / "text"

    return make


def official(document: Document, suffix: str) -> Callable[[Path, int], Path]:
    """Writes the English as an official file."""

    def make(folder: Path, units: int) -> Path:
        texts = [unit.text("en") for unit in multiplied(document, units).units]
        path = folder / f"file{suffix}"
        path.write_bytes(dict(sound_sources(folder, texts))[suffix])
        return path

    return make


def slow() -> Iterator[Shape]:
    """Inputs that a careless reader takes long for: long words, many small things, deep nesting."""
    texts: dict[str, Callable[[int], str]] = {
        "one word.txt": lambda letters: "x" * letters,
        "hyphens.txt": lambda lines: "word-\n" * lines,
        "star notes.txt": lambda notes: "\n\n".join(f"* note {number}" for number in range(notes)),
        "stars.md": lambda stars: "*" * stars,
        "brackets.md": lambda brackets: "[" * brackets,
        "line breaks.html": lambda breaks: f"<p>{'<br>' * breaks}</p>",
        "open spans.html": lambda spans: "<p>" + "<span>x" * spans,
        "nested.html": lambda levels: "<div>" * levels + "x",
        "attributes.html": lambda count: f"<p {' '.join(f'a{number}=1' for number in range(count))}>x</p>",
        "table cells.html": lambda cells: f"<table><tr>{'<td>x' * cells}</table>",
        "groups.rtf": lambda groups: r"{\rtf1 " + "{x" * groups + "}" * groups + "}",
        "unknown elements.xlf": lambda count: XLIFF.format("<x:y/>" * count),
        "unknown elements.tbx": lambda count: TBX.format("<y/>" * count),
        "references.tbx": lambda count: TBX.format("<p>" + "<ref target='a'>b</ref>" * count + "</p>"),
        "messages.po": lambda count: (
            PO + "".join(f'msgid "{number}"\nmsgstr "{number}"\n\n' for number in range(count))
        ),
        "one message.po": lambda lines: PO + 'msgid ""\n' + '"x"\n' * lines + 'msgstr "x"\n',
        "columns.csv": lambda columns: ",".join(["en", "fr", *map(str, range(columns))]) + "\nx,y\n",
        "quotes.csv": lambda quotes: 'en,fr\n"' + '""' * quotes + '",y\n',
    }
    for name, text in texts.items():
        suffix = Path(name).suffix
        reader = "source" if suffix in {".txt", ".md", ".html", ".rtf"} else "exchange"
        yield Shape(name, reader, written(suffix, text), 100_000)
    memories: dict[str, Callable[[int], str]] = {
        "languages.tmx": lambda count: tu("".join(f'<tuv xml:lang="x-{n}"><seg>y</seg></tuv>' for n in range(count))),
        "unknown elements.tmx": lambda count: tu("<y/>" * count),
        "notes.tmx": lambda count: tu("<note>y</note>" * count),
        "codes.tmx": lambda count: tu(f'<tuv xml:lang="en"><seg>{"<ph>y</ph>" * count}</seg></tuv>'),
        "nested codes.tmx": lambda count: tu(
            f'<tuv xml:lang="en"><seg>{"<hi>y" * (count // 100)}{"</hi>" * (count // 100)}</seg></tuv>'
        ),
        "attributes.tmx": lambda count: tu("<y " + " ".join(f"a{number}='1'" for number in range(count)) + "/>"),
    }
    for name, text in memories.items():
        yield Shape(name, "memory", written(".tmx", text), 100_000)
    yield Shape(
        "styles.xlsx", "exchange", workbook("xl/styles.xml", "<cellXfs", "<fill><patternFill/></fill>"), 100_000
    )
    yield Shape(
        "shared strings.xlsx", "exchange", workbook("xl/sharedStrings.xml", "</sst>", "<si><t>x</t></si>"), 100_000
    )


PO = 'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
TMX_HEAD = (
    '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="en" datatype="plaintext"/><body>'
)
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:x="urn:x"><file original="x" '
    'source-language="en" target-language="fr" datatype="plaintext"><body>{}</body></file></xliff>'
)
TBX = '<martif type="TBX" xml:lang="en"><text><body><termEntry id="a">{}</termEntry></body></text></martif>'


def tu(content: str) -> str:
    """A memory with one unit that has something beside its English."""
    return f'{TMX_HEAD}<tu><tuv xml:lang="en"><seg>x</seg></tuv>{content}</tu></body></tmx>'


def memory_of(folder: Path, units: int) -> Path:
    """A small memory."""
    path = folder / "file.tmx"
    tmx.write(path, (tmx.TranslationUnit([tmx.Variant("en", "x"), tmx.Variant("fr", "y")]) for _ in range(units)))
    return path


def written(suffix: str, text: Callable[[int], str]) -> Callable[[Path, int], Path]:
    """Writes a text of so many parts."""

    def make(folder: Path, count: int) -> Path:
        path = folder / f"file{suffix}"
        path.write_text(text(count), encoding="utf-8")
        return path

    return make


def workbook(member: str, before: str, part: str) -> Callable[[Path, int], Path]:
    """A spreadsheet with a part of one of its files so many times."""

    def make(folder: Path, count: int) -> Path:
        path = exported(Bank().load("a-66-359"), "xlsx")(folder, 20)
        changed = io.BytesIO()
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in archive.namelist():
                content = archive.read(name).decode("utf-8")
                target.writestr(name, content.replace(before, part * count + before, 1) if name == member else content)
        path.write_bytes(changed.getvalue())
        return path

    return make


if __name__ == "__main__":
    main()
