# SPDX-License-Identifier: MIT
"""Many contributors at once: maxUses is exact, one form makes one
connection, and what raced fits together. Run with the roles of a usual
installation, through PgBouncer in transaction mode, and with one database
role."""

import companies
import state
import tap
from crowd import at_once, outcomes
from stack import WAYS, Stack

USERS, USES = 200, 10


def forms(count):
    """Forms of so many users, no two alike."""
    return [companies.filled(accountNumber=str(n)) for n in range(count)]


def race_uses():
    with tap.test(f"{USERS} users on maxUses {USES}: exactly {USES}"):
        company = town.company()
        invited = town.invite(company, maxUses=USES)
        visitor = invited.visitor()
        answers = at_once([lambda f=f: visitor.accept(**f)
                           for f in forms(USERS)])
        tap.is_(outcomes(answers), {
            (200, None): USES,
            (410, "invitation_used_up"): USERS - USES})
        made = {a["connection"]["id"] for a in answers if a.status == 200}
        tap.is_(len(made), USES)
        tap.is_({c["id"] for c in company.connections(limit=100)["data"]},
                made)
        read = invited.read()
        tap.is_((read["status"], read["useCount"]), ("FULFILLED", USES))
        tap.is_({c["id"] for c in read["createdConnections"]}, made)
    with tap.test("by several links of one invitation: exactly as many"):
        addresses = [f"u{n}@example.com" for n in range(8)]
        invited = town.invite(maxUses=5, allowedEmails=addresses,
                              sendEmail=True)
        visitors = [invited.visitor(a) for a in addresses]
        answers = at_once([
            lambda v=visitors[n % 8], f=f: v.accept(**f)
            for n, f in enumerate(forms(40))])
        tap.is_(outcomes(answers), {(200, None): 5,
                                    (410, "invitation_used_up"): 35})
    with tap.test("without a limit each makes its own"):
        invited = town.invite()
        visitor = invited.visitor()
        answers = at_once([lambda f=f: visitor.accept(**f)
                           for f in forms(40)])
        tap.is_(outcomes(answers), {(200, None): 40})
        tap.is_(invited.read()["useCount"], 40)
    holds("all fits together after uses")


def race_repeats():
    with tap.test("one form sent many times at once: one connection"):
        invited = town.invite()
        form = {"token": invited.token, **companies.filled()}
        answers = at_once([lambda: stack.api.post(
            "/v1/invitations/accept", form, idempotency_key="one-form")
            for _ in range(30)])
        done = [a for a in answers if a.status == 200]
        rest = [a for a in answers if a.status != 200]
        tap.ok(done)
        tap.is_(len({a["connection"]["id"] for a in done}), 1)
        tap.is_([a.code for a in rest], ["request_in_progress"] * len(rest))
        tap.is_(invited.read()["useCount"], 1)
    with tap.test("one create sent many times at once: one invitation"):
        company = town.company()
        answers = at_once([lambda: company.client.post(
            f"/v2/invitation/company/{company.id}",
            {"allowedEmails": ["twin@example.com"], "sendEmail": True},
            idempotency_key="one-create") for _ in range(20)])
        done = [a for a in answers if a.status == 201]
        tap.is_(len({a.text for a in done}), 1)
        tap.is_(len(company.invitations()["data"]), 1)
        stack.settle()
        tap.is_(len(stack.mailbox.all("twin@example.com")), 1)
    holds("all fits together after repeats")


def race_edits():
    with tap.test("many edits at once: each is made whole, none is lost"):
        company, id = town.connected()
        invited = town.invite(company, id)
        visitor = invited.visitor()
        edits = [companies.filled(url=None, username=f"user {n}")
                 for n in range(30)]
        answers = at_once([lambda e=e: visitor.accept(**e) for e in edits])
        tap.is_(outcomes(answers), {(200, None): 30})
        got = company.credentials(id)
        tap.ok({"username": got["username"], "password": got["password"]}
               in edits)
        tap.is_(invited.read()["useCount"], 30)
        tap.is_(len(company.connections()["data"]), 1)
        tap.is_(stack.db.value("select revision from utility_connection "
                               "where id = %s", id), 31)
    with tap.test("edits by two invitations at once end both"):
        pair = [town.invite(company, id, maxUses=5) for _ in range(2)]
        answers = at_once([
            lambda i=i: i.use(url=None) for i in pair for _ in range(10)])
        tap.is_(outcomes(answers), {(200, None): 10,
                                    (410, "invitation_used_up"): 10})
    holds("all fits together after edits")


def race_revokes():
    with tap.test("uses and a revoke at once: what was made stays, no more "
                  "is"):
        company = town.company()
        invited = town.invite(company)
        visitor = invited.visitor()
        answers = at_once(
            [lambda f=f: visitor.accept(**f) for f in forms(30)]
            + [lambda: company.revoke(invited.id)])
        tap.is_(answers.pop().status, 200)
        kinds = outcomes(answers)
        tap.ok(set(kinds) <= {(200, None), (410, "invitation_revoked")},
               str(kinds))
        tap.is_(len(company.connections()["data"]),
                kinds.get((200, None), 0))
        tap.is_(invited.read()["useCount"], kinds.get((200, None), 0))
    with tap.test("creates to the same addresses in any order wait for each "
                  "other"):
        company = town.company()
        addresses = [f"order{n}@example.com" for n in range(10)]
        answers = at_once([
            lambda a=a: company.invite(allowedEmails=a, sendEmail=True)
            for a in (addresses, addresses[::-1]) * 10])
        tap.is_(outcomes(answers), {(201, None): 5, (429, "too_many"): 15})
        tap.is_({a["detail"].partition(": ")[2] for a in answers
                 if a.status == 429}, {", ".join(addresses) + "."})
    holds("all fits together after revokes")


def holds(name):
    """The rows still fit together."""
    tap.is_(state.broken(stack.db), {}, name)


for name, how in WAYS.items():
    with tap.group(name), Stack({"workers": 8}, **how) as stack:
        town = companies.Town(stack)
        race_uses()
        race_repeats()
        race_edits()
        race_revokes()
tap.done()
