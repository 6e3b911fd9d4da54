# SPDX-License-Identifier: MIT
"""Applicants, many at once: an address is invited once, each applicant
accepts once, and an invitation ends in one way."""
import uuid

import customers
import people
import state
import tap
from crowd import at_once, outcomes
from stack import WAYS, Stack

MANY = 50
ANN, JIM = "ann@example.com", "jim@example.com"


def holds(name):
    """The rows still fit together."""
    tap.is_(state.broken(stack.db), {}, name)


def count(table, condition="true", *values):
    return stack.db.value(
        f"select count(*) from {table} where {condition}", *values)


def race_invites():
    for name, way in (
            ("a new business", {"business": {"name": f"B {uuid.uuid4()}"}}),
            ("a known business",
             {"existing_business_id": customer.business()})):
        with tap.test(f"{MANY} invites alike to {name}: one invitation"):
            people_, email = count("applicant"), customers.address()
            businesses = count("applicant_business")
            answers = at_once([lambda: customer.invite(email, **way)] * MANY)
            tap.is_(outcomes(answers), {
                (200, None): 1,
                (409, "invitation_already_pending"): MANY - 1})
            (made,) = [a for a in answers if a.status == 200]
            tap.is_({a["existingId"] for a in answers if a.status == 409},
                    {made["data"]["invitation_id"]})
            tap.is_(count("applicant") - people_, 1)
            tap.is_(count("applicant_business") - businesses,
                    "business" in way)
            tap.is_(count("outbox", "email = %s", email), 1)
    with tap.test("of requests that share addresses, in any order, one is "
                  "done"):
        business = customer.business()
        emails = [customers.address() for _ in range(4)]
        turns = [emails[n % 4:] + emails[:n % 4] for n in range(20)]
        answers = at_once([
            lambda t=t: customer.invite(*t, existing_business_id=business)
            for t in turns])
        tap.is_(outcomes(answers), {
            (200, None): 1, (409, "invitation_already_pending"): 19})
    with tap.test("an address gets so many mails an hour, whoever asks"):
        email = customers.address()
        answers = at_once([
            lambda: customer.invite(email, business={
                "name": f"B {uuid.uuid4()}"})] * 20)
        tap.is_(outcomes(answers), {(200, None): 8, (429, "too_many"): 12})
        tap.is_({a["message"].partition(": ")[2] for a in answers
                 if a.status == 429}, {email + "."})
    holds("all fits together after invites")


def race_accepts():
    with tap.test("two applicants accept at once, each many times: each "
                  "once"):
        for _ in range(5):
            sent = customer.send(customers.address(), customers.address())
            holders = [sent.applicant(email, which)
                       for email in sent.returned
                       for which in ("mailed", "returned")]
            answers = at_once([holder.accept for holder in holders] * 3)
            tap.is_(outcomes(answers), {(200, None): 12})
            tap.is_([a["alreadyAccepted"] for a in answers].count(False), 2)
            tap.is_(sent.status(), "accepted")
            tap.is_(count("acceptance", "source_id = %s", sent.id), 2)
    with tap.test("what twenty answer at once is whole: the last one's"):
        template = customer.questions(
            *({"key": key, "label": key, "type": "number"}
              for key in ("a", "b")))
        sent = customer.send(*(customers.address() for _ in range(20)),
                             custom_field_template_id=template)
        answers = at_once([
            lambda e=e, n=n: sent.applicant(e).accept_here(
                custom_fields={"a": n, "b": n})
            for n, e in enumerate(sent.returned)])
        tap.is_(outcomes(answers), {(200, None): 20})
        kept = stack.db.value("select custom_fields from applicant_invitation "
                              "where invitation_id = %s", sent.id)
        tap.is_(kept["a"], kept["b"])
        last = max(a["data"]["accepted_at"] for a in answers)
        tap.ok(kept in [a["data"]["custom_fields"] for a in answers
                        if a["data"]["accepted_at"] == last])
    with tap.test("one signs many times at once: one signature"):
        terms = customer.esign()
        sent = customer.send(esign_template_id=terms)
        answers = at_once([
            lambda n=n: sent.applicant().accept_here(signatures=[
                {"template_id": terms, "name": f"Jim {n}"}])
            for n in range(20)])
        tap.is_(outcomes(answers), {(200, None): 20})
        tap.is_(len({a["data"]["signatures"][0]["name"] for a in answers}),
                1)
        tap.is_(count("signature", "invitation_id = %s", sent.id), 1)
    holds("all fits together after accepts")


def race_ends():
    with tap.test("accept, reject and revoke at once: one end"):
        for _ in range(10):
            sent = customer.send(customers.address(), customers.address())
            one, two = (sent.applicant(e) for e in sent.returned)
            answers = at_once([
                one.accept, two.accept, two.reject,
                lambda s=sent: customer.revoke(s.id)])
            tap.ok({a.status for a in answers} <= {200, 409, 410},
                   f"{answers}")
            tap.ok(sent.status() in ("accepted", "declined", "revoked"))
            told = [a.status == 200 for a in answers[:2]]
            tap.is_([s == "accepted" for s in sent.statuses()], told)
    with tap.test("a resend and an accept at once: both are done"):
        for _ in range(5):
            sent = customer.send(customers.address(), customers.address())
            one, two = (sent.applicant(e) for e in sent.returned)
            one.accept()
            answers = at_once([two.accept,
                               lambda s=sent: customer.resend(s.id)])
            tap.is_(answers[0].status, 200)
            tap.ok(answers[1].status in (200, 409))
            tap.is_(sent.status(), "accepted")
    stack.settle()
    holds("all fits together after ends")


for name, how in WAYS.items():
    with tap.group(name), Stack({"limits.address_per_hour": 8},
                                **how) as stack:
        town = people.Town(stack)
        customer = customers.Customer(town)
        race_invites()
        race_accepts()
        race_ends()
tap.done()
