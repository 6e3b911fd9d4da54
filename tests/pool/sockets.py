# SPDX-License-Identifier: MIT
"""Where the socket comes from, who may connect to it, and what the service
manager is told."""
import grp
import os
import re
import signal
import socket
import stat
import subprocess
import time
from pathlib import Path

import fastcgi
import pool
import servers
import tap
from stack import Stack

LONGEST = 107  # bytes in the path of a unix socket


class Told(servers.Usher):
    """usher, and everything that it says to $NOTIFY_SOCKET."""

    address = None  # where that is, if not in the folder

    def prepare(self):
        self.said = []
        self._notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = self.address or str(self.folder / "told")
        if path.startswith("@"):
            self._notify.bind("\0" + path[1:])
        else:
            Path(path).unlink(missing_ok=True)
            self._notify.bind(path)
            servers.own(path)
        self._notify.setblocking(False)

    def environment(self):
        return {**super().environment(),
                "NOTIFY_SOCKET": self.address or str(self.folder / "told")}

    def listen(self):
        """Everything said so far: [{name: value}]."""
        while True:
            try:
                text = self._notify.recv(4096).decode()
            except BlockingIOError:
                return self.said
            self.said.append(dict(line.split("=", 1)
                                  for line in text.splitlines()))

    def is_ready(self):
        return {"READY": "1"} in self.listen()

    def start(self):
        servers.Server.start(self)


class BySpawnFcgi(servers.Usher):
    def command(self):
        return ["spawn-fcgi", "-n", "-s", self.socket_path, "-M", "0600",
                "--", *super().command()]


class ByActivation(servers.Usher):
    """Started at the first connection, so not asked whether it is ready."""

    def command(self):
        return ["systemd-socket-activate", "-l", self.socket_path,
                *super().command()]

    def is_ready(self):
        return os.path.exists(self.socket_path)


def answers(path):
    with fastcgi.Connection(path) as peer:
        return peer.get("/healthz").status


# ---- opened by usher ----

with Stack({"listen.mode": "0620"}, usher=Told) as stack:
    usher = stack.usher
    path = usher.socket_path

    def start_twin(**options):
        """What a second `usher serve` says with other options, and its
        status."""
        config = usher.folder / "twin.conf"
        servers.write_private(config, "".join(
            f"{name} = {value}\n" for name, value in {
                **usher.options,
                **{n.replace("_", "."): v for n, v in options.items()},
            }.items()))
        done = subprocess.run(
            [usher.binary, "--config", config, "serve"], timeout=20,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
            env=servers.ENVIRONMENT, **servers.as_account())
        return done.stderr, done.returncode

    with tap.test("the socket has the mode that is configured"):
        tap.is_(stat.S_IMODE(os.stat(path).st_mode), 0o620)

    with tap.test("nothing of it runs as root, nor what a test starts "
                  "around it"):
        for server in (usher, stack.nginx, stack.smtp, stack.postgres):
            tap.is_(pool.owners(server.pid), {servers.account().pw_uid},
                    server.name)
        tap.isnt(servers.account().pw_uid, 0)

    with tap.test("a socket that somebody listens on is left alone, and "
                  "that is said"):
        said, status = start_twin()
        tap.like(said, re.escape(path) + ".*another process listens")
        tap.is_(status, 78)
        tap.is_(answers(path), 200)

    with tap.test("even if its queue is full"):
        full = f"{usher.folder}/full.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(full)
            listener.listen(0)
            servers.own(full)
            with fastcgi.Connection(full):
                said, status = start_twin(listen_path=full)
        tap.like(said, "another process listens")
        tap.is_(status, 78)

    with tap.test("a stale one is replaced"):
        usher.signal(signal.SIGKILL)
        tap.ok(servers.wait_until(lambda: not usher.is_running(), 5))
        servers.wait_until(lambda: not servers.is_accepting(path), 5)
        tap.ok(os.path.exists(path))
        usher.stop()
        usher.start()
        tap.is_(answers(path), 200)

    with tap.test("a file that is no socket is left alone"):
        file = usher.folder / "file"
        file.write_text("precious")
        said, status = start_twin(listen_path=file)
        tap.like(said, "is not a socket")
        tap.is_(status, 78)
        tap.is_(file.read_text(), "precious")

    with tap.test("a path of 107 bytes is taken, a longer one refused in "
                  "clear words"):
        fits = f"{usher.folder}/".ljust(LONGEST, "x")
        said, status = start_twin(listen_path=fits + "x")
        tap.like(said, "longer than the 107 bytes")
        tap.is_(status, 78)
        usher.stop()
        usher.options["listen.path"] = fits
        usher.write_config()
        usher.start()
        tap.is_(answers(fits), 200)

    with tap.test("the socket has the group that is configured, whatever "
                  "group its folder gives"):
        shared = servers.make_folder(usher.folder / "shared")
        own = servers.account().pw_gid
        others = [g.gr_gid for g in grp.getgrall() if g.gr_gid != own]
        if os.geteuid() != 0:
            others = [g for g in os.getgroups() if g != own]
        os.chown(shared, -1, (others or [own])[0])
        shared.chmod(0o2700)
        usher.stop()
        usher.options["listen.path"] = f"{shared}/usher.sock"
        usher.options["listen.group"] = grp.getgrgid(own).gr_name
        usher.write_config()
        usher.start()
        info = os.stat(f"{shared}/usher.sock")
        tap.is_((info.st_gid, stat.S_IMODE(info.st_mode)), (own, 0o620))
        usher.options["listen.path"] = path
        del usher.options["listen.group"]
        usher.write_config()

    with tap.test("a folder that is not there, or a group that is unknown, "
                  "is refused in clear words"):
        said, status = start_twin(listen_path="/nonexistent/usher.sock")
        tap.like(said, "listen.path: /nonexistent/usher.sock: No such file")
        tap.is_(status, 78)
        said, status = start_twin(listen_path=f"{usher.folder}/group.sock",
                                  listen_group="no_such_group")
        tap.like(said, "listen.group is unknown")
        tap.is_(status, 78)

    with tap.test("a group that usher's user is not in is refused in clear "
                  "words, and leaves no socket"):
        ours = {servers.account().pw_gid, *os.getgrouplist(
            servers.account().pw_name, servers.account().pw_gid)}
        other = next(g for g in grp.getgrall() if g.gr_gid not in ours)
        refused = usher.folder / "refused.sock"
        said, status = start_twin(listen_path=refused,
                                  listen_group=other.gr_name)
        tap.like(said, "listen.group must be a group of usher's user")
        tap.is_((status, refused.exists()), (78, False))

    with tap.test("one that usher may not connect to is not said to be "
                  "listened on"):
        closed = usher.folder / "closed.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(closed))
            listener.listen(1)
            servers.own(closed)
            closed.chmod(0)
            said, status = start_twin(listen_path=closed)
        tap.like(said, "closed.sock: Permission denied")
        tap.is_((status, closed.exists()), (78, True))

    with tap.test("what LISTEN_FDS passes must listen"):
        script = ("exec 3</dev/null; LISTEN_PID=$$ LISTEN_FDS=1 "
                  "exec \"$@\"")
        done = subprocess.run(
            ["sh", "-c", script, "sh", usher.binary, "--config",
             usher.config, "serve"], timeout=20, capture_output=True,
            text=True, stdin=subprocess.DEVNULL, env=servers.ENVIRONMENT,
            **servers.as_account())
        tap.like(done.stderr, "LISTEN_FDS.*no listening socket")
        tap.is_(done.returncode, 78)

    # ---- what the service manager is told ----

    def await_said(name, count):
        tap.ok(servers.wait_until(
            lambda: sum(name in m for m in usher.listen()) >= count, 10),
            f"{name} was said {count} times")
        return [m for m in usher.said if name in m][count - 1]

    for where in ("told", f"@usher-test-{os.getpid()}"):
        usher.stop()
        usher.address = where if where.startswith("@") else None
        kind = "an abstract address" if usher.address else "a path"
        with tap.test(f"READY, RELOADING and STOPPING are said at {kind}"):
            usher.start()
            tap.is_(usher.listen(), [{"READY": "1"}])
            before = time.monotonic_ns() // 1000
            usher.signal(signal.SIGHUP)
            said = await_said("RELOADING", 1)
            tap.is_(said["RELOADING"], "1")
            tap.within(int(said["MONOTONIC_USEC"]), before,
                       time.monotonic_ns() // 1000)
            await_said("READY", 2)
            usher.signal(signal.SIGTERM)
            tap.is_(await_said("STOPPING", 1), {"STOPPING": "1"})
            tap.is_([list(m)[0] for m in usher.listen()],
                    ["READY", "RELOADING", "READY", "STOPPING"])

    with tap.test("READY is said when requests are answered, not before"):
        usher.stop()
        usher.address = None
        usher.start()
        tap.is_(answers(path), 200)

# ---- given to usher ----

with Stack(usher=BySpawnFcgi) as stack:
    usher = stack.usher
    with tap.test("under spawn-fcgi it serves the socket on fd 0, on which "
                  "mode it has no say"):
        tap.is_(stack.api.get("/healthz").status, 200)
        tap.is_(stat.S_IMODE(os.stat(usher.socket_path).st_mode), 0o600)

    with tap.test("HUP works there, and TERM ends it with status 0"):
        usher.signal(signal.SIGHUP)
        pool.await_event(usher, "reloaded")
        tap.is_(stack.api.get("/healthz").status, 200)
        usher.signal(signal.SIGTERM)
        tap.is_(usher.process.wait(10), 0)

with Stack(usher=ByActivation) as stack:
    usher = stack.usher
    with tap.test("under systemd-socket-activate it serves what LISTEN_FDS "
                  "passes"):
        tap.is_(stack.api.get("/healthz").status, 200)
        tap.ok(pool.events(usher, "started"))

    with tap.test("it leaves that socket where it is"):
        usher.signal(signal.SIGTERM)
        tap.is_(usher.process.wait(10), 0)
        tap.ok(os.path.exists(usher.socket_path))
tap.done()
