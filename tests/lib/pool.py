# SPDX-License-Identifier: MIT
"""The processes of a running usher, and what its log says of them."""
import contextlib
import os
import re
import signal
import time
from pathlib import Path

import fastcgi
import servers

_LINE = re.compile(r"^(\S+) level=(\w+) process=(\w+) pid=(\d+) (.*)$", re.M)
_PAIR = re.compile(r'(\w+)=("[^"]*"|\S+)')


class Event(dict):
    """A line of the log: its pairs, and level, process and pid."""

    def __init__(self, match):
        super().__init__((name, value.strip('"'))
                         for name, value in _PAIR.findall(match[5]))
        self.level = match[2]
        self.process = match[3]
        self.pid = int(match[4])


def events(usher, name=None, **pairs):
    """What the log has said so far of an event, oldest first."""
    wanted = {**pairs, **({"event": name} if name else {})}
    return [e for e in map(Event, _LINE.finditer(usher.log.read_text()))
            if wanted.items() <= e.items()]


def await_event(usher, name, count=1, timeout=10, **pairs):
    """Wait until an event has been logged so often; gives the last."""
    deadline = time.monotonic() + timeout
    while len(found := events(usher, name, **pairs)) < count:
        if time.monotonic() > deadline:
            raise AssertionError(f"{len(found)} of {count} {name} {pairs} "
                                 f"after {timeout} s")
        time.sleep(0.01)
    return found[count - 1]


def children(pid):
    """The children of a process, oldest first; while some of them end, not
    always all."""
    try:
        return [int(p) for p in Path(
            f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def family(pid):
    """A process and all below it."""
    found = [pid]
    for child in children(pid):
        found += family(child)
    return found


def owners(pid):
    """The users that a process and all below it run as."""
    found = set()
    for one in family(pid):
        with contextlib.suppress(FileNotFoundError):  # it has just ended
            found.add(os.stat(f"/proc/{one}").st_uid)
    return found


def of_role(usher, role):
    """The processes of a role that run now (log.level = debug)."""
    started = [int(e["child"]) for e in events(usher, "started", role=role)]
    return [pid for pid in started if is_alive(pid)]


def workers(usher):
    return of_role(usher, "worker")


def mailers(usher):
    return of_role(usher, "mailer")


def await_workers(usher, count, timeout=10):
    """Wait until there are so many; gives them."""
    deadline = time.monotonic() + timeout
    while len(found := workers(usher)) != count:
        if time.monotonic() > deadline:
            raise AssertionError(f"{len(found)} workers, not {count}, "
                                 f"after {timeout} s")
        time.sleep(0.01)
    return found


def is_alive(pid):
    """Whether it runs; one that ended and was not reaped does not."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] not in "ZX"


def await_end(pids, timeout=10):
    """Wait until all of them have ended; gives those that have not."""
    deadline = time.monotonic() + timeout
    while (left := [p for p in pids if is_alive(p)]):
        if time.monotonic() > deadline:
            break
        time.sleep(0.005)
    return left


def await_child(parent, other_than, timeout=10):
    """Wait for a child that is none of those; gives its pid."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        for pid in children(parent):
            if pid not in other_than:
                return pid
        time.sleep(0.0005)
    raise AssertionError(f"no new child of {parent} in {timeout} s")


def connect_to_all(usher, least, timeout=10):
    """Connect until there are so many connections and every worker has
    some: whoever is ready takes one, and that may be the same each time.
    Gives {connection: its worker's pid}."""
    homes = {}
    deadline = time.monotonic() + timeout
    while (len(homes) < least
            or set(homes.values()) < set(workers(usher))):
        if time.monotonic() > deadline:
            raise AssertionError(f"a worker takes none in {timeout} s")
        peer = fastcgi.Connection(usher.socket_path)
        homes[peer] = await_event(
            usher, "request", request=peer.get("/healthz").id).pid
    return homes


class Stopped:
    """Processes held still by SIGSTOP for as long as the context lasts."""

    def __init__(self, pids):
        self.pids = list(pids)

    def __enter__(self):
        for pid in self.pids:
            servers.kill(pid, signal.SIGSTOP)
        return self

    def __exit__(self, *_):
        for pid in self.pids:
            servers.kill(pid, signal.SIGCONT)
