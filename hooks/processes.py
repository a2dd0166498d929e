"""The same work on several shares at once, each in a process of its own.

A share sees everything that was read before (processes are forked), so only results are sent back.
Where the system cannot fork safely, the shares are worked on one after the other.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
S = TypeVar("S")

# Forking is offered on macOS, and unsafe there.
_CAN_FORK = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


def count() -> int:
    """How many processes may run at once: the machine's, or what `JOBS` says."""
    wanted = os.environ.get("JOBS", "")
    if wanted.isdigit() and int(wanted):
        return int(wanted)
    if not _CAN_FORK:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shares(items: Sequence[T]) -> list[Sequence[T]]:
    """Items dealt out to as many processes as may run; neighbours stay together, no share is empty."""
    size = -(-len(items) // count()) or 1
    return [items[start : start + size] for start in range(0, len(items), size)]


def in_parallel(work: Callable[[S], T], parts: Sequence[S]) -> list[T]:
    """`work` on each part; the first part is done here. Raises what the work raises."""
    # A process that is forked while another thread holds a lock may wait for it for ever.
    if not _CAN_FORK or len(parts) < 2 or threading.active_count() > 1:
        return [work(part) for part in parts]
    context = multiprocessing.get_context("fork")
    # What was read stays as it is: collecting it again in every process would only copy memory.
    gc.collect()
    gc.freeze()
    running = []
    for part in parts[1:]:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_child, args=(work, part, sender), daemon=True)
        process.start()
        sender.close()
        running.append((process, receiver))
    gc.unfreeze()
    try:
        return [work(parts[0]), *(_result(receiver) for _, receiver in running)]
    finally:
        # After an error or an interruption nobody waits for the others, and nothing may go on writing.
        for process, _ in running:
            process.terminate()
            process.join()


def _result(receiver: Connection) -> Any:
    try:
        result = receiver.recv()
    except EOFError as error:
        raise ChildProcessError("a process of the build was ended from outside") from error
    if isinstance(result, BaseException):
        raise result
    return result


def _child(work: Callable[[S], T], part: S, sender: Connection) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # ended by its parent, it has nothing to say
    try:
        result: T | BaseException = work(part)
    except BaseException as error:
        result = error
    with contextlib.suppress(BrokenPipeError):  # the build was ended; nobody waits for this any more
        sender.send(result)
