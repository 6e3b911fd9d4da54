# SPDX-License-Identifier: MIT
"""Onboarding, many at once: one invitation, one acceptance. As usual,
through PgBouncer in transaction mode, and with one database role."""
import random

import merchants
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


def race_creates():
    ways = {"address": {"email": "one@example.com"},
            "telephone": {"phone": "+49 170 1234567"},
            "telephone that is only a text": {"phone": "example"}}
    for what, members in ways.items():
        with tap.test(f"{MANY} creates to one {what}: one invitation"):
            shop = market.merchant()
            answers = at_once(times(MANY, lambda: shop.invite(**members)))
            tap.is_(outcomes(answers), {
                (201, None): 1,
                (409, "invitation_already_pending"): MANY - 1})
            (made,) = [a for a in answers if a.status == 201]
            tap.is_({a["existingId"] for a in answers if a.status == 409},
                    {made["invitationId"]})
            tap.is_(len(shop.sent()["data"]), 1)
    with tap.test("one telephone written in many ways is one"):
        shop = market.merchant()
        written = ["+49 170 555", "+49170555", "49-170-555", "+49 (170) 555",
                   "0049170555"[2:], "+49.170.555"]
        answers = at_once([lambda p=p: shop.invite(phone=p)
                           for p in written * 4])
        tap.is_(outcomes(answers), {
            (201, None): 1, (409, "invitation_already_pending"): 23})
    with tap.test("a telephone gets five text messages an hour, whoever "
                  "sends them"):
        shops = [market.merchant() for _ in range(20)]
        answers = at_once([lambda s=s: s.invite(phone="+1 555 0100")
                           for s in shops])
        tap.is_(outcomes(answers), {(201, None): 5, (429, "too_many"): 15})
    with tap.test("one Idempotency-Key: one effect, one answer"):
        shop = market.merchant()
        answers = at_once(times(20, lambda: shop.client.post(merchants.AT, {
            "merchantId": shop.id, "firstName": "M", "lastName": "M",
            "email": "key@example.com"}, idempotency_key="one-key")))
        done = [a for a in answers if a.status == 201]
        tap.ok(done)
        tap.is_(len({a.text for a in done}), 1)
        tap.is_({a.code for a in answers} - {None, "request_in_progress"},
                set())
        tap.is_(len(shop.sent()["data"]), 1)
    holds("all fits together after creates")


def race_accepts():
    with tap.test(f"{MANY} accepts at once: one"):
        sent = market.send()
        answers = at_once([lambda n=n: sent.accept(
            **{**merchants.LEAST, "legalName": f"Name {n}"})
            for n in range(MANY)])
        tap.is_(outcomes(answers), {
            (200, None): 1, (410, "invitation_used_up"): MANY - 1})
        (done,) = [a for a in answers if a.status == 200]
        tap.is_(sent.merchant.details(), done["merchant"]["details"])
        tap.is_(stack.db.value("select use_count from invitation "
                               "where id = %s", sent.id), 1)
    with tap.test("a form sent ten times is one acceptance, and each is "
                  "told so"):
        sent = market.send()
        seen = sent.visitor.look()
        fields = merchants.flat(merchants.LEAST)
        pages = at_once(times(10, lambda: sent.visitor.press(
            seen, "accept", **fields)))
        tap.is_({p.status for p in pages}, {303})
        tap.is_(stack.db.value("select count(*) from acceptance where "
                               "source_id = %s", sent.id), 1)
    with tap.test("two contacts of one merchant at once: both, one after "
                  "the other"):
        shop = market.merchant()
        two = [market.send(shop), market.send(shop)]
        answers = at_once([lambda s=s: s.accept() for s in two])
        tap.is_(outcomes(answers), {(200, None): 2})
        organization = shop.client.get(f"/v1/organizations/{shop.id}")
        tap.is_(organization["revision"], 3)
    holds("all fits together after accepts")


def storm(seed):
    """Everything at once on one invitation and its target."""
    chance = random.Random(seed)
    sent = market.send()
    email = sent.answer["email"]
    deeds = [
        lambda: sent.merchant.revoke(sent.id),
        lambda: sent.merchant.resend(sent.id),
        lambda: sent.merchant.resend(sent.id, rotate=True),
        lambda: sent.merchant.invite(email=email),
        sent.accept,
        sent.visitor.reject,
    ]
    answers = at_once([chance.choice(deeds) for _ in range(24)])
    tap.is_([a for a in answers if a.status >= 500], [], f"seed {seed}")
    word = sent.status()
    tap.ok(word in ("Pending", "Completed", "Declined", "Revoked"), word)
    tap.is_((sent.merchant.details() is not None), word == "Completed")


def race_storms():
    with tap.test("storms of create, revoke, resend, accept and reject "
                  "leave one consistent state"):
        for seed in range(6):
            storm(seed)
        holds("all fits together after storms")


for name, how in WAYS.items():
    with tap.group(name), Stack({
            "workers": 8, "sms.gateway": "%s@sms.example"}, **how) as stack:
        market = merchants.Market(stack)
        race_creates()
        race_accepts()
        race_storms()
tap.done()
