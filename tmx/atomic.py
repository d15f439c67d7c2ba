"""Files that appear whole or not at all: written beside their final name and renamed at the end."""

from __future__ import annotations

import contextlib
import errno
import functools
import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, TextIO, cast

from tmx.errors import TmxOutputError, TmxUsageError

if TYPE_CHECKING:
    import tempfile


_PART = re.compile(r"\..+\.[a-z0-9_]{8}\.part", re.DOTALL)
"""The names of temporary files: the beginning of the file's name, and letters that nobody else has."""
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))
"""What an operating system says when there is no more room; never about something that is read."""


@contextlib.contextmanager
def binary(destination: str | os.PathLike[str] | BinaryIO) -> Iterator[BinaryIO]:
    """Open a destination for bytes; a file takes its name only when the block ends without an error.

    Until then the bytes are in a hidden temporary file in the same folder, removed again after an error, so that a
    file that stood there before is either untouched or replaced as a whole. What a run that was killed left of it is
    removed when it is written again. Its permissions are kept, and a symbolic link goes on pointing to it. Devices and
    pipes are written directly.

    Args:
        destination: a path, ``-`` for standard output, or a binary stream, which is left open.

    Raises:
        TmxOutputError: when the destination is a folder, is in no folder, or cannot be written, also for want of room.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> with binary(Path(folder) / "a.txt") as stream:
    ...     _ = stream.write(b"all of it")
    >>> (Path(folder) / "a.txt").read_bytes(), len(os.listdir(folder))
    (b'all of it', 1)
    """
    if not isinstance(destination, str | os.PathLike):
        if isinstance(destination, io.TextIOBase) or not hasattr(destination, "write"):
            problem = f"nothing can be written to {type(destination).__name__}"
            raise TmxUsageError(problem, hint="give a path, or a stream opened with 'wb'")
        yield destination
        return
    name = "standard output" if os.fspath(destination) == "-" else str(destination)
    try:
        with _opened(destination) as stream:
            yield stream
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise _unwritable(name, error) from error


@contextlib.contextmanager
def _opened(destination: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    if os.fspath(destination) == "-":
        yield cast("BinaryIO", sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    try:
        path = Path(os.path.realpath(destination))
    except ValueError as error:
        raise TmxOutputError(f"cannot be written ({error})", where=repr(str(destination))) from error
    if path.exists() and not path.is_file():
        with _opened_directly(path, str(destination)) as direct:
            yield direct
        return
    stream, mode = _beside(path, str(destination))
    try:
        with stream:
            yield cast("BinaryIO", stream)
        Path(stream.name).chmod(mode)
        Path(stream.name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(stream.name).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def text(
    destination: str | os.PathLike[str] | BinaryIO, *, encoding: str = "utf-8", newline: str = "\n"
) -> Iterator[TextIO]:
    """As :func:`binary`, for text; line ends are written as ``newline`` whatever the platform's are."""
    with binary(destination) as stream:
        wrapper = io.TextIOWrapper(cast("IO[bytes]", stream), encoding=encoding, newline=newline)
        try:
            yield wrapper
            wrapper.flush()
        finally:
            with contextlib.suppress(OSError, ValueError):
                wrapper.detach()  # the bytes stream belongs to `binary`, or to the caller


@contextlib.contextmanager
def folder(name: str | os.PathLike[str]) -> Iterator[Path]:
    """A folder for files, made where there is none; what was made is removed again after an error that left it empty.

    Raises:
        TmxOutputError: when it cannot be made.
    """
    try:
        new_folders = [path for path in (Path(name), *Path(name).parents) if not path.exists()]
        Path(name).mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise TmxOutputError("is a file, not a folder", where=str(name), hint="give the name of a folder") from error
    except (OSError, ValueError) as error:
        raise _unwritable(str(name), error) from error
    try:
        yield Path(name)
    except BaseException:
        with contextlib.suppress(OSError):
            for new_folder in new_folders:
                new_folder.rmdir()
        raise


@contextlib.contextmanager
def _opened_directly(path: Path, name: str) -> Iterator[BinaryIO]:
    if path.is_dir():
        raise TmxOutputError("is a folder, not a file", where=name, hint="give the name of a file in it")
    try:
        stream = path.open("wb")
    except OSError as error:
        raise _unwritable(name, error) from error
    with stream:
        yield stream


def _held_part(path: Path) -> tempfile._TemporaryFileWrapper[bytes]:
    """A new temporary file in the folder of a path, locked for as long as its writer lives."""
    import tempfile

    prefix = f".{path.name[:40]}."
    for left in _parts_in(str(path.parent)):
        if left.startswith(prefix):
            _remove_if_dead(path.parent / left)
    while True:
        stream = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed and renamed by the caller
            dir=path.parent, prefix=prefix, suffix=".part", delete=False
        )
        # Another run may have taken the file for one of a dead run in the moment before it was locked.
        if _locked(stream.fileno()) is not False and Path(stream.name).exists():
            return stream
        stream.close()


@functools.lru_cache(maxsize=64)
def _parts_in(folder: str) -> tuple[str, ...]:
    """The temporary files that are in a folder when it is first written to."""
    try:
        return tuple(path.name for path in Path(folder).iterdir() if _PART.fullmatch(path.name))
    except OSError:
        return ()


def _remove_if_dead(part: Path) -> None:
    """Remove a temporary file whose writer does not live any more: the system took its lock away."""
    with contextlib.suppress(OSError), part.open("rb") as stream:
        if _locked(stream.fileno()):
            part.unlink()


def _locked(descriptor: int) -> bool | None:
    """Lock a file; False where another run holds it, None where the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _beside(path: Path, name: str) -> tuple[tempfile._TemporaryFileWrapper[bytes], int]:
    """A new temporary file in the folder of a path, and the permissions the file is to have."""
    try:
        if path.exists():
            mode = stat.S_IMODE(path.stat().st_mode)
            if not os.access(path, os.W_OK):
                raise TmxOutputError("is write-protected", where=name, hint="choose another name, or chmod u+w it")
        else:
            mode = 0o666 & ~_umask()
        stream = _held_part(path)
    except FileNotFoundError as error:
        if path.parent.is_dir():
            raise _unwritable(name, error) from error
        raise TmxOutputError(
            "there is no such folder", where=str(path.parent), hint=f"make it first: mkdir -p {path.parent}"
        ) from error
    except OSError as error:
        raise _unwritable(name, error) from error
    return stream, mode


def _umask() -> int:
    """The process's file mode mask; the only portable way to read it is to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(name: str, error: OSError | ValueError) -> TmxOutputError:
    return TmxOutputError(
        f"cannot be written ({getattr(error, 'strerror', None) or error})",
        where=name,
        hint="check the name, permissions and free space",
    )
