# SPDX-License-Identifier: MIT
"""Run one test program: end it when its time is up, and see that nothing it
started outlives it. Whatever it left becomes this process's child.

    warden.py SECONDS COMMAND ...
"""
import ctypes
import os
import signal
import sys
import time
from pathlib import Path

TIMED_OUT, LEFT_RUNNING = 97, 98
PR_SET_CHILD_SUBREAPER = 36
GRACE = 5  # seconds for what is just ending


def adopt_orphans():
    """From now on orphaned descendants become children of this process."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def children():
    """The processes that are our children, ended ones reaped."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] > 0:
            pass
    except ChildProcessError:
        return []
    found = []
    for path in Path("/proc/self/task").glob("*/children"):
        found += path.read_text().split()
    return [int(pid) for pid in found]


def describe(pid):
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        words = b""
    return f"{pid} {words.replace(bytes(1), b' ').decode().strip()}"


def end_leftovers():
    """Kill what is left after a moment of grace; gives its description."""
    deadline = time.monotonic() + GRACE
    while (left := children()) and time.monotonic() < deadline:
        time.sleep(0.02)
    said = [describe(pid) for pid in left]
    while left:
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
        left = children()
    return said


def wait_for(program, seconds):
    """The program's exit status, or None when its time is up. Orphans that
    end meanwhile are reaped, as init would."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == program:
            return os.waitstatus_to_exitcode(status)
        if pid == 0:
            time.sleep(0.01)
    return None


def main():
    adopt_orphans()
    program = os.posix_spawnp(
        "setpriv", ["setpriv", "--pdeathsig", "TERM", "--", *sys.argv[2:]],
        os.environ)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(program, signal.SIGTERM))
    status = wait_for(program, float(sys.argv[1]))
    if status is None:
        os.kill(program, signal.SIGTERM)
        if wait_for(program, 30) is None:
            os.kill(program, signal.SIGKILL)
            wait_for(program, 30)
        status = TIMED_OUT
    left = end_leftovers()
    for line in left:
        print(f"# left running: {line}", flush=True)
    if left and status == 0:
        status = LEFT_RUNNING
    sys.exit(status if status >= 0 else 128 - status)


if __name__ == "__main__":
    main()
