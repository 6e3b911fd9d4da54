# SPDX-License-Identifier: MIT
"""Processes that die: who is hurt, who takes their place, and when."""
# runtests: alone
import os
import signal
import statistics
import time

import fastcgi
import load
import pool
import tap
from stack import Stack

# Seconds until a process that was killed has a successor: as a rule, and
# whatever else the machine does.
AT_ONCE, LATEST = 0.1, 5
GROWN_UP, EXCUSED = 1000, 5  # ms; early deaths: src/pool/children.c's


def get_health(client, n):
    return {"method": "GET", "path": "/healthz"}


with Stack({"workers": 3}) as stack:
    usher = stack.usher

    def connect():
        return fastcgi.Connection(usher.socket_path)

    def kill(pid, number=signal.SIGKILL):
        """Kill a child; gives the successor, which the log has told of,
        and the seconds it took."""
        before = pool.children(usher.pid)
        began = time.monotonic()
        os.kill(pid, number)
        successor = pool.await_child(usher.pid, before)
        seconds = time.monotonic() - began
        pool.await_event(usher, "started", child=str(successor))
        return successor, seconds

    def is_at_once(count, act):
        took = []
        for _ in range(count):
            took.append(act()[1])
            time.sleep(0.1)
        tap.within(statistics.median(took), 0, AT_ONCE)
        tap.within(max(took), 0, LATEST)

    with tap.test("a worker that is killed is replaced within 100 ms, ten "
                  "times"):
        is_at_once(10, lambda: kill(pool.workers(usher)[0]))
        tap.is_(len(pool.workers(usher)), 3)

    with tap.test("its successor serves"):
        fresh, _ = kill(pool.workers(usher)[0])
        others = [p for p in pool.workers(usher) if p != fresh]
        with pool.Stopped(others), connect() as peer:
            tap.is_(peer.get("/healthz").status, 200)

    with tap.test("the mailer that is killed is replaced within 100 ms, "
                  "five times"):
        is_at_once(5, lambda: kill(pool.mailers(usher)[0]))
        tap.is_(len(pool.mailers(usher)), 1)

    with tap.test("the connections of a killed worker end; those of the "
                  "others answer every request"):
        kept = pool.connect_to_all(usher, 10)
        for victim in list(set(kept.values()))[:2]:
            kill(victim)
            for peer, worker in list(kept.items()):
                if worker == victim:
                    tap.ok(peer.is_closed())
                    del kept[peer]
            tap.is_({peer.get("/healthz").status for peer in kept}, {200})
        for peer in kept:
            peer.close()

    with tap.test("behind nginx, GETs under load are all answered while "
                  "workers are killed"):
        with load.Load(stack.url, 8, get_health) as asking:
            for _ in range(5):
                asking.await_count(50)
                kill(pool.workers(usher)[0])
            asking.await_count(50)
        tap.is_(set(load.statuses(asking.results)), {200})

    def deaths(role):
        return pool.events(usher, "died", role=role)

    with tap.test("what killed a process, and how long it lived, is "
                  "logged"):
        victim = pool.workers(usher)[0]
        kill(victim, signal.SIGSEGV)
        died = pool.await_event(usher, "died", child=str(victim))
        tap.is_(died["signal"], str(int(signal.SIGSEGV)))
        tap.is_(died.level, "error")
        tap.ok(int(died["lived_ms"]) >= 0)

    # ---- a crash loop ----

    def delays(lives):
        """What deaths are to cost, in ms: [0] * 6 + [100, 200, 400] where
        all died young; who lived for a second begins anew."""
        early, found = 0, []
        for lived in lives:
            early = early + 1 if lived < GROWN_UP else 0
            found.append(100 << early - EXCUSED - 1 if early > EXCUSED else 0)
        return found

    with tap.test("who dies young time and again is started again after a "
                  "growing delay, which the log says"):
        time.sleep(1.1)  # the mailer has grown up
        seen = len(deaths("mailer"))
        waited, said = [], []
        while 400 not in said and len(said) < 40:
            waited.append(kill(pool.mailers(usher)[0])[1])
            died = deaths("mailer")[seen:]
            said = [int(d["restart_in_ms"]) for d in died]
        tap.is_(said, delays(int(d["lived_ms"]) for d in died))
        tap.ok(400 in said)
        for seconds, wanted in zip(waited, said):
            tap.within(seconds * 1000, wanted - 10,
                       wanted + 1000 * LATEST)

    with tap.test("workers are not held up by that"):
        _, seconds = kill(pool.workers(usher)[0])
        tap.within(seconds, 0, LATEST)

    with tap.test("once it has lived for a second, it is started again at "
                  "once"):
        time.sleep(1.1)
        _, seconds = kill(pool.mailers(usher)[0])
        tap.within(seconds, 0, LATEST)

    # ---- the supervisor ----

    with tap.test("kill -9 of the supervisor takes all its children along, "
                  "and what they have begun is answered"):
        family = pool.family(usher.pid)
        peer = connect()
        peer.get("/healthz")
        with pool.Stopped(pool.workers(usher)):
            waiting = [connect() for _ in range(6)]
            for one in waiting:
                one.send(fastcgi.message("GET", "/healthz"))
            os.kill(usher.pid, signal.SIGKILL)
        tap.is_({one.answer().status for one in waiting}, {200})
        tap.is_(peer.get("/healthz").status, 200)
        for one in [*waiting, peer]:
            one.close()
        tap.is_(pool.await_end(family), [])

    with tap.test("its socket, left behind, is replaced at the next start"):
        usher.stop()
        usher.start()
        with connect() as peer:
            tap.is_(peer.get("/healthz").status, 200)
tap.done()
