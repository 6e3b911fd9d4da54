# SPDX-License-Identifier: MIT
"""Notices: mails without a link, to whom it concerns that somebody answered."""
import re

import companies
import customers
import merchants
import people
import servers
import tap
import words
from stack import Stack

NOTICES = ("accepted", "rejected", "asked", "approval", "approved",
           "declined")
INBOX = "inbox@host.example"
# Hostile, but names that the API takes.
NAME = 'Bolt & "Sons" <b>{{code}}</b> =?utf-8?q?=41?='


def notices():
    """(kind, address) of each notice so far, once all mail is sent."""
    stack.settle()
    return stack.db.rows(
        "select kind, email from outbox where kind = any(%s) order by id",
        list(NOTICES))


class Told:
    """The notices that come while the context lasts are exactly these."""

    def __init__(self, *expected):
        self.expected = list(expected)

    def __enter__(self):
        self.before = len(notices())
        self.mails = len(stack.mailbox.all())
        return self

    def __exit__(self, *failure):
        if failure[0] is None:
            tap.is_(notices()[self.before:], self.expected)

    def mail(self, address=INBOX):
        """The notice, once it has come."""
        found = []

        def has_come():
            found[:] = [m for m in stack.mailbox.all(address)
                        if m["Subject"] and m["List-Unsubscribe"] is None
                        and not m.code][self.count(address):]
            return found
        tap.ok(servers.wait_until(has_come, 10), "a notice comes")
        return found[-1]

    def count(self, address):
        return sum(email == address for _, email in
                   notices()[:self.before])


def is_notice(mail, kind, invitation, party, **values):
    """In the words of its kind, without a link or a way out."""
    say = {"party": party, **values}
    tap.is_(mail["X-Usher-Invitation"], invitation)
    tap.is_(mail["Auto-Submitted"], "auto-generated")
    tap.is_(mail["List-Unsubscribe"], None)
    subject = words.say(f"{kind}.subject", **say)
    tap.ok(len(mail["Subject"]) <= 60, "its subject is short")
    if len(subject) <= 60:
        tap.is_(mail["Subject"], subject)
    for part in mail.text, mail.html:
        tap.is_(re.findall(r"https?://\S+", part), [])
        tap.is_(re.findall("/[ipu]/", part), [])
    text = " ".join(mail.text.split())
    for name in (f"{kind}.who", f"{kind}.what", f"{kind}.where"):
        if name in words.catalogue():
            tap.ok(words.say(name, **say) in text, name)


def with_inbox(client, id):
    """Give an organization the address that notices go to."""
    client.patch(f"/v1/organizations/{id}", {"email": INBOX})


def try_connections():
    host = town.business(name="Host", address=INBOX)
    with tap.test("who invited is told that it was accepted, and by whom"):
        guest = town.business(name=NAME)
        sent = town.send(host, guest, inviterName="Jane")
        with Told(("accepted", INBOX)) as told:
            guest.accept(sent.mailed)
            guest.accept(sent.mailed)
        mail = told.mail()
        is_notice(mail, "accepted", sent.id, NAME, organizationName="Host",
                  inviterName="Jane")
        tap.is_(mail["Reply-To"], None)
        tap.ok(words.say("connections.accepted.what") in mail.text)
    with tap.test("or declined, with the words"):
        sent = town.send(host)
        with Told(("rejected", INBOX)) as told:
            sent.visitor().reject(reason="Not <b>now</b>.")
            sent.visitor().reject()
        mail = told.mail()
        is_notice(mail, "rejected", sent.id, sent.invited.address,
                  organizationName="Host")
        tap.ok("\n> Not <b>now</b>.\n" in mail.text)
        tap.ok("Not &lt;b&gt;now&lt;/b&gt;." in mail.html)
    with tap.test("or that a new link is asked for, once a day"):
        sent = town.send(host)
        sent.move_expiry(-1)
        with Told(("asked", INBOX)) as told:
            for _ in range(2):
                visitor = sent.visitor()
                tap.is_(visitor.press(visitor.look(), "ask").status, 303)
        is_notice(told.mail(), "asked", sent.id, sent.invited.address,
                  organizationName="Host")
    with tap.test("cancelling and resending tell nobody anything"):
        sent = town.send(host)
        with Told():
            host.resend(sent.id)
            host.cancel(sent.id)
    with tap.test("what is refused tells nobody anything"):
        with Told():
            sent.visitor().reject()
            town.business().accept(sent.mailed)
    with tap.test("an organization without an address is told nothing"):
        mute = town.business()
        mute.client.patch(f"/v1/organizations/{mute.id}", {"email": None})
        sent = town.send(mute)
        with Told():
            sent.visitor().reject()
    with tap.test("notices take nothing from an address's five an hour"):
        tap.is_(stack.db.value("select count(*) from address_limit where "
                               "email_key = %s", INBOX), 0)


def try_approval():
    host = town.business(name="Host", address="host@host.example")
    guest = town.business(name=NAME, address=INBOX)
    token = host.open_link(requiresApproval=True)
    with tap.test("whose public link was used is asked to approve"):
        with Told(("approval", "host@host.example")) as told:
            waits = guest.accept(token)
            tap.is_(waits.status, 202)
        is_notice(told.mail("host@host.example"), "approval", None, NAME,
                  organizationName="Host")
    with tap.test("who asked is told of the approval, by the other"):
        with Told(("approved", INBOX)) as told:
            host.approve(waits["id"])
            host.approve(waits["id"])
        mail = told.mail()
        is_notice(mail, "approved", None, None, organizationName="Host",
                  reader=NAME)
        tap.is_(mail["Reply-To"], "host@host.example")
        tap.ok(words.say("notice.where", reader=NAME)
               not in " ".join(mail.text.split()),
               "who was connected at the page has no such place")
        tap.like(mail["From"], "^Host ")
    with tap.test("archiving tells nobody anything"):
        with Told():
            guest.archive(waits["id"])
    with tap.test("or that it was declined"):
        waits = guest.accept(token)
        with Told(("declined", INBOX)) as told:
            host.decline(waits["id"])
        is_notice(told.mail(), "declined", None, None, reader=NAME,
                  organizationName="Host")
    with tap.test("without approval, that it was accepted"):
        host.set(requiresApproval=False)
        with Told(("accepted", "host@host.example")):
            guest.accept(token)


def try_crowd():
    inbox = "fair@host.example"
    host = town.business(name="Fair", address=inbox)
    token = host.open_link()
    with tap.test("of the uses of a public link twenty an hour are told"):
        for _ in range(22):
            tap.is_(town.business().accept(token).status, 200)
        tap.is_([kind for kind, to in notices() if to == inbox],
                ["accepted"] * 20)
        tap.is_(len(host.connections(limit=100)["data"]), 22)
    with tap.test("the last of which says so"):
        mails = stack.mailbox.all(inbox)
        last = words.say("notice.last")
        tap.is_([last in " ".join(mail.text.split()) for mail in mails],
                [last in mail.html for mail in mails])
        tap.is_(sum(last in mail.html for mail in mails), 1)


def try_unproved():
    """Its own key can give an organization anybody's address."""
    inbox = "victim@elsewhere.example"
    hosts = [town.business(address=address, is_vouched=False)
             for address in (inbox, "victim+more@elsewhere.example")]
    with tap.test("of an address that nobody vouches for five notices an hour "
                  "are told, however it is written"):
        for _ in range(4):
            for host in hosts:
                guest = town.business()
                made = host.invite(guest.address)
                token = people.token_of(made["invitationUrl"])
                tap.is_(guest.accept(token).status, 200)
        tap.is_(len([to for _, to in notices() if to.startswith("victim")]),
                5)
        tap.is_([len(host.connections()["data"]) for host in hosts], [4, 4])
    with tap.test("the last of which says so"):
        last = words.say("notice.last")
        mails = [mail for mail in stack.mailbox.all() if last in mail.html
                 and mail["To"].startswith("victim")]
        tap.is_(len(mails), 1)
        tap.ok(last in " ".join(mails[0].text.split()))
    with tap.test("once it is vouched for it is told of all"):
        host = hosts[0]
        town.client.patch(f"/v1/organizations/{host.id}", {"email": inbox})
        sent = town.send(host)
        with Told(("rejected", inbox)):
            sent.visitor().reject()


def try_team():
    with tap.test("a business is told who joined its team"):
        host = town.business(name="Host", address=INBOX)
        client = stack.client(host.id)
        made = client.post("/businesses/me/invitations",
                           {"email": "Tia@example.com", "role": "Admin"})
        token = stack.mailbox.wait(about=made["id"]).token
        with Told(("accepted", INBOX)) as told:
            stack.api.post("/businesses/invitations/accept",
                           {"token": token, "firstName": "Tia"})
        mail = told.mail()
        is_notice(mail, "accepted", made["id"], "Tia@example.com",
                  organizationName="Host")
        tap.ok(words.say("team.accepted.what", role="Admin") in mail.text)


def try_onboarding():
    market = merchants.Market(stack)
    merchant = market.merchant()
    with_inbox(market.client, merchant.id)
    with tap.test("a merchant is told that its contact is done"):
        sent = market.send(merchant, email="mara@shop.example")
        with Told(("accepted", INBOX)) as told:
            tap.is_(sent.accept(**merchants.LEAST).status, 200)
        is_notice(told.mail(), "accepted", sent.id, "mara@shop.example",
                  organizationName=merchant.name)


def try_applicants():
    customer = customers.Customer(town)
    with_inbox(town.client, customer.id)
    with tap.test("a customer is told of each applicant"):
        sent = customer.send("ann@example.com", "ben@example.com")
        with Told(("accepted", INBOX), ("accepted", INBOX)) as told:
            for email in "ann@example.com", "ben@example.com":
                tap.is_(sent.applicant(email).accept().status, 200)
        subjects = {m["Subject"] for m in stack.mailbox.all(
            INBOX, about=sent.id)}
        tap.is_(subjects, {words.say("accepted.subject", party=email)
                           for email in sent.returned})
        tap.ok(told.mail())


def try_contributors():
    places = companies.Town(stack)
    company = places.company()
    with_inbox(places.client, company.id)
    name = places.client.get(f"/v1/organizations/{company.id}")["name"]
    with tap.test("a company is told of a new account, by whom if proved"):
        sent = places.invite(company, allowedEmails=["Lin@example.com"],
                             sendEmail=True)
        with Told(("accepted", INBOX)) as told:
            tap.is_(sent.use("Lin@example.com").status, 200)
        is_notice(told.mail(), "accepted", sent.id, "lin@example.com",
                  organizationName=name)
    with tap.test("and of an open link's use by whomever"):
        sent = places.invite(company)
        with Told(("accepted", INBOX)) as told:
            tap.is_(sent.use().status, 200)
        is_notice(told.mail(), "accepted", sent.id, None,
                  organizationName=name)
    with tap.test("but once an hour, however often it is used"):
        with Told():
            tap.is_(sent.use().status, 200)
        stack.db.run("update outbox set created_at = created_at "
                     "- interval '1 hour'")
        with Told(("accepted", INBOX)):
            tap.is_(sent.use().status, 200)


with Stack() as stack:
    town = people.Town(stack)
    try_connections()
    try_approval()
    try_crowd()
    try_unproved()
    try_team()
    try_onboarding()
    try_applicants()
    try_contributors()
tap.done()
