# SPDX-License-Identifier: MIT
"""Sending again: the same link or, with rotate, a new one; how often; and
how many mails an address gets."""
import datetime

import people
import tap
from expect import bad_fields, refused
from stack import Stack


def days_left(answer):
    until = datetime.datetime.fromisoformat(answer["expiresAt"][:-1])
    now = stack.db.value("select clock_timestamp() at time zone 'UTC'")
    return (until - now).total_seconds() / 86400


# ---- the link ----

def try_same_link():
    sent = town.send(expiresInDays=3)
    with tap.test("the first resend may follow at once"):
        answer = sent.sender.resend(sent.id)
        tap.is_(answer.status, 200)
        tap.is_(answer["status"], "pending")
        tap.is_(answer["email"], sent.invited.address)
    with tap.test("it shows no link again"):
        tap.is_(answer["invitationUrl"], None)
    with tap.test("the mail has the same link as before"):
        again = sent.mail(2)
        tap.is_(again.token, sent.mailed)
    with tap.test("both links open as before"):
        for which in ("returned", "mailed"):
            tap.is_(sent.visitor(which).preview().status, 200, which)
    with tap.test("it has as much time as at first"):
        sent.move_expiry(60)
        sent.rest()
        answer = sent.sender.resend(sent.id)
        tap.within(days_left(answer), 2.99, 3.0)
        tap.ok(answer["resentAt"] > answer["createdAt"])
    with tap.test("resends are on record"):
        types = [e["type"] for e in sent.sender.invitation(sent.id)["events"]]
        tap.is_(types.count("invitation.resent"), 2)
        tap.is_(types.count("link.rotated"), 0)


def try_rotate():
    sent = town.send()
    with tap.test("with rotate the old links are dead"):
        answer = sent.sender.resend(sent.id, rotate=True)
        tap.is_((answer.status, answer["invitationUrl"]), (200, None))
        for which in ("returned", "mailed"):
            refused(sent.visitor(which).preview(), 410, "link_replaced",
                    which)
    with tap.test("and the mail has a new one, that is accepted"):
        token = sent.mail(2).token
        tap.isnt(token, sent.mailed)
        tap.is_(people.Visitor(stack.api, token).accept().status, 200)
    with tap.test("the rotation is on record"):
        types = [e["type"] for e in sent.sender.invitation(sent.id)["events"]]
        tap.is_(types.count("link.rotated"), 1)
        tap.is_(types.count("invitation.resent"), 1)
    with tap.test("a link rotated twice is dead twice"):
        sent = town.send()
        sent.sender.resend(sent.id, rotate=True)
        first = sent.mail(2).token
        sent.rest()
        tap.is_(sent.sender.resend(sent.id, rotate=True).status, 200)
        second = sent.mail(3).token
        for token in (sent.mailed, first):
            refused(people.Visitor(stack.api, token).preview(), 410,
                    "link_replaced")
        tap.is_(people.Visitor(stack.api, second).preview().status, 200)
    with tap.test("where no mail can bring a new link none is made, and the "
                  "old ones live"):
        sent = town.send()
        stack.api.with_key(None).form(f"/u/{sent.mail().unsubscribe}",
                                      {"List-Unsubscribe": "One-Click"})
        bad_fields(sent.sender.resend(sent.id, rotate=True),
                   {"#/rotate": "not_allowed"})
        for which in ("returned", "mailed"):
            tap.is_(sent.visitor(which).preview().status, 200, which)
        tap.is_(sent.sender.resend(sent.id).status, 200)
    with tap.test("rotate: false rotates nothing"):
        sent = town.send()
        sent.sender.resend(sent.id, rotate=False)
        tap.is_(sent.visitor().preview().status, 200)


# ---- what may be sent again ----

def try_reviving():
    with tap.test("an expired one lives again, by the same link"):
        sent = town.send()
        sent.move_expiry(-1)
        answer = sent.sender.resend(sent.id)
        tap.is_((answer.status, answer["status"]), (200, "pending"))
        tap.within(days_left(answer), 6.99, 7.0)
        tap.is_(sent.visitor().accept().status, 200)
    with tap.test("an expired one blocks no new one"):
        sent = town.send()
        sent.move_expiry(-1)
        answer = sent.sender.invite(sent.invited.address)
        tap.is_(answer.status, 201)
        tap.is_(sent.status(), "expired")
    with tap.test("and then lives no more while the new one does"):
        refused(again := sent.sender.resend(sent.id), 409,
                "invitation_already_pending")
        tap.is_(again["existingId"], answer["id"])
        tap.is_(sent.status(), "expired")
        refused(sent.visitor().preview(), 410, "invitation_expired")
    with tap.test("but does when the new one has ended"):
        sent.sender.cancel(answer["id"])
        tap.is_(sent.sender.resend(sent.id)["status"], "pending")
        refused(sent.sender.invite(sent.invited.address), 409,
                "invitation_already_pending")
    with tap.test("a second create of a pending one names it"):
        sent = town.send()
        answer = sent.sender.invite(sent.invited.address.upper())
        refused(answer, 409, "invitation_already_pending")
        tap.is_(answer["existingId"], sent.id)
    with tap.test("an address with another +tag is another address"):
        local, _, domain = sent.invited.address.partition("@")
        tap.is_(sent.sender.invite(f"{local}+x@{domain}").status, 201)
    for name, end in {
            "cancelled": lambda s: s.sender.cancel(s.id),
            "rejected": lambda s: s.visitor().reject()}.items():
        with tap.test(f"a {name} one blocks no new one"):
            sent = town.send()
            end(sent)
            tap.is_(sent.sender.invite(sent.invited.address).status, 201)


# ---- how often ----

def try_interval():
    sent = town.send()
    sent.sender.resend(sent.id)
    with tap.test("within the next 60 seconds it is 429"):
        answer = sent.sender.resend(sent.id)
        refused(answer, 429, "too_many")
        tap.within(int(answer.headers["Retry-After"]), 30, 60)
        tap.is_(stack.db.value("select count(*) from outbox "
                               "where invitation_id = %s", sent.id), 2)
    with tap.test("Retry-After counts down"):
        stack.db.rest(sent.id, 50)
        answer = sent.sender.resend(sent.id)
        tap.within(int(answer.headers["Retry-After"]), 1, 10)
    with tap.test("rotate waits as well"):
        refused(sent.sender.resend(sent.id, rotate=True), 429, "too_many")
        tap.is_(sent.visitor().preview().status, 200)
    with tap.test("after 60 seconds it is sent again"):
        sent.rest()
        tap.is_(sent.sender.resend(sent.id).status, 200)


def try_address_limit():
    """Five invitation mails an hour to one address under one topmost."""
    address = "busy@example.com"
    senders = [town.business() for _ in range(6)]
    last = [s.invite(address) for s in senders[:5]][-1]
    with tap.test("five invitations an hour may go to one address"):
        tap.is_(last.status, 201)
    with tap.test("a sixth is 429, whoever sends it, and stores nothing"):
        before = stack.counts()
        answer = senders[5].invite(address.title())
        refused(answer, 429, "too_many")
        tap.within(int(answer.headers["Retry-After"]), 3500, 3600)
        tap.is_(stack.counts(), before)
    with tap.test("so is a resend"):
        refused(senders[4].resend(last["id"]), 429, "too_many")
        refused(senders[4].resend(last["id"], rotate=True), 429, "too_many")
    with tap.test("a topmost organization counts its own alone"):
        far = people.Town(stack, "Far").business()
        tap.is_(far.invite(address).status, 201)
    with tap.test("codes do not count"):
        tap.is_(people.Visitor(
            stack.api, people.token_of(last["invitationUrl"])).verify(
                address).status, 202)
    with tap.test("as the hour passes another may go"):
        stack.db.run(
            "update address_limit set sent_at = array(select t - interval "
            "'3540 seconds' from unnest(sent_at) t) where email_key = %s "
            "and organization_id = %s", address, town.id)
        answer = senders[5].invite(address)
        refused(answer, 429, "too_many")
        tap.within(int(answer.headers["Retry-After"]), 1, 60)
        stack.db.run(
            "update address_limit set sent_at = array(select t - interval "
            "'60 seconds' from unnest(sent_at) t) where email_key = %s "
            "and organization_id = %s", address, town.id)
        tap.is_(senders[5].invite(address).status, 201)
    with tap.test("an invitation that exists is said before the limit is"):
        stack.db.run(
            "update address_limit set sent_at = array_fill("
            "clock_timestamp(), array[5]) where email_key = %s", address)
        refused(senders[5].invite(address), 409,
                "invitation_already_pending")


def try_fields():
    sent = town.send()
    with tap.test("rotate is true or false"):
        answer = sent.sender.resend(sent.id, rotate="yes")
        refused(answer, 422, "invalid_fields")
        tap.is_(answer.pointers, {"#/rotate": "wrong_type"})
    with tap.test("a resend needs no body"):
        answer = sent.sender.client.post(
            sent.sender.at(f"/invitations/{sent.id}/resend"))
        tap.is_(answer.status, 200)
    with tap.test("the core's own door sends again too"):
        sent = town.send()
        path = f"/v1/invitations/{sent.id}"
        answer = town.client.post(f"{path}/resend", {"rotate": True})
        tap.is_((answer.status, answer["status"]), (200, "pending"))
        refused(sent.visitor().preview(), 410, "link_replaced")
        refused(town.client.post(f"{path}/resend"), 429, "too_many")
        tap.is_(town.client.post(f"{path}/revoke")["status"], "revoked")
        refused(town.client.post(f"{path}/resend"), 409, "invitation_state")


with Stack() as stack:
    town = people.Town(stack)
    try_same_link()
    try_rotate()
    try_reviving()
    try_interval()
    try_address_limit()
    try_fields()
tap.done()
