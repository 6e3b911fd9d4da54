# SPDX-License-Identifier: MIT
"""The main story: a business invites another, which accepts; both see it.
Told with the roles of a usual installation, through PgBouncer in transaction
mode, with one database role for everything, and at a path of a site."""
import api
import tap
import words
from page import Page
from stack import WAYS, Stack


def path_of(link, stack):
    return link.removeprefix(stack.url)


def connections(client, business):
    return client.get(f"/api/businesses/{business}/connections")["data"]


def by_key(stack, root):
    acme = stack.business(root, "Acme", "acme@example.com")
    bolt = stack.business(root, "Bolt", "bolt@example.com")
    with tap.test("a business invites another by its address"):
        made = root.post(f"/api/businesses/{acme}/invitations",
                         {"email": "Bolt@example.com",
                          "aliasName": "Our bolts"})
        tap.is_(made.status, 201)
        tap.is_(made["businessId"], acme)
        tap.is_(made["email"], "Bolt@example.com")
        tap.is_(made["aliasName"], "Our bolts")
        tap.is_(made["status"], "pending")
        tap.is_(made["connectionId"], None)
        tap.is_(made.headers["Location"],
                f"{stack.url}/api/businesses/{acme}/invitations/"
                + made["id"])
    with tap.test("the invited business sees what it has received"):
        received = root.get(f"/api/businesses/{bolt}/invitations/received")
        tap.is_([i["id"] for i in received["data"]], [made["id"]])
        tap.is_(received["data"][0]["businessName"], "Acme")
    with tap.test("it accepts with the token of the returned link"):
        token = made["invitationUrl"].rpartition("/")[2]
        done = root.post(f"/api/businesses/{bolt}/invitations/accept",
                         {"token": token, "aliasName": "Acme Inc."})
        tap.is_(done.status, 200)
        tap.is_(done["status"], "active")
        tap.is_(done["businessId"], bolt)
        tap.is_(done["connectedBusinessId"], acme)
        tap.is_(done["connectedBusinessName"], "Acme")
        tap.is_(done["invitationId"], made["id"])
        tap.is_(done["alreadyAccepted"], False)
    with tap.test("both see one connection of one id, each by its alias"):
        ours, theirs = (connections(root, b) for b in (acme, bolt))
        tap.is_([c["id"] for c in ours], [done["id"]])
        tap.is_([c["id"] for c in theirs], [done["id"]])
        tap.is_(ours[0]["aliasName"], "Our bolts")
        tap.is_(theirs[0]["aliasName"], "Acme Inc.")
    with tap.test("accepting again is the first result"):
        again = root.post(f"/api/businesses/{bolt}/invitations/accept",
                          {"token": token})
        tap.is_(again.status, 200)
        tap.is_(again["id"], done["id"])
        tap.is_(again["alreadyAccepted"], True)
    with tap.test("a list goes on where Link leads"):
        page = root.get("/v1/organizations?limit=1")
        link = page.headers["Link"]
        url = link.removeprefix("<").removesuffix('>; rel="next"')
        tap.is_(url.partition("?")[0], f"{stack.url}/v1/organizations")
        after = root.get(url.removeprefix(stack.url))
        tap.is_(after.status, 200)
        tap.ok(after["data"][0]["id"] != page["data"][0]["id"], link)
    with tap.test("the inviter reads accepted, and what happened"):
        read = root.get(f"/api/businesses/{acme}/invitations/{made['id']}")
        tap.is_(read["status"], "accepted")
        tap.is_(read["connectionId"], done["id"])
        tap.is_(read["invitationUrl"], None)
        types = [event["type"] for event in read["events"]]
        tap.is_([t for t in types if t != "invitation.sent"],
                ["invitation.created", "invitation.accepted",
                 "connection.created"])


def by_mail(stack, root):
    """The same with no key but the inviter's: mail, page, form."""
    acme = stack.business(root, "Anvil", "anvil@example.com")
    dyne = stack.business(root, "Dyne", "dyne@example.com")
    visitor = api.Client(stack.url, contract=stack.contract)
    made = root.post(f"/api/businesses/{acme}/invitations",
                     {"email": "dyne@example.com", "message": "Join us."})
    with tap.test("the mail brings a link of its own"):
        mail = stack.mailbox.wait("dyne@example.com")
        tap.like(mail["From"], r"usher@usher\.example")
        tap.is_(mail["To"], "dyne@example.com")
        tap.is_(mail["X-Usher-Invitation"], made["id"])
        tap.is_(mail["Auto-Submitted"], "auto-generated")
        tap.is_(len(mail.links), 1)
        tap.isnt(mail.link, made["invitationUrl"])
        tap.like(mail.text, "Join us.")
    with tap.test("its page says who invites to what, and changes nothing"):
        before = stack.counts()
        shown = visitor.get(path_of(mail.link, stack))
        tap.is_(shown.status, 200)
        tap.like(Page(shown).text, words.say(
            "connections.page.heading", organizationName="Anvil"))
        tap.like(Page(shown).text, "Join us.")
        tap.is_(stack.counts(), before)
    with tap.test("its form accepts, for the business of that address"):
        form = Page(shown).form("accept")
        sent = visitor.form(path_of(mail.link, stack), form)
        tap.is_(sent.status, 303)
        tap.is_([c["connectedBusinessId"] for c in connections(root, acme)],
                [dyne])
        tap.is_([c["connectedBusinessId"] for c in connections(root, dyne)],
                [acme])
    with tap.test("the visitor comes back to what was done"):
        back = visitor.get(path_of(mail.link, stack),
                           headers={"Cookie": Page(sent).cookie})
        tap.is_(back.status, 200)
        tap.like(Page(back).text,
                 words.say("connections.end.accepted.heading"))
    with tap.test("the inviter reads that it was sent and accepted"):
        read = root.get(f"/api/businesses/{acme}/invitations/{made['id']}")
        tap.is_(read["status"], "accepted")
        tap.is_(read["delivery"]["state"], "sent")


def main():
    for name, how in {**WAYS, "at a path": {"path": "/invite"}}.items():
        with tap.group(name), Stack(**how) as stack:
            root = stack.root()
            by_key(stack, root)
            by_mail(stack, root)
    tap.done()


main()
