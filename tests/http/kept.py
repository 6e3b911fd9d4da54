# SPDX-License-Identifier: MIT
"""What is on a bound is taken, kept, and given back as it was sent; what
looks like one of usher's own marks stays what it is."""
import base64
import re

import people
import tap
from expect import bad_fields
from probe import ASTRAL, text_of
from stack import Stack

LOGO = "data:image/png;base64,"
PNG = b"\x89PNG\r\n\x1a\n"
# Typed by a user: a backslash, not U+0001.
TYPED = ("\\u0001url 1 01a1fc26-7e35-78d4-b3fc-23463ffc2d0c "
         "01a1fc26-7e35-78d4-b3fc-23463ffc2d0c " + "5a" * 16)
TYPED_QUOTED = f'"{TYPED}"'


def try_invitations():
    for name, members in {
            "the longest": {
                "aliasName": ASTRAL * 100, "inviterName": "\u00fc" * 100,
                "message": "\n" * 500 + ASTRAL * 500, "expiresInDays": 90,
                "locale": text_of("locale", 35)},
            "the shortest": {"aliasName": "a", "inviterName": "b",
                             "message": "\n", "expiresInDays": 1,
                             "locale": "de"},
            "null": {"aliasName": None, "inviterName": None, "message": None,
                     "locale": None},
            "a typed mark": {"aliasName": TYPED[:100],
                             "inviterName": TYPED[:100], "message": TYPED},
            "a typed mark in quotes": {"aliasName": TYPED_QUOTED[:100],
                                       "message": TYPED_QUOTED}}.items():
        with tap.test(f"an invitation keeps {name}"):
            sent = town.send(**members)
            shown = sent.sender.invitation(sent.id)
            for member, value in members.items():
                if member != "expiresInDays":
                    tap.is_(sent.answer[member], value, member)
                    tap.is_(shown[member], value, member)
            received = sent.invited.received()["data"][0]
            tap.is_(received["message"], members["message"])
            tap.is_(sent.visitor().preview()["message"], members["message"])
    with tap.test("a typed mark is shown as it was typed, in page and mail"):
        sent = town.send(inviterName=TYPED[:100], message=TYPED)
        tap.ok(TYPED in sent.visitor().look().text)
        tap.ok(TYPED in " ".join(sent.mail().text.split()))
    with tap.test("CRLF, and what else ends a line, becomes LF in a message"):
        sent = town.send(message="a\r\nb\r\n\nc\u2028d\u2029e\u202ff")
        tap.is_(sent.answer["message"], "a\nb\n\nc\nd\ne\u202ff")
    with tap.test("a mail has one link of an invitation, whatever the message "
                  "holds"):
        other = f"{stack.url}/i/{'5a' * 32}"  # a real one would be a secret
        sent = town.send(message=f"{other}\u2028<{other}>\n"
                                 "https://x.example/i/short")
        mail = sent.mail()
        links = [line for line in mail.text.splitlines()
                 if re.fullmatch(r"\S*/i/\S*", line)]
        tap.is_(links, [mail.link])
        tap.ok(other not in mail.text + mail.html)
        tap.ok("\n> https://x.example/i/short\n" in mail.text)
        tap.ok(other in sent.visitor().look().text)
    with tap.test("an address of 254 bytes is invited, as typed"):
        address = text_of("idn-email", 254)
        answer = town.business().invite(address)
        tap.is_((answer.status, answer["email"]), (201, address))
    with tap.test("its days are days"):
        for days in (1, 90):
            sent = town.send(expiresInDays=days)
            tap.within(stack.db.value(
                "select extract(epoch from expires_at - created_at)::float "
                "/ 86400 from invitation where id = %s", sent.id),
                days - 0.0001, days + 0.0001)
        tap.within(stack.db.value(
            "select extract(epoch from expires_at - created_at)::float "
            "/ 86400 from invitation where id = %s", town.send().id),
            6.9999, 7.0001)


def try_reasons():
    for name, reason in {"256 characters": ASTRAL * 256, "one": "x",
                         "a web address": "https://a.example",
                         "a typed mark": TYPED}.items():
        with tap.test(f"a reason keeps {name}"):
            sent = town.send()
            sent.invited.reject(sent.id, reason=reason)
            tap.is_(sent.sender.invitation(sent.id)["rejectReason"], reason)


def try_connections():
    sent = town.send()
    id = sent.invited.accept(sent.returned, aliasName=TYPED[:100])["id"]
    with tap.test("a connection keeps 20 tags of 50 characters, in order"):
        tags = [f"{n:02}" + ASTRAL * 48 for n in range(20)]
        answer = sent.invited.update(id, tags=tags, aliasName=ASTRAL * 100)
        tap.is_((answer["tags"], answer["aliasName"]), (tags, ASTRAL * 100))
        tap.is_(sent.invited.connection(id)["tags"], tags)
    with tap.test("so does it what looks like SQL, JSON or a mark"):
        tags = ['"', "\\", "{}", "{a,b}", "null", "NULL", "a,b", "'", "a\\\"b",
                "", TYPED[:50]]
        tags = [tag or " " for tag in tags]
        answer = sent.invited.update(id, tags=tags)
        tap.is_(answer["tags"], tags)
        tap.is_(sent.invited.connections()["data"][0]["tags"], tags)
    with tap.test("each side sees its own alias and tags only"):
        other = sent.sender.connection(id)
        tap.is_((other["aliasName"], other["tags"]), (None, []))
        sent.sender.update(id, aliasName="Mine", tags=["x"])
        tap.is_(sent.invited.connection(id)["tags"], tags)
    with tap.test("what is left out stays, null clears"):
        answer = sent.sender.update(id, tags=["y"])
        tap.is_((answer["aliasName"], answer["tags"]), ("Mine", ["y"]))
        answer = sent.sender.update(id, aliasName=None)
        tap.is_((answer["aliasName"], answer["tags"]), (None, ["y"]))
        answer = sent.sender.update(id, tags=None)
        tap.is_(answer["tags"], [])
        tap.is_(sent.sender.update(id).status, 200)


def try_organizations():
    made = town.business()
    path = f"/v1/organizations/{made.id}"

    def change(**members):
        return town.client.patch(path, members)

    with tap.test("a name of 100 characters, of four bytes each"):
        answer = town.client.post("/v1/organizations", {
            "kind": "business", "name": ASTRAL * 100})
        tap.is_((answer.status, answer["name"]), (201, ASTRAL * 100))
    with tap.test("a typed mark for a name"):
        for text in (TYPED[:100], TYPED_QUOTED[:100]):
            tap.is_(change(name=text)["name"], text)
    with tap.test("ten URLs of 2048 characters to go on to"):
        urls = [text_of("uri", 2047) + str(n) for n in range(10)]
        tap.is_(change(redirectUrls=urls)["redirectUrls"], urls)
        bad_fields(change(redirectUrls=[*urls, urls[0]]),
                   {"#/redirectUrls": "too_long"})
    with tap.test("only one of them is an invitation's"):
        tap.is_(made.invite("a@example.com", redirectUrl=urls[3]).status, 201)
        bad_fields(made.invite("b@example.com", redirectUrl=urls[3][:-1]),
                   {"#/redirectUrl": "not_allowed"})
    with tap.test("a logo of 32 KiB; one byte more is too long"):
        for size, wanted in ((32768, 200), (32769, 422)):
            logo = LOGO + base64.b64encode(PNG.ljust(size, b"\0")).decode()
            answer = change(brand={"logo": logo})
            tap.is_(answer.status, wanted, f"{size}")
        tap.is_(answer.pointers, {"#/brand/logo": "too_long"})
        tap.is_(len(town.client.get(path)["brand"]["logo"]),
                len(LOGO) + 43692)
    with tap.test("a brand's members are changed one by one"):
        tap.is_(change(brand={"color": "#AbCdEf"})["brand"]["color"],
                "#AbCdEf")
        tap.ok(town.client.get(path)["brand"]["logo"])
        tap.is_(change(brand={"logo": None})["brand"],
                {"color": "#AbCdEf", "logo": None})
        tap.is_(change(brand={})["brand"],
                {"color": "#AbCdEf", "logo": None})
        tap.is_(change(brand=None)["brand"], None)
    with tap.test("an address is kept as typed"):
        for address in (text_of("idn-email", 254), "A+b@B\u00fccher.Example"):
            tap.is_(change(email=address)["email"], address)
    with tap.test("null clears what may be empty"):
        answer = change(email=None, locale=None, redirectUrls=None)
        tap.is_((answer["email"], answer["locale"], answer["redirectUrls"]),
                (None, None, []))
        bad_fields(change(name=None), {"#/name": "required"})


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    try_invitations()
    try_reasons()
    try_connections()
    try_organizations()
tap.done()
