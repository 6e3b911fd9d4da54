# SPDX-License-Identifier: MIT
"""Applicants: a dead invitation, a dead link, an unknown token, a foreign
id: what each door answers, in JSend where the document speaks it."""
import uuid

import customers
import people
import tap
from expect import refused
from stack import Stack


# ---- dead, and how it came to that ----

def expire(sent):
    sent.move_expiry(-1)


def revoke(sent):
    sent.customer.revoke(sent.id)


def decline(sent):
    sent.applicant(ANN).reject(reason="No.")


def accept(sent):
    for email in (ANN, JIM):
        sent.applicant(email).accept()


def replace(sent):
    sent.customer.resend(sent.id, rotate=True)


ANN, JIM = "ann@example.com", "jim@example.com"
DEAD = {
    "expired": (expire, "expired", "invitation_expired"),
    "revoked": (revoke, "revoked", "invitation_revoked"),
    "declined": (decline, "declined", "invitation_rejected"),
    "accepted": (accept, "accepted", "invitation_used_up"),
    "replaced": (replace, "pending", "link_replaced"),
}
DONE = (200, None)
STILL = {
    ("expired", "resend"): DONE,
    ("expired", "revoke"): DONE,
    ("revoked", "revoke"): DONE,
    ("replaced", "resend"): (429, "too_many"),
    ("replaced", "revoke"): DONE,
}


def failed(answer, status, code, name=""):
    """A refusal in JSend."""
    refused(answer, status, code, name)
    tap.is_(answer.type, "application/json", name)
    tap.is_(answer["status"], "fail", name)
    tap.is_(answer["requestId"], answer.headers["X-Request-Id"], name)
    tap.ok(answer["message"], name)


def try_dead(state, kill, word, code):
    sent = customer.send(ANN, JIM)
    kill(sent)
    with tap.test(f"{state}: the invitation is {word}"):
        tap.is_(sent.status(), word)
        tap.is_(sent.statuses(), [word] * 2)
        listed = customer.sent(status=word, limit=100)["data"]
        tap.ok(sent.id in [i["invitation_id"] for i in listed])
    for which in ("mailed", "returned"):
        visitor = sent.applicant(JIM, which)
        with tap.test(f"{state}: the {which} link opens no door"):
            if state == "accepted":  # by this one too
                tap.is_(visitor.preview()["status"], "accepted")
                tap.is_(visitor.accept()["alreadyAccepted"], True)
                tap.is_(visitor.accept_here().status, 200)
            else:
                refused(visitor.preview(), 410, code)
                refused(visitor.accept(), 410, code)
                failed(visitor.accept_here(), 410, code)
            refused(visitor.verify(JIM), 410, code)
            refused(visitor.confirm(JIM, "000000"), 410, code)
            refused(visitor.reject(), 410, code)
        with tap.test(f"{state}: the {which} link's page says so"):
            tap.is_(visitor.look().status,
                    200 if state == "accepted" else 410)
    for deed in ("resend", "revoke"):
        wanted = STILL.get((state, deed), (409, "invitation_state"))
        with tap.test(f"{state}: to {deed} it is {wanted[0]}"):
            sent = customer.send(ANN, JIM)
            kill(sent)
            answer = getattr(customer, deed)(sent.id)
            refused(answer, *wanted)
            tap.is_(answer["status"],
                    "success" if wanted == DONE else "fail")


def try_partly():
    """One has accepted, the other has not."""
    def partly(kill=None):
        sent = customer.send(ANN, JIM)
        sent.applicant(ANN).accept()
        if kill:
            kill(sent)
        return sent

    with tap.test("who has accepted cannot reject for the others"):
        sent = partly()
        for which in ("mailed", "returned"):
            refused(sent.applicant(ANN, which).reject(), 410,
                    "invitation_used_up")
        tap.is_(sent.statuses(), ["accepted", "pending"])
    with tap.test("the other may: it is declined, what was accepted stays"):
        tap.is_(sent.applicant(JIM, "returned").reject().status, 200)
        tap.is_((sent.status(), sent.statuses()),
                ("declined", ["accepted", "declined"]))
        for which in ("returned", "mailed"):
            tap.is_(sent.applicant(JIM, which).reject().status, 200, which)
        tap.is_(sent.applicant(ANN).accept()["alreadyAccepted"], True)
    with tap.test("what expires half accepted stays so for the one"):
        sent = partly(expire)
        tap.is_((sent.status(), sent.statuses()),
                ("expired", ["accepted", "expired"]))
        tap.is_(sent.applicant(ANN).accept()["alreadyAccepted"], True)
        failed(sent.applicant(JIM).accept_here(), 410, "invitation_expired")
    with tap.test("sent again, the other may accept: then it is accepted"):
        tap.is_(customer.resend(sent.id).status, 200)
        sent.mail(JIM, 2)
        tap.is_(sent.applicant(JIM).accept().status, 200)
        tap.is_((sent.status(), sent.statuses()),
                ("accepted", ["accepted", "accepted"]))
    with tap.test("what is revoked half accepted opens no door to either"):
        sent = partly(revoke)
        for email in (ANN, JIM):
            failed(sent.applicant(email).accept_here(), 410,
                   "invitation_revoked")
    with tap.test("the page of who has accepted shows it, with no form"):
        page = partly().applicant(ANN).look()
        tap.is_((page.status, page.actions), (200, []))


# ---- one live invitation ----

def try_live():
    with tap.test("an address is invited to a business once"):
        sent = customer.send(ANN, JIM)
        for who in ("ANN@example.com", JIM):
            again = customer.invite("new@example.com", who,
                                    existing_business_id=sent.business_id)
            failed(again, 409, "invitation_already_pending")
            tap.is_(again["existingId"], sent.id)
    with tap.test("also by the applicant's id"):
        id = sent.data["applicants"][1]["applicant_id"]
        failed(customer.invite("new@example.com", existing_applicant_ids=[id],
                               existing_business_id=sent.business_id),
               409, "invitation_already_pending")
    with tap.test("also while one of them has accepted"):
        sent.applicant(ANN).accept()
        failed(customer.invite(ANN, existing_business_id=sent.business_id),
               409, "invitation_already_pending")
    with tap.test("a new business described in the same words is the same"):
        words = {"name": f"Same {uuid.uuid4()}", "mobile": "1"}
        first = customer.send(ANN, business=words)
        again = customer.invite(ANN, business=words)
        failed(again, 409, "invitation_already_pending")
        tap.is_(again["existingId"], first.id)
        tap.is_(customer.invite(JIM, business=words).status, 200)
    for state, (kill, word, _) in DEAD.items():
        if word == "pending":
            continue
        with tap.test(f"one that is {word} blocks nothing"):
            sent = customer.send(ANN, JIM)
            kill(sent)
            tap.is_(customer.invite(
                ANN, existing_business_id=sent.business_id).status, 200)
    with tap.test("an expired one whose place was taken is not revived"):
        sent = customer.send(ANN, JIM)
        expire(sent)
        other = customer.send(ANN, existing_business_id=sent.business_id)
        again = customer.resend(sent.id)
        failed(again, 409, "invitation_already_pending")
        tap.is_(again["existingId"], other.id)


# ---- what nobody knows, or somebody else owns ----

def try_unknown():
    sent = customer.send(ANN)
    public = town.business().open_link()
    connection = town.send()
    tokens = {"a word": "token", "64 characters": "A" * 64,
              "an id": sent.id, "an API key": town.client.key,
              "a letter more": sent.mailed[ANN] + "A",
              "swapped letters": sent.mailed[ANN].swapcase(),
              "an unsubscribe token": sent.mail(ANN).unsubscribe,
              "a public link": public,
              "another family's": connection.mailed}
    for name, token in tokens.items():
        with tap.test(f"{name} opens nothing at this family's door"):
            failed(customers.Applicant(stack.api, token).accept_here(), 404,
                   "not_found")


def try_foreign():
    other = customers.Customer(town)
    sent = customer.send(ANN)
    unknown, no_uuid = str(uuid.uuid4()), "12"
    business = sent.business_id
    case = customer.case(business)
    esign = customer.esign()
    questions = customer.questions({"key": "a", "label": "A",
                                    "type": "text"})
    paths = {"invitations": sent.id, "businesses": business, "cases": case,
             "esign-templates": esign, "custom-field-templates": questions}
    for name, id in paths.items():
        with tap.test(f"one of {name} is its customer's alone"):
            tap.is_(customer.client.get(
                customer.at(f"/{name}/{id}")).status, 200)
            failed(other.client.get(other.at(f"/{name}/{id}")), 404,
                   "not_found")
            for bad in (unknown, no_uuid):
                failed(customer.client.get(customer.at(f"/{name}/{bad}")),
                       404, "not_found")
    with tap.test("nobody else revokes or resends it"):
        for deed in (other.revoke, other.resend):
            for id in (sent.id, unknown, no_uuid):
                failed(deed(id), 404, "not_found")
        tap.is_(sent.status(), "pending")
    with tap.test("what is no customer has none of it"):
        firm = people.Town(stack, "Far")
        for id in (firm.id, town.id, unknown, no_uuid, "me"):
            for path in ("invitations", *paths):
                failed(customer.client.get(f"/customers/{id}/{path}"), 404,
                       "not_found", f"{id} {path}")
    with tap.test("every id that a request names is the customer's"):
        answer = other.invite(
            ANN, existing_business_id=business, case_id=case,
            existing_applicant_ids=[
                sent.data["applicants"][0]["applicant_id"]],
            esign_template_id=esign, esign_templates=[esign, unknown],
            custom_field_template_id=questions)
        failed(answer, 422, "invalid_fields")
        tap.is_(answer.pointers, {
            "#/existing_business_id": "not_allowed",
            "#/case_id": "not_allowed",
            "#/existing_applicant_ids/0": "not_allowed",
            "#/esign_template_id": "not_allowed",
            "#/esign_templates/0": "not_allowed",
            "#/esign_templates/1": "not_allowed",
            "#/custom_field_template_id": "not_allowed"})
    with tap.test("a case is of a business of the customer"):
        answer = other.client.post(other.at("/cases"), {
            "business_id": business, "name": "Case"})
        failed(answer, 422, "invalid_fields")
        tap.is_(answer.pointers, {"#/business_id": "not_allowed"})


def try_words():
    """Refusals that come before the call speak JSend too."""
    nobody = stack.api.with_key(None)
    with tap.test("no route, no method, no key: in JSend"):
        failed(nobody.get("/customers/x/y/z"), 404, "not_found")
        failed(nobody.get("/invite/x"), 404, "not_found")
        failed(nobody.request("PUT", customer.at("/cases")), 405,
               "method_not_allowed")
        failed(nobody.get("/invite/x/accept"), 405, "method_not_allowed")
        failed(nobody.get(customer.at("/cases")), 401, "key_missing")
        failed(customer.client.get(customer.at("/cases", limit=0)), 422,
               "invalid_fields")
    with tap.test("a key without the scope: in JSend"):
        key = town.client.post(f"/v1/organizations/{customer.id}/keys", {
            "name": "r", "scopes": ["invitations:read"]})["key"]
        reader = customer.client.with_key(key)
        tap.is_(reader.get(customer.at("/cases")).status, 200)
        failed(reader.post(customer.at("/cases"), {
            "business_id": str(uuid.uuid4()), "name": "n"}), 403,
            "scope_missing")


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    customer = customers.Customer(town)
    for state, (kill, word, code) in DEAD.items():
        try_dead(state, kill, word, code)
    try_partly()
    try_live()
    try_unknown()
    try_foreign()
    try_words()
tap.done()
