"""Where the parts are worked on: in this process, in processes of this machine, or on a Dask cluster.

The work is one function (:func:`aligner.corpus.work.work`) in all three. Processes here are a Dask cluster too and not
a pool of the standard library, whose queue is lost as a whole when one process is killed: Dask starts the process again
and does its task again, and a cluster elsewhere then needs no other code.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from aligner.corpus.extra import library
from aligner.corpus.work import Outcome, Task, work
from aligner.errors import ClausebankError, OutputError, UsageError

PATIENCE = 600.0
"""Seconds to wait for a scheduler that has gone."""
_ENVIRONMENT = "distributed.nanny.pre-spawn-environ"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), 1)
"""What Dask gives its workers, but for MALLOC_TRIM_THRESHOLD_: with it the memory of every large array goes back to the
system when the array is done with, which costs a third more processor time here."""
_QUEUED = 512
"""Tasks that a scheduler holds at a time."""
_RETRIES = 2

_CANCELLED = (asyncio.CancelledError, concurrent.futures.CancelledError)
"""What becomes of tasks when the scheduler goes."""

Say = Callable[[str], None]
"""Tells the user what happens, in a line."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A part that no worker could finish, and why; the next build tries it again.

    Attributes:
        task: the part.
        reason: what happened, in words.
        is_suspect: whether workers were killed that had it, which may have been the doing of another part.
    """

    task: Task
    reason: str
    is_suspect: bool = False


Result = Outcome | Lost


def serial(tasks: Sequence[Task]) -> Iterator[Result]:
    """Work on the tasks in this process, one after the other; nothing of Dask is imported.

    Raises:
        OutputError: the corpus cannot be written.
    """
    for task in tasks:
        yield work(task)


def local(tasks: Sequence[Task], jobs: int, say: Say) -> Iterator[Result]:
    """Work on the tasks in so many processes of this machine, as they are finished.

    Raises:
        OutputError: the corpus cannot be written.
        MissingExtraError: Dask is not installed.
    """
    distributed, dask = library("distributed"), library("dask")
    _quiet()
    with dask.config.set({_ENVIRONMENT: _ONE_THREAD}):
        cluster = distributed.LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # not on every interface, and no complaint where 8787 is taken
            silence_logs=logging.CRITICAL,
        )
    with cluster:
        yield from on_scheduler(tasks, cluster.scheduler_address, say)


def on_scheduler(tasks: Sequence[Task], address: str, say: Say, patience: float = PATIENCE) -> Iterator[Result]:
    """Work on the tasks on the workers of a Dask scheduler, as they are finished.

    A worker that is lost loses nothing: its task is done again elsewhere. When the scheduler is lost, this waits until
    one answers at the same address and hands it what is not finished.

    Args:
        tasks: with paths that the workers see.
        address: of the scheduler, such as ``tcp://10.0.0.1:8786``.
        say: told when the scheduler is lost and found again.
        patience: seconds to wait for it.

    Raises:
        UsageError: no scheduler answers, or its workers have no clausebank.
        OutputError: the corpus cannot be written.
        MissingExtraError: Dask is not installed.
    """
    library("distributed")
    _quiet()
    # The largest parts first: begun last, one of them would keep a single worker busy at the end.
    largest_first = sorted(tasks, key=lambda task: len(task.shard.documents), reverse=True)
    waiting = {task.shard.name: task for task in largest_first}
    was_connected = False
    while waiting:
        with contextlib.closing(_connected(address, patience if was_connected else 0.0)) as client:
            if was_connected:
                say(f"{address} answers again: {len(waiting)} parts to go")
            was_connected = True
            for result in _results(client, list(waiting.values())):
                if result is None:
                    say(f"{address}: the scheduler has gone; waiting for it")
                    break
                name = result.shard if isinstance(result, Outcome) else result.task.shard.name
                del waiting[name]
                yield result


def _connected(address: str, patience: float) -> Any:
    distributed = library("distributed")
    until = time.monotonic() + patience
    while True:
        try:
            return distributed.Client(address, timeout=5, set_as_default=False, direct_to_workers=False)
        except (OSError, TimeoutError, ValueError) as error:
            if isinstance(error, ValueError) or time.monotonic() > until:
                raise UsageError(
                    "no scheduler answers there", where=address, hint="start one: dask scheduler --port 8786"
                ) from error


def _results(client: Any, tasks: Sequence[Task]) -> Iterator[Result | None]:
    """The results of tasks, as they are finished; None when the scheduler is lost.

    Dask hands a worker more than one task at a time and suspects them all when it is killed. So a suspect is tried once
    more at the end, with nothing beside it: the innocent are done, the part at fault is lost.
    """
    distributed = library("distributed")
    left = iter(tasks)
    futures: dict[Any, Task] = {}
    suspects: list[Task] = []

    def submit(task: Task) -> Any:
        future = client.submit(work, task, pure=False, retries=_RETRIES)
        futures[future] = task
        return future

    finished = distributed.as_completed([submit(task) for task in islice(left, _QUEUED)], loop=client.loop)
    for future in finished:
        task = futures.pop(future)
        result = _result(future, task)
        if isinstance(result, Lost) and result.is_suspect:
            suspects.append(task)
        else:
            yield result
        if result is None:
            return
        for following in islice(left, 1):
            finished.add(submit(following))
    for task in suspects:
        result = _result(submit(task), task)
        yield result
        if result is None:
            return


def _result(future: Any, task: Task) -> Result | None:
    """What becomes of a task, once it is over; None when the scheduler is lost."""
    try:
        error = future.exception()
        if error is None:
            outcome: Outcome = future.result()
            return outcome
    except (*_CANCELLED, OSError, TimeoutError):
        return None
    return None if isinstance(error, _CANCELLED) else _lost(task, error)


def _lost(task: Task, error: BaseException) -> Lost:
    """A part that failed for good; what will happen to all others too is raised."""
    if isinstance(error, ModuleNotFoundError):
        raise UsageError(
            f"a worker lacks a module ({error.name})", hint="pip install 'clausebank[corpus]' on every worker"
        ) from error
    if isinstance(error, OutputError):
        raise error
    if type(error).__name__ == "KilledWorker":
        return Lost(task, "the workers that had it were killed, again and again: out of memory?", is_suspect=True)
    return Lost(task, str(error) if isinstance(error, ClausebankError) else f"{type(error).__name__}: {error}")


def _quiet() -> None:
    """What Dask logs of workers that come and go is said by this module, in words."""
    for name in ("distributed", "distributed.client", "distributed.nanny", "distributed.scheduler", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
