# SPDX-License-Identifier: MIT
"""The runner itself: what must not pass does not."""
import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import tap

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import run  # noqa: E402


class Session(run.Session):
    """A session without build and servers."""

    def __init__(self):
        self.folder = FOLDER / "run"
        self.folder.mkdir(exist_ok=True)
        self._processes = set()
        self._lock = run.threading.Lock()
        self.is_ending = False

    def environment(self, folder):
        return dict(os.environ)


def judge(name, text):
    """What the runner makes of a program: the names of what failed."""
    run.TESTS = FOLDER
    (FOLDER / "http").mkdir(exist_ok=True)
    path = FOLDER / "http" / f"{name}.py"
    path.write_text(text)
    program = run.Program(path)
    program.run(Session())
    return program.failed


def says(*lines):
    return "".join(f"print({line!r}, flush=True)\n" for line in lines)


def is_running(command):
    """Whether a process has these words."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes().split(b"\0")[:-1] == command:
                return True
    return False


def expect(name, text, *wanted):
    with tap.test(name):
        tap.is_(judge(name.replace(" ", "-"), text), list(wanted))


expect("a program that passes passes", says("1..1", "ok 1 - it works"))
expect("a test that fails fails", says("1..2", "ok 1 - a", "not ok 2 - b"),
       "b")
expect("a skip fails", says("1..1", "ok 1 - a # SKIP no server"),
       "a # SKIP no server")
expect("a todo fails", says("1..1", "not ok 1 - a # todo later"),
       "a # todo later")
expect("an escaped number sign is no directive",
       says("1..1", r"ok 1 - a \# skip"))
expect("a plan of more tests than run fails", says("1..2", "ok 1 - a"),
       "2 tests were planned, 1 run")
expect("a plan of none fails", says("1..0"), "the program tests nothing")
expect("a program without a plan fails", says("ok 1 - a"),
       "the program ended before its plan")
expect("a number out of order fails", says("1..1", "ok 2 - a"),
       "a (out of order)")
expect("a test without a name fails", says("1..1", "ok 1"),
       "a test without a name")
expect("a crash fails", says("1..1", "ok 1 - a") + "1/0",
       "the program ended with status 1")
expect("a killed program fails",
       says("1..1", "ok 1 - a") + "import os; os.kill(os.getpid(), 9)",
       "the program ended with status 137")
expect("a program that does not end fails",
       "# runtests: timeout=4\n" + says("1..1", "ok 1 - a")
       + "import time; time.sleep(60)",
       "the program was stopped after 4 s")

with tap.test("a process left running fails, and is ended"):
    seconds = f"86{time.time_ns() % 10**8}"
    failed = judge("leftover", says("1..1", "ok 1 - a") +
                   "import subprocess\n"
                   f"subprocess.Popen(['sleep', '{seconds}'], "
                   "start_new_session=True)\n")
    tap.is_(failed, ["the program left processes running"])
    tap.ok(not is_running([b"sleep", seconds.encode()]))

with tap.test("what a killed server left may end while it is looked for"):
    ended = subprocess.Popen(["true"])
    ended.wait()
    server = run.servers.Server(FOLDER / "server")
    server.record.write_text(f"{ended.pid} 0 {run.servers.boot_id()}\n")
    left = [[], [ended.pid]]
    session, run.servers._session = run.servers._session, lambda _: left.pop()
    server.end_orphans()
    run.servers._session = session
    tap.is_((left, server.record.exists()), ([], False))

with tap.test("a port that one program was given no other is"):
    port = run.servers.free_port()
    # the other one draws the same number, and then 0, which always binds
    drawn = subprocess.check_output(
        [sys.executable, "-c",
         "import random, servers\n"
         f"random.randrange = lambda *_, left=[0, {port}]: left.pop()\n"
         "print(servers.free_port())"], cwd=run.ROOT / "tools")
    tap.is_(int(drawn), 0)
    with socket.create_server(("127.0.0.1", port)):
        tap.ok(not run.servers.is_port_free(port))
    tap.ok(run.servers.is_port_free(port))

tap.done()
