# SPDX-License-Identifier: MIT
"""A database that stops, freezes, loses sessions or waits for a lock: every
client, of more than there are workers, is answered within five seconds."""
# runtests: alone
import os
import signal
import time

import db
import pool
import servers
import tap
from siege import IN_TIME, Siege
from stack import FOLDER, Stack

WORKERS, CLIENTS = 4, 64
TABLES = "organization, api_key, invitation, recipient, link, outbox"


def sessions(stack):
    """The server's processes for usher's workers."""
    return [row[0] for row in stack.db.rows(
        "select pid from pg_stat_activity where usename = 'usher_web' "
        "and datname = %s", stack.database)]


own = servers.PostgreSQL(FOLDER / "postgres")
with own, Stack({"workers": WORKERS}, postgres=own) as stack:
    root = stack.root()

    def superuser():
        return db.Database(own.url("postgres", stack.database))

    def end_sessions(by=None):
        (by or superuser()).run(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where usename = 'usher_web'")

    def besiege():
        return Siege(stack, root, CLIENTS)

    with tap.test("the server's sessions are ended, again and again: 503 at "
                  "most for who was in the middle"):
        with besiege() as siege:
            for _ in range(5):
                siege.go_on(0.5)
                end_sessions()
            siege.await_served()
        got = siege.check_answers()
        tap.within(got.get(503, 0), 0, 5 * WORKERS)
        siege.check_local()
        siege.check_rows()

    with tap.test("sessions that rest are ended: nobody notices"):
        end_sessions()
        tap.ok(servers.wait_until(lambda: sessions(stack) == [], 10))
        time.sleep(0.2)
        for _ in range(3 * WORKERS):
            tap.is_(root.get(f"/v1/organizations/{root.organization}")
                    .status, 200)

    with tap.test("one backend is killed with -9, and the server starts all "
                  "anew"):
        with besiege() as siege:
            siege.go_on(0.5)
            os.kill(sessions(stack)[0], signal.SIGKILL)
            siege.go_on(1)
            siege.await_served()
        siege.check_answers()
        siege.check_local()
        stack.reconnect()
        siege.check_rows()

    with tap.test("the postmaster is killed with -9 under creates, with "
                  "fsync on: whatever was acknowledged is there"):
        tap.is_(stack.db.value("show fsync"), "on")
        tap.is_(stack.db.value("show synchronous_commit"), "on")
        with besiege() as siege:
            siege.go_on(0.5)
            os.kill(own.pid, signal.SIGKILL)
            gone = time.monotonic()
            siege.go_on(2)
            own.start()
            siege.await_served()
        siege.check_answers()
        siege.check_local()
        stack.reconnect()
        siege.check_rows()
        tap.ok([r for r in siege.load.since(gone) if r.status == 503])

    with tap.test("the server is stopped, and started again"):
        with besiege() as siege:
            siege.go_on(0.5)
            own.stop()
            gone = time.monotonic()
            siege.go_on(2)
            own.start()
            siege.await_served()
        siege.check_answers()
        siege.check_local()
        stack.reconnect()
        siege.check_rows()
        tap.ok([r for r in siege.load.since(gone) if r.status == 503])

    with tap.test("the server stands still (SIGSTOP), and goes on"):
        with besiege() as siege:
            siege.go_on(0.5)
            with pool.Stopped(pool.family(own.pid)):
                siege.go_on(10)
            siege.await_served()
        siege.check_answers()
        siege.check_local()
        siege.check_rows()

    with tap.test("only its postmaster stands still, when sessions end: the "
                  "new ones are waited for, not for long"):
        ours = superuser()
        with besiege() as siege:
            siege.go_on(0.5)
            with pool.Stopped([own.pid]):
                end_sessions(ours)
                siege.go_on(5)
            siege.await_served()
        siege.check_answers()
        siege.check_local()
        siege.check_rows()

    with tap.test("tables are locked for 20 s"):
        with besiege() as siege:
            siege.go_on(0.5)
            stack.db.run("begin")
            stack.db.run(f"lock table {TABLES} in access exclusive mode")
            locked = time.monotonic()
            siege.go_on(20)
            stack.db.run("rollback")
            siege.await_served()
        got = siege.check_answers()
        siege.check_local()
        siege.check_rows()
        during = siege.load.since(locked, locked + 20 - IN_TIME)
        tap.is_({r.status for r in during}, {503})

    with tap.test("after all that usher is the one that was started, and "
                  "none of its processes died"):
        tap.is_(pool.events(stack.usher, "died"), [])
        tap.is_(len(pool.events(stack.usher, "started", workers="4")), 1)
        tap.is_(root.get(f"/v1/organizations/{root.organization}").status,
                200)
tap.done()
