# SPDX-License-Identifier: MIT
"""A form that is sent again after a change: by way of Back, or from a second
window. What it says now is neither done twice nor dropped in silence."""
import functools

import tap
import words
from crowd import at_once
from stack import Stack
from steps import come_back, holder, is_end, is_kept, is_refused, mailed

CLICKS = 12
FIRST, SECOND = "a first long password", "a second long password"


def try_contributors():
    company = root.post("/v1/organizations", {
        "kind": "company", "name": "Grid Watch"})["id"]
    made = root.post(f"/v2/invitation/company/{company}", {})
    visitor = holder(stack, made["invitationUrl"])

    def numbers():
        read = root.get(f"/v2/company/{company}/connections")
        return sorted(c["accountNumber"] for c in read["data"])

    seen = visitor.look()
    typed = {"url": "https://power.example", "accountNumber": "111",
             "username": "ann", "password": FIRST}
    visitor.press(seen, "accept", **typed)
    with tap.test("a changed form that was sent before is shown again with "
                  "what was typed, but the password"):
        again = visitor.press(seen, "accept",
                              **{**typed, "accountNumber": "222"})
        is_refused(again, "idempotency_key_reused")
        is_kept(again, url="https://power.example", accountNumber="222",
                username="ann", password="")
        tap.ok(words.say("contributors.problem.idempotency_key_reused.text")
               in again.text)
        tap.is_(again.faults, {}, "nobody has to send it again")
        tap.is_(numbers(), ["111"])
    with tap.test("a change of the password alone is one, too"):
        is_refused(visitor.press(seen, "accept",
                                 **{**typed, "password": SECOND}),
                   "idempotency_key_reused")
    with tap.test("the first form, sent again, still gives its own result"):
        sent = visitor.press(seen, "accept", **typed)
        is_end(come_back(visitor, sent), "contributors.end.accepted")
        tap.is_(numbers(), ["111"])
    with tap.test("the page that was shown again makes another connection"):
        sent = visitor.press(again, "accept", password=FIRST)
        is_end(come_back(visitor, sent), "contributors.end.accepted")
        tap.is_(numbers(), ["111", "222"])
    with tap.test("after days it is told that nothing was done"):
        stack.db.run("delete from idempotency")
        sent = visitor.press(seen, "accept",
                             **{**typed, "accountNumber": "333"})
        is_end(come_back(visitor, sent), "end.accepted_already")
        tap.is_(numbers(), ["111", "222"])


def try_onboarding():
    shop = root.post("/v1/organizations", {
        "kind": "merchant", "name": "The Shop"})["id"]
    root.post("/api/Invitations", {
        "merchantId": shop, "firstName": "Mara", "lastName": "Moss",
        "email": "mara@example.com", "phone": ""})
    visitor = mailed(stack, "mara@example.com")
    seen = visitor.look()
    typed = {"legalName": "Shop Ltd.", "address.line1": "1 High Street",
             "address.city": "York", "address.country": "GB"}
    visitor.press(seen, "accept", **typed)
    with tap.test("where nothing more can be done, that is said"):
        again = visitor.press(seen, "accept",
                              **{**typed, "address.city": "Leeds"})
        is_end(again, "end.accepted_already", 410)
        details = root.get(f"/v1/organizations/{shop}")["details"]
        tap.is_(details["address"]["city"], "York")


def try_team():
    root.post("/businesses/me/invitations", {"email": "tia@example.com"})
    visitor = mailed(stack, "tia@example.com")
    windows = [visitor.look(), visitor.look()]
    typed = {"firstName": "Tia", "lastName": "Tool"}
    sent = visitor.press(windows[0], "accept", **typed, password=FIRST)
    with tap.test("of two windows the first one's password counts, and the "
                  "second one says so"):
        is_end(come_back(visitor, sent), "team.end.accepted")
        sent = visitor.press(windows[1], "accept", **typed, password=SECOND)
        done = come_back(visitor, sent)
        is_end(done, "end.accepted_already")
        tap.ok(words.say("team.end.accepted_already.text",
                         organizationName="Root") in done.text)
        opened = [visitor.client.post("/v1/sessions", {
            "organizationId": root.organization, "email": "tia@example.com",
            "password": password}).status for password in (FIRST, SECOND)]
        tap.is_(opened, [201, 401])


def try_clicks():
    root.post("/businesses/me/invitations", {"email": "uma@example.com"})
    visitor = mailed(stack, "uma@example.com")
    seen = visitor.look()
    pages = at_once([functools.partial(
        visitor.press, seen, "accept", firstName="Uma", lastName="Busy",
        password=FIRST)] * CLICKS)
    with tap.test("of many clicks some find no place to be hashed at, and "
                  "their page is the same act"):
        tap.is_({p.status for p in pages}, {303, 503})
        waiting = next(p for p in pages if p.status == 503)
        is_refused(waiting, "unavailable", 503)
        tap.is_(waiting.form("accept")["formToken"],
                seen.form("accept")["formToken"])
    with tap.test("tried again with the same password it says that it is "
                  "done, with another one that it was"):
        sent = visitor.press(waiting, "accept", password=FIRST)
        is_end(come_back(visitor, sent), "team.end.accepted")
        is_end(visitor.press(waiting, "accept", password=SECOND),
               "end.accepted_already", 410)
        members = root.get("/businesses/me/users").json
        tap.is_([m["firstName"] for m in members].count("Uma"), 1)


with Stack({"limits.address_per_hour": 10000}) as stack:
    root = stack.root()
    try_contributors()
    try_onboarding()
    try_team()
    try_clicks()
tap.done()
