# SPDX-License-Identifier: MIT
"""What two of a team do to each other at once: seats, roles, the last Owner.
In a cluster of its own, as sql/races is."""
import contextlib
import random
import time

import servers
import tap
import waiting
from crowd import at_once
from schema import FOLDER, Schema

postgres = servers.PostgreSQL(FOLDER / "postgres", is_durable=False)
schema = Schema(postgres, "team_races")

CREATE = ("team_invitation_create(%s, %s, %s, 1000, %s, %s, 'Agent', null, "
          "null, null, null)")
RESEND = "team_invitation_resend(%s, %s, %s, '{1}', 0, 1000, %s, false)"
REVOKE = "team_invitation_revoke(%s, %s, %s)"
ACCEPT = ("team_invitation_accept(%s, '{}', %s, %s, null, 'repeat', null, "
          "null, null, '{}')")
LICENSE = "license_set(%s, %s, %s, null, null)"
UPDATE = "member_update(%s, %s, '{role}', null, %s, %s)"
REMOVE = "member_remove(%s, %s, %s)"


def session(stack):
    return waiting.Session(stack, schema, owner)


def business(seats=None):
    """A new one with so many seats."""
    made = owner.value("select given.organization('Acme', %s)", root)
    if seats is not None:
        owner.value("select (license_set(%s, given.operator(), %s, null, "
                    "null)).code", made, seats)
    return made


def address():
    """One that nobody else has."""
    return f"{random.getrandbits(64):x}@example.com"


def create(acme, to=None):
    to = to or address()
    links = owner.value("select given.links(1)::text")
    return CREATE, acme, caller, links, to, to


def invite(acme, role="Agent"):
    return owner.value("select (given.team_invitation(%s, %s, %s)).id", acme,
                       address(), role)


def accept(invitation):
    return ACCEPT, *owner.row(
        "select l.organization_id, l.id, given.hash(l) "
        "from given.link(%s) l", invitation)


def resend(acme, invitation):
    links = owner.value("select given.links(1)::text")
    return RESEND, acme, caller, links, invitation


def expire(invitation, interval="-1 s"):
    owner.run("update invitation set expires_at = clock_timestamp() "
              "+ %s::interval where id = %s", interval, invitation)


def in_use(acme):
    return owner.row("select seat_used(%s), seat_reserved(%s, "
                     "clock_timestamp())", acme, acme)


def member(acme, role):
    """The id of a new member, and a caller with that member's session."""
    return owner.row(
        "select m.id, given.session(m, 'organizations:write')::text "
        "from given.member(%s, %s, %s) m", acme, address(), role)


def owners(acme):
    return owner.value("select count(*) from member where organization_id "
                       "= %s and role = 'Owner' and removed_at is null",
                       acme)


# ---- seats ----

def one_seat(one, two):
    with tap.test("of two who want the last seat the second waits and is "
                  "refused"):
        acme = business(1)
        tap.is_(one.begin(*create(acme)), None)
        with two.waiting(*create(acme)) as answer:
            one.commit()
        tap.is_(answer[0], "seat_limit_reached")
    with tap.test("if the first is rolled back the second has it"):
        acme = business(1)
        one.begin(*create(acme))
        with two.waiting(*create(acme)) as answer:
            one.db.run("rollback")
        tap.is_(answer[0], None)
        tap.is_(in_use(acme), (0, 1))
    with tap.test("so it is where no licence was ever made"):
        acme = business()
        to = address()
        tap.is_(one.begin(*create(acme, to)), None)
        with two.waiting(*create(acme, to)) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_already_pending")
    with tap.test("a seat that is being freed is waited for"):
        acme = business(1)
        invitation = invite(acme)
        tap.is_(one.begin(REVOKE, acme, caller, invitation), None)
        with two.waiting(*create(acme)) as answer:
            one.commit()
        tap.is_(answer[0], None)
    with tap.test("one that is being revived takes the last seat from a "
                  "create"):
        acme = business(1)
        invitation = invite(acme)
        expire(invitation)
        tap.is_(one.begin(*resend(acme, invitation)), None)
        with two.waiting(*create(acme)) as answer:
            one.commit()
        tap.is_(answer[0], "seat_limit_reached")
    with tap.test("and a create takes it from one that would be revived"):
        acme = business(1)
        invitation = invite(acme)
        expire(invitation)
        tap.is_(one.begin(*create(acme)), None)
        with two.waiting(*resend(acme, invitation)) as answer:
            one.commit()
        tap.is_(answer[0], "seat_limit_reached")
    with tap.test("a limit is not lowered below a seat that is being taken"):
        acme = business(1)
        tap.is_(one.begin(*create(acme)), None)
        with two.waiting(LICENSE, acme, caller, 0) as answer:
            one.commit()
        tap.is_(answer[0], "seat_limit_below_use")
    with tap.test("nor is one taken below a limit that is being lowered"):
        acme = business(1)
        tap.is_(one.begin(LICENSE, acme, caller, 0), None)
        with two.waiting(*create(acme)) as answer:
            one.commit()
        tap.is_(answer[0], "seat_limit_reached")


def one_moment(one, two):
    with tap.test("who waits for a seat past an expiry finds it free"):
        acme = business(1)
        invitation = invite(acme)
        expire(invitation, "200 ms")
        one.begin(LICENSE, acme, caller, 1)
        with two.waiting(*create(acme)) as answer:
            time.sleep(0.25)
            one.commit()
        tap.is_(answer[0], None)
    with tap.test("and who accepts past it is too late, so the seat has one "
                  "holder"):
        acme = business(1)
        invitation = invite(acme)
        late = accept(invitation)
        expire(invitation, "200 ms")
        one.begin(LICENSE, acme, caller, 1)
        with two.waiting(*late) as answer:
            time.sleep(0.25)
            one.commit()
        tap.is_(answer[0], "invitation_expired")
    with tap.test("who accepts while it is being revoked is told so"):
        acme = business(1)
        invitation = invite(acme)
        one.begin(REVOKE, acme, caller, invitation)
        with two.waiting(*accept(invitation)) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_revoked")
    with tap.test("two clicks make one member"):
        acme = business(1)
        invitation = invite(acme)
        tap.is_(one.begin(*accept(invitation)), None)
        with two.waiting(*accept(invitation)) as answer:
            one.commit()
        tap.is_((answer[0], answer[1]["status"]), (None, "Accepted"))
        tap.is_(in_use(acme), (1, 0))


def crowd(stack):
    sessions = [session(stack) for _ in range(12)]
    with tap.test("whatever is done at once, ten seats are ten, and nobody "
                  "locks another out for good"):
        for _ in range(4):
            acme = business(10)
            pending = [invite(acme) for _ in range(10)]
            expired, alive = pending[:5], pending[5:]
            for invitation in expired:
                expire(invitation)
            calls = ([accept(i) for i in alive]
                     + [resend(acme, i) for i in expired + alive]
                     + [create(acme) for _ in range(12)]
                     + [(REVOKE, acme, caller, i) for i in alive[:2]])
            random.shuffle(calls)
            shares = [calls[n::12] for n in range(12)]
            answers = at_once(
                [lambda s=s, c=c: [s.code(*call) for call in c]
                 for s, c in zip(sessions, shares)])
            tap.is_({code for answer in answers for code in answer}
                    - {None, "seat_limit_reached", "invitation_state",
                       "invitation_revoked", "invitation_expired",
                       "already_member"}, set())
            used, reserved = in_use(acme)
            tap.ok(used >= 3, used)
            # A seat freed last of all may be nobody's.
            tap.within(used + reserved, 8, 10)


# ---- Owners ----

def two_owners(one, two):
    for what, call in ("lower", (UPDATE, "Agent")), ("remove", (REMOVE,)):
        with tap.test(f"of two Owners who {what} each other one remains"):
            acme = business()
            (left, left_key), (right, right_key) = (
                member(acme, "Owner") for _ in range(2))
            tap.is_(one.begin(call[0], acme, left_key, right, *call[1:]),
                    None)
            with two.waiting(call[0], acme, right_key, left,
                             *call[1:]) as answer:
                one.commit()
            tap.ok(answer[0] in ("scope_missing", "key_invalid"), answer[0])
            tap.is_(owners(acme), 1)
        with tap.test(f"also if keys {what} both"):
            acme = business()
            left, right = (member(acme, "Owner")[0] for _ in range(2))
            tap.is_(one.begin(call[0], acme, caller, left, *call[1:]), None)
            with two.waiting(call[0], acme, caller, right,
                             *call[1:]) as answer:
                one.commit()
            tap.is_(answer[0], "last_owner")
            tap.is_(owners(acme), 1)
    with tap.test("an Owner who is joining counts when it is done"):
        acme = business()
        first, _ = member(acme, "Owner")
        tap.is_(one.begin(*accept(invite(acme, "Owner"))), None)
        with two.waiting(REMOVE, acme, caller, first) as answer:
            one.commit()
        tap.is_((answer[0], owners(acme)), (None, 1))


with contextlib.ExitStack() as stack:
    stack.enter_context(postgres)
    postgres.make_database("team_races")
    schema.install()
    schema.give()
    owner = stack.enter_context(schema.connect())
    root = owner.value("select given.organization('Root')")
    caller = owner.value("select given.caller(%s, 'organizations:write')"
                         "::text", root)
    sessions = session(stack), session(stack)
    one_seat(*sessions)
    one_moment(*sessions)
    crowd(stack)
    two_owners(*sessions)
tap.done()
