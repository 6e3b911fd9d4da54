# SPDX-License-Identifier: MIT
"""Onboarding, the story: a merchant's contact is sent a link, by mail, by
text message or by the caller, opens it, confirms the merchant's details, and
the invitation is completed. Told thrice, as the main story is."""
import merchants
import people
import servers
import tap
from stack import WAYS, Stack

CREATED = ["email", "expiresAt", "invitationId", "invitationUrl", "outcome",
           "phone", "token"]
SHOWN = ["completedAt", "createdAt", "delivery", "email", "expiresAt",
         "firstName", "invitationId", "lastName", "merchantId", "phone",
         "resentAt", "revokedAt", "sentAt", "status"]


def types(client, id):
    """What happened to an invitation, oldest first."""
    said = client.get(f"/v1/invitations/{id}")["events"]
    return [event["type"] for event in said]


def changes(client, id):
    """How an organization was changed. The feed holds events back while
    transactions run that began before, anybody's in the cluster."""
    path = f"/v1/events?organizationId={id}&type=organization.updated"
    servers.wait_until(lambda: client.get(path)["data"], 15)
    return client.get(path)["data"]


def press(sent, answers):
    """Open the link's page and send its form, as a browser does."""
    seen = sent.visitor.look()
    return sent.visitor.press(seen, "accept", **merchants.flat(answers))


def by_mail(stack, market):
    shop = market.merchant("The Shop")
    sent = market.send(shop, email="Mara@shop.example",
                       phone="+49 170 1234567", message="Welcome.",
                       inviterName="Jane")
    with tap.test("a contact is invited: the token is answered, once"):
        made = sent.answer
        tap.is_(made.status, 201)
        tap.is_(sorted(made.json), CREATED)
        tap.is_(made["outcome"], "Ok")
        tap.is_(made["email"], "Mara@shop.example")
        tap.is_(made["phone"], "+49 170 1234567")
        tap.is_(made["invitationUrl"], f"{stack.url}/i/{made['token']}")
        tap.is_(made.headers["Location"],
                f"{stack.url}/api/Invitations/{sent.id}")
        shown = shop.invitation(sent.id)
        tap.is_(sorted(shown.json), SHOWN)
        tap.ok(made["token"] not in shown.text + shop.sent().text)
    with tap.test("the same link is mailed, and it alone"):
        mail = sent.mail()
        tap.is_(mail.recipients, ["Mara@shop.example"])
        tap.is_(mail.links, [made["invitationUrl"]])
        tap.like(mail.text, "Welcome.")
        tap.like(mail.text, "The Shop")
        stack.settle()
        tap.is_(len(stack.mailbox.all(about=sent.id)), 1)
        tap.is_(sent.read()["delivery"]["state"], "sent")
        tap.ok(sent.read()["sentAt"])
    with tap.test("the link asks for the merchant's details, and proves "
                  "nothing"):
        card = sent.visitor.preview()
        tap.is_(card["kind"], "onboarding")
        tap.is_(card["needsVerification"], False)
        tap.is_(card["email"], "Mara@shop.example")
        tap.is_(card["organizationName"], "The Shop")
        form = {field["name"]: field for field in card["form"]}
        tap.is_(list(form), list(merchants.flat(merchants.DETAILS)))
        tap.is_([n for n, f in form.items() if f["required"]],
                list(merchants.flat(merchants.LEAST)))
        tap.is_({n: f["value"] for n, f in form.items() if f["value"]},
                {"firstName": "Mara", "lastName": "Moss",
                 "email": "Mara@shop.example", "phone": "+49 170 1234567"})
    with tap.test("its page has that form, filled in with what is known"):
        fields = sent.visitor.look().form("accept")
        tap.is_(set(fields) - set(form), {"action", "formToken", "filled"})
        tap.is_(set(form) - set(fields), set())
        tap.is_(fields["filled"], "firstName lastName email phone")
        tap.is_(fields["phone"], "+49 170 1234567")
    with tap.test("the contact fills it in: it is done, and says so"):
        before = shop.client.get(f"/v1/organizations/{shop.id}")
        tap.is_(before["details"], None)
        done = press(sent, merchants.DETAILS)
        tap.is_(done.status, 303)
        back = sent.visitor.look(headers={"Cookie": done.cookie})
        tap.is_(back.status, 200)
        tap.is_(back.actions, [])
    with tap.test("the merchant has the details, and no address by them"):
        after = shop.client.get(f"/v1/organizations/{shop.id}")
        tap.is_(after["details"], merchants.DETAILS)
        tap.is_(after["revision"], before["revision"] + 1)
        tap.is_((after["email"], after["emailVouched"]), (None, False))
        tap.is_([after[name] for name in ("name", "kind")],
                ["The Shop", "merchant"])
    with tap.test("the sender reads Completed, and what happened"):
        read = sent.read()
        tap.is_(read["status"], "Completed")
        tap.ok(read["completedAt"])
        tap.is_([t for t in types(shop.client, sent.id)
                 if t != "invitation.sent"],
                ["invitation.created", "invitation.viewed",
                 "invitation.accepted"])
        changed = changes(shop.client, shop.id)
        tap.is_([e["data"] for e in changed], [{"members": ["details"]}])
        tap.like(changed[0]["actor"], "^link:")
    with tap.test("in one view with all families it is accepted"):
        one = shop.client.get(f"/v1/invitations/{sent.id}")
        tap.is_([one[n] for n in ("kind", "status", "useCount")],
                ["onboarding", "accepted", 1])


def by_door(stack, market):
    sent = market.send()
    with tap.test("at the JSON door the result is the merchant"):
        done = sent.accept("once", **merchants.LEAST)
        tap.is_(done.status, 200)
        tap.is_(done.json, {
            "status": "accepted", "alreadyAccepted": False,
            "merchant": {"id": sent.merchant.id, "name": sent.merchant.name,
                         "details": merchants.whole(merchants.LEAST)}})
        tap.is_(sent.merchant.details(), merchants.whole(merchants.LEAST))
    with tap.test("another accept finds it used up, and changes nothing"):
        tap.is_(sent.accept(**{**merchants.LEAST, "legalName": "X"}).code,
                "invitation_used_up")
        tap.is_(sent.accept("twice", **merchants.LEAST).code,
                "invitation_used_up")
        tap.is_(sent.merchant.details()["legalName"], "Shop Ltd.")
    with tap.test("the same request is answered the same, even later"):
        again = sent.accept("once", **merchants.LEAST)
        tap.is_(again.headers["Idempotent-Replayed"], "true")
        tap.is_(again.text, done.text)
        stack.db.run("delete from idempotency")
        again = sent.accept("once", **merchants.LEAST)
        tap.is_(again.status, 200)
        tap.is_(again["alreadyAccepted"], True)
        tap.is_(again["merchant"], done["merchant"])
    with tap.test("what another contact confirms later is not shown to the "
                  "first"):
        other = market.send(sent.merchant)
        tap.is_(other.accept(**{**merchants.LEAST,
                                "legalName": "Renamed"}).status, 200)
        tap.is_(sent.merchant.details()["legalName"], "Renamed")
        again = sent.accept("once", **merchants.LEAST)
        tap.is_(again["merchant"], done["merchant"])


def by_telephone(stack, market):
    sent = market.send(phone="+49 (170) 12-34.567")
    with tap.test("a contact without an address gets a text message"):
        tap.is_(sent.answer["email"], None)
        tap.is_(sent.answer["phone"], "+49 (170) 12-34.567")
        mail = sent.mail()
        tap.is_(mail.recipients, ["+491701234567@sms.example"])
        tap.is_(mail["To"], "+491701234567@sms.example")
        tap.is_(mail.links, [sent.answer["invitationUrl"]])
        tap.is_(mail["Subject"], None)
        tap.is_(mail.message.get_content_type(), "text/plain")
        tap.is_(mail["List-Unsubscribe"], None)
        tap.is_(mail.text.splitlines()[-1], sent.answer["invitationUrl"])
        tap.ok(len(mail.text.rstrip()) <= 160, mail.text)
        stack.settle()
        tap.is_(sent.read()["delivery"]["state"], "sent")
    with tap.test("it opens the page, which takes the details"):
        tap.is_(press(sent, merchants.LEAST).status, 303)
        tap.is_(sent.status(), "Completed")
    with tap.test("sent again it is the same link"):
        sent = market.send(phone="+49 170 7654321")
        sent.mail()
        tap.is_(sent.merchant.resend(sent.id).status, 200)
        tap.is_(sent.mail(2).links, [sent.answer["invitationUrl"]])
    with tap.test("sent again with a new one, the old is dead"):
        sent.rest()
        shown = sent.merchant.resend(sent.id, rotate=True)
        tap.is_(sorted(shown.json), SHOWN)
        fresh = sent.mail(3)
        tap.isnt(fresh.link, sent.answer["invitationUrl"])
        tap.is_(sent.visitor.preview().code, "link_replaced")
        tap.is_(people.Visitor(stack.api, fresh.token).preview().status, 200)
    with tap.test("five text messages an hour to one telephone"):
        shops = [market.merchant() for _ in range(6)]
        answers = [s.invite(phone="+1 555 0100") for s in shops]
        tap.is_([a.status for a in answers], [201] * 5 + [429])
        tap.is_(answers[5].code, "too_many")
    for phone in ("example", "0170 1234567", "+12345", " ",
                  "+49 170 1234567 ext. 3"):
        with tap.test(f"no gateway knows {phone!r}: the caller delivers"):
            sent = market.send(phone=phone)
            tap.is_(sent.answer.status, 201)
            tap.is_(sent.read()["delivery"], {
                "state": "none", "attempts": 0, "lastError": None,
                "nextAttemptAt": None})
            tap.is_(sent.visitor.preview().status, 200)
            keeps_its_link(sent, market)


def keeps_its_link(sent, market):
    """A new link that no mail would bring is refused; the old one lives."""
    answer = sent.merchant.resend(sent.id, rotate=True)
    tap.is_((answer.status, answer.pointers),
            (400, {"#/rotate": "not_allowed"}))
    answer = market.client.post(f"/v1/invitations/{sent.id}/resend",
                                {"rotate": True})
    tap.is_((answer.status, answer.pointers),
            (422, {"#/rotate": "not_allowed"}))
    tap.is_(sent.visitor.preview().status, 200)


def by_caller(stack, market):
    sent = market.send(phone="+49 170 1234567")
    with tap.test("a link that nobody would learn is not made"):
        keeps_its_link(sent, market)
    with tap.test("without a gateway nothing is sent: the caller delivers"):
        tap.is_(sent.answer.status, 201)
        tap.is_(sent.read()["delivery"]["state"], "none")
        tap.is_(stack.db.value("select count(*) from outbox"), 0)
        tap.is_(sent.merchant.resend(sent.id)["delivery"]["state"], "none")
        tap.is_(stack.db.value("select count(*) from outbox"), 0)
    with tap.test("the link that was answered opens and completes it"):
        tap.is_(press(sent, merchants.DETAILS).status, 303)
        tap.is_(sent.merchant.details(), merchants.DETAILS)
    with tap.test("so does its token at the door"):
        sent = market.send(phone="+49 170 7654321")
        tap.is_(sent.accept().status, 200)


for name, how in WAYS.items():
    with tap.group(name), Stack({"sms.gateway": "+%s@sms.example"},
                                **how) as stack:
        market = merchants.Market(stack)
        by_mail(stack, market)
        by_door(stack, market)
        by_telephone(stack, market)
with tap.group("without a gateway"), Stack() as stack:
    by_caller(stack, merchants.Market(stack))
tap.done()
