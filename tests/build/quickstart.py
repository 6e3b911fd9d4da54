# SPDX-License-Identifier: MIT
"""./quickstart from a checkout that only its owner enters, at a path of 150
bytes with a blank in it, and from one that servers enter, too."""
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import api
import build
import servers
import tap

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
PORT = servers.free_port()
NAMES = ["USHER_URL", "USHER_KEY", "USHER_ROOT", "USHER_BUSINESS_A",
         "USHER_BUSINESS_B", "USHER_BIN", "USHER_CONFIG", "USHER_MAILDIR"]


class Checkout:
    """A copy of the tree and what its quickstart makes."""

    def __init__(self, folder, mode):
        self.folder = folder
        self.folder.mkdir(mode=mode)
        build.copy_sources(self.folder)

    @property
    def run(self):
        return self.folder / "run"

    def quickstart(self, *words, port=PORT, expected=0):
        done = subprocess.run(
            [self.folder / "quickstart", *words], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "USHER_PORT": str(port),
                 "HOME": str(FOLDER)})
        if done.returncode != expected:
            tap.diag(done.stdout)
        return done

    def env(self):
        text = (self.run / "quickstart.env").read_text()
        return dict(line.split("=", 1) for line in text.splitlines())

    def pids(self):
        return {name: int((self.run / f"{name}.pid").read_text().split()[0])
                for name in ("postgres", "smtp", "usher", "nginx")}

    def processes(self):
        """Those that work in the folder, by the user ids they run as."""
        place = str(self.run.resolve())
        found = {}
        for path in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if os.readlink(path / "cwd").startswith(place):
                    found[int(path.name)] = path.stat().st_uid
        return found

    def close(self):
        self.quickstart("stop")
        place = self.run.resolve()
        shutil.rmtree(place)
        with contextlib.suppress(OSError):
            place.parent.rmdir()
        shutil.rmtree(self.folder)


def made(env):
    """How much there is: organizations, invitations, mails."""
    client = api.Client(env["USHER_URL"], env["USHER_KEY"])
    return [len(client.get("/v1/organizations")["data"]),
            len(client.get("/v1/invitations")["data"]),
            len(list(Path(env["USHER_MAILDIR"], "new").iterdir()))]


def first(checkout):
    with tap.test("it builds, starts, and plays the story"):
        done = checkout.quickstart()
        tap.is_(done.returncode, 0)
        tap.like(done.stdout, r"\| To: b@example\.com")
        tap.like(done.stdout, r"Acme Bolts sees: Best Nuts \(active\)")
        tap.like(done.stdout, r"Best Nuts sees: Acme Bolts \(active\)")
        tap.like(done.stdout, r"curl -H 'Authorization: Bearer usk_")
    env = checkout.env()
    with tap.test("run/quickstart.env names everything, to its owner"):
        tap.is_(list(env), NAMES)
        mode = (checkout.run / "quickstart.env").stat().st_mode
        tap.is_(mode & 0o777, 0o600)
        tap.is_(env["USHER_URL"], f"http://127.0.0.1:{PORT}")
        tap.ok(Path(env["USHER_MAILDIR"], "new").is_dir())
    with tap.test("the caller may use the command line"):
        listed = subprocess.run(
            [env["USHER_BIN"], "--config", env["USHER_CONFIG"], "org",
             "list", "--json"], stdout=subprocess.PIPE)
        tap.is_(listed.returncode, 0)
        ids = {o["id"]: o["parentId"]
               for o in json.loads(listed.stdout)["data"]}
        root = env["USHER_ROOT"]
        tap.is_(ids, {root: None, env["USHER_BUSINESS_A"]: root,
                      env["USHER_BUSINESS_B"]: root})
    client = api.Client(env["USHER_URL"], env["USHER_KEY"])
    with tap.test("the key is an Owner's, for everything"):
        keys = client.get(f"/v1/organizations/{env['USHER_ROOT']}/keys")
        tap.is_([(k["scopes"], k["role"]) for k in keys["data"]],
                [(["*"], "Owner")])
    with tap.test("the second invitation is pending, its page opens"):
        found = client.get("/v1/invitations")["data"]
        tap.is_([i["status"] for i in found], ["pending", "accepted"])
        page = re.search(r"page:\s+http://127\.0\.0\.1:\d+(/i/\S+)",
                         done.stdout)
        visitor = api.Client(env["USHER_URL"])
        tap.is_(visitor.get(page[1]).status, 200)
    with tap.test("no server runs as root"):
        processes = checkout.processes()
        tap.ok(set(checkout.pids().values()) <= set(processes))
        tap.ok(0 not in processes.values())


def again(checkout):
    before, pids = made(checkout.env()), checkout.pids()
    with tap.test("run again it is fast and makes nothing twice"):
        began = time.monotonic()
        tap.is_(checkout.quickstart().returncode, 0)
        tap.within(time.monotonic() - began, 0, 3)
        tap.is_(made(checkout.env()), before)
        tap.is_(checkout.pids(), pids)
    with tap.test("what was killed is started again, and nothing lost"):
        for name in ("nginx", "usher", "postgres", "smtp"):
            os.kill(pids[name], signal.SIGKILL)
        tap.is_(checkout.quickstart().returncode, 0)
        tap.is_(made(checkout.env()), before)
    with tap.test("`start` leaves what there is"):
        tap.is_(checkout.quickstart("start").returncode, 0)
        tap.is_(made(checkout.env()), before)
        tap.is_(list(checkout.env()), NAMES)


def busy(checkout):
    with tap.test("a busy port names its holder and another port"), \
            socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        done = checkout.quickstart("start", port=port, expected=1)
        tap.is_(done.returncode, 1)
        tap.like(done.stdout, rf"port {port} is held by process "
                              rf"{os.getpid()} \({re.escape(sys.executable)}")
        tap.like(done.stdout, r"USHER_PORT=\d+ ./quickstart")
    with tap.test("USHER_PORT that is no port is refused"):
        done = checkout.quickstart("start", port="80x", expected=1)
        tap.is_(done.returncode, 1)
        tap.like(done.stdout, "USHER_PORT is '80x', and must be a number")


def words(checkout):
    with tap.test("help is an answer, an unknown word a usage error"):
        done = checkout.quickstart("--help")
        tap.is_(done.returncode, 0)
        tap.like(done.stdout, "USHER_PORT chooses the port")
        for wrong in (["bogus"], ["stop", "now"], [""]):
            done = checkout.quickstart(*wrong, expected=64)
            tap.is_(done.returncode, 64)
            tap.like(done.stdout, "./quickstart stop")
    with tap.test("stop where nothing was started says so"):
        done = checkout.quickstart("stop")
        tap.is_(done.returncode, 0)
        tap.is_(done.stdout, "Nothing runs here.\n")
        tap.ok(not os.path.lexists(checkout.run))


def stopped(checkout):
    with tap.test("stop leaves nothing running, and may be repeated"):
        tap.is_(checkout.quickstart("stop").returncode, 0)
        tap.is_(checkout.processes(), {})
        tap.is_(checkout.quickstart("stop").returncode, 0)


def bare_start():
    """`start` alone, in a checkout that then moves."""
    with contextlib.closing(Checkout(FOLDER / "start", 0o755)) as checkout:
        with tap.test("`start` makes no businesses and no invitations"):
            tap.is_(checkout.quickstart("start").returncode, 0)
            env = checkout.env()
            tap.is_(list(env), [name for name in NAMES
                                if "BUSINESS" not in name])
            tap.is_(made(env)[0:2], [1, 0])
        with tap.test("where servers may go, ./run is a folder of its own"):
            tap.ok(not checkout.run.is_symlink())
        with tap.test("in a checkout that was moved it starts again"):
            checkout.quickstart("stop")
            checkout.folder = checkout.folder.rename(FOLDER / "moved")
            tap.is_(checkout.quickstart("start").returncode, 0)
            tap.is_(made(checkout.env())[0:2], [1, 0])


def main():
    path = f"{FOLDER}/one of "
    path += "x" * (150 - len(path))
    with contextlib.closing(Checkout(Path(path), 0o700)) as checkout:
        words(checkout)
        first(checkout)
        again(checkout)
        busy(checkout)
        stopped(checkout)
    bare_start()
    tap.done()


main()
