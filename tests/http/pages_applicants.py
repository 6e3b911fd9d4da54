# SPDX-License-Identifier: MIT
"""The page of an application: questions, documents, signatures."""
import tap
import words
from stack import Stack
from steps import (come_back, holder, is_end, is_kept, is_mail, is_refused,
                   mailed, prove)

TEXT = "1. First  things\n\n   2. <b>Second</b> & last\n"
QUESTIONS = [
    {"key": "size", "label": "How big?", "type": "choice",
     "is_required": True, "options": ["small", "large", " odd  one "]},
    {"key": "staff", "label": "How many people?", "type": "number",
     "is_required": True},
    {"key": "since", "label": "Since when?", "type": "date",
     "is_required": False},
    {"key": "listed", "label": "Is it listed?", "type": "boolean",
     "is_required": True},
    {"key": "note", "label": "Anything else?", "type": "text",
     "is_required": False},
]


def invite_applicants(*addresses, locale=None, **answers):
    customer = root.post("/v1/organizations", {
        "kind": "customer", "name": "Big Bank", "locale": locale})["id"]
    at = f"/customers/{customer}"
    documents = [root.post(f"{at}/esign-templates",
                           {"name": name, "text": TEXT})["data"]["id"]
                 for name in ("Terms", "Consent")]
    template = root.post(f"{at}/custom-field-templates", {
        "name": "Profile", "fields": QUESTIONS})["data"]["id"]
    made = root.post(f"{at}/businesses/invite", {
        "business": {"name": "Jim's"},
        "applicants": [{"first_name": "Jim", "last_name": "Tester",
                        "email": address} for address in addresses],
        "esign_templates": documents, "custom_field_template_id": template,
        "custom_fields": {"size": "small", "listed": True, **answers}})
    return at, documents, made["data"]


def main():
    addresses = ["jim@example.com", "kim@example.com"]
    at, documents, made = invite_applicants(*addresses)
    visitor = mailed(stack, addresses[0])
    seen = visitor.look()
    with tap.test("the mail says for which business"):
        is_mail(stack.mailbox.wait(addresses[0]), "applicants",
                organizationName="Big Bank", businessName="Jim's")
    signatures = [f"signatures.{id}" for id in documents]
    with tap.test("the page has the business, the questions and "
                  "the documents whole"):
        tap.is_(seen.title, words.say(
            "applicants.page.heading", organizationName="Big Bank",
            businessName="Jim's"))
        for question in QUESTIONS:
            tap.ok(f"><bdi>{question['label']}</bdi>" in seen.answer.text,
                   question["key"])
        is_kept(seen, customFields__size="small",
                customFields__listed=["true"])
        escaped = TEXT.replace("&", "&amp;").replace(
            "<", "&lt;").replace(">", "&gt;")
        tap.is_(seen.answer.text.count(escaped), 2)
        tap.is_(set(seen.controls), {
            *(f"customFields.{q['key']}" for q in QUESTIONS), *signatures,
            "reason"})
    with tap.test("all that is wrong is told at once, beside each document "
                  "and question"):
        again = visitor.press(seen, "accept", **{
            "customFields.size": "", "customFields.staff": "many",
            "customFields.since": "2021-02-29", "customFields.note": "<i>&",
            signatures[0]: "www.jim.example"})
        is_refused(again)
        tap.is_(again.faults, {
            "customFields.size": words.say("fault.choice.required"),
            "customFields.staff": words.say("fault.number.bad_format"),
            "customFields.since": words.say("fault.date.bad_format"),
            signatures[0]: words.say("fault.signature.not_allowed"),
            signatures[1]: words.say("fault.signature.required")})
        is_kept(again, customFields__note="<i>&",
                customFields__staff="many")
        tap.is_(again.form("accept")[signatures[0]], "www.jim.example")
    with tap.test("and what is wrong with questions alone"):
        again = visitor.press(again, "accept", **{
            "customFields.since": "today",
            **dict.fromkeys(signatures, "Jim Tester")})
        is_refused(again)
        tap.ok("<bdi>How many people?</bdi></a>: " in again.answer.text)
        tap.is_(again.faults, {
            "customFields.size": words.say("fault.choice.required"),
            "customFields.staff": words.say("fault.number.bad_format"),
            "customFields.since": words.say("fault.date.bad_format")})
    with tap.test("a document that is not signed is told of"):
        again = visitor.press(again, "accept", **{
            "customFields.size": "large", "customFields.staff": "12",
            "customFields.since": "2020-02-29", signatures[1]: ""})
        tap.is_(again.faults,
                {signatures[1]: words.say("fault.signature.required")})
        is_kept(again, customFields__size="large")
    with tap.test("put right it is sent, and stays so"):
        sent = visitor.press(again, "accept", **{
            "customFields.listed": [], signatures[1]: "Jim Tester"})
        is_end(come_back(visitor, sent), "applicants.end.accepted")
        is_end(visitor.look(), "applicants.end.accepted")
        read = root.get(f"{at}/invitations/{made['invitation_id']}")
        tap.is_([a["status"] for a in read["data"]["applicants"]],
                ["accepted", "pending"])
    with tap.test("a link that was returned proves the address "
                  "before it is signed"):
        visitor = holder(stack, made["applicants"][1]["invitation_url"])
        tap.is_(visitor.look().actions, ["verify"])
        seen = prove(visitor, stack.mailbox, addresses[1])
        tap.ok("accept" in seen.actions)
    with tap.test("what another has answered is filled in"):
        is_kept(seen, customFields__size="large", customFields__staff="12")
        tap.ok("customFields.listed" not in seen.form("accept"))
        sent = visitor.press(seen, "accept",
                             **dict.fromkeys(signatures, "Kim Tester"))
        is_end(come_back(visitor, sent), "applicants.end.accepted")
        read = root.get(f"{at}/invitations/{made['invitation_id']}")
        tap.is_(read["data"]["status"], "accepted")
    with tap.test("who declines ends it for all, and the others are not told "
                  "that they did"):
        _, _, made = invite_applicants("lea@example.com", "max@example.com")
        lea, max = (mailed(stack, f"{name}@example.com")
                    for name in ("lea", "max"))
        tap.is_(lea.press(lea.look(), "reject", reason="").status, 303)
        for visitor, is_rejecter in (lea, True), (max, False):
            seen = visitor.look()
            is_end(seen, "end.invitation_rejected", 410)
            tap.ok(words.say("applicants.end.invitation_rejected.text",
                             isRejecter=is_rejecter) in seen.text)
            tap.is_(seen.actions, ["ask"])
    with tap.test("an option is taken as it is, with the blanks it has"):
        _, documents, made = invite_applicants("ida@example.com", staff=1,
                                               size=" odd  one ")
        visitor = mailed(stack, "ida@example.com")
        seen = visitor.look()
        is_kept(seen, customFields__size=" odd  one ")
        sent = visitor.press(seen, "accept", **{
            f"signatures.{id}": "Ida Tester" for id in documents})
        is_end(come_back(visitor, sent), "applicants.end.accepted")
    with tap.test("a decimal is shown, and taken, with the sign of the "
                  "reader's language"):
        at, documents, made = invite_applicants("jo@example.com", locale="de",
                                                staff=12.5)
        visitor = mailed(stack, "jo@example.com")
        seen = visitor.look()
        is_kept(seen, customFields__staff="12,5")
        names = {f"signatures.{id}": "Jo Tester" for id in documents}
        again = visitor.press(seen, "accept", **names, **{
            "customFields.staff": "1.234"})
        tap.is_(again.faults, {
            "customFields.staff": words.say("fault.number.bad_format", "de")})
        sent = visitor.press(again, "accept", **names, **{
            "customFields.staff": "13,5"})
        tap.is_(sent.status, 303)
        tap.is_(stack.db.value(
            "select custom_fields->>'staff' from applicant_invitation "
            "where invitation_id = %s", made["invitation_id"]), "13.5")
    with tap.test("an answer that is taken away again is none"):
        _, documents, made = invite_applicants(
            "eve@example.com", staff=1, since="2020-02-29", note="Old.")
        visitor = mailed(stack, "eve@example.com")
        names = {f"signatures.{id}": "Eve Tester" for id in documents}
        again = visitor.press(visitor.look(), "accept", **names,
                              **{"customFields.size": ""})
        tap.is_(again.faults, {
            "customFields.size": words.say("fault.choice.required")})
        sent = visitor.press(again, "accept", **names, **{
            "customFields.size": "large", "customFields.note": "",
            "customFields.since": ""})
        tap.is_(sent.status, 303)
        tap.is_(stack.db.value(
            "select custom_fields from applicant_invitation "
            "where invitation_id = %s", made["invitation_id"]),
            {"size": "large", "staff": 1, "listed": True})
    with tap.test("an answer that came after the form did is not taken away "
                  "by who never saw it"):
        addresses = ["fay@example.com", "gus@example.com"]
        _, documents, made = invite_applicants(*addresses, staff=1)
        names = {f"signatures.{id}": "One Tester" for id in documents}
        fay, gus = (mailed(stack, address) for address in addresses)
        early = gus.look()
        sent = fay.press(fay.look(), "accept", **names,
                         **{"customFields.note": "New."})
        tap.is_(sent.status, 303)
        again = gus.press(early, "accept", **{"customFields.staff": "many"},
                          **names)
        sent = gus.press(again, "accept", **{"customFields.staff": "2"})
        tap.is_(sent.status, 303)
        tap.is_(stack.db.value(
            "select custom_fields from applicant_invitation "
            "where invitation_id = %s", made["invitation_id"]),
            {"size": "small", "staff": 2, "listed": True, "note": "New."})


with Stack({"limits.address_per_hour": 10000}) as stack:
    root = stack.root()
    main()
tap.done()
