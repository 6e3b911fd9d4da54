# SPDX-License-Identifier: MIT
"""The page of an invitation to a team: a name and a password."""
import tap
import words
from stack import Stack
from steps import (come_back, has_faults, is_end, is_kept, is_mail,
                   is_refused, mailed, press_at_once)

MANY = 12


def wait_with_others():
    """A page that found no place among those that are hashed at once."""
    addresses = [f"una{number}@example.com" for number in range(MANY)]
    for address in addresses:
        root.post("/businesses/me/invitations", {"email": address})
    answers = press_at_once(
        [mailed(stack, address) for address in addresses],
        firstName="Una", lastName="Busy", password="a long enough password")
    tap.is_({a.status for a in answers}, {303, 503})
    for user in root.get("/businesses/me/users").json:
        root.delete(f"/businesses/me/users/{user['id']}")
    return next(a for a in answers if a.status == 503)


def speak():
    with tap.test("the role is said in the reader's language"):
        for role, said in (("Owner", "Inhaber"), ("Admin", "Administrator"),
                           ("Agent", "Mitarbeiter")):
            address = f"{role.lower()}.de@example.com"
            root.post("/businesses/me/invitations",
                      {"email": address, "role": role, "locale": "de"})
            tap.like(stack.mailbox.wait(address).text, f"der Rolle {said}")
            seen = mailed(stack, address).look()
            tap.like(seen.text, f"der Rolle {said}, .* Rolle {said} ")
    with tap.test("who looked in one language may answer in another"):
        root.post("/businesses/me/invitations", {"email": "two@example.com"})
        visitor = mailed(stack, "two@example.com")
        seen = visitor.look(headers={"Accept-Language": "de"})
        tap.like(seen.text, "Rolle Mitarbeiter")
        done = visitor.press(seen, "accept", firstName="Two", lastName="Two",
                             password="a long enough password")
        tap.is_(done.status, 303)


def main():
    made = root.post("/businesses/me/invitations",
                     {"email": "Tia@example.com", "role": "Admin"})
    visitor = mailed(stack, "Tia@example.com")
    seen = visitor.look()
    with tap.test("the mail says to which role"):
        is_mail(stack.mailbox.wait("Tia@example.com"), "team",
                organizationName="Root", role="Admin")
    with tap.test("the page says to which role, and asks for a password"):
        tap.is_(seen.title, words.say("team.page.heading",
                                      organizationName="Root"))
        tap.like(seen.text, "Role Admin")
        tap.is_({n: c.get("autocomplete") for n, c in seen.controls.items()},
                {"firstName": "given-name", "lastName": "family-name",
                 "password": "new-password"})
        tap.is_(seen.actions, ["accept"])
    with tap.test("what keeps passwords is told whose it is, and nobody is "
                  "asked for that"):
        told = [a for tag, a in seen.elements if tag == "input"
                and a.get("autocomplete") in ("username", "new-password")]
        tap.is_([a["autocomplete"] for a in told],
                ["username", "new-password"])
        tap.is_(told[0]["value"], "Tia@example.com")
        tap.ok("hidden" in told[0])
        tap.ok("name" not in told[0], "it is not sent")
    with tap.test("a short password is told of, the name is kept"):
        again = visitor.press(seen, "accept", firstName=" Tia ",
                              lastName="O'Tool", password="short")
        is_refused(again)
        tap.is_(again.faults, {"password": words.say(
            "team.fault.password.too_short")})
        is_kept(again, firstName=" Tia ", lastName="O'Tool", password="")
    with tap.test("where something else is wrong, the password that is gone "
                  "is asked for again"):
        has_faults(visitor.press(seen, "accept", firstName="www.tia.example",
                                 lastName="O'Tool",
                                 password="a long enough password"),
                   firstName="firstName.not_allowed",
                   password="password.again")
    with tap.test("left blank, each is told of"):
        blank = visitor.press(again, "accept", firstName="", lastName="")
        tap.is_(blank.faults, {
            "firstName": words.say("fault.required"),
            "lastName": words.say("fault.required"),
            "password": words.say("team.fault.password.required")})
    with tap.test("where many choose one at once, a page that has to wait "
                  "keeps what was typed, but the password"):
        waiting = wait_with_others()
        is_refused(waiting, "unavailable", 503)
        tap.ok(words.say("team.problem.unavailable.text") in waiting.text)
        is_kept(waiting, firstName="Una", lastName="Busy", password="")
        tap.ok(waiting.headers["Retry-After"])
    with tap.test("put right it joins, and the password opens a session"):
        password = "correct horse battery"
        sent = visitor.press(again, "accept", password=password)
        is_end(come_back(visitor, sent), "team.end.accepted")
        tap.is_([(u["firstName"], u["lastName"], u["role"])
                 for u in root.get("/businesses/me/users").json],
                [("Tia", "O'Tool", "Admin")])
        session = visitor.client.post("/v1/sessions", {
            "organizationId": root.organization, "email": "tia@example.com",
            "password": password})
        tap.is_(session.status, 201)
    with tap.test("a second click gives the first result"):
        form = {**again.form("accept"), "password": password}
        tap.is_(visitor.client.form(seen.path, form).status, 303)
        tap.is_(len(root.get("/businesses/me/users").json), 1)
        tap.is_(root.get(f"/businesses/me/invitations/{made['id']}")[
            "status"], "Accepted")


with Stack({"limits.address_per_hour": 10000}) as stack:
    root = stack.root()
    speak()
    main()
tap.done()
