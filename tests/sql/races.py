# SPDX-License-Identifier: MIT
"""What two sessions do to each other, at moments that HTTP cannot choose:
one leaves its transaction open while another calls. In a cluster of its own,
since an open transaction of any database holds the feed back."""
import contextlib
import random
import threading
import time

import servers
import tap
import waiting
from crowd import at_once
from schema import FOLDER, Schema

# autovacuum's transactions would hold the feed back, too.
postgres = servers.PostgreSQL(FOLDER / "postgres", is_durable=False,
                              settings={"autovacuum": "off"})
schema = Schema(postgres, "races")

CREATE = ("connection_invitation_create(%s, %s, %s, 1000, %s, %s, null, null,"
          " null, null, null, null)")
RESEND = ("connection_invitation_resend(%s, %s, %s, '{1}', 0, 1000, %s, "
          "false)")
ACCEPT = "connection_invitation_accept(%s, %s, %s, %s, %s, null)"
CANCEL = "connection_invitation_cancel(%s, %s, %s)"
DOOR = ("link_accept(%s, '{}', %s, %s, null, null, 'once', null, null, "
        "null, json_build_object('businessName', %s))")
REJECT = "link_reject(%s, '{}', %s, %s, null)"


def session(stack):
    return waiting.Session(stack, schema, owner)


def organization(name, email=None):
    return owner.value("select given.organization(%s, %s, %s)", name, root,
                       email)


def links():
    return owner.value("select given.links()::text")


def create(address, inviter=None):
    return CREATE, inviter or acme, caller, links(), address, address


def resend(invitation):
    return RESEND, acme, caller, links(), invitation


def cancel(invitation):
    return CANCEL, acme, caller, invitation


def link_of(invitation):
    return owner.row("select l.organization_id, l.id, given.hash(l) "
                     "from given.link(%s) l", invitation)


def accept(invitation, business):
    return ACCEPT, business, caller, *link_of(invitation)


def door(invitation, name="New"):
    return DOOR, *link_of(invitation), name


def reject(invitation):
    return REJECT, *link_of(invitation)


def invite(address, inviter=None):
    return owner.value("select (given.invitation(%s, %s)).id",
                       inviter or acme, address)


def address():
    """One that nobody else has."""
    return f"{random.getrandbits(64):x}@example.com"


def expire(invitation, interval="-1 s"):
    owner.run("update invitation set expires_at = clock_timestamp() "
              "+ %s::interval where id = %s", interval, invitation)


def state_of(invitation):
    return owner.value("select state from invitation where id = %s",
                       invitation)


def live(address):
    """The invitations that hold an address."""
    return [row[0] for row in owner.rows(
        "select invitation_id::text from recipient "
        "where email_key = %s and is_live", address)]


# ---- the feed ----

def feed(after=None):
    body = owner.value("select body from event_list(null, %s, null, null, "
                       "%s, null, 100)", reader, after)
    return [event["id"] for event in body["data"]]


def late_events(one, two):
    last = feed()[-1]
    rename = "organization_update(%s, %s, '{name}', null, %s, null, null, " \
             "null, null, null)"
    with tap.test("the feed holds back what an open transaction may come "
                  "before"):
        tap.is_(one.begin(rename, acme, caller, "Early"), None)
        tap.is_(two.call(rename, bolt, caller, "Late")[0], None)
        tap.is_(feed(last), [])
        one.commit()
        ids = feed(last)
        tap.is_([row[0] for row in owner.rows(
            "select o.name from unnest(%s::uuid[]) with ordinality u (id, n)"
            " join event e using (id) join organization o "
            "on o.id = e.organization_id order by n", ids)],
            ["Early", "Late"])
    with tap.test("a transaction that is rolled back holds it no longer"):
        last = ids[-1]
        one.begin(rename, acme, caller, "Never")
        two.call(rename, bolt, caller, "Late")
        tap.is_(feed(last), [])
        one.db.run("rollback")
        tap.is_(len(feed(last)), 1)


def busy_feed(stack):
    """Writers that dawdle, and a reader that only ever goes on."""
    sessions = [session(stack) for _ in range(4)]
    businesses = [organization(f"Busy {n}") for n in range(4)]
    rename = "organization_update(%s, %s, '{name}', null, 'Busy', null, " \
             "null, null, null, null)"
    is_over = threading.Event()
    seen = [feed()[-1]]
    while page := feed(seen[-1]):
        seen += page
    begin = len(seen)

    def write(session, business):
        chance = random.Random(str(business))
        for _ in range(40):
            session.begin(rename, business, caller)
            time.sleep(chance.random() * 0.02)
            session.commit()

    def read():
        while True:
            was_over = is_over.is_set()
            page = feed(seen[-1])
            seen.extend(page)
            if was_over and not page:
                return

    thread = threading.Thread(target=read)
    thread.start()
    at_once([lambda s=s, b=b: write(s, b)
             for s, b in zip(sessions, businesses)])
    is_over.set()
    thread.join()
    with tap.test("a reader of the feed misses nothing and reads nothing "
                  "twice"):
        wanted = {row[0] for row in owner.rows(
            "select id::text from event where organization_id "
            "= any(%s::uuid[]) and type = 'organization.updated'",
            businesses)}
        tap.is_(len(wanted), 160)
        tap.is_(set(seen[begin:]), wanted)
        tap.is_(len(seen), len(set(seen)))


# ---- one address ----

def one_address(one, two):
    with tap.test("a create waits for a create of the same address, and is "
                  "told of it"):
        to = address()
        tap.is_(one.begin(*create(to)), None)
        with two.waiting(*create(to)) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_already_pending")
        tap.is_([answer[1]["existingId"]], live(to))
    with tap.test("one that is rolled back blocks nothing"):
        to = address()
        one.begin(*create(to))
        with two.waiting(*create(to)) as answer:
            one.db.run("rollback")
        tap.is_(answer[0], None)
        tap.is_(len(live(to)), 1)
    with tap.test("a create waits for a resend that revives"):
        to = address()
        old = invite(to)
        expire(old)
        tap.is_(one.begin(*resend(old)), None)
        with two.waiting(*create(to)) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_already_pending")
        tap.is_(live(to), [old])
    with tap.test("a resend that would revive waits for a create"):
        to = address()
        old = invite(to)
        expire(old)
        tap.is_(one.begin(*create(to)), None)
        with two.waiting(*resend(old)) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_already_pending")
        tap.is_([answer[1]["existingId"]], live(to))
        tap.is_(state_of(old), "expired")


def crowded_address(stack):
    sessions = [session(stack) for _ in range(10)]
    with tap.test("of many creates beside an expired one, one is made"):
        for _ in range(5):
            to = address()
            old = invite(to)
            expire(old)
            calls = [(s, create(to)) for s in sessions]
            codes = at_once(
                [lambda s=s, c=c: s.code(*c) for s, c in calls])
            tap.is_(sorted(map(str, codes)),
                    ["None"] + ["invitation_already_pending"] * 9)
            tap.is_(state_of(old), "expired")
            tap.is_(len(live(to)), 1)
    with tap.test("of many creates and resends of expired ones, one lives"):
        for _ in range(5):
            to = address()
            first = invite(to)
            expire(first)
            second = invite(to)
            expire(second)
            calls = [resend(first), resend(second), create(to)] * 3
            codes = at_once([lambda s=s, c=c: s.code(*c)
                             for s, c in zip(sessions, calls)])
            tap.is_(len(live(to)), 1)
            tap.is_({code for code in codes
                     if code not in (None, "invitation_already_pending")},
                    set())


# ---- what has ended has ended ----

def across_expiry(one, two):
    """It ends in time, the end is committed late."""
    ends = {
        "rejected": reject,
        "accepted": lambda i: accept(i, organization("Late")),
        "revoked": cancel,
    }
    for state, end in ends.items():
        with tap.test(f"what was {state} in time stays so, though a create "
                      "found it expired"):
            to = address()
            old = invite(to)
            call = end(old)
            expire(old, "2 s")
            over = time.monotonic() + 2
            tap.is_(one.begin(*call), None)
            time.sleep(max(0, over - time.monotonic()))
            with two.waiting(*create(to)) as answer:
                one.commit()
            tap.is_(answer[0], None)
            tap.is_(state_of(old), state)
            tap.ok(live(to) != [old])


def one_end(one, two):
    with tap.test("who accepts while it is being cancelled is told so"):
        invitation = invite(address())
        tap.is_(one.begin(*cancel(invitation)), None)
        with two.waiting(*accept(invitation, organization("Slow"))) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_revoked")
    with tap.test("at the page too, and no business is left over"):
        invitation = invite(address())
        one.begin(*cancel(invitation))
        with two.waiting(*door(invitation, "Left over")) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_revoked")
        tap.is_(owner.value("select count(*) from organization "
                            "where name = 'Left over'"), 0)
    with tap.test("who cancels while it is being accepted is too late"):
        invitation = invite(address())
        tap.is_(one.begin(*accept(invitation, organization("Fast"))), None)
        with two.waiting(*cancel(invitation)) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_state")
        tap.is_(state_of(invitation), "accepted")
    with tap.test("who rejects while it is being accepted is too late"):
        invitation = invite(address())
        one.begin(*accept(invitation, organization("Fast")))
        with two.waiting(*reject(invitation)) as answer:
            one.commit()
        tap.is_(answer[0], "invitation_used_up")
    with tap.test("expiry is that of the moment when the wait is over"):
        invitation = invite(address())
        late = accept(invitation, organization("Late"))
        expire(invitation, "200 ms")
        with schema.connect() as other:
            other.run("begin")
            other.run("select from invitation where id = %s for update",
                      invitation)
            with two.waiting(*late) as answer:
                time.sleep(0.25)
                other.run("commit")
        tap.is_(answer[0], "invitation_expired")
    with tap.test("a lock that is not to be had is waited for half a "
                  "second"):
        one.begin(*cancel(invitation))
        began = time.monotonic()
        tap.is_(two.call(*cancel(invitation))[0], "55P03")
        tap.within(time.monotonic() - began, 0.4, 3)
        one.commit()


# ---- accepting ----

def mutual(stack):
    one, two = session(stack), session(stack)
    with tap.test("two that accept each other's invitations at once are "
                  "connected once, without a deadlock"):
        for _ in range(20):
            here, there = organization("Here"), organization("There")
            calls = [(one, accept(invite(address(), here), there)),
                     (two, accept(invite(address(), there), here))]
            codes = at_once(
                [lambda s=s, c=c: s.code(*c) for s, c in calls])
            tap.is_(sorted(map(str, codes)), ["None", "already_connected"])
            tap.is_(owner.row(
                "select count(*), count(distinct id) from connection "
                "where organization_id in (%s, %s)", here, there), (2, 1))
    with tap.test("who waits for the other's is told that they are"):
        here, there = organization("Here"), organization("There")
        second = accept(invite(address(), there), here)
        tap.is_(one.begin(*accept(invite(address(), here), there)), None)
        with two.waiting(*second) as answer:
            one.commit()
        tap.is_(answer[0], "already_connected")


def one_visitor(one, two):
    with tap.test("two clicks on one link make one business"):
        invitation = invite(address())
        tap.is_(one.begin(*door(invitation, "Clicked")), None)
        with two.waiting(*door(invitation, "Clicked")) as answer:
            one.commit()
        tap.is_(answer[0], None)
        tap.is_(answer[1]["alreadyAccepted"], True)
        tap.is_(owner.value("select count(*) from organization "
                            "where name = 'Clicked'"), 1)
    with tap.test("so do two invitations to one address, and two "
                  "connections"):
        to = address()
        first, second = invite(to), invite(to, bolt)
        tap.is_(one.begin(*door(first, "Invited")), None)
        with two.waiting(*door(second, "Invited")) as answer:
            one.commit()
        tap.is_(answer[0], None)
        tap.is_(answer[1]["alreadyAccepted"], False)
        tap.is_(owner.row(
            "select count(distinct o.id), count(*) from organization o "
            "join connection c on c.organization_id = o.id "
            "where o.name = 'Invited'"), (1, 2))
    with tap.test("two visitors of one public link wait for neither"):
        row = owner.row("select l.organization_id, l.id, given.hash(l) "
                        "from given.public_link(%s) l", cord)
        proofs = [owner.value("select given.proof(l, %s) from link l "
                              "where l.id = %s", address(), row[1])
                  for _ in range(2)]
        visit = ("link_accept(%s, '{}', %s, %s, %s, null, 'once', null, "
                 """null, null, '{"businessName": "Visitor"}')""")
        tap.is_(one.begin(visit, *row, proofs[0]), None)
        tap.is_(two.call(visit, *row, proofs[1])[0], None)
        one.commit()


def notices(business):
    """How many there are about the uses of its public link."""
    return owner.value(
        "select count(*) from outbox where organization_id = %s "
        "and kind in ('accepted', 'approval')", business)


def unproved(address):
    """A business that only says that this is its address, and its link."""
    business = organization("Unproved", address)
    owner.run("update organization set is_email_vouched = false "
              "where id = %s", business)
    return business, owner.row("select l.organization_id, l.id, given.hash(l) "
                               "from given.public_link(%s) l", business)


def told(stack, one, two):
    business = organization("Told", "told@example.com")
    row = owner.row("select l.organization_id, l.id, given.hash(l) "
                    "from given.public_link(%s) l", business)

    def visit():
        return ACCEPT, organization("Visits"), caller, *row
    with tap.test("nor do they where each is told of"):
        tap.is_(one.begin(*visit()), None)
        tap.is_(two.call(*visit())[0], None)
        one.commit()
        tap.is_(notices(business), 2)
    with tap.test("of two that would take the last notice of an hour one "
                  "does"):
        while notices(business) < 19:
            tap.is_(one.call(*visit())[0], None)
        tap.is_(one.begin(*visit()), None)
        tap.is_(two.call(*visit())[0], None)
        one.commit()
        tap.is_(notices(business), 20)
    with tap.test("the same that is being told is told once"):
        invitation = invite(address(), business)
        tell = "select mail_notice(%s, 'accepted', %s, 'Bolt')"
        with schema.connect() as other:
            other.run("begin")
            other.run(tell, business, invitation)
            owner.run(tell, business, invitation)
            other.run("commit")
        tap.is_(owner.value("select count(*) from outbox where "
                            "invitation_id = %s and kind = 'accepted'",
                            invitation), 1)
    with tap.test("an address that nobody vouches for has five, however many "
                  "come at once"):
        business, row = unproved("crowd@unproved.example")
        calls = [(s, visit()) for s in (session(stack) for _ in range(12))]
        tap.is_(at_once([lambda s=s, c=c: s.code(*c) for s, c in calls]),
                [None] * 12)
        tap.is_(notices(business), 5)
    with tap.test("and until it has them none waits for another"):
        business, row = unproved("stall@unproved.example")
        tap.is_(one.begin(*visit()), None)
        tap.is_(two.call(*visit())[0], None)
        one.commit()
        tap.is_(notices(business), 2)
    with tap.test("and of many at once only so many, with all connected"):
        business = organization("Crowd", "crowd@example.com")
        row = owner.row("select l.organization_id, l.id, given.hash(l) "
                        "from given.public_link(%s) l", business)
        calls = [[visit() for _ in range(15)] for _ in range(2)]
        at_once([lambda s=s, c=c: [s.code(*call) for call in c]
                 for s, c in zip((one, two), calls)])
        tap.is_(notices(business), 20)
        tap.is_(owner.value("select count(*) from connection where "
                            "organization_id = %s", business), 30)


def both_sides(one, two):
    def pending():
        row = owner.value("select given.connection(%s, %s, l) "
                          "from given.public_link(%s, true) l", dune,
                          organization("Waits"), dune)
        return row

    act = "connection_{}(%s, %s, %s)"
    with tap.test("of approve and decline at once one holds"):
        connection = pending()
        tap.is_(one.begin(act.format("approve"), dune, caller, connection),
                None)
        with two.waiting(act.format("decline"), dune, caller,
                         connection) as answer:
            one.commit()
        tap.is_(answer[0], "connection_state")
    with tap.test("both sides may archive at once"):
        other = owner.value("select connected_organization_id from connection"
                            " where id = %s and organization_id = %s",
                            connection, dune)
        tap.is_(one.begin(act.format("archive"), dune, caller, connection),
                None)
        with two.waiting(act.format("archive"), other, caller,
                         connection) as answer:
            one.commit()
        tap.is_((answer[0], answer[1]["status"]), (None, "archived"))
        tap.is_(owner.value(
            "select count(*) from event where type = 'connection.archived' "
            "and data->>'connectionId' = %s", connection), 2)


# ---- one row ----

def one_row(one, two):
    with tap.test("of two changes to one revision one is refused"):
        change = "organization_update(%s, %s, '{name}', array[%s], 'New', " \
                 "null, null, null, null, null)"
        revision = owner.value("select revision from organization "
                               "where id = %s", cord)
        tap.is_(one.begin(change, cord, caller, revision), None)
        with two.waiting(change, cord, caller, revision) as answer:
            one.commit()
        tap.is_(answer[0], "revision_mismatch")
    with tap.test("a public link opened twice at once is one"):
        business = organization("Opens")
        change = "public_invite_settings_update(%s, %s, %s, '{enabled}', " \
                 "null, true, null)"
        tap.is_(one.begin(change, business, caller, links()), None)
        with two.waiting(change, business, caller, links()) as answer:
            one.commit()
        tap.is_((answer[0], answer[1]["revision"]), (None, 2))
        tap.is_(owner.value("select count(*) from link "
                            "where organization_id = %s", business), 1)
    with tap.test("a key revoked twice at once is revoked once"):
        key = owner.value("select given.caller(%s)->>'key_id'", cord)
        tap.is_(one.begin("api_key_revoke(%s, %s)", caller, key), None)
        with two.waiting("api_key_revoke(%s, %s)", caller, key) as answer:
            one.commit()
        tap.is_(answer[0], None)
        tap.is_(owner.value("select count(*) from event where type = "
                            "'key.revoked' and data->>'keyId' = %s", key), 1)


def tries(stack):
    sessions = [session(stack) for _ in range(12)]
    row = owner.row("select l.organization_id, l.id, given.hash(l) "
                    "from given.link(%s, 'returned') l",
                    invite("codes@example.com"))
    ask = "link_verify(%s, '{}', %s, %s, %s, %s, %s)"
    confirm = "link_confirm(%s, '{}', %s, %s, %s, %s, %s, %s)"
    code = owner.value("select given.code('1')::text")
    sessions[0].call(ask, *row, code, "codes@example.com",
                     "codes@example.com")
    with tap.test("however many try at once, a code has five tries"):
        values = [owner.row("select given.minted()::text, given.checks('2')")
                  for _ in sessions]
        codes = at_once(
            [lambda s=s, v=v: s.code(confirm, *row, *v, "codes@example.com",
                                      "codes@example.com")
             for s, v in zip(sessions, values)])
        tap.is_((codes.count("invalid_fields"),
                 codes.count("code_exhausted")), (5, 7))
    with tap.test("and a link has its last five of a day, whoever tries"):
        row = owner.row("select l.organization_id, l.id, given.hash(l) "
                        "from given.public_link(%s) l", acme)
        guessers = [address() for _ in sessions]
        for guesser in guessers:
            sessions[0].call(ask, *row, code, guesser, guesser)
        owner.run("update link set try_count = 195, tries_since = "
                  "clock_timestamp() where id = %s", row[1])
        codes = at_once(
            [lambda s=s, v=v, g=g: s.code(confirm, *row, *v, g, g)
             for s, v, g in zip(sessions, values, guessers)])
        tap.is_((codes.count("invalid_fields"),
                 codes.count("code_exhausted")), (5, 7))


def codes(stack):
    sessions = [session(stack) for _ in range(12)]
    row = owner.row("select l.organization_id, l.id, given.hash(l) "
                    "from given.public_link(%s) l", bolt)
    ask = "link_verify(%s, '{}', %s, %s, %s, %s, %s)"
    code = owner.value("select given.code('1')::text")

    def all_ask(addresses):
        """How many of the sessions, one an address, have a code sent."""
        before = owner.value("select count(*) from outbox "
                             "where link_id = %s", row[1])
        answers = at_once([lambda s=s, a=a: s.code(ask, *row, code, a, a)
                           for s, a in zip(sessions, addresses)])
        sent = owner.value("select count(*) from outbox where link_id = %s",
                           row[1]) - before
        tap.is_((answers.count(None), answers.count("too_many")),
                (sent, len(sessions) - sent))
        return sent

    with tap.test("however many ask at once, a mailbox has five codes"):
        tap.is_(all_ask([f"jane+{n}@example.com" for n in range(12)]), 5)
    with tap.test("and a public link the last seven of an hour"):
        owner.run("update link set code_hour_count = 93 where id = %s",
                  row[1])
        tap.is_(all_ask([address() for _ in sessions]), 7)


def twins(one, two):
    """The claim of an Idempotency-Key while another has it."""
    begin = ("idempotency_begin(%s, %s, null, null, 'POST', '/p', %s, "
             "'{body}')")
    end = ("idempotency_end(%s, null, 'POST', '/p', %s, %s, null, '{}', "
           "null, null)")
    for is_done, wanted in (True, "replayed"), (False, "claimed"):
        with tap.test("a twin waits, and is " + wanted + (
                "" if is_done else " where the first was refused")):
            key = address()
            tap.is_(one.begin(begin, root, caller, key), "claimed")
            with two.waiting(begin, root, caller, key) as answer:
                one.call(end, root, key, is_done)
                one.commit()
            tap.is_(answer[0], wanted)
    with tap.test("where the first broke off the twin has the key"):
        key = address()
        one.begin(begin, root, caller, key)
        with two.waiting(begin, root, caller, key) as answer:
            one.db.run("rollback")
        tap.is_(answer[0], "claimed")
    with tap.test("after two seconds it is told that the first still runs"):
        key = address()
        one.begin(begin, root, caller, key)
        began = time.monotonic()
        tap.is_(two.call(begin, root, caller, key)[0],
                "request_in_progress")
        tap.within(time.monotonic() - began, 1.9, 5)
        one.commit()


with contextlib.ExitStack() as stack:
    stack.enter_context(postgres)
    postgres.make_database("races")
    schema.install()
    schema.give()
    owner = stack.enter_context(schema.connect())
    root = owner.value("select given.organization('Root')")
    acme, bolt, cord, dune = (organization(name) for name in
                              ("Acme", "Bolt", "Cord", "Dune"))
    caller = owner.value("select given.caller(%s)::text", root)
    reader = owner.value("select given.caller(%s, 'organizations:read')"
                         "::text", root)
    invite(address())
    sessions = session(stack), session(stack)
    late_events(*sessions)
    busy_feed(stack)
    one_address(*sessions)
    crowded_address(stack)
    across_expiry(*sessions)
    one_end(*sessions)
    mutual(stack)
    one_visitor(*sessions)
    told(stack, *sessions)
    both_sides(*sessions)
    one_row(*sessions)
    tries(stack)
    codes(stack)
    twins(*sessions)
tap.done()
