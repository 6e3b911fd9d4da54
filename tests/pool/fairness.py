# SPDX-License-Identifier: MIT
"""Clients whose requests are slow beside others whose are not."""
# runtests: alone
import statistics
import time

import load
import tap
from stack import Stack

FAST, SLOW = 16, 2  # clients; of the four workers half are held up
SECONDS = 4

with Stack({"workers": 4}) as stack:
    root = stack.root()
    locked = stack.business(root, "Locked")

    def fast(client, n):
        return {"method": "GET", "key": root.key,
                "path": f"/v1/organizations/{root.organization}"}

    def slow(client, n):
        return {"method": "PATCH", "key": root.key,
                "path": f"/v1/organizations/{locked}",
                "body": {"name": f"{client} {n}"}}

    def health(client, n):
        return {"method": "GET", "path": "/healthz"}

    def run(seconds):
        """The times of fast clients and of healthz, for so long."""
        with load.Load(stack.url, FAST, fast) as some, \
                load.Load(stack.url, 1, health, 0.01) as probe:
            time.sleep(seconds)
        tap.is_(set(load.statuses(some.results + probe.results)), {200})
        return ([r.seconds for r in some.results],
                [r.seconds for r in probe.results])

    with tap.test("a request behind a locked row is 503 after a second, in "
                  "which it had two turns"):
        stack.db.run("begin")
        stack.db.run("select from organization where id = %s for update",
                     locked)
        answer = load.send(stack.url, **slow(0, 0))
        tap.is_(answer.status, 503)
        tap.ok(answer.headers["Retry-After"])
        tap.within(answer.seconds, 0.9, 3)

    with tap.test("a request that had to let go of a row once is done, once, "
                  "under an Idempotency-Key too"):
        for key in None, "again":
            one = stack.business(root, "Locked")
            with stack.holding("select from organization where id = %s "
                               "for update", one, seconds=0.7):
                answer = root.patch(f"/v1/organizations/{one}",
                                    {"name": "Free"}, idempotency_key=key)
            tap.is_((answer.status, answer["revision"]), (200, 2))
            tap.is_(stack.db.value(
                "select count(*) from event where organization_id = %s "
                "and type = 'organization.updated'", one), 1)

    with tap.test("beside slow clients the fast ones' p99 is not longer "
                  "than two slow requests, their median hardly longer than "
                  "without"):
        alone, _ = run(SECONDS)
        with load.Load(stack.url, SLOW, slow) as slow_load:
            beside, probes = run(SECONDS)
        stack.db.run("rollback")
        one_slow = statistics.median(r.seconds for r in slow_load.results)
        p99_alone = load.percentile(alone, 99)
        p99_beside = load.percentile(beside, 99)
        tap.within(p99_beside / one_slow, 0, 2)
        tap.within(statistics.median(beside) / statistics.median(alone), 0,
                   4)
        tap.diag(f"p99 {p99_alone * 1000:.0f} ms alone, "
                 f"{p99_beside * 1000:.0f} ms beside; a slow one "
                 f"{one_slow * 1000:.0f} ms; {len(alone)} and "
                 f"{len(beside)} answers")

    with tap.test("and what needs no database is answered as if there were "
                  "no slow ones"):
        tap.within(load.percentile(probes, 99) / one_slow, 0, 0.5)
        tap.diag(f"p99 of healthz "
                 f"{load.percentile(probes, 99) * 1000:.0f} ms")
tap.done()
