# SPDX-License-Identifier: MIT
"""Onboarding, to the letter: the document's own example, its outcomes, and
every bound, at the API and at the form."""
import copy
import json
import uuid

import merchants
import tap
from expect import bad_fields, refused
from stack import Stack

# As the document prints it.
EXAMPLE = """
{ "merchantId": "2489E9AD-2EE2-8E00-8EC9-32D5F69181C0",
  "firstName": "example", "lastName": "example",
  "email": "hello@example.com", "phone": "example", "expiresInDays": 1 }
"""
DOCUMENTED = ["outcome", "invitationId", "token", "expiresAt", "email",
              "phone"]
PROBLEM = ["type", "title", "status", "detail", "instance"]


def try_example():
    example = json.loads(EXAMPLE)
    market.merchant("Example", id=example["merchantId"])
    with tap.test("the document's example is answered with its fields"):
        made = market.client.post(merchants.AT, example)
        tap.is_(made.status, 201)
        tap.is_(made.type, "application/json")
        tap.is_(sorted(made.json), sorted([*DOCUMENTED, "invitationUrl"]))
        tap.is_([made[n] for n in ("outcome", "email", "phone")],
                ["Ok", "hello@example.com", "example"])
    with tap.test("the merchant is the one meant, in whatever case"):
        read = market.client.get(f"{merchants.AT}/{made['invitationId']}")
        tap.is_(read["merchantId"], example["merchantId"].lower())
    with tap.test("it is mailed, though its phone is only a word"):
        mail = stack.mailbox.wait(about=made["invitationId"])
        tap.is_(mail.recipients, ["hello@example.com"])
    with tap.test("it lives one day"):
        seconds = stack.db.value(
            "select extract(epoch from expires_at - created_at) "
            "from invitation where id = %s", made["invitationId"])
        tap.is_(int(seconds), 86400)
    with tap.test("what the document calls nullable may be null"):
        made = market.client.post(merchants.AT, {
            **example, "email": None, "expiresInDays": None})
        tap.is_((made.status, made["email"]), (201, None))
        made = market.client.post(merchants.AT, {
            **example, "email": "other@example.com", "phone": None})
        tap.is_((made.status, made["phone"]), (201, None))


def outcome(answer, status, word):
    """A problem of the document, with its outcome and our own members."""
    tap.is_((answer.status, answer.json.get("outcome")), (status, word))
    tap.is_(answer.type, "application/problem+json")
    for name in PROBLEM:
        tap.ok(answer.json[name], name)


def try_outcomes():
    far = merchants.Market(stack).merchant()
    business = market.client.post("/v1/organizations", {
        "kind": "business", "name": "No merchant"})
    for name, id in (("unknown", str(uuid.uuid4())), ("foreign", far.id),
                     ("of another kind", business["id"])):
        with tap.test(f"a merchant that is {name} is not found"):
            answer = market.client.post(merchants.AT, {
                "merchantId": id, "firstName": "M", "lastName": "M",
                "email": "m@example.com"})
            outcome(answer, 404, "MerchantNotFound")
            tap.is_(answer.code, "not_found")
    with tap.test("a merchantId that is no UUID is a bad field"):
        answer = market.client.post(merchants.AT, {
            "merchantId": "me", "firstName": "M", "lastName": "M",
            "email": "m@example.com"})
        bad_fields(answer, {"#/merchantId": "bad_format"}, status=400)
        tap.ok("outcome" not in answer.json)
    shop = market.merchant()
    for members in ({}, {"email": None, "phone": None}, {"phone": ""},
                    {"email": None, "phone": ""}):
        with tap.test(f"{members} gives no way to deliver"):
            answer = shop.invite(**members)
            outcome(answer, 400, "NoDeliveryChannel")
            tap.is_(answer.pointers, {"#/email": "required"})
    with tap.test("an empty phone is none beside an address"):
        made = shop.invite(email="e@example.com", phone="")
        tap.is_((made.status, made["phone"]), (201, None))
    with tap.test("a way on must be the organization's"):
        bad_fields(shop.invite(email="x@example.com",
                               redirectUrl="https://x.example/"),
                   {"#/redirectUrl": "not_allowed"}, status=400)
    with tap.test("nothing was made of all that"):
        tap.is_(len(shop.sent()["data"]), 1)
    with tap.test("one that is pending is named"):
        answer = shop.invite(email="E@example.com")
        refused(answer, 409, "invitation_already_pending")
        tap.is_(answer["existingId"],
                shop.sent()["data"][0]["invitationId"])


def try_token_once():
    with tap.test("the token is answered once, or to the same request"):
        body = {"merchantId": market.merchant().id, "firstName": "M",
                "lastName": "M", "email": "once@example.com"}
        made = market.client.post(merchants.AT, body, idempotency_key="k")
        again = market.client.post(merchants.AT, body, idempotency_key="k")
        tap.is_(again.headers["Idempotent-Replayed"], "true")
        tap.is_(again.text, made.text)
        tap.ok(len(made["token"]) == 64)
        other = market.client.post(merchants.AT, {**body, "lastName": "N"},
                                   idempotency_key="k")
        refused(other, 400, "idempotency_key_reused")
    with tap.test("a key that may only read never sees it"):
        key = market.client.post(
            f"/v1/organizations/{market.id}/keys",
            {"name": "reader", "scopes": ["invitations:read"]})["key"]
        reader = market.client.with_key(key)
        for path in (merchants.AT, f"{merchants.AT}/{made['invitationId']}"):
            tap.ok(made["token"] not in reader.get(path).text, path)


# ---- bounds ----

EMAIL = "a" * 64 + "@" + ".".join(["b" * 61] * 3)  # and so many bytes:
assert len(EMAIL) == 250

# Value and code of each: one below, on and one above; and their kinds.
CREATE = {
    "firstName": [("", "too_short"), ("a", None), ("\U0001d49c" * 100, None),
                  ("a" * 101, "too_long"), ("www.a.example", "not_allowed"),
                  ("http://a", "not_allowed"), (1, "wrong_type"),
                  ("a\nb", "forbidden_character"), (None, "required")],
    "email": [(EMAIL + ".bcd", None), (EMAIL + ".bcde", "too_long"),
              ("example", "bad_format"), ("", "bad_format"),
              ("a@b.example", None)],
    "phone": [("1", None), ("\U0001d49c" * 50, None),
              ("1" * 51, "too_long"), (1, "wrong_type"),
              ("1\r\n2", "forbidden_character"), ("http://a", None)],
    "expiresInDays": [(0, "out_of_range"), (1, None), (90, None),
                      (91, "out_of_range"), (-1, "out_of_range"),
                      ("1", "wrong_type"), (1.5, "wrong_type")],
    "message": [("a" * 1000, None), ("a" * 1001, "too_long"),
                ("a\nb", None)],
    "inviterName": [("a" * 100, None), ("a" * 101, "too_long")],
    "locale": [("de-AT", None), ("d", "bad_format")],
}
CREATE["lastName"] = CREATE["firstName"]


def try_create_bounds():
    shop = market.merchant()
    for name, values in CREATE.items():
        with tap.test(f"{name}: its bounds"):
            for value, code in values:
                email = f"{uuid.uuid4().hex}@example.com"
                answer = shop.invite(**{"email": email, name: value})
                if code:
                    bad_fields(answer, {f"#/{name}": code}, repr(value)[:40],
                               status=400)
                else:
                    tap.is_(answer.status, 201, f"{value!r:.40}")
    with tap.test("what nobody asked for is unknown"):
        bad_fields(shop.invite(email="u@example.com", token="x"),
                   {"#/token": "unknown"}, status=400)
        bad_fields(market.client.get(f"{merchants.AT}?email=a@b.example"),
                   {"email": "unknown"}, status=400)
        bad_fields(market.client.get(f"{merchants.AT}?status=pending"),
                   {"status": "not_allowed"}, status=400)
    with tap.test("all bad fields are named at once"):
        bad_fields(market.client.post(merchants.AT, {"expiresInDays": 0}), {
            "#/merchantId": "required", "#/firstName": "required",
            "#/lastName": "required", "#/expiresInDays": "out_of_range"},
            status=400)


NAME = [("", "too_short"), ("a", None), ("\U0001d49c" * 100, None),
        ("a" * 101, "too_long"), ("see www.a.example", "not_allowed")]
LINE = [("", "too_short"), ("a", None), ("\U0001d49c" * 200, None),
        ("a" * 201, "too_long"), ("a\nb", "forbidden_character")]
FORM = {
    "firstName": NAME, "lastName": NAME, "legalName": LINE,
    "tradingName": LINE, "email": CREATE["email"],
    "phone": [("1" * 50, None), ("1" * 51, "too_long")],
    "registrationNumber": [("a", None), ("a" * 100, None),
                           ("a" * 201, "too_long")],
    "address.line1": LINE, "address.line2": LINE, "address.city": LINE,
    "address.region": LINE,
    "address.postalCode": [("", "too_short"), ("1", None), ("1" * 20, None),
                           ("1" * 21, "too_long")],
    "address.country": [("DE", None), ("GB", None), ("de", "bad_format"),
                        ("XX", "bad_format"), ("DEU", "bad_format"),
                        ("", "bad_format")],
}


def with_value(name, value):
    """All the details, with another value in one."""
    answers = copy.deepcopy(merchants.DETAILS)
    node, _, last = name.rpartition(".")
    (answers[node] if node else answers)[last] = value
    return answers


def try_form_bounds():
    for name, values in FORM.items():
        with tap.test(f"the form's {name}: its bounds"):
            sent = market.send()
            pointer = "#/" + name.replace(".", "/")
            for value, code in values:
                if code:
                    bad_fields(sent.accept(**with_value(name, value)),
                               {pointer: code}, repr(value)[:40])
            tap.is_(sent.status(), "Pending")
            for value, code in values:
                if not code:
                    sent = market.send()
                    answers = with_value(name, value)
                    tap.is_(sent.accept(**answers).status, 200,
                            f"{value!r:.40}")
                    tap.is_(sent.merchant.details(), answers)
    with tap.test("an empty phone is none in the form, too"):
        sent = market.send()
        tap.is_(sent.accept(**with_value("phone", "")).status, 200)
        tap.is_(sent.merchant.details(), with_value("phone", None))
    with tap.test("what the form requires is missed, each by its pointer"):
        sent = market.send()
        bad_fields(sent.accept(tradingName="T"), {
            f"#/{name.replace('.', '/')}": "required"
            for name in merchants.flat(merchants.LEAST)})
    with tap.test("what other families ask is unknown here"):
        for name, value in (("businessName", "B"), ("accountNumber", "1"),
                            ("password", "a long password"),
                            ("customFields", {})):
            answer = sent.accept(**merchants.LEAST, **{name: value})
            bad_fields(answer, {f"#/{name}": "unknown"}, name)
    with tap.test("a page's bad fields are 422 with the page, and nothing "
                  "is done"):
        seen = sent.visitor.look()
        fields = {**merchants.flat(merchants.LEAST), "address.country": "XX"}
        page = sent.visitor.press(seen, "accept", **fields)
        tap.is_(page.status, 422)
        tap.is_(page.form("accept")["legalName"], "Shop Ltd.")
        tap.is_(sent.status(), "Pending")
        page = sent.visitor.press(page, "accept",
                                  **{**fields, "address.country": "GB"})
        tap.is_(page.status, 303)
        tap.is_(sent.merchant.details()["address"]["country"], "GB")
    with tap.test("what was blank in the form was not given"):
        sent = market.send()
        page = sent.visitor.press(sent.visitor.look(), "accept", **{
            **merchants.flat(merchants.LEAST), "email": "", "phone": "",
            "tradingName": ""})
        tap.is_(page.status, 303)
        tap.is_(sent.merchant.details(), merchants.whole(merchants.LEAST))


with Stack({"limits.address_per_hour": 10000}) as stack:
    market = merchants.Market(stack)
    try_example()
    try_outcomes()
    try_token_once()
    try_create_bounds()
    try_form_bounds()
tap.done()
