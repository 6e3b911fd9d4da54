# SPDX-License-Identifier: MIT
"""Many clients that create and read, others that ask what needs no database,
while something is done to the database; and what must hold of it all."""
import time

import load
import tap

IN_TIME = 5  # seconds; the contract's
PAUSE = 3  # seconds that the machine may take off just then
QUICK = 1  # seconds; for what needs no database

_made = 0


class Siege:
    """clients, more than there are workers, as long as the context lasts."""

    def __init__(self, stack, root, clients=48, pause=0.05, path=None):
        global _made
        _made += 1
        self.name = f"siege{_made}"
        self.stack = stack
        self.root = root
        self.create = path or (f"/api/businesses/{root.organization}"
                               "/invitations")
        self.load = load.Load(stack.url, clients, self._mixed, pause)
        self.probes = load.Load(stack.url, 2, self._local, 0.02)

    def _mixed(self, client, n):
        if (client + n) % 2:
            return {"method": "GET", "key": self.root.key,
                    "path": f"/v1/organizations/{self.root.organization}"}
        address = f"c{client}n{n}@{self.name}.example"
        return {"method": "POST", "key": self.root.key, "path": self.create,
                "body": {"email": address}, "name": address}

    @staticmethod
    def _local(client, n):
        return {"method": "GET", "path": ("/healthz", "/docs")[n % 2]}

    def __enter__(self):
        self.load.__enter__()
        self.probes.__enter__()
        return self

    def __exit__(self, *how):
        self.probes.__exit__(*how)
        self.load.__exit__(*how)

    def go_on(self, seconds):
        time.sleep(seconds)

    def await_served(self, timeout=10):
        """Wait until requests that begin now are done again."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            moment = time.monotonic()
            time.sleep(0.3)
            fresh = self.load.since(moment)
            if fresh and all(r.status in (200, 201) for r in fresh):
                return
        tap.ok(False, f"served again after {timeout} s")

    # ---- what must hold ----

    def check_answers(self, since=0.0):
        """Everybody was answered in time: done, or 503 and when to try
        again. Gives {status: count}."""
        results = self.load.since(since)
        got = load.statuses(results)
        tap.ok(set(got) <= {200, 201, 503}, f"only 200, 201, 503: {got}")
        tap.is_([r for r in results
                 if r.status == 503 and not r.headers.get("Retry-After")],
                [], "503 says when to try again")
        tap.is_([r for r in results if not r.is_by_usher], [],
                "usher itself answers")
        tap.within(load.slowest(results), 0, IN_TIME + PAUSE,
                   "the slowest answer")
        self.say(results)
        return got

    def check_local(self, since=0.0):
        """What needs no database went on as if nothing were: all but one in
        a hundred, for a pause of the machine's hits whoever asks just then."""
        results = self.probes.since(since)
        tap.is_(set(load.statuses(results)), {200})
        tap.within(load.percentile([r.seconds for r in results], 99), 0,
                   QUICK, "what needs no database is answered quickly")

    def say(self, results):
        tap.diag(f"{load.statuses(results)}, the slowest "
                 f"{load.slowest(results):.2f} s; without the database "
                 f"{load.slowest(self.probes.results):.2f} s")

    def check_rows(self):
        """Every create that was acknowledged is there, once; none is there
        by half."""
        db = self.stack.db
        rows = db.rows(
            "select email, count(*), "
            "  min((select count(*) from link l where l.organization_id = "
            "    r.organization_id and l.recipient_id = r.id)), "
            "  min((select count(*) from event e where e.organization_id = "
            "    r.organization_id and e.invitation_id = r.invitation_id "
            "    and e.type = 'invitation.created')), "
            "  min((select count(*) from outbox o where o.organization_id = "
            "    r.organization_id and o.recipient_id = r.id)) "
            "from recipient r where email like %s group by email",
            f"%@{self.name}.example")
        there = {row[0] for row in rows}
        acknowledged = {r.name for r in self.load.results if r.status == 201}
        asked = {r.name for r in self.load.results if r.name}
        tap.ok(acknowledged, "some were acknowledged")
        tap.is_(acknowledged - there, set(), "all of them are there")
        tap.is_([row for row in rows if row[1:] != (1, 1, 1, 1)], [],
                "each once, with its link, event and mail")
        tap.is_(there - asked, set())
