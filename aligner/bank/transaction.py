"""All files of a text change together: whoever reads it sees the text as it was or as it is, also after a power cut.

New files are first written, and made durable, into a hidden folder inside that of the text. Giving this folder the name
``.change`` is the one step that counts: before it the text is the old one, after it the new one, and whoever comes
next, if the run that made it has ended, moves the files into place (a redo log, as in J. Gray and A. Reuter,
Transaction Processing, 1992). A new text takes its name in one step. Writers of one text wait for each other; readers
wait for nobody. Locks are those of the operating system, which end with the process that holds them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from aligner.errors import OutputError

_STAGED = ".change.part"
_COMMITTED = ".change"
_NEW_TEXT = ".{}.new"
_LAST = "document.yaml"
"""Says what is verified, so it comes into its place after all that it speaks of."""

WAIT = 30.0
"""Seconds that a writer waits for another before it gives up."""


class Transaction:
    """New files for the folder of a text, which take their places together in :meth:`commit`, or not at all.

    Attributes:
        folder: the folder of the text; there is none yet where the text is new.
        staged: where the new files are until then.
    """

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self._is_new = home != folder
        self.staged = home if self._is_new else folder / _STAGED

    def write(self, name: str, data: bytes) -> None:
        """Put a file into the text's folder.

        Raises:
            OutputError: it cannot be written.
        """
        with _errors_at(self.folder), self._target(name).open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())

    def copy(self, file: Path, name: str) -> None:
        """Put a copy of a file into the text's folder.

        Raises:
            OutputError: it cannot be read or written.
        """
        with _errors_at(self.folder), file.open("rb") as source, self._target(name).open("wb") as stream:
            shutil.copyfileobj(source, stream)
            stream.flush()
            os.fsync(stream.fileno())

    def staged_or_old(self, name: str) -> Path:
        """Where a file of the text will have come from: the new one, or else the one that is there."""
        new = self.staged / name
        return new if new.exists() else self.folder / name

    def _target(self, name: str) -> Path:
        target = self.staged / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def commit(self) -> None:
        """Make the new files those of the text.

        Raises:
            OutputError: a file may not be replaced, or there is no room; nothing is changed.
        """
        with _errors_at(self.folder):
            names = _names(self.staged)
            for name in names:
                self._prepare(name)
            for folder in {(self.staged / name).parent for name in names} | {self.staged}:
                _sync(folder)
            if self._is_new:
                self.staged.rename(self.folder)
                _sync(self.folder.parent)
                return
            self.staged.rename(self.folder / _COMMITTED)
            _sync(self.folder)
        with contextlib.suppress(OSError):  # the change is made; what cannot be moved now, the next run moves
            _redo(self.folder)

    def _prepare(self, name: str) -> None:
        """Give a new file the permissions of the one it replaces, and see that it can."""
        place = self.folder / name
        if not place.exists():
            return
        if not place.is_file() or not os.access(place, os.W_OK):
            raise OutputError("is write-protected", where=str(place), hint="chmod u+w it, or choose another bank")
        (self.staged / name).chmod(stat.S_IMODE(place.stat().st_mode))


@contextlib.contextmanager
def changing(folder: Path) -> Iterator[Transaction]:
    """Hold a text for a change: until the block ends nobody else can change it, or make a new one of its name.

    What is not committed when the block ends is gone.

    Raises:
        OutputError: the folder cannot be written, or another run holds the text for longer than ``WAIT`` seconds.
    """
    with contextlib.ExitStack() as stack:
        with _errors_at(folder):
            home = stack.enter_context(_held(folder))
            transaction = Transaction(folder, home)
            _settle(folder)
            _empty(transaction.staged)
        stack.callback(shutil.rmtree, transaction.staged, ignore_errors=True)
        yield transaction


@contextlib.contextmanager
def _errors_at(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror or error})",
            where=str(folder),
            hint="check permissions and free space; nothing was changed",
        ) from error


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[Path]:
    """The folder that stands for a text, locked: its own, or the one in which a new text is made."""
    until = time.monotonic() + WAIT
    while True:
        home = folder if folder.is_dir() else folder.with_name(_NEW_TEXT.format(folder.name))
        if home != folder:
            home.mkdir(parents=True, exist_ok=True)
        lock = _locked(home, until)
        # Another run may have given the new text its name, or taken it away, while this one waited.
        if lock is not None and _is_at(lock, home) and (home == folder or not folder.is_dir()):
            break
        if lock is not None:
            os.close(lock)
    try:
        yield home
    finally:
        os.close(lock)


def _locked(home: Path, until: float) -> int | None:
    """A lock on a folder, as a file descriptor; None where the folder has gone.

    Raises:
        OutputError: another run holds it until then, or the system has no such locks.
    """
    try:
        import fcntl
    except ImportError:
        raise OutputError("texts are written on Linux and macOS only", where=str(home), hint="read them here") from None
    try:
        lock = os.open(home, os.O_RDONLY)
    except FileNotFoundError:
        return None
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(lock)
                raise OutputError(
                    "another run is changing this text",
                    where=str(home.parent / home.name.strip(".")),
                    hint="try again when it has ended",
                ) from None
            time.sleep(0.02)
        except OSError:
            os.close(lock)
            raise
        else:
            return lock


def _is_at(lock: int, home: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), home.stat())
    except OSError:
        return False


def settle(folder: Path) -> None:
    """Finish, or take back, the change of a run that was ended in the middle; nothing where another one is at work.

    A folder that cannot be written stays as it is: :func:`place_of` finds the right files in it.
    """
    committed = (folder / _COMMITTED).is_dir()
    if not committed and not (folder / _STAGED).is_dir():
        return
    with contextlib.suppress(OSError, OutputError):
        # A change that is being moved into place is done in a moment; one that is being prepared does not matter.
        lock = _locked(folder, time.monotonic() + (WAIT if committed else 0))
        if lock is not None:
            try:
                _settle(folder)
            finally:
                os.close(lock)


def sweep(root: Path) -> None:
    """Take away new texts of a bank that were never finished."""
    for home in root.glob(_NEW_TEXT.format("*")):
        with contextlib.suppress(OSError, OutputError):
            lock = _locked(home, 0)
            if lock is not None:
                shutil.rmtree(home, ignore_errors=True)
                os.close(lock)


def place_of(folder: Path, name: str) -> Path:
    """Where a file of a text is: beside the others, unless a committed change was not moved into place yet."""
    changed = folder / _COMMITTED / name
    return changed if changed.exists() else folder / name


def holds(folder: str, name: str) -> bool:
    """Whether a text has a file, in its place or in a committed change; asked of thousands, so paths are strings."""
    places = f"{folder}/{name}", f"{folder}/{_COMMITTED}/{name}"
    return any(map(os.path.exists, places))


def state(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What tells whether a text has changed: its files but for the sources, each with inode, time of change and size in bytes.

    Raises:
        OSError: the folder cannot be read.
    """
    files = []
    places = [str(folder)]
    for place in places:
        with contextlib.suppress(FileNotFoundError), os.scandir(place) as entries:
            for entry in entries:
                if entry.name == _COMMITTED:
                    places.append(entry.path)
                if entry.name.endswith((".yaml", ".jsonl")):
                    status = entry.stat()
                    files.append((entry.path, status.st_ino, status.st_mtime_ns, status.st_size))
    return tuple(sorted(files))


def _settle(folder: Path) -> None:
    shutil.rmtree(folder / _STAGED, ignore_errors=True)
    if (folder / _COMMITTED).is_dir():
        _redo(folder)


def _redo(folder: Path) -> None:
    """Move the files of a committed change into place; done twice, or begun anew, it comes to the same."""
    committed = folder / _COMMITTED
    for name in _names(committed):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(committed / name, os.path.realpath(place))  # a symbolic link goes on pointing to the file
        _sync(place.parent)
    shutil.rmtree(committed)
    _sync(folder)


def _empty(folder: Path) -> None:
    """Make a folder, or take away what is in it: it may be the one that is locked, so it stays itself."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _names(staged: Path) -> list[str]:
    """The files of a change, relative to its folder, in the order in which they are moved."""
    names = [str(path.relative_to(staged)) for path in staged.rglob("*") if path.is_file()]
    return sorted(names, key=lambda name: (name == _LAST, name))


def _sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
