# SPDX-License-Identifier: MIT
"""The document's fields of the contributors family: their bounds one below,
on and one above, and what each of them does."""
import uuid

import companies
import tap
from companies import SITE
from expect import bad_fields
from stack import Stack

OPTIONS = {"limits.address_per_hour": 10000}
# What the document's answer has, in its order.
DOCUMENT = ["id", "token", "invitationType", "status", "invitationUrl",
            "companyId", "connectionId", "allowedEmails", "expiresAt",
            "maxUses", "useCount", "createdAt", "prefill",
            "createdConnections"]
MOST = 2 ** 31 - 1


def addresses(count):
    return [f"a{n}@example.com" for n in range(count)]


def both():
    """The two creates, by name; each takes members."""
    company, connection = town.connected()
    yield "to make one", company.invite
    yield "to edit one", lambda **m: company.edit(connection, **m)


def lifetime(answer):
    return stack.db.value("select extract(epoch from %s::timestamptz "
                          "- %s::timestamptz)::float", answer["expiresAt"],
                          answer["createdAt"])


def try_document():
    with tap.test("the document's request is answered with the document's "
                  "fields, all of them, and no others"):
        site = str(uuid.uuid4())
        answer = town.company().invite(
            allowedEmails=["contributor@example.com"],
            expiresInSeconds=604800, maxUses=1, sendEmail=False, prefill={
                "datasourceId": str(uuid.uuid4()), "country": "US",
                "initialSites": [site], "utilityTypes": ["ELECTRICITY"],
                "connectionOwnerEmail": "owner@example.com",
                "dataCollectionStartDate": "2025-01-01"})
        tap.is_(answer.status, 201)
        tap.is_(list(answer.json), DOCUMENT)
        tap.is_(answer["prefill"]["initialSites"], [site])
        tap.is_(lifetime(answer), 604800)
        tap.is_((answer["maxUses"], answer["useCount"]), (1, 0))
    with tap.test("all of it may be left out"):
        for name, invite in both():
            answer = invite()
            tap.is_((answer.status, list(answer.json)), (201, DOCUMENT),
                    name)
            tap.is_([answer[n] for n in ("allowedEmails", "expiresAt",
                                         "maxUses", "prefill")],
                    [[], None, None, {}], name)
    with tap.test("an edit takes no prefill"):
        company, connection = town.connected()
        bad_fields(company.edit(connection, prefill={}),
                   {"#/prefill": "unknown"})


def try_numbers():
    for name, invite in both():
        with tap.test(f"expiresInSeconds {name}: at least 60"):
            for value in -1, 0, 59, MOST + 1:
                bad_fields(invite(expiresInSeconds=value),
                           {"#/expiresInSeconds": "out_of_range"}, value)
            for value in 60, 61, MOST:
                answer = invite(expiresInSeconds=value)
                tap.is_((answer.status, answer["status"], lifetime(answer)),
                        (201, "ACTIVE", value))
        with tap.test(f"maxUses {name}: at least 1"):
            for value in -1, 0, MOST + 1:
                bad_fields(invite(maxUses=value),
                           {"#/maxUses": "out_of_range"}, value)
            for value in 1, 2, MOST:
                tap.is_(invite(maxUses=value)["maxUses"], value)
        with tap.test(f"null {name}: as if it were left out"):
            answer = invite(expiresInSeconds=None, maxUses=None,
                            allowedEmails=None, sendEmail=None)
            tap.is_((answer.status, answer["expiresAt"], answer["maxUses"],
                     answer["allowedEmails"]), (201, None, None, []))


def try_addresses():
    for name, invite in both():
        with tap.test(f"allowedEmails {name}: at most 100"):
            for count in 0, 1, 99, 100:
                tap.is_(invite(allowedEmails=addresses(count))
                        ["allowedEmails"], addresses(count), count)
            bad_fields(invite(allowedEmails=addresses(101)),
                       {"#/allowedEmails": "too_long"})
    company = town.company()
    with tap.test("100 addresses are mailed 100 links"):
        invited = town.invite(company, allowedEmails=addresses(100),
                              sendEmail=True)
        stack.settle()
        mails = stack.mailbox.all(about=invited.id)
        tap.is_(sorted(m["To"] for m in mails), sorted(addresses(100)))
        tap.is_(len({m.token for m in mails}), 100)
    with tap.test("rotated, all of them are new"):
        tap.is_(company.resend(invited.id, rotate=True).status, 200)
        stack.settle()
        again = stack.mailbox.all(about=invited.id)[100:]
        tap.is_(len(again), 100)
        tap.is_({m.token for m in again} & {m.token for m in mails}, set())
    with tap.test("bad addresses are told by their places"):
        bad_fields(company.invite(allowedEmails=["a@b.example", "x",
                                                 "b@c.example", ""]),
                   {"#/allowedEmails/1": "bad_format",
                    "#/allowedEmails/3": "bad_format"})
    with tap.test("an address in capitals, or with its domain in ASCII, is "
                  "one"):
        answer = company.invite(allowedEmails=[
            "Jo@b\u00fccher.example", "jo@xn--bcher-kva.example",
            "JO@B\u00dcCHER.example", "jo+x@b\u00fccher.example"])
        tap.is_(answer["allowedEmails"],
                ["Jo@b\u00fccher.example", "jo+x@b\u00fccher.example"])
    with tap.test("sendEmail without addresses mails nobody"):
        before = len(stack.mailbox.all())
        tap.is_(company.invite(sendEmail=True).status, 201)
        stack.settle()
        tap.is_(len(stack.mailbox.all()), before)
    with tap.test("addresses without sendEmail are mailed nothing"):
        for send in False, None:
            company.invite(allowedEmails=["no@example.com"], sendEmail=send)
        stack.settle()
        tap.is_(stack.mailbox.all("no@example.com"), [])


PREFILL = {
    "datasourceId": (["0" * 8 + "-0000" * 3 + "-" + "0" * 12],
                     {"x": "bad_format"}),
    "url": (["http://a.example", "https://a.example/b?c=d"],
            {"a.example": "bad_format", "ftp://a.example": "bad_format",
             "https://" + "a" * 2041: "too_long"}),
    "country": (["AT", "US"], {"at": "bad_format", "XX": "bad_format",
                               "AUT": "bad_format", "": "bad_format"}),
    "connectionOwnerEmail": (["Owner@example.com"], {"x": "bad_format"}),
    "dataCollectionStartDate": (
        ["2024-02-29", "1999-12-31"],
        {"2023-02-29": "bad_format", "2024-2-9": "bad_format",
         "2024-02-29T00:00:00Z": "bad_format"}),
}


def try_prefill():
    company = town.company()
    for name, (good, bad) in PREFILL.items():
        with tap.test(f"prefill.{name}: kept as it was given, or refused"):
            for value in good:
                answer = company.invite(prefill={name: value})
                tap.is_(answer["prefill"], {name: value})
                tap.is_(company.invitation(answer["id"])["prefill"],
                        {name: value})
            for value, code in bad.items():
                bad_fields(company.invite(prefill={name: value}),
                           {f"#/prefill/{name}": code}, value)
    with tap.test("prefill.url: 2048 characters, not one more"):
        for length, status in (2048, 201), (2049, 422):
            url = "https://a.example/".ljust(length, "a")
            tap.is_(company.invite(prefill={"url": url}).status, status)
    with tap.test("prefill.initialSites: at most 100 UUIDs"):
        sites = [str(uuid.uuid4()) for _ in range(101)]
        tap.is_(company.invite(prefill={"initialSites": sites[:100]})
                ["prefill"], {"initialSites": sites[:100]})
        bad_fields(company.invite(prefill={"initialSites": sites}),
                   {"#/prefill/initialSites": "too_long"})
        bad_fields(company.invite(prefill={"initialSites": ["x"]}),
                   {"#/prefill/initialSites/0": "bad_format"})
    with tap.test("prefill.utilityTypes: of the five"):
        five = ["ELECTRICITY", "GAS", "WATER", "STEAM", "WASTE"]
        tap.is_(company.invite(prefill={"utilityTypes": five})["prefill"],
                {"utilityTypes": five})
        bad_fields(company.invite(prefill={"utilityTypes": ["COAL"]}),
                   {"#/prefill/utilityTypes/0": "not_allowed"})
        bad_fields(company.invite(prefill={"utilityTypes": five + ["GAS"]}),
                   {"#/prefill/utilityTypes": "too_long"})
    with tap.test("prefill: datasourceId or url, not both"):
        bad_fields(company.invite(prefill={
            "url": SITE, "datasourceId": str(uuid.uuid4())}),
            {"#/prefill/url": "not_allowed"})
    with tap.test("prefill: unknown members are refused, null ones absent"):
        bad_fields(company.invite(prefill={"color": "red"}),
                   {"#/prefill/color": "unknown"})
        tap.is_(company.invite(prefill={"url": None, "country": "AT"})
                ["prefill"], {"country": "AT"})
        tap.is_(company.invite(prefill={})["prefill"], {})
        tap.is_(company.invite(prefill=None)["prefill"], {})


FORM = {
    "url": ({"https://a.example": None, "http://a.example": None},
            {"a.example": "bad_format", "": "bad_format"}),
    "accountNumber": ({"1": None, "1" * 100: None},
                      {"": "too_short", "1" * 101: "too_long"}),
    "accountHolder": ({"J": None, "J" * 100: None},
                      {"": "too_short", "J" * 101: "too_long"}),
    "username": ({"j": None, "j" * 200: None},
                 {"": "too_short", "j" * 201: "too_long"}),
    "password": ({"-": None, "-" * 200: None},
                 {"": "too_short", "-" * 201: "too_long"}),
}


def try_form():
    visitor = town.invite().visitor()
    for name, (good, bad) in FORM.items():
        with tap.test(f"the form's {name}: one below, on and above its "
                      "bounds"):
            for value in good:
                tap.is_(visitor.accept(**{"url": SITE, name: value}).status,
                        200, value)
            for value, code in bad.items():
                bad_fields(visitor.accept(**{"url": SITE, name: value}),
                           {f"#/{name}": code}, value)
    with tap.test("the form's lists: sites and types"):
        five = ["ELECTRICITY", "GAS", "WATER", "STEAM", "WASTE"]
        sites = [str(uuid.uuid4()) for _ in range(101)]
        tap.is_(visitor.accept(url=SITE, utilityTypes=five,
                               siteIds=sites[:100]).status, 200)
        tap.is_(visitor.accept(url=SITE, utilityTypes=[],
                               siteIds=[]).status, 200)
        bad_fields(visitor.accept(url=SITE, siteIds=sites),
                   {"#/siteIds": "too_long"})
        bad_fields(visitor.accept(url=SITE, utilityTypes=["COAL"]),
                   {"#/utilityTypes/0": "not_allowed"})
    with tap.test("the form names one utility, by id or by site"):
        source = str(uuid.uuid4())
        bad_fields(visitor.accept(url=SITE, datasourceId=source),
                   {"#/url": "not_allowed"})
        bad_fields(visitor.accept(), {"#/url": "required"})
        bad_fields(visitor.accept(url=None, username="jane"),
                   {"#/url": "required"})
        done = visitor.accept(datasourceId=source)
        tap.is_(done["connection"]["datasourceName"], source)
    with tap.test("credentials come back to the letter"):
        company = town.company()
        for word in ("p\u00e4ss w\u00f6rd \U0001f511", '"\\u0001"\\',
                     "'; drop table x; --", " lead and trail ", "%s {{a}}",
                     "\u00fc" * 200):
            word += companies.secret()[-20:] if len(word) < 99 else ""
            _, id = town.connected(company, username=word, password=word)
            got = company.credentials(id)
            tap.is_((got["username"], got["password"]), (word, word))


with Stack(OPTIONS) as stack:
    town = companies.Town(stack)
    try_document()
    try_numbers()
    try_addresses()
    try_prefill()
    try_form()
tap.done()
