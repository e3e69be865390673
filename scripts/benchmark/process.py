"""Runs a program once, and tells when it spoke last, when it ended, and what memory it took."""

import os
import re
import select
import signal
import time
from dataclasses import dataclass

# Fewer would make the reader wake up in the middle of an answer.
CHUNK = 1 << 16


@dataclass(frozen=True)
class Run:
    """What came of a program: times in ms from its start, memory in MiB."""

    answer: float
    """When the words that were waited for had come; without any, the last of its output."""
    exit: float
    memory: float
    cpu: float
    """Its own time and the kernel's for it."""
    code: int
    """Its exit code, or less than 0 when a signal (or the deadline) ended it."""
    output: str


def run(words, environment=None, deadline=60.0, said=None):
    """Starts a program without a terminal, and waits for its end; said is a pattern of what it answers."""
    reading, writing = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        _become(words, environment, reading, writing)
    os.close(writing)
    output = []
    answer = start
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, start + deadline - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            break
        chunk = os.read(reading, CHUNK)
        if not chunk:
            break
        now = time.monotonic()
        output.append(chunk)
        if not said:
            answer = now
        elif answer == start and re.search(said, b"".join(output)):
            answer = now
    os.close(reading)
    _, status, usage = os.wait4(child, 0)
    end = time.monotonic()
    return Run(
        (answer - start) * 1000,
        (end - start) * 1000,
        usage.ru_maxrss / 1024,
        (usage.ru_utime + usage.ru_stime) * 1000,
        os.waitstatus_to_exitcode(status),
        b"".join(output).decode("utf-8", "replace"),
    )


def _become(words, environment, reading, writing):
    """The child's side: never returns."""
    try:
        os.close(reading)
        nothing = os.open("/dev/null", os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        os.closerange(3, 64)
        os.execvpe(words[0], words, dict(os.environ, **(environment or {})))
    except OSError as trouble:
        os.write(2, f"{words[0]}: {trouble}\n".encode())
    finally:
        os._exit(127)
