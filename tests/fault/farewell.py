# SPDX-License-Identifier: MIT
"""Sessions that end at the worst moment: nobody notices where nothing can
have been done, and nothing is done twice where it may."""
import between
import people
import servers
import tap
from expect import refused
from stack import FOLDER, Stack

TERMINATE = b"X\x00\x00\x00\x04"

own = servers.PostgreSQL(FOLDER / "postgres")
middle = between.Between(FOLDER / "between", own)


class Through(Stack):
    """A stack whose workers reach the database through the middle."""

    def _urls(self, one_role):
        return {**super()._urls(one_role),
                "database.url": middle.url("usher_web", self.database)}


with own, Through({"workers": 1}, postgres=own) as stack:
    town = people.Town(stack)
    business = town.business()

    def pending():
        return len(business.sent(status="pending")["data"])

    with tap.test("a farewell behind an answer is heard: the next call is "
                  "made on a new session"):
        for _ in range(3):
            sessions = middle.sessions
            middle.say_farewell()
            tap.is_(business.sent().status, 200)
            tap.is_(business.sent().status, 200)
            tap.is_(middle.sessions, sessions + 1)
        tap.is_(middle.late.replace(TERMINATE, b""), b"")

    with tap.test("the server is restarted while all rest: nobody notices"):
        for _ in range(3):
            own.stop()
            own.start()
            tap.is_(business.sent().status, 200)
        stack.reconnect()

    with tap.test("an answer is lost: 503, and what was done is done once"):
        middle.lose_answer()
        answer = business.invite("lost@example.com")
        refused(answer, 503, "unavailable")
        tap.is_(pending(), 1)
        refused(business.invite("lost@example.com"), 409,
                "invitation_already_pending")

    with tap.test("the answer to a commit is lost: the same again, under its "
                  "Idempotency-Key, tells what was done"):
        middle.lose_answer()
        answers = [business.client.post(
            business.at("/invitations"), {"email": "key@example.com"},
            idempotency_key="once") for _ in range(2)]
        refused(answers[0], 503, "unavailable")
        tap.is_(answers[1].status, 201)
        tap.is_(answers[1].headers["Idempotent-Replayed"], "true")
        tap.is_(pending(), 2)
tap.done()
