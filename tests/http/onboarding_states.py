# SPDX-License-Identifier: MIT
"""Onboarding: what each state and each dead link answers at every door, what
a sender may still do, and that a look changes nothing."""
import uuid

import merchants
import people
import tap
from expect import refused
from stack import Stack
from unchanged import unchanged

OPTIONS = {"limits.address_per_hour": 10000}


def expire(sent):
    sent.move_expiry(-1)


def revoke(sent):
    sent.merchant.revoke(sent.id)


def decline(sent):
    sent.visitor.reject()


def complete(sent):
    sent.accept()


def replace(sent):
    sent.merchant.resend(sent.id, rotate=True)


# How it came to that, what its link answers, its status.
DEAD = {
    "expired": (expire, "invitation_expired", "Expired"),
    "revoked": (revoke, "invitation_revoked", "Revoked"),
    "declined": (decline, "invitation_rejected", "Declined"),
    "completed": (complete, "invitation_used_up", "Completed"),
    "replaced": (replace, "link_replaced", "Pending"),
}
CORE = {"Expired": "expired", "Revoked": "revoked", "Declined": "rejected",
        "Completed": "accepted", "Pending": "pending"}
# What the sender may still do; else it is 409.
DONE = (200, None)
STILL = {
    ("expired", "resend"): DONE,
    ("expired", "revoke"): DONE,
    ("revoked", "revoke"): DONE,
    ("replaced", "resend"): (429, "too_many"),
    ("replaced", "revoke"): DONE,
}


def doors(visitor):
    """(door, answer) of each JSON door that takes a token."""
    yield "preview", visitor.preview()
    yield "verify", visitor.verify("who@example.com")
    yield "confirm", visitor.confirm("who@example.com", "000000")
    yield "accept", visitor.accept(**merchants.LEAST)
    yield "reject", visitor.reject()


def pages(visitor, form_token):
    yield "page", visitor.look()
    for action in ("accept", "reject"):
        yield f"page's {action}", people.page.Page(visitor.client.form(
            f"/i/{visitor.token}",
            {"action": action, "formToken": form_token,
             **merchants.flat(merchants.LEAST)}))


def try_dead(state, kill, code, word):
    sent = market.send()
    form_token = sent.visitor.look().form("accept")["formToken"]
    kill(sent)
    own = {"completed": {"preview", "page"}, "declined": {"reject"}}
    with tap.test(f"{state}: it is {word}"):
        tap.is_(sent.status(), word)
        tap.is_([i["invitationId"] for i in
                 sent.merchant.sent(status=word)["data"]], [sent.id])
        one = market.client.get(f"/v1/invitations/{sent.id}")
        tap.is_(one["status"], CORE[word])
        read = sent.read()
        tap.is_([name for name in ("completedAt", "revokedAt")
                 if read[name]],
                {"completed": ["completedAt"],
                 "revoked": ["revokedAt"]}.get(state, []))
    with tap.test(f"{state}: its link opens no door"):
        for door, answer in doors(sent.visitor):
            if door in own.get(state, ()):
                tap.is_((answer.status, answer["status"]),
                        (200, CORE[word]), door)
            else:
                refused(answer, 410, code, door)
    with tap.test(f"{state}: its link's page says so, and changes "
                  "nothing"), unchanged(stack):
        for door, page in pages(sent.visitor, form_token):
            good = {"page": 200} if state == "completed" else {}
            if (state, door) == ("declined", "page's reject"):
                good = {door: 303}
            tap.is_(page.status, good.get(door, 410), door)
    for deed in ("resend", "revoke"):
        wanted = STILL.get((state, deed), (409, "invitation_state"))
        for path in merchants.AT, "/v1/invitations":
            with tap.test(f"{state}: to {deed} it at {path} is {wanted[0]}"):
                sent = market.send()
                kill(sent)
                refused(market.client.post(f"{path}/{sent.id}/{deed}"),
                        *wanted)


def try_targets():
    for state, (kill, _, word) in DEAD.items():
        is_free = word != "Pending"
        with tap.test(f"{state}: another may be sent there: {is_free}"):
            sent = market.send()
            kill(sent)
            again = sent.merchant.invite(email=sent.answer["email"])
            refused(again, *((201, None) if is_free
                             else (409, "invitation_already_pending")))
    with tap.test("an expired one is sent again only where no other lives"):
        sent = market.send(phone="+49 170 1")
        expire(sent)
        other = market.send(sent.merchant, phone="+49 170 1")
        answer = sent.merchant.resend(sent.id)
        refused(answer, 409, "invitation_already_pending")
        tap.is_(answer["existingId"], other.id)
        revoke(other)
        revived = sent.merchant.resend(sent.id)
        tap.is_((revived.status, revived["status"]), (200, "Pending"))
        tap.is_(sent.visitor.preview().status, 200)
    with tap.test("address and telephone are targets of their own"):
        shop = market.merchant()
        for members in ({"email": "a@example.com", "phone": "+49 170 2"},
                        {"email": "b@example.com", "phone": "+49 170 2"},
                        {"phone": "+49 170 2"}):
            tap.is_(shop.invite(**members).status, 201)
        refused(shop.invite(email="A@Example.com"), 409,
                "invitation_already_pending")


def try_sending():
    with tap.test("sent again it is the same link, with as much time"):
        sent = market.send(expiresInDays=1)
        sent.mail()
        stack.db.run("update invitation set expires_at = expires_at - "
                     "interval '12 hours' where id = %s", sent.id)
        before = sent.read()["expiresAt"]
        again = sent.merchant.resend(sent.id)
        tap.is_(again.status, 200)
        tap.ok(again["expiresAt"] > before)
        tap.ok(again["resentAt"])
        tap.is_(sent.mail(2).link, sent.answer["invitationUrl"])
    with tap.test("a minute lies between two"):
        answer = sent.merchant.resend(sent.id)
        refused(answer, 429, "too_many")
        tap.is_(sent.merchant.resend(sent.id, rotate=True).code, "too_many")
        sent.rest()
        tap.is_(sent.merchant.resend(sent.id).status, 200)
        sent.mail(3)  # a rotation would drop it
    with tap.test("with rotate the mail brings a new link; no answer has it"):
        sent.rest()
        answer = market.client.post(f"/v1/invitations/{sent.id}/resend",
                                    {"rotate": True})
        tap.is_(answer.status, 200)
        fresh = sent.mail(4)
        tap.isnt(fresh.link, sent.answer["invitationUrl"])
        tap.ok(fresh.token not in answer.text + sent.read().text)
        refused(sent.accept(), 410, "link_replaced")
        tap.is_(people.Visitor(stack.api, fresh.token).accept(
            **merchants.LEAST).status, 200)
        tap.is_(sent.status(), "Completed")
    with tap.test("revoking drops what waits, and again it is the same"):
        sent = market.send()
        first = sent.merchant.revoke(sent.id)
        tap.is_((first.status, first["status"]), (200, "Revoked"))
        stack.settle()  # what a sender holds may still leave
        shown = sent.read().json
        tap.is_(sent.merchant.revoke(sent.id).json, shown)


def try_declining():
    with tap.test("the holder of the link declines it, with a reason"):
        sent = market.send()
        answer = sent.visitor.client.post("/v1/invitations/reject", {
            "token": sent.token, "reason": "No thanks."})
        tap.is_((answer.status, answer.json), (200, {"status": "rejected"}))
        tap.is_(sent.status(), "Declined")
    with tap.test("declined again it is the same, though no longer open"):
        tap.is_(sent.visitor.reject().status, 200)
        refused(sent.accept(), 410, "invitation_rejected")
    with tap.test("the page declines too"):
        sent = market.send()
        page = sent.visitor.press(sent.visitor.look(), "reject",
                                  reason="No thanks.")
        tap.is_(page.status, 303)
        tap.is_(sent.status(), "Declined")
        tap.is_(sent.merchant.details(), None)


def try_expiry():
    with tap.test("seconds before its expiry it is completed, after it not"):
        sent = market.send()
        sent.move_expiry(30)
        tap.is_(sent.accept().status, 200)
        sent = market.send()
        sent.move_expiry(-1)
        refused(sent.accept(), 410, "invitation_expired")
        tap.is_(sent.merchant.details(), None)
    with tap.test("what expires while its accept waits is expired"):
        sent = market.send()
        sent.move_expiry(0.25)
        with stack.holding("select 1 from invitation where id = %s "
                           "for update", sent.id, seconds=0.35):
            answer = sent.accept()
        refused(answer, 410, "invitation_expired")


def try_unknown():
    sent, foreign = market.send(), merchants.Market(stack).send()
    other = people.Town(stack).send()
    with tap.test("an unknown id, another's and another family's are 404"):
        for id in (str(uuid.uuid4()), "x", foreign.id, other.id):
            for method, tail in (("GET", ""), ("POST", "/resend"),
                                 ("POST", "/revoke")):
                refused(market.client.request(
                    method, f"{merchants.AT}/{id}{tail}"), 404, "not_found",
                    f"{method} {id}{tail}")
    with tap.test("the operator's own key of another family reads none"):
        tap.is_(other.sender.client.get(
            f"{merchants.AT}/{other.id}").code, "not_found")
    with tap.test("another merchant's id filters nothing of ours in"):
        tap.is_(foreign.merchant.sent()["data"][0]["invitationId"],
                foreign.id)
        listed = market.client.get(
            f"{merchants.AT}?merchantId={foreign.merchant.id}")
        tap.is_((listed.status, listed["data"]), (200, []))
    with tap.test("a token of nothing is 404, at every door"):
        for token in ("A" * 64, "x", people.forge(foreign.token)):
            for door, answer in doors(people.Visitor(stack.api, token)):
                refused(answer, 404, "not_found", door)
    with tap.test("an invitation of this family is not of connections"):
        business = people.Town(stack).business()
        refused(business.accept(sent.token), 404, "not_found")
        refused(business.reject(sent.id, token=sent.token), 404, "not_found")


def try_looking():
    sent = market.send()
    with tap.test("GET and HEAD of page and API change nothing"), \
            unchanged(stack):
        for method in ("GET", "HEAD") * 20:
            for path in (f"/i/{sent.token}", merchants.AT,
                         f"{merchants.AT}/{sent.id}",
                         f"{merchants.AT}?status=Pending"):
                tap.is_(market.client.request(method, path).status, 200)
    with tap.test("an ETag is the revision, and is honoured"):
        read = sent.read()
        tap.is_(market.client.get(f"{merchants.AT}/{sent.id}", headers={
            "If-Match": read.headers["ETag"]}).status, 200)
        refused(market.client.get(f"{merchants.AT}/{sent.id}", headers={
            "If-Match": '"99"'}), 412, "revision_mismatch")
    with tap.test("the mail's way out is heeded by the next invitation"):
        mail = sent.mail()
        stack.api.with_key(None).form(
            f"/u/{mail.unsubscribe}", {"List-Unsubscribe": "One-Click"})
        revoke(sent)
        again = sent.merchant.invite(email=sent.answer["email"])
        tap.is_(again.status, 201)
        tap.is_(sent.merchant.invitation(again["invitationId"])
                ["delivery"]["state"], "suppressed")
    with tap.test("then the link that was answered is the only one: no other "
                  "takes its place"):
        answer = sent.merchant.resend(again["invitationId"], rotate=True)
        tap.is_((answer.status, answer.pointers),
                (400, {"#/rotate": "not_allowed"}))
        tap.is_(people.Visitor(stack.api, again["token"]).accept(
            **merchants.LEAST).status, 200)


with Stack(OPTIONS) as stack:
    market = merchants.Market(stack)
    for state, how in DEAD.items():
        try_dead(state, *how)
    try_targets()
    try_sending()
    try_declining()
    try_expiry()
    try_unknown()
    try_looking()
tap.done()
