# SPDX-License-Identifier: MIT
"""Applicants, the story: a customer invites two to a business, each gets a
link, answers the questions, reads and signs the documents; when both have,
the invitation is accepted. Told thrice, as the main story is."""
import hashlib

import customers
import people
import tap
from expect import bad_fields, refused
from stack import WAYS, Stack

ANN, JIM = "Ann@example.com", "jim@example.com"
TERMS = "Terms\n\n1. Pay.\n2. Smile \u263a."
QUESTIONS = (
    {"key": "town", "label": "Town", "type": "text", "is_required": True},
    {"key": "staff", "label": "Staff", "type": "number"},
    {"key": "since", "label": "Since", "type": "date"},
    {"key": "is_new", "label": "New?", "type": "boolean",
     "is_required": True},
    {"key": "size", "label": "Size", "type": "choice",
     "options": ["small", "large"]},
)
ANSWERS = {"town": "Orlando", "staff": 12.5, "since": "2024-02-29",
           "is_new": False, "size": "large"}


def events(customer, id, *types):
    """What happened to an invitation, of these types."""
    said = customer.client.get(f"/v1/invitations/{id}")["events"]
    return [event for event in said if event["type"] in types]


def by_mail(stack, town):
    """Two applicants, questions and a document; by the JSON doors."""
    customer = customers.Customer(town, "Worth")
    terms = customer.esign(TERMS.replace("\n", "\r\n"))
    digest = hashlib.sha256(TERMS.encode()).hexdigest()
    with tap.test("a document is kept with its lines ended by LF, and its "
                  "digest"):
        kept = customer.client.get(customer.at(f"/esign-templates/{terms}"))
        tap.is_(kept["data"]["text"], TERMS)
        tap.is_(kept["data"]["sha256"], digest)
    sent = customer.send(
        customers.person(ANN, first_name="Ann"), JIM, message="Welcome.",
        inviter_name="Wendy", business={"name": "Tester's Electronics"},
        esign_template_id=terms, esign_templates=[terms],
        custom_field_template_id=customer.questions(*QUESTIONS),
        custom_fields={"town": "Orlando", "staff": 3})
    with tap.test("each applicant is told of, with a link of their own"):
        tap.is_(sent.answer.status, 200)
        tap.is_(sent.answer["status"], "success")
        tap.is_([a["email"] for a in sent.data["applicants"]], [ANN, JIM])
        tap.is_(sent.data["applicant_email"], ANN)
        tap.is_(sent.data["invitation_url"],
                sent.data["applicants"][0]["invitation_url"])
        tap.is_(len({*sent.returned.values(), *sent.mailed.values()}), 4)
    with tap.test("each is mailed the business's customer, the words and "
                  "one link"):
        for email in (ANN, JIM):
            mail = sent.mail(email)
            tap.is_(mail.recipients, [email])
            tap.like(mail.text, "Worth")
            tap.like(mail.text, "Welcome.")
    ann, jim = sent.applicant(ANN), sent.applicant(JIM)
    with tap.test("the link shows what to answer, filled in, and to sign"):
        card = ann.preview()
        tap.is_((card["kind"], card["status"]), ("applicants", "pending"))
        tap.is_(card["email"], ANN)
        tap.is_(card["needsVerification"], False)
        tap.is_([(f["name"], f["type"], f["required"], f["value"])
                 for f in card["form"]],
                [("customFields.town", "text", True, "Orlando"),
                 ("customFields.staff", "number", False, 3),
                 ("customFields.since", "date", False, None),
                 ("customFields.is_new", "boolean", True, None),
                 ("customFields.size", "choice", False, None),
                 (f"signatures.{terms}", "signature", True, None)])
    with tap.test("what is missing is told, all of it"):
        bad_fields(ann.accept(), {"#/customFields/is_new": "required",
                                  "#/signatures": "required"})
        bad_fields(ann.accept_here(custom_fields={"town": ""}),
                   {"#/custom_fields/town": "required",
                    "#/custom_fields/is_new": "required",
                    "#/signatures": "required"})
        tap.is_(sent.statuses(), ["pending", "pending"])
    with tap.test("one accepts: answers, signature and address are kept"):
        done = ann.accept(customFields=ANSWERS, signatures=[
            {"templateId": terms, "name": "Ann Tester"}])
        tap.is_(done.status, 200)
        tap.is_((done["status"], done["alreadyAccepted"]),
                ("accepted", False))
        got = done["applicant"]
        tap.is_((got["id"], got["email"], got["status"]),
                (sent.data["applicants"][0]["applicant_id"], ANN,
                 "accepted"))
        tap.is_(got["customFields"], ANSWERS)
        (signature,) = got["signatures"]
        tap.is_(signature, {
            "templateId": terms, "name": "Ann Tester", "email": ANN,
            "sha256": digest, "signedAt": got["acceptedAt"]})
    with tap.test("the invitation waits for the other"):
        tap.is_((sent.status(), sent.statuses()),
                ("pending", ["accepted", "pending"]))
        tap.is_(ann.preview()["status"], "accepted")
        tap.is_(jim.preview()["status"], "pending")
    with tap.test("accepting again is the first result"):
        again = ann.accept()
        tap.is_((again["alreadyAccepted"], again["applicant"]), (True, got))
        here = ann.accept_here()
        tap.is_(here.status, 200)
        tap.is_(here["data"]["accepted_at"], got["acceptedAt"])
    with tap.test("the other sees the answers of the first, and may differ"):
        card = jim.preview()
        tap.is_({f["name"]: f["value"] for f in card["form"]}
                ["customFields.size"], "large")
        done = jim.accept_here(
            custom_fields={"staff": 13, "since": None},
            signatures=[{"template_id": terms, "name": "Jim Tester"}])
        tap.is_(done.status, 200)
        tap.is_((done["status"], done["message"]),
                ("success", "Invitation accepted successfully"))
        tap.is_(done["data"]["custom_fields"],
                {"town": "Orlando", "staff": 13, "is_new": False,
                 "size": "large"})
        tap.is_(done["data"]["signatures"][0]["sha256"], digest)
    with tap.test("when both have, it is accepted"):
        tap.is_((sent.status(), sent.statuses()),
                ("accepted", ["accepted", "accepted"]))
        one = customer.client.get(f"/v1/invitations/{sent.id}")
        tap.is_((one["status"], one["useCount"], one["maxUses"]),
                ("accepted", 2, 2))
    with tap.test("events tell the customer what each answered and signed"):
        accepted = events(customer, sent.id, "invitation.accepted")
        tap.is_([e["data"]["customFields"]["staff"] for e in accepted],
                [12.5, 13])
        tap.is_([e["data"]["signatures"][0]["email"] for e in accepted],
                [ANN, JIM])


def by_code(stack, town):
    """The returned link proves nothing: whoever signs there proves it."""
    customer = customers.Customer(town)
    terms = customer.esign()
    sent = customer.send(JIM, esign_template_id=terms)
    signatures = [{"templateId": terms, "name": "Jim"}]
    with tap.test("what another has answered is told at the mailed link, at "
                  "the returned one to nobody"):
        known = customer.send(
            ANN, JIM, esign_template_id=terms, custom_fields={"staff": 3},
            custom_field_template_id=customer.questions(*QUESTIONS))
        known.applicant(ANN).accept(customFields=ANSWERS, signatures=[
            {"templateId": terms, "name": "Ann"}])
        held, jim = (known.applicant(JIM, which)
                     for which in ("returned", "mailed"))
        tap.is_({f["value"] for f in held.preview()["form"]}, {None})
        tap.is_(jim.preview()["form"][0]["value"], ANSWERS["town"])
    held = sent.applicant(which="returned")
    with tap.test("at the returned link a signature needs a proof"):
        tap.is_(held.preview()["needsVerification"], True)
        tap.is_(held.preview()["email"], "j***@example.com")
        bad_fields(held.accept(signatures=signatures),
                   {"#/proof": "required"})
        bad_fields(held.accept(signatures=signatures, proof="A" * 64),
                   {"#/proof": "not_allowed"})
        bad_fields(held.accept_here(proof="A" * 64), {
            "#/proof": "not_allowed", "#/signatures": "required"})
    with tap.test("a code goes to the applicant, to nobody else"):
        tap.is_(held.verify("stranger@example.com").status, 202)
        proof = held.prove(stack.mailbox, JIM)
        stack.settle()
        tap.is_(stack.mailbox.codes("stranger@example.com"), [])
    with tap.test("with the proof it is signed, by that address"):
        done = held.accept(signatures=signatures, proof=proof)
        tap.is_(done.status, 200)
        tap.is_(done["applicant"]["signatures"][0]["email"], JIM)
        tap.is_(sent.status(), "accepted")
    with tap.test("again with the proof it is the first result, which "
                  "nobody is told without"):
        again = held.accept(proof=proof)
        tap.is_((again["alreadyAccepted"], again["applicant"]),
                (True, done["applicant"]))
        for answer in (held.accept(signatures=signatures),
                       held.accept(proof="A" * 64), held.accept_here()):
            refused(answer, 410, "invitation_used_up")
    with tap.test("with nothing to sign, the returned link will do"):
        plain = customer.send(JIM)
        held = plain.applicant(which="returned")
        tap.is_(held.preview()["needsVerification"], False)
        tap.is_(held.accept()["applicant"]["email"], JIM)
        tap.is_(plain.status(), "accepted")


def at_the_page(stack, town):
    customer = customers.Customer(town)
    terms = customer.esign(TERMS)
    sent = customer.send(
        JIM, esign_template_id=terms, business={"name": "Page Electronics"},
        custom_field_template_id=customer.questions(*QUESTIONS),
        custom_fields={"town": "Orlando"})
    jim = sent.applicant()
    with tap.test("the page shows the business, the questions and the text"):
        page = jim.look()
        tap.is_(page.status, 200)
        for words in ("Page Electronics", "Town", "Staff", "1. Pay."):
            tap.like(page.text, words)
        tap.is_(page.form("accept")["customFields.town"], "Orlando")
    with tap.test("its form answers and signs"):
        done = jim.press(page, "accept", **{
            "customFields.town": "Miami", "customFields.staff": "7",
            "customFields.is_new": "true", "customFields.size": "small",
            f"signatures.{terms}": "Jim Tester"})
        tap.is_(done.status, 303)
        (event,) = events(customer, sent.id, "invitation.accepted")
        tap.is_(event["data"]["customFields"],
                {"town": "Miami", "staff": 7, "is_new": True,
                 "size": "small"})
        tap.is_(event["data"]["signatures"][0]["name"], "Jim Tester")


def known(stack, town):
    """The three ways to name a business; cases; applicants by their ids."""
    customer = customers.Customer(town)
    first = customer.send(customers.person(JIM), business={
        "name": "Known", "mobile": "1", "address_city": "Orlando"})
    id = first.business_id
    jim = first.data["applicants"][0]["applicant_id"]
    with tap.test("a business is read, with what was said of it"):
        shown = customer.client.get(customer.at(f"/businesses/{id}"))
        tap.is_(shown["data"], {
            "id": id, "name": "Known", "mobile": "1",
            "address_line_1": None, "address_line_2": None,
            "address_city": "Orlando", "address_state": None,
            "address_postal_code": None, "address_country": None,
            "created_at": shown["data"]["created_at"]})
        listed = customer.client.get(customer.at("/businesses"))
        tap.is_(listed["data"], [shown["data"]])
    with tap.test("another is invited to it by its id, in a case of it"):
        case = customer.case(id, "Loan")
        second = customer.send(ANN, existing_business_id=id, case_id=case)
        tap.is_(second.business_id, id)
        tap.is_(customer.show(second.id)["data"]["case_id"], case)
        card = second.applicant().accept_here()["data"]
        tap.is_((card["business_id"], card["case_id"]), (id, case))
    with tap.test("or by an object, whose members say more of it"):
        third = customer.send("kim@example.com", existing_business={
            "id": id, "mobile": "2", "address_state": "FL"})
        tap.is_(third.business_id, id)
        shown = customer.client.get(customer.at(f"/businesses/{id}"))
        tap.is_([shown["data"][n] for n in (
            "name", "mobile", "address_city", "address_state")],
            ["Known", "2", "Orlando", "FL"])
    with tap.test("a known applicant is invited besides, at the address "
                  "known, under the same id"):
        fourth = customer.send("lee@example.com",
                               existing_applicant_ids=[jim])
        tap.is_([a["email"] for a in fourth.data["applicants"]],
                ["lee@example.com", JIM])
        tap.is_(fourth.data["applicants"][1]["applicant_id"], jim)
        tap.is_(fourth.data["applicant_email"], "lee@example.com")
        fourth.applicant(JIM).accept()
        tap.is_(fourth.statuses(), ["pending", "accepted"])


def again(stack, town):
    """Resend and revoke while one has accepted and another has not."""
    customer = customers.Customer(town)
    sent = customer.send(ANN, JIM)
    sent.applicant(ANN).accept()
    with tap.test("a resend goes to those who have not accepted, whatever "
                  "the others were mailed"):
        tap.is_(stack.db.run(
            "update address_limit set sent_at = array_fill("
            "clock_timestamp(), array[100]) where email_key = %s",
            ANN.lower()), 1)
        done = customer.resend(sent.id)
        tap.is_(done.status, 200)
        tap.is_(done["message"], "Invitation resent successfully")
        tap.is_(sent.mail(JIM, 2).token, sent.mailed[JIM])
        stack.settle()
        tap.is_(len(stack.mailbox.all(ANN, sent.id)), 1)
    with tap.test("a rotated one has new links, the old are dead"):
        stack.db.rest(sent.id)
        customer.resend(sent.id, rotate=True)
        new = sent.mail(JIM, 3).token
        tap.isnt(new, sent.mailed[JIM])
        for which in ("mailed", "returned"):
            tap.is_(sent.applicant(JIM, which).preview().code,
                    "link_replaced")
    with tap.test("revoking it leaves what was accepted"):
        done = customer.revoke(sent.id)
        tap.is_(done["data"]["status"], "revoked")
        tap.is_(sent.statuses(), ["accepted", "revoked"])
        visitor = people.Visitor(stack.api, new)
        tap.is_(visitor.accept().code, "invitation_revoked")


def main():
    for name, how in WAYS.items():
        with tap.group(name), Stack({"limits.address_per_hour": 100},
                                    **how) as stack:
            town = people.Town(stack)
            by_mail(stack, town)
            by_code(stack, town)
            at_the_page(stack, town)
            known(stack, town)
            again(stack, town)
    tap.done()


main()
