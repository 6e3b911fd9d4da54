# SPDX-License-Identifier: MIT
"""Run the tests: ./runtests [-v] [GROUP | GROUP/PROGRAM] ...

Every program prints TAP. A skip, a TODO, a plan that does not fit, a crash,
a time-out and a process left running are failures.
"""
import argparse
import concurrent.futures
import contextlib
import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
sys.path[:0] = [str(ROOT / "tools"), str(TESTS / "lib")]

import build  # noqa: E402
import npm  # noqa: E402
import servers  # noqa: E402
import warden  # noqa: E402

# `last` searches what all others left behind.
GROUPS = ("build", "sql", "http", "mail", "pool", "fault", "browser", "last")
AT_A_TIME = 2
TIMEOUT = 300
SLOWEST = 10

LINE = re.compile(r"(not )?ok\b ?(\d+)?(?: ?- ?)?(.*)")
PLAN = re.compile(r"1\.\.(\d+)")
DIRECTIVE = re.compile(r"(?<!\\)#\s*(skip|todo)", re.I)
SETTING = re.compile(r"^(?:#|--) runtests: (.*)$", re.M)


class Program:
    """A test program and what it said.

    Near its top it may say `# runtests: alone` (nothing runs beside it),
    `# runtests: npm` (it uses packages from there) and
    `# runtests: timeout=SECONDS`.
    """

    def __init__(self, path):
        self.path = path
        self.name = str(path.relative_to(TESTS).with_suffix(""))
        self.group = self.name.partition("/")[0]
        said = " ".join(SETTING.findall(path.read_text()[:2000])).split()
        settings = dict(word.partition("=")[::2] for word in said)
        self.is_alone = "alone" in settings or self.group == "last"
        self.needs_npm = "npm" in settings
        self.timeout = float(settings.get("timeout", TIMEOUT))
        self.output = []
        self.tests = []  # (passed, name, seconds)
        self.planned = None
        self.seconds = 0.0

    # ---- reading TAP ----

    def _take(self, line, seconds):
        self.output.append(line)
        if match := PLAN.match(line):
            if self.planned is not None:
                self._fail("says its plan twice")
            self.planned = int(match[1])
        elif match := LINE.match(line):
            self._take_result(match, seconds)
        elif line.startswith("Bail out!"):
            self._fail(line)

    def _take_result(self, match, seconds):
        name = match[3].strip()
        passed = match[1] is None
        if not name:
            passed, name = False, "a test without a name"
        if match[2] and int(match[2]) != len(self.tests) + 1:
            passed, name = False, f"{name} (out of order)"
        if DIRECTIVE.search(name):
            passed = False
        self.tests.append((passed, name, seconds))

    def _fail(self, what):
        self.tests.append((False, what, 0.0))

    def _judge(self, status):
        count = len(self.tests)
        has_failed = any(not passed for passed, _, _ in self.tests)
        if status == warden.TIMED_OUT:
            self._fail(f"the program was stopped after {self.timeout:g} s")
        elif status == warden.LEFT_RUNNING:
            self._fail("the program left processes running")
        elif status != 0 and not has_failed:
            self._fail(f"the program ended with status {status}")
        if self.planned is None:
            self._fail("the program ended before its plan")
        elif self.planned != count:
            self._fail(f"{self.planned} tests were planned, {count} run")
        elif count == 0:
            self._fail("the program tests nothing")

    @property
    def failed(self):
        return [name for passed, name, _ in self.tests if not passed]

    def told(self, is_verbose):
        """What it said: of a failure, or all of it. Whoever keeps only the
        beginning of a long log finds there why it failed."""
        return [line for line in self.output
                if is_verbose or not line.startswith("ok ")]

    # ---- running ----

    def run(self, session):
        """Run it and judge what it says; gives itself back."""
        if session.is_ending:
            return self
        folder = session.folder / self.name.replace("/", "-")
        folder.mkdir()
        folder.chmod(0o755)
        began = last = time.monotonic()
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "--", servers.PYTHON,
             warden.__file__, str(self.timeout), *session.command(self)],
            cwd=folder, env=session.environment(folder),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
            start_new_session=True)
        with session.watching(process):
            for line in process.stdout:
                now = time.monotonic()
                is_result = LINE.match(line)
                self._take(line.rstrip("\n"), now - last)
                if is_result:
                    last = now
            status = process.wait()
        self.seconds = time.monotonic() - began
        self._judge(status)
        (folder / "output").write_text("\n".join(self.output) + "\n")
        return self


class Session:
    """One run: the build, the folder, the cluster that programs share."""

    def __init__(self, folder, place, keeps_shots):
        self.folder = folder
        self.keeps_shots = keeps_shots
        self.build = build.Build(place, ["--enable-werror", "CC=gcc"], "gcc")
        self.postgres = servers.PostgreSQL(folder / "postgres",
                                           is_durable=False)
        self._processes = set()
        self._lock = threading.Lock()
        self.is_ending = False

    def watching(self, process):
        """Have `end` stop the process, as long as the context lasts."""
        session = self

        class Watch:
            def __enter__(self):
                with session._lock:
                    session._processes.add(process)
                    if session.is_ending:
                        process.terminate()

            def __exit__(self, *_):
                with session._lock:
                    session._processes.discard(process)

        return Watch()

    def end(self):
        with self._lock:
            self.is_ending = True
            for process in self._processes:
                process.terminate()

    def environment(self, folder):
        return {
            **servers.ENVIRONMENT,
            "HOME": str(folder),
            "PYTHONPATH": f"{TESTS / 'lib'}:{ROOT / 'tools'}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUNBUFFERED": "1",
            "USHER_TEST_RUN": str(self.folder),
            "USHER_TEST_FOLDER": str(folder),
            "USHER_TEST_SHOTS": str(TESTS / "browser" if self.keeps_shots
                                    else self.folder) + "/shots",
            "USHER_TEST_BUILD": str(self.build.folder),
            "USHER_TEST_BINARY": str(self.build.binary),
            "USHER_TEST_POSTGRES": str(self.postgres.folder),
            "PGOPTIONS": "-c search_path=usher,tap,pg_temp "
                         "-c client_min_messages=warning",
        }

    def command(self, program):
        if program.path.suffix == ".py":
            return [servers.PYTHON, str(program.path)]
        return [str(servers.POSTGRES_BIN / "psql"), "-XAtq", "-F", "\n",
                "-v", "ON_ERROR_STOP=1",
                "-d", self.postgres.url("usher_owner", "sql"),
                "-c", "begin", "-f", str(program.path), "-c", "rollback"]

    def make_sql_database(self):
        """The database of the pgTAP files, each of which is rolled back."""
        self.postgres.make_database("sql")
        url = self.postgres.url
        usher = servers.Usher(self.folder / "sql", self.build.binary, {
            "public_url": "http://127.0.0.1",
            "database.url": url("usher_web", "sql"),
            "database.mail_url": url("usher_mail", "sql"),
            "database.owner_url": url("usher_owner", "sql"),
        })
        usher.write_config()
        usher.install()
        self.postgres.psql(
            "sql", "create schema tap; create extension pgtap schema tap; "
            "grant usage on schema tap to public;")
        self.postgres.psql(
            "sql", "set search_path = usher, tap, pg_temp;"
            + (TESTS / "lib" / "given.sql").read_text(), "usher_owner")


# ---- which ----

def find_programs(wanted):
    found = []
    for group in GROUPS:
        paths = [*(TESTS / group).glob("*.py"), *(TESTS / group).glob(
            "**/*.sql")]
        found += [Program(path) for path in sorted(paths)]
    chosen = []
    for word in wanted:
        word = word.removeprefix("tests/").rstrip("/")
        word = re.sub(r"\.(py|sql)$", "", word)
        some = [p for p in found
                if p.name == word or p.name.startswith(word + "/")]
        if not some:
            sys.exit(f"runtests: no test program is named {word}")
        chosen += [p for p in some if p not in chosen]
    return chosen if wanted else found


# ---- saying how it went ----

def report(program, is_verbose):
    failed = program.failed
    print(f"{'FAIL' if failed else 'ok':4} {program.name:32} "
          f"{len(program.tests):4} tests {program.seconds:6.1f} s",
          flush=True)
    for name in failed:
        print(f"     failed: {name}")
    if failed or is_verbose:
        for line in program.told(is_verbose)[-200:]:
            print(f"     | {line}", flush=True)


def summarize(programs):
    tests = [(seconds, f"{program.name}: {name}") for program in programs
             for _, name, seconds in program.tests]
    print(f"\nThe {SLOWEST} slowest tests:")
    for seconds, name in sorted(tests, reverse=True)[:SLOWEST]:
        print(f"{seconds:7.1f} s  {name}")
    failed = [(program.name, name) for program in programs
              for name in program.failed]
    if failed:
        print("\nFailed:")
        for program, name in failed:
            print(f"  {program}: {name}")
    return len(tests) - len(failed), len(failed)


# ---- the whole ----

def run_all(session, programs, is_verbose):
    """Run two at a time, then one by one those that want to be alone."""
    together = [p for p in programs if not p.is_alone]
    batches = [together] + [[p] for p in programs if p.is_alone]
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        try:
            for batch in batches:
                runs = [pool.submit(p.run, session) for p in batch]
                for run in concurrent.futures.as_completed(runs):
                    report(run.result(), is_verbose)
        except BaseException:
            session.end()
            raise


def seconds_since(began):
    return f"{time.monotonic() - began:.1f} s"


def install_npm(session):
    try:
        seconds = npm.install(session.build.folder)
    except OSError as error:
        raise servers.Trouble(str(error)) from None
    if seconds is not None:
        print(f"packages from npm: installed in {seconds:.1f} s", flush=True)


def perform(session, programs, is_verbose):
    began = time.monotonic()
    session.build.install()
    print(f"built in {seconds_since(began)}", flush=True)
    if any(p.needs_npm for p in programs):
        install_npm(session)
    began = time.monotonic()
    with session.postgres:
        # Always: it makes the roles, which two programs at once could not.
        session.make_sql_database()
        run_all(session, programs, is_verbose)
    left = warden.end_leftovers()
    passed, failed = summarize(programs)
    for line in left:
        print(f"left running: {line}")
    print(f"\n{len(programs)} programs in {seconds_since(began)}")
    return passed, failed + len(left)


def make_place():
    """The folder of builds, kept from run to run."""
    top = Path(f"/var/tmp/usher-tests-{os.getuid()}")
    top.mkdir(mode=0o755, exist_ok=True)
    info = top.lstat()
    if info.st_uid != os.getuid() or top.is_symlink():
        raise servers.Trouble(f"{top} belongs to somebody else: remove it")
    return top / build.place_key()


@contextlib.contextmanager
def only_one(place):
    """One run at a time of a checkout: a second would build over it."""
    place.mkdir(exist_ok=True)
    with open(place / "lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("runtests: waiting for another run here to end",
                  flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def interrupt(*_):
    raise KeyboardInterrupt


def main():
    parser = argparse.ArgumentParser(prog="runtests",
                                     description="Run the tests.")
    parser.add_argument("-v", "--verbose", action="store_true",
                        help="print what every program says")
    parser.add_argument("-k", "--keep", action="store_true",
                        help="keep the folder of the run")
    parser.add_argument("--shots", action="store_true",
                        help="keep the screenshots that are made, in "
                        "tests/browser/shots")
    parser.add_argument("programs", nargs="*", metavar="GROUP[/PROGRAM]")
    given = parser.parse_args()
    programs = find_programs(given.programs)
    for number in signal.SIGINT, signal.SIGTERM:
        signal.signal(number, interrupt)
    os.umask(0o022)
    warden.adopt_orphans()
    folder = Path(tempfile.mkdtemp(prefix="usher-", dir="/tmp"))
    folder.chmod(0o755)
    passed, failed, has_ended = 0, 1, True
    try:
        place = make_place()
        with only_one(place):
            passed, failed = perform(Session(folder, place, given.shots),
                                     programs, given.verbose)
    except servers.Trouble as trouble:
        print(f"runtests: {trouble}")
    except KeyboardInterrupt:
        print("runtests: interrupted")
        has_ended = False
    finally:
        for line in warden.end_leftovers():
            print(f"left running: {line}")
        if (failed and has_ended) or given.keep:
            print(f"What servers and programs said is kept in {folder}")
        else:
            shutil.rmtree(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
