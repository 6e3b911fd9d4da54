# SPDX-License-Identifier: MIT
"""Proving an address by a mailed code: who gets one, how long it is good,
how often it may be asked for and tried."""
import people
import tap
from expect import refused
from stack import Stack
from steps import is_refused


class Door:
    """The returned link of an invitation, which asks for a code."""

    def __init__(self, token=None, address=None):
        if token is None:
            sent = town.send()
            token, address = sent.returned, sent.invited.address
        self.visitor = people.Visitor(stack.api, token)
        self.address = address
        self.link_id = stack.db.value(
            "select l.id from link l where l.hash = sha256(%s::bytea)",
            token)

    def codes(self):
        return stack.mailbox.codes(self.address)

    def ask(self):
        """A new code, as if the last had been sent a minute ago."""
        self.pass_time("61 seconds")
        count = len(self.codes())
        answer = self.visitor.verify(self.address)
        if answer.status != 202:
            raise AssertionError(repr(answer))
        return stack.mailbox.wait_code(self.address, count + 1)

    def pass_time(self, how_long):
        """Let all that was sent and tried here have been so much earlier."""
        stack.db.run(
            "update verification set "
            "sent_at = array(select t - %s::interval from unnest(sent_at) t),"
            "tries_since = tries_since - %s::interval, "
            "code_expires_at = code_expires_at - %s::interval, "
            "proof_expires_at = proof_expires_at - %s::interval "
            "where link_id = %s", *[how_long] * 4, self.link_id)
        stack.db.run("update link set tries_since = tries_since - "
                     "%s::interval where id = %s", how_long, self.link_id)

    def confirm(self, code, address=None):
        return self.visitor.confirm(address or self.address, code)


def wrong(code):
    """Six other digits."""
    return f"{(int(code) + 1) % 1000000:06}"


def try_good():
    door = Door()
    code = door.ask()
    with tap.test("a mailed code is exchanged for a proof, good for 30 "
                  "minutes"):
        tap.like(code, r"^\d{6}$")
        answer = door.confirm(code)
        tap.is_(answer.status, 200)
        tap.like(answer["proof"], r"^[\w-]{64}$")
        left = stack.db.value(
            "select extract(epoch from %s::timestamptz - "
            "clock_timestamp())::float", answer["expiresAt"])
        tap.within(left, 1700, 1800)
    with tap.test("blanks in a code do not matter"):
        tap.is_(door.confirm(f" {code[:3]} {code[3:]} ").status, 200)
    with tap.test("confirming again gives another proof, the last counts"):
        first = door.confirm(code)["proof"]
        second = door.confirm(code)["proof"]
        tap.isnt(first, second)
        tap.is_(door.visitor.accept(proof=first).pointers,
                {"#/proof": "not_allowed"})
        tap.is_(door.visitor.accept(proof=second).status, 200)
    with tap.test("it is on record"):
        tap.is_(stack.db.value(
            "select count(*) from event where type = 'invitation.verified' "
            "and actor = %s and data->>'email' = %s",
            f"link:{door.link_id}", door.address), 4)


def try_wrong():
    door = Door()
    code = door.ask()
    with tap.test("a wrong code is 422, and says no more than that"):
        answer = door.confirm(wrong(code))
        refused(answer, 422, "invalid_fields")
        tap.is_(answer.pointers, {"#/code": "not_allowed"})
    with tap.test("what are no six digits is no try"):
        for text in ("12345", "1234567", "12345a", "", "\u0661" * 6,
                     "12345 6 7"):
            answer = door.confirm(text)
            refused(answer, 422, "invalid_fields", text)
            tap.is_(answer.pointers, {"#/code": "bad_format"}, text)
        tap.is_(stack.db.value("select try_count from verification "
                               "where link_id = %s", door.link_id), 1)
    with tap.test("a code is for its address alone"):
        answer = door.confirm(code, "else@example.com")
        tap.is_(answer.pointers, {"#/code": "not_allowed"})
        tap.is_(door.confirm(code, door.address.upper()).status, 200)
    with tap.test("and for its link alone"):
        other = Door()
        answer = other.confirm(code, door.address)
        tap.is_(answer.pointers, {"#/code": "not_allowed"})
    with tap.test("a proof is for its link alone"):
        proof = door.confirm(code)["proof"]
        tap.is_(other.visitor.accept(proof=proof).pointers,
                {"#/proof": "not_allowed"})
    with tap.test("a newer code ends the older one"):
        newer = door.ask()
        if newer != code:
            tap.is_(door.confirm(code).pointers, {"#/code": "not_allowed"})
        tap.is_(door.confirm(newer).status, 200)


def try_time():
    door = Door()
    code = door.ask()
    with tap.test("a code is good for ten minutes"):
        door.pass_time("9 minutes 30 seconds")
        tap.is_(door.confirm(code).status, 200)
        door.pass_time("30 seconds")
        tap.is_(door.confirm(code).pointers, {"#/code": "not_allowed"})
    with tap.test("a proof is good for 30 minutes"):
        proof = door.confirm(door.ask())["proof"]
        door.pass_time("30 minutes 1 second")
        tap.is_(door.visitor.accept(proof=proof).pointers,
                {"#/proof": "not_allowed"})
        proof = door.confirm(door.ask())["proof"]
        door.pass_time("29 minutes 30 seconds")
        tap.is_(door.visitor.accept(proof=proof).status, 200)


def try_sending():
    door = Door()
    door.ask()
    with tap.test("60 seconds lie between two codes"):
        answer = door.visitor.verify(door.address)
        refused(answer, 429, "too_many")
        tap.within(int(answer.headers["Retry-After"]), 30, 60)
        tap.is_(len(door.codes()), 1)
    with tap.test("to one address: another may ask at once"):
        tap.is_(door.visitor.verify("other@example.com").status, 202)
    with tap.test("five codes a day, then 429 code_exhausted"):
        for _ in range(4):
            door.ask()
        door.pass_time("61 seconds")
        answer = door.visitor.verify(door.address)
        refused(answer, 429, "code_exhausted")
        tap.within(int(answer.headers["Retry-After"]), 85000, 86400)
        tap.is_(len(door.codes()), 5)
    with tap.test("a day later it may ask again"):
        door.pass_time("24 hours")
        tap.like(door.ask(), r"^\d{6}$")


def try_tries():
    door = Door()
    code = door.ask()
    with tap.test("five tries for a code, then not even the right one"):
        for _ in range(5):
            refused(door.confirm(wrong(code)), 422, "invalid_fields")
        answer = door.confirm(code)
        refused(answer, 429, "code_exhausted")
        tap.within(int(answer.headers["Retry-After"]), 1, 60)
    with tap.test("another code, another five"):
        tap.is_(door.confirm(door.ask()).status, 200)
    with tap.test("25 tries a day for an address"):
        door = Door()
        for _ in range(5):
            code = door.ask()
            for _ in range(5):
                door.confirm(wrong(code))
        stack.db.run("update verification set code_tries = 0 "
                     "where link_id = %s", door.link_id)
        answer = door.confirm(code)
        refused(answer, 429, "code_exhausted")
        tap.within(int(answer.headers["Retry-After"]), 80000, 86400)
    with tap.test("and 25 more the next day"):
        door.pass_time("24 hours")
        tap.is_(door.confirm(door.ask()).status, 200)
    with tap.test("tries where there is no code close a link to nobody"):
        door = Door()
        code = door.ask()
        for number in range(42):
            address = f"stranger{number}@example.com"
            tap.is_(door.visitor.verify(address).status, 202)
            for _ in range(5):
                refused(door.confirm("000000", address), 422,
                        "invalid_fields")
        tap.is_(stack.db.value("select try_count from link where id = %s",
                               door.link_id), 0)
        tap.is_(door.confirm(code).status, 200)
    with tap.test("200 tries a day for a link"):
        door = Door()
        code = door.ask()
        stack.db.run("update link set try_count = 199, tries_since = "
                     "clock_timestamp() where id = %s", door.link_id)
        refused(door.confirm(wrong(code)), 422, "invalid_fields")
        refused(door.confirm(code), 429, "code_exhausted")
        refused(door.confirm("000000", "any@example.com"), 429,
                "code_exhausted")
        door.pass_time("24 hours")
        tap.is_(door.confirm(door.ask()).status, 200)


def try_flood():
    """Anybody may have codes mailed by a public link, to anybody."""
    door = Door(town.business().open_link(), "first@example.com")
    with tap.test("a mailbox gets five codes an hour, whatever its owner "
                  "may write behind a plus"):
        answers = [door.visitor.verify(f"Victim+{n}@example.com")
                   for n in range(50)]
        tap.is_([a.status for a in answers], [202] * 5 + [429] * 45)
        refused(answers[-1], 429, "too_many")
        tap.within(int(answers[-1].headers["Retry-After"]), 3500, 3600)
        stack.settle()
        tap.is_(stack.db.value("select count(*) from outbox where "
                               "email like 'Victim+%%'"), 5)
    with tap.test("a public link sends a hundred an hour"):
        stack.db.run("update link set code_hour_count = 99 where id = %s",
                     door.link_id)
        tap.like(door.ask(), r"^\d{6}$")
        answer = door.visitor.verify("late@example.com")
        refused(answer, 429, "too_many")
        tap.within(int(answer.headers["Retry-After"]), 3500, 3600)
        tap.is_(set(answer.json), {"type", "title", "status", "detail",
                                   "instance", "code", "requestId"})
        tap.is_(stack.mailbox.all("late@example.com"), [])
    with tap.test("which its page says, with what was typed"):
        seen = door.visitor.press(door.visitor.look("p"), "verify",
                                  email="late@example.com")
        is_refused(seen, "crowded", 429)
        tap.within(int(seen.headers["Retry-After"]), 3500, 3600)
        tap.is_(seen.form("verify")["email"], "late@example.com")
    with tap.test("however soon the hour is over"):
        stack.db.run("update link set code_hour_since = clock_timestamp() - "
                     "interval '59 minutes 30 seconds' where id = %s",
                     door.link_id)
        seen = door.visitor.press(seen, "verify", email="late@example.com")
        is_refused(seen, "crowded", 429)
        tap.within(int(seen.headers["Retry-After"]), 1, 30)
    with tap.test("a code that was sent is good none the less"):
        tap.is_(door.confirm(door.codes()[0]).status, 200)
    with tap.test("other links send on"):
        tap.like(Door().ask(), r"^\d{6}$")


def try_unlisted():
    """Nobody can find out by asking whether an address was invited."""
    door, stranger = Door(), "stranger@example.com"
    with tap.test("every address asked gets the same answers"):
        def dialogue(address):
            yield door.visitor.verify(address)
            yield door.visitor.verify(address)
            door.pass_time("61 seconds")
            yield door.visitor.verify(address)
            for _ in range(6):
                yield door.confirm("999999", address)
        answers = [
            [(a.status, a.code, a.headers["Retry-After"],
              a.json.get("errors")) for a in dialogue(address)]
            for address in (door.address, stranger)]
        tap.is_(answers[0], answers[1])
    with tap.test("only the one that is invited gets mail"):
        stack.mailbox.wait_code(door.address, 2)
        stack.settle()
        tap.is_(len(door.codes()), 2)
        tap.is_(stack.mailbox.all(stranger), [])
        tap.is_(stack.db.value("select count(*) from outbox where "
                               "email = %s", stranger), 0)
    with tap.test("at a public link anybody does"):
        public = Door(town.business().open_link(), "anybody@example.com")
        tap.is_(public.confirm(public.ask()).status, 200)


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    try_good()
    try_wrong()
    try_time()
    try_sending()
    try_tries()
    try_flood()
    try_unlisted()
tap.done()
