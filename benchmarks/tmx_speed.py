"""How fast TMX is read and written, side by side with other programs, and how much memory it takes.

python benchmarks/tmx_speed.py [--units 1000000] [--folder DIR]

Two memories in three languages are made: one of plain segments, one (a fifth the size) with dates, properties, inline
codes and entities in every unit. Each contender reads or writes in a process of its own; the figures are CPU seconds of
that process without start and imports, and its peak memory. All readers extract the same: identifier, and language and
text of each variant. Programs that hold the whole file in memory get a tenth of it. A program that is not installed is
named and passed over; `pip install lokit-python translate-toolkit` in an environment of one's own.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import tmx
from tmx.parallel import map_parts

_WORDS = {
    "en": [
        "The",
        "States",
        "Parties",
        "to",
        "the",
        "present",
        "Covenant",
        "undertake",
        "to",
        "ensure",
        "the",
        "equal",
        "right",
        "of",
        "men",
        "and",
        "women",
    ],
    "ru": [
        "Участвующие",
        "в",
        "настоящем",
        "Пакте",
        "государства",
        "обязуются",
        "обеспечить",
        "равное",
        "для",
        "мужчин",
        "и",
        "женщин",
        "право",
    ],
}
_CHARACTERS = "本公约缔约各国承担保证男子和妇女在本公约所载一切公民和政治权利方面有平等的权利"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def plain_units(count: int) -> Iterator[tmx.TranslationUnit]:
    """Units of three segments of 6 to 18 words each, the same every time."""
    chance = random.Random(1)  # noqa: S311 - made-up text
    for number in range(count):
        length = chance.randint(6, 18)
        yield tmx.TranslationUnit(
            [
                tmx.Variant("en", " ".join(chance.choices(_WORDS["en"], k=length))),
                tmx.Variant("zh-CN", "".join(chance.choices(_CHARACTERS, k=length + 5))),
                tmx.Variant("ru", " ".join(chance.choices(_WORDS["ru"], k=length))),
            ],
            tuid=f"u{number}",
        )


def rich_units(count: int) -> Iterator[tmx.TranslationUnit]:
    """Such units with dates, a property, a note, a pair of codes and an ampersand in each segment."""
    dates = {"creationdate": "20240101T120000Z", "changedate": "20240601T120000Z", "creationid": "un"}
    for unit in plain_units(count):
        variants = [
            tmx.Variant(
                v.language, ["A & ", tmx.Bpt("<b>", i="1"), v.text, tmx.Ept("</b>", i="1"), "."], attributes=dates
            )
            for v in unit.variants
        ]
        props, notes = [tmx.Property("x-document", "A/RES/2200")], [tmx.Note("checked")]
        yield tmx.TranslationUnit(variants, tuid=unit.tuid, attributes=dates, props=props, notes=notes)


def recorded_units(count: int) -> Iterator[tmx.TranslationUnit]:
    """Plain units with a property and dates of their own, as CAT tools write them."""
    for number, unit in enumerate(plain_units(count)):
        clock = f"{number % 24:02d}{number % 60:02d}{number % 59:02d}"
        dates = {"creationdate": f"20240{number % 9 + 1}{number % 28 + 1:02d}T{clock}Z", "creationid": "un"}
        props = [tmx.Property("x-document", f"A/RES/{number}")]
        yield tmx.TranslationUnit(unit.variants, tuid=unit.tuid, attributes=dates, props=props)


def write_unusual(plain: Path, destination: Path) -> None:
    """A plain memory again, by the ten thousand units with single quotes, with character references, with CDATA."""
    manners: list[Callable[[str], str]] = [
        lambda text: text.replace('"', "'"),
        lambda text: text.replace("е", "&#1077;").replace("本", "&#x672C;"),
        lambda text: text.replace("<seg>", "<seg><![CDATA[").replace("</seg>", "]]></seg>"),
    ]
    number = 0
    with plain.open(encoding="utf-8") as lines, destination.open("w", encoding="utf-8") as out:
        for line in lines:
            number += "<tu " in line
            out.write(manners[number // 10_000 % 3](line) if number else line)


# Readers: each returns how many units it read -----------------------------------------------------------------------


def read_tmx(path: str) -> int:
    """This library."""
    count = 0
    for unit in tmx.read(path):
        _ = unit.tuid, [(variant.language, variant.text) for variant in unit.variants]
        count += 1
    return count


def read_tmx_fields(path: str) -> int:
    """This library, with attributes and properties."""
    count = 0
    for unit in tmx.read(path):
        _ = unit.tuid, dict(unit.attributes), [(prop.type, prop.text) for prop in unit.props]
        _ = [(variant.language, variant.text) for variant in unit.variants]
        count += 1
    return count


def read_lxml_fields(path: str) -> int:
    """A bare loop that takes attributes and properties too."""
    from lxml import etree

    count = 0
    for _, unit in etree.iterparse(path, tag="tu", resolve_entities=False, no_network=True, huge_tree=True):
        _ = dict(unit.attrib), [(prop.get("type"), prop.text) for prop in unit.iterfind("prop")]
        _ = [(v.get(_LANG), _lxml_text(v.find("seg"))) for v in unit.iterfind("tuv")]
        count += 1
        unit.clear()
        while unit.getprevious() is not None:
            del unit.getparent()[0]
    return count


def read_lxml(path: str) -> int:
    """A bare loop over lxml.etree.iterparse, which checks nothing."""
    from lxml import etree

    count = 0
    for _, unit in etree.iterparse(path, tag="tu", resolve_entities=False, no_network=True, huge_tree=True):
        _ = unit.get("tuid"), [(v.get(_LANG), _lxml_text(v.find("seg"))) for v in unit.iterfind("tuv")]
        count += 1
        unit.clear()
        while unit.getprevious() is not None:
            del unit.getparent()[0]
    return count


def _lxml_text(segment: Any) -> str:
    if not len(segment):
        return segment.text or ""
    return (segment.text or "") + "".join(inline.tail or "" for inline in segment)


def read_expat(path: str) -> int:
    """Bare expat handlers, which check nothing."""
    from pyexpat import ParserCreate

    parser = ParserCreate()
    parser.buffer_text = True
    count = depth = 0
    variants: list[tuple[str, str]] = []
    pieces: list[str] = []
    language = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal language, depth
        if depth:
            depth += 1
            parser.CharacterDataHandler = None
        elif name == "tuv":
            language = attributes["xml:lang"]
        elif name == "seg":
            depth = 1
            pieces.clear()
            parser.CharacterDataHandler = pieces.append

    def end(name: str) -> None:
        nonlocal count, depth
        if depth:
            depth -= 1
            parser.CharacterDataHandler = pieces.append if depth else None
            if not depth:
                variants.append((language, "".join(pieces)))
        elif name == "tu":
            count += 1
            variants.clear()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    with open(path, "rb") as stream:  # noqa: PTH123 - a benchmark of reading
        parser.ParseFile(stream)
    return count


def read_toolkit(path: str) -> int:
    """translate-toolkit, which holds the whole file."""
    toolkit = importlib.import_module("translate.storage.tmx").tmxfile
    language_of = importlib.import_module("translate.misc.xml_helpers").getXMLlang
    count = 0
    for unit in toolkit.parsefile(path).units:
        _ = unit.getid(), [(language_of(node), unit.getNodeText(node)) for node in unit.getlanguageNodes()]
        count += 1
    return count


def read_lokit(path: str) -> int:
    """lokit-python, streaming (a parser in Rust)."""
    count = 0
    for name, unit in importlib.import_module("lokit").stream.tmx(path).items:
        _ = name, unit.source, [(language, target.text) for language, target in unit.targets.items()]
        count += 1
    return count


# Writers ------------------------------------------------------------------------------------------------------------


def write_tmx(units: list[tmx.TranslationUnit], path: str) -> None:
    """This library."""
    tmx.write(path, units, header=tmx.Header(srclang="en"))


def write_toolkit(units: list[tmx.TranslationUnit], path: str) -> None:
    """translate-toolkit, two languages only."""
    store = importlib.import_module("translate.storage.tmx").tmxfile()
    for unit in units:
        store.addtranslation(unit.text("en"), "en", unit.text("ru"), "ru")
    store.savefile(path)


def copy_tmx(path: str) -> int:
    """Reading and writing at once, as `clausebank tmx convert` does."""
    with tmx.read(path) as reader:
        return tmx.write(f"{path}.out", reader, header=reader.header, profile="exact").units


READERS: dict[str, Callable[[str], int]] = {
    "tmx.read": read_tmx,
    "bare lxml.iterparse": read_lxml,
    "lxml, all fields": read_lxml_fields,
    "tmx, all fields": read_tmx_fields,
    "bare expat": read_expat,
    "translate-toolkit": read_toolkit,
    "lokit": read_lokit,
    "tmx.read to tmx.write": copy_tmx,
}
WRITERS = {"tmx.write": write_tmx, "translate-toolkit": write_toolkit}
WHOLE = {"translate-toolkit"}
MODULES = {
    "translate-toolkit": "translate",
    "lokit": "lokit",
    "bare lxml.iterparse": "lxml",
    "lxml, all fields": "lxml",
}


def count_units(units: Iterable[tmx.TranslationUnit]) -> tuple[int, float]:
    """The work of one process of a parallel reading: units, and CPU seconds."""
    start = time.process_time()
    count = sum(1 for unit in units if unit.variants[-1].text is not None)
    return count, time.process_time() - start


# Measuring ----------------------------------------------------------------------------------------------------------


def measured(kind: str, name: str, path: Path) -> tuple[int, float, float] | None:
    """Units, CPU seconds and peak megabytes of one contender in a process of its own; None where it is missing."""
    module = MODULES.get(name)
    if module and importlib.util.find_spec(module) is None:
        print(f"{name:22s} not installed, passed over")
        return None
    command = [sys.executable, __file__, "--run", kind, name, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    out = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.split()
    return int(out[0]), float(out[1]), float(out[2])


def run(kind: str, name: str, path: str) -> None:
    """One contender, in the process made for it."""
    module = MODULES.get(name)
    if module:
        importlib.import_module(module)
    if kind == "read":
        start = time.process_time()
        count = READERS[name](path)
    else:
        with tmx.read(path) as reader:
            units = list(reader)
        start = time.process_time()
        WRITERS[name](units, f"{path}.out")
        count = len(units)
    seconds = time.process_time() - start
    print(count, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def table(title: str, kind: str, names: Iterable[str], paths: dict[bool, Path], against: str) -> None:
    """Measure contenders one after the other and print a line for each."""
    print(f"\n{title}\n{'':22s} {'units':>9s} {'CPU s':>7s} {'TU/CPU s':>9s} {'relative':>8s} {'peak MB':>8s}")
    rates: dict[str, float] = {}
    for name in names:
        found = measured(kind, name, paths[name in WHOLE])
        if found:
            count, seconds, peak = found
            rates[name] = count / seconds
            relative = rates[name] / rates[against] if against in rates else 1
            print(
                f"{name:22s} {count:9,d} {seconds:7.2f} {count / seconds:9,.0f} {relative:8.2f} {peak:8.0f}", flush=True
            )


def parallel(path: Path) -> None:
    """Reading with one and with two processes."""
    print("\nreading the plain memory with --jobs\njobs  wall s  CPU s of the busiest process")
    slowest: dict[int, float] = {}
    for jobs in (1, 2):
        start, own = time.perf_counter(), time.process_time()
        results, _ = map_parts(path, count_units, jobs=jobs)
        wall, own = time.perf_counter() - start, time.process_time() - own
        slowest[jobs] = own if jobs == 1 else own + max(seconds for _, seconds in results)
        print(f"{jobs:4d} {wall:7.2f} {slowest[jobs]:6.2f}   {sum(count for count, _ in results):,} units")
    print(f"two processes end {slowest[1] / slowest[2]:.2f} times as soon where two cores are free (by CPU seconds)")


def main() -> None:
    """Make the memories and print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--units", type=int, default=1_000_000, help="units of the plain memory")
    arguments.add_argument("--folder", default=tempfile.gettempdir(), help="where the memories are made (some 700 MB)")
    arguments.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.run:
        run(*options.run)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        paths = {
            name: Path(folder) / f"{name}.tmx" for name in ("plain", "small", "rich", "small-rich", "odd", "recorded")
        }
        header = tmx.Header(srclang="en")
        tmx.write(paths["plain"], plain_units(options.units), header=header)
        tmx.write(paths["small"], plain_units(options.units // 10), header=header)
        tmx.write(paths["rich"], rich_units(options.units // 5), header=header)
        tmx.write(paths["small-rich"], rich_units(options.units // 50), header=header)
        tmx.write(paths["recorded"], recorded_units(options.units // 5), header=header)
        write_unusual(paths["small"], paths["odd"])
        size = paths["plain"].stat().st_size / 1e6
        print(
            f"{options.units:,} units, {size:,.0f} MB; Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}"
        )
        plain, rich = {False: paths["plain"], True: paths["small"]}, {False: paths["rich"], True: paths["small-rich"]}
        order = ["bare lxml.iterparse", "tmx.read", "bare expat", "translate-toolkit", "lokit"]
        table("reading plain segments", "read", order, plain, order[0])
        table("reading dates, properties, codes and entities", "read", order, rich, order[0])
        recorded = dict.fromkeys((False, True), paths["recorded"])
        both = ["lxml, all fields", "tmx, all fields", "lxml, all fields", "tmx, all fields"]
        table("reading a property and a date of each unit's own, in turns", "read", both, recorded, both[0])
        odd = dict.fromkeys((False, True), paths["odd"])
        table("reading single quotes, character references and CDATA", "read", order, odd, order[0])
        table("reading and writing at once", "read", ["tmx.read to tmx.write"], plain, order[0])
        small = {False: paths["small"], True: paths["small"]}
        table("writing plain segments, units held in memory", "write", reversed(WRITERS), small, "translate-toolkit")
        parallel(paths["plain"])


if __name__ == "__main__":
    main()
