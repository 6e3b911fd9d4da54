# SPDX-License-Identifier: MIT
"""`usher invite list|show|resend|revoke`, over the invitations of every
family: the same as /v1/invitations, for whoever runs the command line."""
import json
import uuid

import merchants
import people
import tap
from stack import Stack

DONE, REFUSED, USAGE = 0, 1, 64
# The kinds, and what the database calls whoever has them.
KINDS = ("connections", "contributors", "team", "onboarding", "applicants")


def address():
    return f"{uuid.uuid4().hex}@example.com"


# ---- an invitation of each kind: (organization, invitation, address) ----

def connections():
    sent = town.send()
    return sent.sender.id, sent.id, sent.invited.address


def contributors():
    company = stack.organization("Water", kind="company", parent=town.id)
    email = address()
    made = town.client.post(f"/v2/invitation/company/{company}", {
        "allowedEmails": [email], "sendEmail": True,
        "expiresInSeconds": 86400})
    return company, made["id"], email


def team():
    business, email = town.business(), address()
    client = stack.client(business.id)
    made = client.post("/businesses/me/invitations", {"email": email})
    return business.id, made["id"], email


def onboarding():
    sent = market.send(email=address())
    return sent.merchant.id, sent.id, sent.answer["email"]


def applicants():
    customer = stack.organization("Bank", kind="customer", parent=town.id)
    email = address()
    made = town.client.post(f"/customers/{customer}/businesses/invite", {
        "business": {"name": "Bakery"},
        "applicants": [{"first_name": "Ann", "last_name": "Ash",
                        "email": email}]})
    return customer, made["data"]["invitation_id"], email


MAKERS = {"connections": connections, "contributors": contributors,
          "team": team, "onboarding": onboarding, "applicants": applicants}


# ---- what is run ----

def run(*words):
    return stack.usher.run("invite", *words)


def refused(name, code, *words):
    """Status 1, and the problem on stderr, in JSON and in words."""
    done = run(*words, "--json")
    tap.is_((done.returncode, done.stdout), (REFUSED, ""), name)
    tap.is_(json.loads(done.stderr)["code"], code, name)
    done = run(*words)
    tap.is_((done.returncode, done.stdout), (REFUSED, ""), name)
    tap.like(done.stderr, f"^{code}: ", name)


def listed(*words):
    """The ids of what `list` says."""
    return [i["id"] for i in
            stack.cli("invite", "list", "--limit", "100", *words)["data"]]


def links(id):
    """The links that have been mailed for an invitation."""
    stack.settle()
    return [mail.link for mail in stack.mailbox.all(about=id)]


def events(id):
    said = stack.cli("invite", "show", id)["events"]
    return [(event["type"], event["actor"]) for event in said]


# ---- tests ----

def try_kind(kind):
    organization, id, email = MAKERS[kind]()
    with tap.test(f"{kind}: show --json prints the API's own body"):
        shown = stack.cli("invite", "show", id)
        tap.is_([shown[n] for n in ("id", "kind", "organizationId", "email",
                                    "status")],
                [id, kind, organization, email, "pending"])
        links(id)
        tap.is_(stack.cli("invite", "show", id),
                town.client.get(f"/v1/invitations/{id}").json)
    with tap.test(f"{kind}: show tells a person one member a line"):
        done = run("show", id)
        tap.is_((done.returncode, done.stderr), (DONE, ""))
        tap.like(done.stdout, f"^id: {id}\nkind: {kind}\n")
    with tap.test(f"{kind}: list finds it by each of its filters"):
        filters = (("--kind", kind), ("--email", email.upper()),
                   ("--org", organization), ("--status", "pending"))
        for pair in filters:
            tap.ok(id in listed(*pair), str(pair))
        every = [word for pair in filters for word in pair]
        tap.is_(listed(*every), [id])
        tap.is_(stack.cli("invite", "list", *every), town.client.get(
            "/v1/invitations" + people.query_of({
                "kind": kind, "email": email, "status": "pending",
                "organizationId": organization})).json)
        for pair in (("--kind", next(k for k in KINDS if k != kind)),
                     ("--email", address()), ("--org", town.id),
                     ("--status", "revoked")):
            tap.ok(id not in listed(*pair), str(pair))
    with tap.test(f"{kind}: resend mails the same link again"):
        (first,) = links(id)
        again = stack.cli("invite", "resend", id)
        tap.ok(again["resentAt"])
        tap.is_(again["status"], "pending")
        tap.is_(links(id), [first] * 2)
    with tap.test(f"{kind}: resend so soon is refused"):
        refused(kind, "too_many", "resend", id)
        refused(kind, "too_many", "resend", id, "--rotate")
        tap.is_(len(links(id)), 2)
    with tap.test(f"{kind}: resend --rotate mails a new link, the old is "
                  "dead"):
        stack.db.rest(id)
        stack.cli("invite", "resend", "--rotate", id)
        fresh = links(id)[-1]
        tap.isnt(fresh, first)
        old, new = (people.Visitor(stack.api, people.token_of(link))
                    .preview() for link in (first, fresh))
        tap.is_((old.code, new.status), ("link_replaced", 200))
    with tap.test(f"{kind}: revoke kills it, and again it is the same"):
        done = stack.cli("invite", "revoke", id)
        tap.is_(done["status"], "revoked")
        tap.is_(stack.cli("invite", "revoke", id), done)
        tap.is_(people.Visitor(stack.api, people.token_of(fresh)).preview()
                .code, "invitation_revoked")
        tap.ok(id in listed("--status", "revoked", "--org", organization))
    with tap.test(f"{kind}: what was revoked is not sent again"):
        refused(kind, "invitation_state", "resend", id)
    with tap.test(f"{kind}: its events say that the command line did it"):
        said = events(id)
        tap.is_([s for s in said if s[1] == "cli"], [
            ("invitation.resent", "cli"), ("link.rotated", "cli"),
            ("invitation.resent", "cli"), ("invitation.revoked", "cli")])


def try_all():
    with tap.test("list shows every kind, of whoever it is, newest first"):
        ids = listed()
        said = stack.cli("invite", "list", "--limit", "100")["data"]
        tap.is_({i["kind"] for i in said}, set(KINDS))
        tap.is_(ids, sorted(ids, reverse=True))
        far = people.Town(stack, "Far").send()
        tap.is_(listed()[0], far.id)
        tap.is_(town.client.get(f"/v1/invitations/{far.id}").code,
                "not_found")
    with tap.test("list goes on where its page ended"):
        ids = listed()
        first = stack.cli("invite", "list", "--limit", "2")
        second = stack.cli("invite", "list", "--limit", "2", "--cursor",
                           first["nextCursor"])
        tap.is_([i["id"] for i in first["data"] + second["data"]], ids[:4])
        tap.like(run("list", "--limit", "2").stdout, "\nmore: --cursor ")
    with tap.test("no link and no token is ever printed"):
        for words in (["list"], ["list", "--json"], ["show", far.id]):
            tap.ok("/i/" not in run(*words).stdout, str(words))


def try_refusals():
    with tap.test("an id that is not there is refused"):
        for id in (str(uuid.uuid4()), "x", "../organizations"):
            for verb in ("show", "resend", "revoke"):
                refused(f"{verb} {id}", "not_found", verb, id)
    with tap.test("a word that is no kind or status is refused"):
        for pair in (("--kind", "onboardings"), ("--status", "Pending"),
                     ("--limit", "0"), ("--limit", "101"),
                     ("--org", "me"), ("--email", "nobody")):
            refused(str(pair), "invalid_fields", "list", *pair)
        refused("a cursor of nobody's", "malformed", "list", "--cursor", "x")
    with tap.test("wrong usage is status 64"):
        for words in ((), ("bogus",), ("show",), ("resend",), ("revoke",),
                      ("show", "a", "b"), ("list", "a"),
                      ("show", "a", "--rotate"), ("list", "--rotate"),
                      ("revoke", "a", "--rotate")):
            done = run(*words)
            tap.is_((done.returncode, done.stdout), (USAGE, ""), str(words))
            tap.like(done.stderr, "usage: usher invite ", str(words))


def try_text_message():
    with tap.test("resend knows the gateway of the configuration"):
        sent = market.send(phone="+49 170 1234567")
        sent.mail()
        again = stack.cli("invite", "resend", sent.id)
        tap.is_(again["delivery"]["state"], "queued")
        tap.is_(sent.mail(2).recipients, ["491701234567@sms.example"])


with Stack({"limits.address_per_hour": 10000,
            "sms.gateway": "%s@sms.example"}) as stack:
    town = people.Town(stack)
    market = merchants.Market(stack, town)
    for kind in KINDS:
        try_kind(kind)
    try_all()
    try_refusals()
    try_text_message()
tap.done()
