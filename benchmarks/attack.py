"""Damaged files against every reader: what holds, by class; bounded, local and the same every time.

    python benchmarks/attack.py [--attempts 1500] [--seed 1] [--keep FOLDER]

Files of every format are made from the annex, and damaged in the ways that files are damaged or bent: bytes changed, taken
out, doubled, cut off; XML nested deep, given huge attributes, entities, or characters it must not have; archives with members
damaged and sealed again. A reader holds when it reads the file or says in one error of the project what is wrong, within
the time and memory allowed. Everything else is printed and, with --keep, kept as a file.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import resource
import signal
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from xml.sax.saxutils import escape

import tmx
from aligner import sources
from aligner.bank import Bank, read_document, write_document
from aligner.errors import ClausebankError
from aligner.exchange import formats
from aligner.exchange.entries import Selection
from aligner.model import Document

SECONDS = 20
MEMORY = 4 << 30
Damage = Callable[[bytes, random.Random], bytes]


def main() -> None:
    """Attack, and print a table of attempts and of what held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attempts", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for files that did not hold")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    chance = random.Random(options.seed)  # noqa: S311 - damage is not a secret
    tried: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        originals = list(samples(Path(folder)))
        started = time.process_time()
        for number in range(options.attempts):
            name, read, data = originals[number % len(originals)]
            kind, damage = chance.choice(list(damages(data)))
            damaged = Path(folder, f"attempt{Path(name).suffix}")
            damaged.write_bytes(damage(data, chance))
            tried[name, kind] += 1
            failure = attempt(read, damaged)
            held[name, kind] += not failure
            if failure:
                print(f"{name} {kind}: {failure}", file=sys.stderr)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{number}-{damaged.name}").write_bytes(damaged.read_bytes())
        seconds = time.process_time() - started
    print_table(tried, held)
    print(f"\n{held.total()} of {tried.total()} held, {seconds:.0f} CPU s, seed {options.seed}")


def samples(folder: Path) -> Iterator[tuple[str, Callable[[Path], object], bytes]]:
    """A name, a reader and the bytes of a sound file, for each format that is one file."""
    document = Bank().load("a-66-359")
    for chosen in formats.FORMATS.values():
        if not chosen.readable or not chosen.writable or not chosen.extensions:
            continue
        tags = ("en", "ru") if chosen.languages == 2 else tuple(document.languages)
        path = folder / f"sound{chosen.extensions[0]}"
        chosen.write(Selection(document, tags, chosen.default_grain(None)), str(path))
        yield f"{chosen.name}{path.suffix}", _import_of(chosen.name), path.read_bytes()
        if chosen.name == "tmx":
            yield "memory.tmx", lambda file: list(tmx.read(file)), path.read_bytes()
    yield "sdltm.sdltm", _import_of("sdltm"), trados_memory(folder / "sound.sdltm", document).read_bytes()
    text = folder / "text"
    write_document(document, text)
    yield "units.yaml", lambda file: _bank_text(text, file), (text / document.units_file).read_bytes()
    yield from _official_files(folder)


def trados_memory(path: Path, document: Document) -> Path:
    """The English and Russian of a text as Trados Studio keeps a memory, which the project reads and does not write."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE translation_units (source_segment TEXT, target_segment TEXT)")
        for unit in document.units:
            segments = [
                f"<Segment><Elements><Text><Value>{escape(unit.text(tag))}</Value></Text></Elements>"
                f"<CultureName>{tag}</CultureName></Segment>"
                for tag in ("en", "ru")
            ]
            database.execute("INSERT INTO translation_units VALUES (?, ?)", segments)
    return path


def _import_of(name: str) -> Callable[[Path], object]:
    return lambda file: list(formats.read(file, name).units)


def _bank_text(text: Path, file: Path) -> object:
    units = text / "annex.yaml"
    units.write_bytes(file.read_bytes())
    return read_document(text)


def _official_files(folder: Path) -> Iterator[tuple[str, Callable[[Path], object], bytes]]:
    """A PDF, a Word document and a web page, as benchmarks/samples makes them, where its libraries are installed."""
    paragraphs = [unit.text("en") for unit in Bank().load("a-66-359").units]
    for suffix, data in sound_sources(folder, paragraphs):
        yield f"source{suffix}", sources.read, data


def sound_sources(folder: Path, paragraphs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Sound official files: suffix and content; those that need a library only where it is installed."""
    html = "<!doctype html><html><body>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</body></html>"
    yield ".html", html.encode()
    yield ".md", "\n\n".join(paragraphs).encode()
    yield ".txt", "\n\n".join(paragraphs).encode()
    yield ".rtf", ("{\\rtf1\\ansi " + "\\par ".join(text for text in paragraphs if text.isascii()) + "}").encode()
    with contextlib.suppress(ImportError):
        import docx

        word = docx.Document()
        for text in paragraphs:
            word.add_paragraph(text)
        word.save(str(folder / "sound.docx"))
        yield ".docx", (folder / "sound.docx").read_bytes()
    with contextlib.suppress(ImportError):
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import Paragraph, SimpleDocTemplate

        style = getSampleStyleSheet()["BodyText"]
        SimpleDocTemplate(str(folder / "sound.pdf")).build([Paragraph(text, style) for text in paragraphs])
        yield ".pdf", (folder / "sound.pdf").read_bytes()


def damages(data: bytes) -> Iterator[tuple[str, Damage]]:
    """The ways in which such a file is damaged."""
    yield "bytes changed", _changed
    yield "part taken out", _taken_out
    yield "part doubled", _doubled
    yield "cut off", lambda sound, chance: sound[: chance.randrange(len(sound))]
    yield "garbage inside", _with_garbage
    if data[:2] == b"PK":
        yield "member damaged", _member_damaged
        return
    if b"<" in data[:200]:
        yield "nested deep", lambda sound, chance: _inserted(sound, b"<b>" * 20_000, chance)
        yield "huge attribute", lambda sound, chance: _inserted(sound, b'<b a="' + b"x" * 2_000_000 + b'"/>', chance)
        yield "entities", _with_entities
        yield "forbidden character", lambda sound, chance: _inserted(sound, b"&#1;&#xD800;\x00", chance)
    yield "long line", lambda sound, chance: _inserted(sound, b"x" * 1_000_000, chance)
    yield "many digits", lambda sound, chance: _inserted(sound, b"9" * 5_000, chance)


def _changed(sound: bytes, chance: random.Random) -> bytes:
    data = bytearray(sound)
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _taken_out(sound: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(sound))
    return sound[:start] + sound[start + chance.randint(1, 500) :]


def _doubled(sound: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(sound))
    part = sound[start : start + chance.randint(1, 2000)]
    return sound[:start] + part * chance.randint(2, 50) + sound[start:]


def _with_garbage(sound: bytes, chance: random.Random) -> bytes:
    return _inserted(sound, chance.randbytes(chance.randint(1, 300)), chance)


def _inserted(sound: bytes, part: bytes, chance: random.Random) -> bytes:
    # Mostly right before an element, where a parser takes the part for content.
    places = [place for place in range(len(sound)) if sound[place : place + 1] in b"<\n"] or [0]
    place = chance.choice(places)
    return sound[:place] + part + sound[place:]


def _with_entities(sound: bytes, chance: random.Random) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (97 + level, b"&%c;" % (96 + level) * 10) for level in range(1, 10)
    )
    start = sound.find(b"?>") + 2 if sound.startswith(b"<?xml") else 0
    return _inserted(sound[:start] + bomb + b"]>" + sound[start:], b"&j;", chance)


def _member_damaged(sound: bytes, chance: random.Random) -> bytes:
    """An archive that is whole, with one member that is not."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as damaged:
        members = archive.namelist()
        victim = chance.choice(members)
        harm = chance.choice((_changed, _taken_out, _doubled, _with_garbage))
        for member in members:
            content = archive.read(member)
            damaged.writestr(member, harm(content, chance) if member == victim and content else content)
    return target.getvalue()


def attempt(read: Callable[[Path], object], file: Path) -> str:
    """What went wrong with a reader; empty where it held."""
    before = signal.signal(signal.SIGALRM, _out_of_time)
    signal.alarm(SECONDS)
    try:
        read(file)
    except ClausebankError as error:
        return "" if "\n" not in str(error) else "an error of several lines"
    except Exception as error:  # noqa: BLE001 - any other error is what is looked for
        return f"{type(error).__name__}: {str(error)[:100]}"
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    return ""


class OutOfTimeError(Exception):
    """A reader took longer than it may."""


def _out_of_time(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError(f"more than {SECONDS} s")


def print_table(tried: Counter[tuple[str, str]], held: Counter[tuple[str, str]]) -> None:
    """Attempts and what held, by reader and by damage."""
    for axis, title in ((0, "reader"), (1, "damage")):
        print(f"\n| {title} | attempts | held |\n|---|---|---|")
        for name in dict.fromkeys(key[axis] for key in tried):
            attempts = sum(count for key, count in tried.items() if key[axis] == name)
            good = sum(count for key, count in held.items() if key[axis] == name)
            print(f"| {name} | {attempts} | {good} |")


if __name__ == "__main__":
    main()
