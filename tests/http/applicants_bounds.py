# SPDX-License-Identifier: MIT
"""Applicants, to the letter: the document's own request and its answer, what
excludes what, questions of each type, addresses that do not last, bounds."""
import hashlib
import json
import signal
import uuid

import customers
import people
import pool
import tap
from api import TIME, UUID
from expect import bad_fields, refused
from stack import FOLDER, Stack

# The body of the document's curl line.
DOCUMENT = """{
  "business": {
    "name": "Jim Tester's Electronics",
    "mobile": "6078379283",
    "address_line_1": "123 Main St",
    "address_city": "Orlando",
    "address_state": "FL",
    "address_postal_code": "32801"
  },
  "applicants": [
    {
      "first_name": "Jim",
      "last_name": "Tester",
      "email": "jim.tester@email.com",
      "mobile": "6078379283"
    }
  ]
}
"""


def try_document():
    path = customer.at("/businesses/invite")
    with tap.test("the document's own request is answered as it says"):
        answer = customer.client.request(
            "POST", path, raw=DOCUMENT.encode(),
            headers={"Content-Type": "application/json"})
        tap.is_(answer.status, 200)
        tap.is_(answer.headers["Location"], None)
        tap.is_(set(answer.json), {"status", "message", "data"})
        tap.is_(answer["status"], "success")
        tap.is_(answer["message"], "Business invited successfully")
        data = answer["data"]
        tap.is_(set(data), {"business_id", "applicant_email",
                            "invitation_id", "invitation_url", "customer_id",
                            "applicants"})
        tap.is_(data["applicant_email"], "jim.tester@email.com")
        tap.is_(data["customer_id"], customer.id)
        for name in ("business_id", "invitation_id"):
            tap.ok(UUID.fullmatch(data[name]), name)
        tap.ok(data["invitation_url"].startswith(f"{stack.url}/i/"))
        (one,) = data["applicants"]
        tap.is_(set(one), {"applicant_id", "email", "invitation_url"})
        tap.is_(one["invitation_url"], data["invitation_url"])
        tap.is_(one["email"], "jim.tester@email.com")
    with tap.test("what it said is kept: the business, the invitation"):
        business = customer.client.get(
            customer.at(f"/businesses/{data['business_id']}"))["data"]
        said = json.loads(DOCUMENT)["business"]
        tap.is_({name: business[name] for name in said}, said)
        shown = customer.show(data["invitation_id"])["data"]
        tap.is_(set(shown), {"invitation_id", "business_id", "case_id",
                             "status", "applicants", "expires_at",
                             "created_at"})
        tap.is_(shown["status"], "pending")
        tap.is_(set(shown["applicants"][0]),
                {"applicant_id", "email", "status"})
        tap.ok(TIME.fullmatch(shown["expires_at"]))
        tap.is_(stack.db.value(
            "select extract(epoch from expires_at - created_at)::int "
            "from invitation where id = %s", shown["invitation_id"]),
            14 * 24 * 3600)
        tap.is_(stack.db.value(
            "select first_name || last_name || mobile from applicant "
            "where id = %s", one["applicant_id"]), "JimTester6078379283")
    with tap.test("both ways to send a key do"):
        for headers in ({"Authorization": f"Bearer {town.client.key}"},
                        {"X-API-KEY": town.client.key}):
            done = stack.api.with_key(None).request(
                "POST", path, {**json.loads(DOCUMENT),
                               "business": {"name": str(uuid.uuid4())}},
                headers=headers)
            tap.is_(done.status, 200)
    with tap.test("sent again under one Idempotency-Key it is one, with the "
                  "same links"):
        body = {"business": {"name": "Twice"},
                "applicants": [customers.person()]}
        first, again = (customer.client.post(path, body,
                                             idempotency_key="k")
                        for _ in range(2))
        tap.is_(again.text, first.text)
        tap.is_(again.headers["Idempotent-Replayed"], "true")


def try_ways():
    known = customer.business()
    case = customer.case(known)
    ways = {"business": {"name": "New"}, "existing_business_id": known,
            "existing_business": {"id": known}}
    with tap.test("a business is named"):
        answer = customer.client.post(
            customer.at("/businesses/invite"),
            {"applicants": [customers.person()]})
        bad_fields(answer, {"#/business": "required"})
    with tap.test("in exactly one of three ways"):
        names = list(ways)
        for named in ([0, 1], [0, 2], [1, 2], [0, 1, 2]):
            chosen = [names[n] for n in named]
            bad_fields(
                customer.invite("a@example.com",
                                **{name: ways[name] for name in chosen}),
                {f"#/{name}": "not_allowed" for name in chosen[1:]})
    with tap.test("null is none of them"):
        answer = customer.invite(customers.address(), business=None,
                                 existing_business_id=None,
                                 existing_business={"id": known})
        tap.is_(answer.status, 200)
    with tap.test("a case goes with a known business, and is one of it"):
        bad_fields(customer.invite("a@example.com", case_id=case),
                   {"#/case_id": "not_allowed"})
        other = customer.case(customer.business())
        for way in ({"existing_business_id": known},
                    {"existing_business": {"id": known}}):
            bad_fields(customer.invite("a@example.com", case_id=other, **way),
                       {"#/case_id": "not_allowed"})
            tap.is_(customer.invite(customers.address(), case_id=case,
                                    **way).status, 200)
    with tap.test("nobody is invited twice in one request"):
        bad_fields(customer.invite("a@example.com", "b@example.com",
                                   "A@EXAMPLE.com"),
                   {"#/applicants/2/email": "not_allowed"})
        id = customer.invite("c@example.com")["data"]["applicants"][0][
            "applicant_id"]
        bad_fields(customer.invite("c@example.com",
                                   existing_applicant_ids=[id]),
                   {"#/existing_applicant_ids/0": "not_allowed"})
        bad_fields(customer.invite("d@example.com",
                                   existing_applicant_ids=[id, id]),
                   {"#/existing_applicant_ids/1": "not_allowed"})
    with tap.test("twenty applicants, and twenty known ones besides"):
        made = customer.invite(*(customers.address() for _ in range(20)))
        ids = [a["applicant_id"] for a in made["data"]["applicants"]]
        tap.is_(len(set(ids)), 20)
        both = customer.invite(*(customers.address() for _ in range(20)),
                               existing_applicant_ids=ids)
        tap.is_(both.status, 200)
        tap.is_([a["applicant_id"] for a in both["data"]["applicants"]][20:],
                ids)
        tap.is_(customer.resend(both["data"]["invitation_id"],
                                rotate=True).status, 200)
        bad_fields(customer.invite(*(f"{n}@example.com" for n in range(21))),
                   {"#/applicants": "too_long"})
        bad_fields(customer.invite(), {"#/applicants": "too_short"})
    with tap.test("a way on must be the organization's own"):
        bad_fields(customer.invite("a@example.com",
                                   redirect_url="https://b.example/"),
                   {"#/redirect_url": "not_allowed"})


# ---- questions ----

TYPES = {
    "text": ("Orlando", {"wrong_type": [1, True]}),
    "number": (12.5, {"wrong_type": ["12", True],
                      "out_of_range": [1e100, 10 ** 18]}),
    "date": ("2024-02-29", {"wrong_type": [20240229],
                            "bad_format": ["2023-02-29", "29.2.2024",
                                           "2024-2-9", "2024-02-29T00:00"]}),
    "boolean": (False, {"wrong_type": ["false", 0]}),
    "choice": ("b", {"wrong_type": [1], "not_allowed": ["c", "B", " b"]}),
}


def try_questions():
    template = customer.questions(*(
        {"key": kind, "label": kind, "type": kind, "is_required": True,
         **({"options": ["a", "b"]} if kind == "choice" else {})}
        for kind in TYPES))
    right = {kind: good for kind, (good, _) in TYPES.items()}

    def invite(**fields):
        return customer.invite(customers.address(), custom_fields=fields,
                               custom_field_template_id=template)

    sent = customer.send(custom_field_template_id=template)
    for kind, (good, wrongs) in TYPES.items():
        with tap.test(f"an answer of type {kind} is one, in the invite and "
                      "at the doors"):
            tap.is_(invite(**{kind: good}).status, 200)
            for code, values in wrongs.items():
                for value in values:
                    bad_fields(invite(**{kind: value}),
                               {f"#/custom_fields/{kind}": code}, value)
                    bad_fields(sent.applicant().accept_here(
                        custom_fields={**right, kind: value}),
                        {f"#/custom_fields/{kind}": code}, value)
    with tap.test("each that is required is missed, null and empty too"):
        for nothing in ({}, dict.fromkeys(TYPES), dict.fromkeys(TYPES, "")):
            bad_fields(sent.applicant().accept(customFields=nothing),
                       {f"#/customFields/{k}": "required" for k in TYPES})
    with tap.test("at the door of all families a form's texts do, if they "
                  "say what they should"):
        bad_fields(sent.applicant().accept(customFields={
            **right, "number": "twelve", "boolean": "yes"}), {
            "#/customFields/number": "bad_format",
            "#/customFields/boolean": "bad_format"})
        done = sent.applicant().accept(customFields={
            **right, "number": "12.50", "boolean": "true"})
        tap.is_(done["applicant"]["customFields"],
                {**right, "boolean": True})
    with tap.test("what is not asked is unknown, whatever its name"):
        for name in ("x", "__proto__", "a/b~c", "tex", "Text"):
            quoted = name.replace("~", "~0").replace("/", "~1")
            bad_fields(invite(**{name: 1}),
                       {f"#/custom_fields/{quoted}": "unknown"})
    with tap.test("answers need questions"):
        bad_fields(customer.invite("a@example.com",
                                   custom_fields={"town": "x"}),
                   {"#/custom_fields": "not_allowed"})
        tap.is_(customer.invite(customers.address(),
                                custom_fields={}).status, 200)
    with tap.test("other members of another family are unknown at the door"):
        bad_fields(customer.send().applicant().accept(businessName="x"),
                   {"#/businessName": "unknown"})


def try_templates():
    path = customer.at("/custom-field-templates")

    def make(*fields):
        return customer.client.post(path, {"name": "N",
                                           "fields": list(fields)})

    def field(**members):
        return {"key": "a", "label": "A", "type": "text", **members}

    with tap.test("a template is made, and found again"):
        made = make(field(), field(key="b", type="choice", options=["x"],
                                   is_required=True))
        tap.is_(made.status, 201)
        tap.is_(made["data"]["fields"], [
            field(is_required=False, options=[]),
            field(key="b", type="choice", options=["x"], is_required=True)])
        place = made.headers["Location"].removeprefix(stack.url)
        tap.is_(customer.client.get(place)["data"], made["data"])
    with tap.test("its fields fit together"):
        bad_fields(make(field(), field()), {"#/fields/1/key": "not_allowed"})
        bad_fields(make(field(key="a.b"), field(key="c d")),
                   {"#/fields/0/key": "bad_format",
                    "#/fields/1/key": "bad_format"})
        bad_fields(make(field(type="choice")),
                   {"#/fields/0/options": "required"})
        bad_fields(make(field(options=["x"])),
                   {"#/fields/0/options": "not_allowed"})
        bad_fields(make(field(type="choice", options=["x", "x"])),
                   {"#/fields/0/options": "not_allowed"})
        bad_fields(make(field(type="other")),
                   {"#/fields/0/type": "not_allowed"})
        bad_fields(make(), {"#/fields": "too_short"})
    with tap.test("a document of 48 KiB is kept, one longer is not"):
        esign = customer.at("/esign-templates")
        text = ("I agree. " * 7 + "\n") * 768
        made = customer.client.post(esign, {"name": "Long", "text": text})
        tap.is_(made.status, 201)
        tap.is_(made["data"]["text"], text)
        tap.is_(made["data"]["sha256"],
                hashlib.sha256(text.encode()).hexdigest())
        place = made.headers["Location"].removeprefix(stack.url)
        tap.is_(customer.client.get(place)["data"], made["data"])
        bad_fields(customer.client.post(
            esign, {"name": "Long", "text": text + "a"}),
            {"#/text": "too_long"})
    with tap.test("a case is found again"):
        made = customer.client.post(customer.at("/cases"), {
            "business_id": customer.business(), "name": "Loan"})
        tap.is_(made.status, 201)
        place = made.headers["Location"].removeprefix(stack.url)
        tap.is_(customer.client.get(place)["data"], made["data"])


def try_signatures():
    one, two = (customer.esign(name=name) for name in ("One", "Two"))
    sent = customer.send(esign_template_id=one, esign_templates=[two, one])

    def sign(*ids):
        """By the first applicant of what was sent last."""
        return sent.applicant().accept_here(signatures=[
            {"template_id": id, "name": "Jim"} for id in ids])

    with tap.test("each document is signed, once, and no other"):
        bad_fields(sign(one), {"#/signatures": "required"})
        bad_fields(sign(one, two, one),
                   {"#/signatures/2/template_id": "not_allowed"})
        bad_fields(sign(one, two, str(uuid.uuid4())),
                   {"#/signatures/2/template_id": "not_allowed"})
        bad_fields(sent.applicant().accept_here(signatures=[
            {"template_id": one, "name": ""}, {"template_id": two}]),
            {"#/signatures/0/name": "too_short",
             "#/signatures/1/name": "required"})
        done = sign(two, one)
        tap.is_([s["template_id"] for s in done["data"]["signatures"]],
                [one, two])
    with tap.test("twenty-one documents of 48 KiB are read and signed"):
        long = [customer.esign(("I agree. " * 7 + "\n") * 768, name=f"No. {n}")
                for n in range(21)]
        sent = customer.send(esign_template_id=long[0],
                             esign_templates=long[1:])
        page = sent.applicant().look()
        tap.is_(page.status, 200)
        tap.is_(page.text.count("I agree."), 21 * 768 * 7)
        bad_fields(customer.invite("a@example.com", esign_templates=long),
                   {"#/esign_templates": "too_long"})
        done = sign(*long)
        tap.is_((done.status, len(done["data"]["signatures"])), (200, 21))
        listed = customer.client.get(customer.at("/esign-templates"))
        tap.is_([t["id"] for t in listed["data"]][:21], long[::-1])


# ---- lists ----

def try_lists():
    lister = customers.Customer(town)
    made = [lister.invite(customers.address())["data"] for _ in range(5)]
    newest = [m["invitation_id"] for m in reversed(made)]
    with tap.test("a list goes on at next_cursor, as at Link"):
        first = lister.sent(limit=2)
        tap.is_([i["invitation_id"] for i in first["data"]], newest[:2])
        tap.is_(set(first.json),
                {"status", "message", "data", "next_cursor"})
        tap.like(first.headers["Link"],
                 f"cursor={first['next_cursor']}>; rel=\"next\"")
        rest = lister.sent(limit=3, cursor=first["next_cursor"])
        tap.is_([i["invitation_id"] for i in rest["data"]], newest[2:])
        tap.is_((rest["next_cursor"], rest.headers["Link"]), (None, None))
    with tap.test("the cursor of one list is none of another"):
        refused(customer.sent(cursor=first["next_cursor"]), 400, "malformed")
        refused(lister.client.get(lister.at(
            "/businesses", cursor=first["next_cursor"])), 400, "malformed")
    with tap.test("a list may be filtered by status, in the family's words"):
        lister.revoke(newest[1])
        tap.is_([i["invitation_id"] for i in
                 lister.sent(status="revoked")["data"]], newest[1:2])
        bad_fields(lister.sent(status="rejected"), {"status": "not_allowed"})
    with tap.test("businesses are listed, newest first"):
        listed = lister.client.get(lister.at("/businesses"))
        tap.is_([b["id"] for b in listed["data"]],
                [m["business_id"] for m in reversed(made)])


# ---- addresses that do not last ----

def try_disposable():
    def wrong(*emails, **more):
        return customer.invite(*emails, **more)

    with tap.test("an address at a disposable domain is refused, and one "
                  "below it"):
        bad_fields(wrong("a@mailinator.com", "b@example.com",
                         "c@In.Yopmail.COM"),
                   {"#/applicants/0/email": "not_allowed",
                    "#/applicants/2/email": "not_allowed"})
        tap.is_(wrong(f"{uuid.uuid4().hex}@notyopmail.com").status, 200)
    with tap.test("it is told with all other bad fields"):
        bad_fields(wrong("a@mailinator.com", "b", x=1),
                   {"#/applicants/0/email": "not_allowed",
                    "#/applicants/1/email": "bad_format", "#/x": "unknown"})
    with tap.test("another family's addresses may be there"):
        tap.is_(town.business().invite("a@mailinator.com").status, 201)
    with tap.test("another list takes its place, at a reload"):
        own = FOLDER / "domains.txt"
        own.write_text("# ours\nB\u00fccher.example\n")
        own.chmod(0o644)
        stack.usher.options["applicants.disposable_domains"] = str(own)
        stack.usher.write_config()
        old = pool.workers(stack.usher)
        stack.usher.signal(signal.SIGHUP)
        pool.await_event(stack.usher, "reloaded")
        # They serve the connections that nginx keeps to them.
        tap.is_(pool.await_end(old), [])
        tap.is_(wrong(f"{uuid.uuid4().hex}@mailinator.com").status, 200)
        bad_fields(wrong("a@mail.b\u00fccher.example"),
                   {"#/applicants/0/email": "not_allowed"})
    with tap.test("a list that is none is told of by `config check`"):
        own.write_text("fine.example\nnot a domain\n")
        done = stack.usher.run("config", "check")
        tap.is_(done.returncode, 78)
        tap.like(done.stderr, "domains.txt:2: is no domain")


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    customer = customers.Customer(town)
    try_document()
    try_ways()
    try_questions()
    try_templates()
    try_signatures()
    try_lists()
    try_disposable()
tap.done()
