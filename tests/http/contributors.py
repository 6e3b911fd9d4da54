# SPDX-License-Identifier: MIT
"""The story of the contributors family: a company invites an outside person
to connect a utility account, then to edit it; the credentials come back to
it alone. Told with the roles of a usual installation, through PgBouncer in
transaction mode, and with one database role."""
import uuid

import companies
import people
import servers
import tap
from companies import SITE, secret
from expect import bad_fields, refused
from stack import WAYS, Stack

MEMBERS = ["id", "token", "invitationType", "status", "invitationUrl",
           "companyId", "connectionId", "allowedEmails", "expiresAt",
           "maxUses", "useCount", "createdAt", "prefill",
           "createdConnections"]
SITES = ["01a1fc26-7e35-78d4-b3fc-23463ffc2d0c",
         "01a1fc26-7e35-78d4-b3fc-23463ffc2d0d"]


def fields_of(preview):
    """{name: value} of a form."""
    return {field["name"]: field["value"] for field in preview["form"]}


# ---- anybody who has the link ----

def by_link(town):
    company = town.company("Water Works")
    invited = town.invite(company)
    made = invited.answer
    with tap.test("a company invites whoever has the link"):
        tap.is_(made.status, 201)
        tap.is_(list(made.json), MEMBERS)
        tap.is_(made.headers["Location"],
                f"{stack.url}/v2/invitation/{invited.id}")
        tap.is_(made["invitationType"], "CREATE_CONNECTION")
        tap.is_(made["status"], "ACTIVE")
        tap.is_(made["companyId"], company.id)
        tap.is_(made["invitationUrl"], f"{stack.url}/i/{made['token']}")
        tap.is_([made[n] for n in ("connectionId", "expiresAt", "maxUses")],
                [None, None, None])
        tap.is_([made[n] for n in ("allowedEmails", "prefill", "useCount",
                                   "createdConnections")], [[], {}, 0, []])
    visitor = invited.visitor()
    with tap.test("the link shows who invites and which fields to fill in"):
        shown = visitor.preview()
        tap.is_(shown.status, 200)
        tap.is_(shown["kind"], "contributors")
        tap.is_(shown["organizationName"], "Water Works")
        tap.is_(shown["needsVerification"], False)
        tap.is_(list(fields_of(shown)), [
            "url", "datasourceId", "accountNumber", "accountHolder",
            "utilityTypes", "siteIds", "username", "password"])
    word = secret()
    with tap.test("its form makes a utility connection"):
        done = visitor.accept(
            url=SITE, accountNumber="0012-7", accountHolder="Jane Doe",
            utilityTypes=["GAS", "WATER"], siteIds=SITES, username="jane",
            password=word)
        tap.is_((done.status, done["status"]), (200, "accepted"))
        tap.is_(done["alreadyAccepted"], False)
        tap.is_(list(done["connection"]),
                ["id", "datasourceName", "status", "created"])
        tap.is_(done["connection"]["datasourceName"], "www.power.example")
        tap.is_(done["connection"]["status"], "ACTIVE")
    id = done["connection"]["id"]
    with tap.test("the company sees it, but not its credentials"):
        seen = company.connection(id)
        tap.is_(seen.status, 200)
        wanted = {**done["connection"], "companyId": company.id,
                  "invitationId": invited.id, "datasourceId": None,
                  "url": SITE, "accountNumber": "0012-7",
                  "accountHolder": "Jane Doe",
                  "utilityTypes": ["GAS", "WATER"], "siteIds": SITES,
                  "country": None, "connectionOwnerEmail": None,
                  "dataCollectionStartDate": None, "hasUsername": True,
                  "hasPassword": True,
                  "updated": done["connection"]["created"]}
        tap.is_(seen.json, wanted)
        tap.is_(company.connections()["data"], [wanted])
    with tap.test("with the scope for it, it reads them"):
        tap.is_(company.credentials(id).json, {
            "connectionId": id, "username": "jane", "password": word})
    with tap.test("the invitation counts and lists what it made"):
        read = invited.read()
        tap.is_((read["status"], read["useCount"]), ("ACTIVE", 1))
        tap.is_(read["createdConnections"], [done["connection"]])
        tap.is_(list(read.json), [*MEMBERS, "events"])
    with tap.test("and tells what happened, oldest first"):
        tap.is_(invited.events(), [
            "invitation.created", "invitation.viewed", "invitation.accepted",
            "connection.created"])
    with tap.test("the same person may connect another account"):
        other = invited.use(url="http://gas.example:8080/")
        tap.is_(other["connection"]["datasourceName"], "gas.example")
        tap.is_([c["id"] for c in invited.read()["createdConnections"]],
                [id, other["connection"]["id"]])
        tap.is_([c["id"] for c in company.connections()["data"]],
                [other["connection"]["id"], id])
    by_repeat(invited)


def by_repeat(invited):
    visitor = invited.visitor()
    form = companies.filled()
    with tap.test("the same Idempotency-Key again is the first result"):
        answers = [visitor.client.post(
            "/v1/invitations/accept", {"token": invited.token, **form},
            idempotency_key="one-account") for _ in range(2)]
        tap.is_([a.status for a in answers], [200, 200])
        tap.is_(answers[0].text, answers[1].text)
        tap.is_(answers[1].headers["Idempotent-Replayed"], "true")
        tap.is_(invited.read()["useCount"], 3)
    with tap.test("and after its day it still names that account"):
        stack.db.run("update idempotency set created_at = created_at "
                     "- interval '25 hours'")
        again = visitor.client.post(
            "/v1/invitations/accept", {"token": invited.token, **form},
            idempotency_key="one-account")
        tap.is_(again["alreadyAccepted"], True)
        tap.is_(again["connection"], answers[0]["connection"])
        tap.is_(invited.read()["useCount"], 3)


def by_page(town):
    """The same without JSON: the page behind the link, and its form."""
    company = town.company("Gas Works")
    invited = town.invite(company, prefill={"url": SITE})
    visitor, word = invited.visitor(), secret()
    with tap.test("the page asks what the form asks, filled in"):
        page = visitor.look()
        tap.is_(page.status, 200)
        tap.like(page.text, "Gas Works")
        form = page.form("accept")
        tap.is_(form["url"], SITE)
        tap.ok({"accountNumber", "username", "password"} <= set(form))
    with tap.test("its form makes a connection"):
        sent = visitor.press(page, "accept", accountNumber="7",
                             username="jane", password=word)
        tap.is_(sent.status, 303)
        (made,) = company.connections()["data"]
        tap.is_((made["url"], made["accountNumber"]), (SITE, "7"))
        tap.is_(company.credentials(made["id"])["password"], word)
    with tap.test("the same form again makes no other"):
        visitor.press(page, "accept", accountNumber="7", username="jane",
                      password=word)
        tap.is_(len(company.connections()["data"]), 1)
        tap.is_(invited.read()["useCount"], 1)
    with tap.test("a form of another page does, of the same person"):
        tap.is_(visitor.press(visitor.look(), "accept", accountNumber="8")
                .status, 303)
        tap.is_(len(company.connections()["data"]), 2)
    with tap.test("bad fields are told on the page, and nothing is made"):
        again = visitor.press(visitor.look(), "accept", url="nowhere")
        tap.is_(again.status, 422)
        tap.is_(len(company.connections()["data"]), 2)


# ---- only those who are listed ----

def by_mail(town):
    company = town.company("Steam Co")
    invited = town.invite(
        company, allowedEmails=["Ann@example.com", "bob@example.com",
                                "ANN@example.com"],
        sendEmail=True, message="Please help.", inviterName="Joan",
        expiresInSeconds=3600, prefill={
            "url": "https://steam.example", "country": "AT",
            "initialSites": SITES, "utilityTypes": ["STEAM"],
            "connectionOwnerEmail": "Owner@example.com",
            "dataCollectionStartDate": "2024-02-29"})
    with tap.test("each address is listed once, and mailed a link of its "
                  "own"):
        tap.is_(invited.answer["allowedEmails"],
                ["Ann@example.com", "bob@example.com"])
        mails = [invited.mail(a) for a in invited.answer["allowedEmails"]]
        tap.is_([m["To"] for m in mails],
                ["Ann@example.com", "bob@example.com"])
        tap.is_(len({m.token for m in mails} | {invited.token}), 3)
        tap.like(mails[0].text, "Please help.")
        stack.settle()
        tap.is_(len(stack.mailbox.all(about=invited.id)), 2)
    with tap.test("the mailed link proves its address"):
        shown = invited.visitor("Ann@example.com").preview()
        tap.is_(shown["needsVerification"], False)
        tap.is_(shown["email"], "Ann@example.com")
        tap.is_(shown["inviterName"], "Joan")
    with tap.test("the prefill fills in its form"):
        values = fields_of(shown)
        tap.is_(values["url"], "https://steam.example")
        tap.is_(values["utilityTypes"], ["STEAM"])
        tap.is_(values["siteIds"], SITES)
        tap.ok("datasourceId" not in values)
    with tap.test("and what no form asks stands in the connection"):
        done = invited.visitor("Ann@example.com").accept(
            accountNumber="7")
        tap.is_(done.status, 200)
        seen = company.connection(done["connection"]["id"])
        tap.is_({n: seen[n] for n in (
            "url", "country", "siteIds", "utilityTypes", "accountNumber",
            "connectionOwnerEmail", "dataCollectionStartDate")}, {
            "url": "https://steam.example", "country": "AT",
            "siteIds": SITES, "utilityTypes": ["STEAM"],
            "accountNumber": "7",
            "connectionOwnerEmail": "Owner@example.com",
            "dataCollectionStartDate": "2024-02-29"})
    with tap.test("without credentials it waits for them"):
        tap.is_((seen["status"], seen["hasPassword"]), ("PENDING", False))
        tap.is_(company.credentials(seen["id"])["password"], None)
    by_code(invited)
    return company, seen["id"]


def by_code(invited):
    """The base link of an invitation for listed addresses."""
    visitor = invited.visitor()
    with tap.test("the base link asks for a proof, and shows nothing "
                  "before"):
        shown = visitor.preview()
        tap.is_(shown["needsVerification"], True)
        tap.is_(shown["email"], None)
        tap.is_(set(map(str, fields_of(shown).values())), {"None"})
        bad_fields(visitor.accept(url=SITE), {"#/proof": "required"})
        bad_fields(visitor.accept(url=SITE, proof="A" * 64),
                   {"#/proof": "not_allowed"})
    with tap.test("a listed address is proved by a mailed code"):
        proof = visitor.prove(stack.mailbox, "bob@example.com")
        done = visitor.accept(proof=proof, url=SITE)
        tap.is_(done.status, 200)
        tap.is_(done["connection"]["datasourceName"], "www.power.example")
    with tap.test("another gets the same answers and no mail"):
        tap.is_(visitor.verify("eve@example.com").status, 202)
        stack.settle()
        tap.is_(stack.mailbox.all("eve@example.com"), [])
    with tap.test("all of it is on record"):
        # Each of the two links was viewed once.
        tap.is_(invited.events(), [
            "invitation.created", "invitation.viewed", "invitation.accepted",
            "connection.created", "invitation.viewed",
            "invitation.verified", "invitation.accepted",
            "connection.created"])


# ---- to edit ----

def by_edit(town, company, id):
    with tap.test("a company invites to edit a connection"):
        invited = town.invite(company, id, maxUses=1,
                              allowedEmails=["cleo@example.com"],
                              sendEmail=True)
        made = invited.answer
        tap.is_(made.status, 201)
        tap.is_(list(made.json), MEMBERS)
        tap.is_(made["invitationType"], "EDIT_CONNECTION")
        tap.is_((made["companyId"], made["connectionId"]), (company.id, id))
        tap.is_((made["prefill"], made["createdConnections"]), ({}, []))
    visitor = invited.visitor("cleo@example.com")
    with tap.test("its form shows what stands there, no credentials"):
        values = fields_of(visitor.preview())
        tap.is_((values["url"], values["accountNumber"]),
                ("https://steam.example", "7"))
        tap.is_((values["username"], values["password"]), (None, None))
    word, before = secret(), company.connection(id)
    with tap.test("it edits the connection and makes none"):
        bad_fields(visitor.accept(), {"#/password": "required"})
        count = len(company.connections()["data"])
        done = visitor.accept(accountNumber="8", username="cleo",
                              password=word)
        tap.is_((done.status, done["connection"]["id"]), (200, id))
        tap.is_(done["connection"]["status"], "ACTIVE")
        after = company.connection(id)
        tap.is_({n for n in after.json if after[n] != before[n]},
                {"accountNumber", "status", "hasUsername", "hasPassword",
                 "updated"})
        tap.is_(len(company.connections()["data"]), count)
        tap.is_(company.credentials(id).json, {
            "connectionId": id, "username": "cleo", "password": word})
    with tap.test("its one use is gone, and it made nothing"):
        read = invited.read()
        tap.is_((read["status"], read["useCount"]), ("FULFILLED", 1))
        tap.is_(read["createdConnections"], [])
        tap.is_(invited.events(), [
            "invitation.created", "invitation.viewed", "invitation.accepted",
            "connection.updated"])
        refused(visitor.accept(accountNumber="9"), 410,
                "invitation_used_up")
    with tap.test("a password alone leaves the user name"):
        word = secret()
        town.invite(company, id).visitor().accept(password=word)
        tap.is_(company.credentials(id).json, {
            "connectionId": id, "username": "cleo", "password": word})
    with tap.test("what is kept for one utility goes to no other: whoever "
                  "names another gives the credentials anew"):
        def move(**members):
            return town.invite(company, id).visitor().accept(**members)
        before = company.connection(id).json
        for where in ({"url": "https://elsewhere.example"},
                      {"datasourceId": str(uuid.uuid4())}):
            bad_fields(move(**where), {"#/username": "required",
                                       "#/password": "required"})
            bad_fields(move(**where, username="eve"),
                       {"#/password": "required"})
            bad_fields(move(**where, password=secret()),
                       {"#/username": "required"})
        tap.is_(company.connection(id).json, before)
        tap.is_(move(url=before["url"], accountHolder="Cleo").status, 200)
        tap.is_(company.credentials(id)["password"], word)
        tap.is_(move(**companies.filled(password=word, username="cleo"))
                .status, 200)
        tap.is_(company.connection(id)["url"], SITE)
    with tap.test("lists tell them apart"):
        def ids(**filters):
            return [i["id"] for i in company.invitations(**filters)["data"]]
        tap.ok(invited.id in ids(type="EDIT_CONNECTION"))
        tap.ok(invited.id not in ids(type="CREATE_CONNECTION"))
        tap.is_(ids(type="EDIT_CONNECTION", status="FULFILLED"),
                [invited.id])


# ---- credentials ----

def by_scope(town, company, id):
    def key(*scopes):
        made = town.client.post(f"/v1/organizations/{company.id}/keys",
                                {"name": "own", "scopes": scopes})
        return companies.Company(
            town.client.with_key(made["key"]), company.id)

    with tap.test("credentials take a scope of their own"):
        reader = key("invitations:read", "organizations:read")
        refused(reader.credentials(id), 403, "scope_missing")
        tap.is_(key("credentials:read").credentials(id).status, 200)
        refused(key("credentials:read").connection(id), 403,
                "scope_missing")
    def readings(wanted):
        """Those on record once the feed, which holds events back while
        older transactions run, anybody's, shows as many."""
        path = f"/v1/events?organizationId={company.id}&type=credentials.read"

        def shown():
            return [e for e in reader.client.get(path)["data"]
                    if e["data"]["connectionId"] == id]
        servers.wait_until(lambda: len(shown()) >= wanted, 20, 0.05)
        return shown()

    with tap.test("each reading of them is an event, a refusal is none"):
        events = readings(5)
        tap.is_(len(events), 5)
        tap.like(events[-1]["actor"], "^key:")
    with tap.test("HEAD of them is 405 and no event"):
        answer = company.client.head(f"/v2/connection/{id}/credentials")
        tap.is_((answer.status, answer.headers["Allow"]), (405, "GET"))
        tap.is_(company.credentials(id).status, 200)
        tap.is_(len(readings(6)), 6)
    with tap.test("a key that may only read sees neither token nor URL"):
        listed = reader.invitations()["data"]
        tap.ok(listed)
        tap.is_({(i["token"], i["invitationUrl"]) for i in listed},
                {(None, None)})
        tap.is_(reader.invitation(listed[0]["id"])["token"], None)
    with tap.test("one that may write sees them in every reading"):
        for one in company.invitations()["data"]:
            tap.is_(one["invitationUrl"], f"{stack.url}/i/{one['token']}")
            tap.is_(company.invitation(one["id"])["token"], one["token"])


# ---- the views of all families ----

def by_core(town, company):
    with tap.test("the view of all families shows them in the core's words"):
        shown = town.client.get(
            f"/v1/invitations?kind=contributors&organizationId={company.id}")
        words = {"ACTIVE": "pending", "FULFILLED": "accepted"}
        tap.is_([(i["id"], i["status"], i["useCount"])
                 for i in shown["data"]],
                [(i["id"], words[i["status"]], i["useCount"])
                 for i in company.invitations()["data"]])
    with tap.test("a resend mails each its link again; all stay the same"):
        invited = town.invite(company, allowedEmails=["dan@example.com"],
                              sendEmail=True)
        first = invited.mail("dan@example.com").token
        tap.is_(company.resend(invited.id).status, 200)
        tap.is_(invited.mail("dan@example.com", 2).token, first)
        tap.is_(invited.read()["token"], invited.token)
    with tap.test("rotated, all links are new, and the old are dead"):
        invited.rest()
        tap.is_(company.resend(invited.id, rotate=True).status, 200)
        third = invited.mail("dan@example.com", 3).token
        token = invited.read()["token"]
        tap.is_(len({first, third, invited.token, token}), 4)
        for old in first, invited.token:
            refused(people.Visitor(stack.api, old).preview(), 410,
                    "link_replaced")
        for new in third, token:
            tap.is_(people.Visitor(stack.api, new).preview().status, 200)
    with tap.test("revoked, none opens, and what it made stays"):
        made = people.Visitor(stack.api, third).accept(
            **companies.filled())["connection"]
        answer = company.revoke(invited.id)
        tap.is_((answer.status, answer["status"]), (200, "REVOKED"))
        tap.is_(answer["createdConnections"], [made])
        for token in third, token:
            refused(people.Visitor(stack.api, token).accept(url=SITE), 410,
                    "invitation_revoked")
        tap.is_(company.connection(made["id"]).status, 200)
        tap.is_(company.revoke(invited.id).status, 200)
        refused(company.resend(invited.id), 409, "invitation_state")


for name, how in WAYS.items():
    with tap.group(name), Stack(**how) as stack:
        town = companies.Town(stack)
        by_link(town)
        by_page(town)
        company, id = by_mail(town)
        by_edit(town, company, id)
        by_scope(town, company, id)
        by_core(town, company)
tap.done()
