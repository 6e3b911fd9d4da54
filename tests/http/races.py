# SPDX-License-Identifier: MIT
"""Many at once: limits hold, one wins, and the rest are told. Run with the
roles of a usual installation, through PgBouncer in transaction mode, and
with one database role."""
import random
import uuid

import people
import state
import tap
from crowd import at_once, outcomes
from stack import WAYS, Stack

MANY = 50


def times(count, deed):
    return [deed for _ in range(count)]


def holds(name):
    """The rows still fit together."""
    tap.is_(state.broken(stack.db), {}, name)


# ---- create ----

def race_creates():
    business = town.business()
    with tap.test(f"{MANY} creates of one address: one invitation"):
        answers = at_once(times(
            MANY, lambda: business.invite("one@example.com")))
        tap.is_(outcomes(answers), {
            (201, None): 1,
            (409, "invitation_already_pending"): MANY - 1})
        (made,) = [a for a in answers if a.status == 201]
        tap.is_({a["existingId"] for a in answers if a.status == 409},
                {made["id"]})
        tap.is_(len(business.sent()["data"]), 1)
        tap.is_(stack.db.value("select count(*) from outbox where email = "
                               "'one@example.com'"), 1)
    with tap.test("an address gets five mails an hour, whoever sends them"):
        senders = [town.business() for _ in range(20)]
        answers = at_once([
            lambda s=s: s.invite("busy@example.com") for s in senders])
        tap.is_(outcomes(answers), {(201, None): 5, (429, "too_many"): 15})
    with tap.test("one id chosen by many: one organization"):
        body = {"kind": "business", "name": "Chosen",
                "id": str(uuid.uuid4())}
        answers = at_once(times(
            20, lambda: town.client.post("/v1/organizations", body)))
        tap.is_(outcomes(answers), {(201, None): 1, (409, "id_taken"): 19})
    holds("all fits together after creates")


def race_idempotency():
    business = town.business()
    with tap.test(f"{MANY} POSTs with one Idempotency-Key: one effect, one "
                  "answer"):
        before = stack.counts()
        answers = at_once(times(MANY, lambda: town.client.post(
            business.at("/invitations"), {"email": "key@example.com"},
            idempotency_key="one-key")))
        done = [a for a in answers if a.status == 201]
        rest = [a for a in answers if a.status != 201]
        tap.ok(done)
        tap.is_(len({a.text for a in done}), 1)
        tap.is_([a.code for a in rest], ["request_in_progress"] * len(rest))
        tap.is_(len([a for a in done
                     if not a.headers["Idempotent-Replayed"]]), 1)
        after = stack.counts()
        tap.is_(after["invitation"] - before["invitation"], 1)
        tap.is_(after["outbox"] - before["outbox"], 1)
        tap.is_(after["idempotency"] - before["idempotency"], 1)


# ---- accept ----

def race_accepts():
    with tap.test(f"{MANY} businesses accept one invitation: one connection"):
        sent = town.send()
        crowd = [town.business() for _ in range(MANY)]
        answers = at_once([
            lambda b=b: b.accept(sent.returned) for b in crowd])
        tap.is_(outcomes(answers), {
            (200, None): 1, (410, "invitation_used_up"): MANY - 1})
        tap.is_(len(sent.sender.connections()["data"]), 1)
        tap.is_(sum(len(b.connections()["data"]) for b in crowd), 1)
    with tap.test("one business accepts many times: one connection"):
        sent = town.send()
        answers = at_once(times(
            20, lambda: sent.invited.accept(sent.returned)))
        tap.is_(outcomes(answers), {(200, None): 20})
        tap.is_([a["alreadyAccepted"] for a in answers].count(False), 1)
        tap.is_(len({a["id"] for a in answers}), 1)
    with tap.test("by its key and by its mailed link: one connection"):
        sent = town.send()
        answers = at_once(
            times(10, lambda: sent.invited.accept(sent.mailed))
            + times(10, lambda: sent.visitor().accept()))
        tap.is_(outcomes(answers), {(200, None): 20})
        tap.is_([a["alreadyAccepted"] for a in answers].count(False), 1)
    with tap.test("two accept each other's invitations: one connection"):
        for _ in range(5):
            one = town.send()
            two = town.send(one.invited, one.sender)
            answers = at_once([lambda: one.invited.accept(one.returned),
                               lambda: one.sender.accept(two.returned)])
            tap.is_(outcomes(answers), {(200, None): 1,
                                        (409, "already_connected"): 1})
    holds("all fits together after idempotency")


def press(visitor, page, **fields):
    return visitor.press(page, "accept", **fields)


def race_forms():
    """Double clicks."""
    with tap.test("a mailed link's form sent ten times makes one business"):
        sent = town.send(invited=people.Business(
            None, None, "", "clicks@example.com"))
        page = sent.visitor().look()
        before = stack.db.value("select count(*) from organization")
        pages = at_once(times(10, lambda: press(
            sent.visitor(), page, businessName="Clicked")))
        tap.is_({p.status for p in pages}, {303})
        tap.is_(stack.db.value("select count(*) from organization"),
                before + 1)
        tap.is_(len(sent.sender.connections()["data"]), 1)
    with tap.test("a public link's form, with one proof: one business, one "
                  "connection"):
        host = town.business()
        visitor = people.Visitor(stack.api, host.open_link())
        proof = visitor.prove(stack.mailbox, "public@example.com")
        before = stack.db.value("select count(*) from organization")
        form_token = visitor.look("p").forms[0]["formToken"]
        fields = {"action": "accept", "formToken": form_token,
                  "proof": proof, "email": "public@example.com",
                  "businessName": "Clicked"}
        answers = at_once(times(10, lambda: visitor.client.form(
            f"/p/{visitor.token}", fields)))
        tap.is_({a.status for a in answers}, {303})
        tap.is_(stack.db.value("select count(*) from organization"),
                before + 1)
        tap.is_(len(host.connections()["data"]), 1)
    with tap.test("the JSON door, with one proof and many names: the same"):
        proof = visitor.prove(stack.mailbox, "door@example.com")
        answers = at_once([lambda n=n: visitor.accept(
            proof=proof, email="door@example.com", businessName=f"Name {n}")
            for n in range(10)])
        tap.is_(outcomes(answers), {(200, None): 10})
        tap.is_(len({a["connection"]["id"] for a in answers}), 1)
        tap.is_([a["alreadyAccepted"] for a in answers].count(False), 1)
        tap.is_(len(host.connections()["data"]), 2)
    with tap.test("one business at a public link many times: one connection"):
        guest = town.business()
        answers = at_once(times(10, lambda: guest.accept(visitor.token)))
        tap.is_(len({a["id"] for a in answers}), 1)
        tap.is_(outcomes(answers), {(200, None): 10})
    with tap.test("many businesses at a public link: each its own"):
        guests = [town.business() for _ in range(20)]
        answers = at_once([
            lambda g=g: g.accept(visitor.token) for g in guests])
        tap.is_(outcomes(answers), {(200, None): 20})
        tap.is_(len({a["id"] for a in answers}), 20)
    holds("all fits together after forms")


# ---- the rest ----

def race_connections():
    with tap.test("approve and decline at once: one of them"):
        for _ in range(5):
            host, guest = town.business(), town.business()
            id = guest.accept(host.open_link(requiresApproval=True))["id"]
            answers = at_once(times(4, lambda: host.approve(id))
                              + times(4, lambda: host.decline(id)))
            tap.is_(outcomes(answers), {(200, None): 4,
                                        (409, "connection_state"): 4})
            tap.is_(host.connection(id)["status"],
                    guest.connection(id)["status"])
    with tap.test("both sides archive at once: once"):
        sent = town.send()
        id = sent.invited.accept(sent.returned)["id"]
        answers = at_once(times(5, lambda: sent.sender.archive(id))
                          + times(5, lambda: sent.invited.archive(id)))
        tap.is_(outcomes(answers), {(200, None): 10})
        tap.is_(len({a["archivedAt"] for a in answers}), 1)
    with tap.test("of many changes to one revision one is made"):
        sent = town.send()
        id = sent.invited.accept(sent.returned)["id"]
        etag = sent.sender.connection(id).headers["ETag"]
        answers = at_once([lambda n=n: town.client.patch(
            sent.sender.at(f"/connections/{id}"), {"aliasName": f"{n}"},
            headers={"If-Match": etag}) for n in range(20)])
        tap.is_(outcomes(answers), {(200, None): 1,
                                    (412, "revision_mismatch"): 19})
    holds("all fits together after connections")


def race_settings():
    host = town.business()
    with tap.test("a public link opened many times at once is one link"):
        answers = at_once(times(20, lambda: host.set(enabled=True)))
        tap.is_(len({a["invitationUrl"] for a in answers}), 1)
    with tap.test("regenerated many times at once, one link is left"):
        answers = at_once(times(10, host.regenerate))
        tap.is_(outcomes(answers), {(200, None): 10})
        tokens = {people.token_of(a["invitationUrl"]) for a in answers}
        alive = [t for t in tokens if people.Visitor(
            stack.api, t).preview().status == 200]
        tap.is_(alive, [people.token_of(host.settings()["invitationUrl"])])
    holds("all fits together after settings")


def race_codes():
    sent = town.send()
    visitor, address = sent.visitor("returned"), sent.invited.address
    with tap.test("a code asked for many times at once is mailed once"):
        answers = at_once(times(10, lambda: visitor.verify(address)))
        tap.is_(outcomes(answers), {(202, None): 1, (429, "too_many"): 9})
        code = stack.mailbox.wait_code(address)
        tap.is_(stack.db.value("select count(*) from outbox where kind = "
                               "'code' and email = %s", address), 1)
    with tap.test("many tries at once: five are made"):
        wrong = f"{(int(code) + 1) % 1000000:06}"
        answers = at_once(times(20, lambda: visitor.confirm(address, wrong)))
        tap.is_(outcomes(answers), {(422, "invalid_fields"): 5,
                                    (429, "code_exhausted"): 15})


def storm(seed):
    """Everything at once on one invitation and its target."""
    chance = random.Random(seed)
    sent = town.send()
    deeds = [
        lambda: sent.sender.cancel(sent.id),
        lambda: sent.sender.resend(sent.id),
        lambda: sent.sender.resend(sent.id, rotate=True),
        lambda: sent.sender.invite(sent.invited.address),
        lambda: sent.invited.accept(sent.returned),
        lambda: sent.invited.reject(sent.id),
        lambda: sent.visitor().accept(),
        lambda: sent.visitor().reject(),
    ]
    answers = at_once([chance.choice(deeds) for _ in range(24)])
    tap.is_([a for a in answers if a.status >= 500], [], f"seed {seed}")
    word = sent.status()
    tap.ok(word in ("pending", "accepted", "rejected", "cancelled"), word)
    again = sent.invited.accept(sent.returned)
    if word == "accepted":
        tap.is_((again.status, again["alreadyAccepted"]), (200, True))
    elif word != "pending":
        tap.is_(again.status, 410)


def race_storms():
    with tap.test("storms of create, cancel, resend, accept and reject "
                  "leave one consistent state"):
        for seed in range(6):
            storm(seed)
        holds("all fits together after codes")


def main():
    race_creates()
    race_idempotency()
    race_accepts()
    race_forms()
    race_connections()
    race_settings()
    race_codes()
    race_storms()


for name, how in WAYS.items():
    with tap.group(name), Stack({"workers": 8}, **how) as stack:
        town = people.Town(stack)
        main()
tap.done()
