# SPDX-License-Identifier: MIT
"""TERM: idle, under load, with a socket of its own and an inherited one."""
import concurrent.futures
import os
import re
import signal
import socket
import time

import fastcgi
import load
import pool
import servers
import tap
from stack import BINARY, Stack


class Inheriting(servers.Usher):
    """usher as spawn-fcgi or systemd runs it: the socket is on fd 0, and
    whoever gave it keeps it."""

    def prepare(self):
        super().prepare()
        if self.stdin == servers.subprocess.DEVNULL:
            self.stdin = socket.socket(socket.AF_UNIX)
            self.stdin.bind(self.socket_path)
            self.stdin.listen(1024)
            servers.own(self.socket_path)


def mixed(root):
    """Creates and reads in turn, each create of an address of its own."""
    def make(client, n):
        if (client + n) % 2:
            return {"method": "GET", "key": root.key,
                    "path": f"/v1/organizations/{root.organization}"}
        return {"method": "POST", "key": root.key,
                "path": f"/api/businesses/{root.organization}/invitations",
                "body": {"email": f"c{client}n{n}@example.com"}}
    return make


def creates(results):
    return sum(1 for r in results if r.status == 201)


def nginx_says(stack):
    return (stack.nginx.folder / "error.log").read_text()


# ---- a socket of its own ----

with Stack() as stack:
    usher = stack.usher
    root = stack.root()

    with tap.test("TERM idle ends all processes at once, with status 0, and "
                  "the socket is gone"):
        time.sleep(1.2)  # nginx keeps a connection for a second
        family = pool.family(usher.pid)
        began = time.monotonic()
        usher.signal(signal.SIGTERM)
        tap.is_(usher.process.wait(10), 0)
        tap.within(time.monotonic() - began, 0, 6)
        tap.is_(pool.await_end(family), [])
        tap.ok(not os.path.exists(usher.socket_path))
    usher.stop()
    usher.start()

    with tap.test("INT does the same"):
        usher.signal(signal.SIGINT)
        tap.is_(usher.process.wait(10), 0)
    usher.stop()
    usher.start()

    with tap.test("who waits in the socket's queue at TERM is answered"):
        with pool.Stopped(pool.workers(usher)):
            waiting = [fastcgi.Connection(usher.socket_path)
                       for _ in range(50)]
            for peer in waiting:
                peer.send(fastcgi.message("GET", "/healthz", keep=False))
            usher.signal(signal.SIGTERM)
            pool.await_event(usher, "stopping", 3)
        tap.is_({peer.answer().status for peer in waiting}, {200})
        tap.is_(usher.process.wait(10), 0)
    usher.stop()
    usher.start()

    with tap.test("a second TERM cuts nobody off"):
        peer = fastcgi.Connection(usher.socket_path)
        peer.get("/healthz")
        for _ in range(2):
            usher.signal(signal.SIGTERM)
            pool.await_event(usher, "stopping", 4)
            tap.is_(peer.get("/healthz").status, 200)
        tap.ok(usher.is_running())
        peer.close()
        tap.is_(usher.process.wait(10), 0)
    usher.stop()
    usher.start()

    with tap.test("TERM under load: whoever was connected is answered, "
                  "nginx says it of all others"):
        open(stack.nginx.folder / "error.log", "w").close()
        with load.Load(stack.url, 16, mixed(root), 0.01) as asking:
            asking.await_count(300)
            began = time.monotonic()
            usher.signal(signal.SIGTERM)
            tap.is_(usher.process.wait(30), 0)
            took = time.monotonic() - began
            asking.await_count(50)
        usher.stop()
        got = load.statuses(asking.results)
        tap.is_(set(got), {200, 201, 503})
        tap.is_([r for r in asking.results
                 if r.status == 503 and r.is_by_usher], [])
        tap.is_([line for line in nginx_says(stack).splitlines()
                 if "connect() to unix" not in line], [])
        tap.within(took, 0, 10)
        tap.diag(f"ended in {took:.1f} s: {got}")

    with tap.test("what was acknowledged is there, once, and nothing else"):
        usher.start()
        tap.is_(stack.db.value("select count(*) from invitation"),
                creates(asking.results))

with Stack({"mail.batch_timeout": 90}) as stack:
    usher = stack.usher

    with tap.test("a stop outlasts any mail session, also one begun before "
                  "a reload; the service manager outlasts the stop"):
        usher.options["mail.batch_timeout"] = 1
        usher.write_config()
        usher.signal(signal.SIGHUP)
        pool.await_event(usher, "reloaded")
        usher.signal(signal.SIGTERM)
        allowed = int(pool.await_event(usher, "stopping")["seconds"])
        tap.within(allowed, 90 + 10, 90 + 20)
        unit = (BINARY.parent.parent
                / "lib/systemd/system/usher.service").read_text()
        tap.ok(int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > allowed)
        usher.options["mail.batch_timeout"] = 91
        try:
            usher.write_config()
            tap.ok(False, "no more than 90 is taken")
        except servers.Trouble as trouble:
            tap.like(str(trouble), "from 1 to 90")

# ---- an inherited one ----

with Stack(usher=Inheriting) as stack:
    usher = stack.usher
    root = stack.root()

    with tap.test("with an inherited socket TERM and a new start under load "
                  "make no request fail, three times, nor nginx complain"):
        open(stack.nginx.folder / "error.log", "w").close()
        with load.Load(stack.url, 16, mixed(root), 0.01) as asking:
            for _ in range(3):
                asking.await_count(200)
                usher.stop()
                usher.start()
            asking.await_count(200)
        got = load.statuses(asking.results)
        tap.is_(set(got), {200, 201})
        tap.is_(nginx_says(stack), "")
        tap.diag(f"{got}, the slowest {load.slowest(asking.results):.1f} s")

    with tap.test("who waits longer for a new start than for an answer is "
                  "answered"):
        usher.stop()
        with concurrent.futures.ThreadPoolExecutor() as waiting:
            asked = waiting.submit(root.get, "/v1/organizations")
            time.sleep(6)
            usher.start()
            tap.is_(len(asked.result()["data"]), 1)

    with tap.test("and everything acknowledged is there, once"):
        tap.is_(stack.db.value("select count(*) from invitation"),
                creates(asking.results))

    with tap.test("the socket is left to whoever gave it"):
        tap.ok(os.path.exists(usher.socket_path))
    usher.stdin.close()
tap.done()
