# SPDX-License-Identifier: MIT
"""The outbox: when a mail is tried again, when it is given up, what must not
be sent any more, what is deleted. Times are moved back, not waited for."""
import servers
import tap
from outbox import Outbox
from relay import HANG, Relay
from stack import Stack

MINUTE, HOUR, DAY = 60, 3600, 86400


def seconds_until(column, mail):
    return outbox.row(mail, f"extract(epoch from {column} - "
                            "clock_timestamp())::float")[0]


def types_of(mail):
    """What the feed tells of an invitation: all, as soon as transactions are
    over that began before, anybody's in the cluster."""
    feed = outbox.client.get(f"/v1/events?invitationId={mail}")["data"]
    return [event["type"] for event in feed]


def clean():
    """A mailer that has just started cleans up."""
    stack.usher.signal(1)  # SIGHUP


with Relay(servers.free_port()) as relay, \
        Stack({"mail.batch_timeout": 4}, smtp_port=relay.port) as stack:
    outbox = Outbox(stack)

    with tap.test("a deferred mail waits 1 minute, twice as long each time, "
                  "4 hours at most"):
        relay.play(RCPT="450 4.2.1 later")
        mail = outbox.invite("series@x.example")
        waits = []
        for attempts in range(1, 12):
            outbox.settled(mail, attempts)
            waits.append(round(seconds_until("due_at", mail) / MINUTE))
            outbox.hasten(mail)
        tap.is_(waits, [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240])
    with tap.test("the invitation tells when it is tried again"):
        delivery = outbox.settled(mail, 12)
        tap.is_(delivery["state"], "deferred")
        tap.is_(delivery["attempts"], 12)
        tap.like(delivery["nextAttemptAt"], r"^\d{4}-.*Z$")
    with tap.test("the last try is three days after the create"):
        tap.within(seconds_until("give_up_at", mail), 3 * DAY - 60, 3 * DAY)
        outbox.age(3 * DAY - HOUR)
        outbox.settled(mail, 13)
        tap.within(seconds_until("due_at", mail), HOUR - 60, HOUR)
    with tap.test("then the mail has failed, and is an event"):
        outbox.age(HOUR)
        outbox.await_state(mail, "dead")
        delivery = outbox.delivery(mail)
        tap.is_(delivery["state"], "failed")
        tap.is_(delivery["nextAttemptAt"], None)
        servers.wait_until(lambda: "invitation.failed" in types_of(mail), 20)
        tap.is_(types_of(mail)[-1], "invitation.failed")
        single = outbox.client.get(f"{outbox.path}/{mail}")
        tap.is_(single["status"], "pending", "the invitation lives")
    with tap.test("a resend begins anew, for three more days"):
        relay.play()
        answer = outbox.client.post(f"{outbox.path}/{mail}/resend")
        tap.is_(answer.status, 200)
        outbox.await_state(mail, "sent")
        tap.is_(outbox.delivery(mail)["attempts"], 1)
        tap.is_(len(relay.to("series@x.example")), 1)

    with tap.test("what waits is dropped when its invitation is cancelled"):
        relay.play(RCPT="450 4.2.1 later")
        mail = outbox.invite("cancel@x.example")
        outbox.client.post(f"{outbox.path}/{mail}/cancel")
        relay.play()
        tap.is_(outbox.row(mail, "state, due_at"), ("dropped", None))
        tap.is_(outbox.delivery(mail)["state"], "none")
    with tap.test("what waits is dropped when its invitation has expired"):
        relay.play(RCPT="450 4.2.1 later")
        mail = outbox.invite("expire@x.example")
        stack.db.move_expiry(mail)
        relay.play()
        outbox.hasten(mail)
        outbox.await_state(mail, "dropped")
        tap.is_(outbox.delivery(mail)["state"], "none")
        tap.is_(relay.to("expire@x.example"), [])
    with tap.test("after a rotation only the new link is mailed"):
        relay.play(RCPT="450 4.2.1 later")
        mail = outbox.invite("rotate@x.example")
        relay.play()
        answer = outbox.client.post(f"{outbox.path}/{mail}/resend",
                                    {"rotate": True})
        tap.is_(answer.status, 200)
        outbox.await_state(mail, "sent")
        outbox.hasten(mail)
        (message,) = relay.to("rotate@x.example")
        (link,) = [line for line in message.get_body(("plain",))
                   .get_content().splitlines() if "/i/" in line]
        answer = stack.api.post("/v1/invitations/preview",
                                {"token": link.rpartition("/")[2]})
        tap.is_(answer.status, 200)
    with tap.test("a mail on its way when its address unsubscribes is not "
                  "sent again"):
        relay.play(dot="451 4.3.0 later")
        mail = outbox.invite("stop@x.example")
        stack.db.run(
            "insert into suppression (organization_id, email_key) "
            "values (%s, 'stop@x.example')", outbox.business)
        relay.play()
        outbox.hasten(mail)
        outbox.await_state(mail, "dropped")
        tap.is_(outbox.delivery(mail)["state"], "suppressed")
    with tap.test("a code that has expired is not sent"):
        relay.play(RCPT="450 4.2.1 later")
        answer = outbox.client.post(outbox.path, {"email": "c@x.example"})
        stack.api.post("/v1/invitations/verify", {
            "token": answer["invitationUrl"].rpartition("/")[2],
            "email": "c@x.example"})

        def code():
            return stack.db.row("select state, due_at, give_up_at from "
                                "outbox where kind = 'code'")

        servers.wait_until(lambda: code()[0] == "deferred", 10)
        tap.is_(code()[0], "deferred")
        relay.play()
        stack.db.run("update outbox set due_at = clock_timestamp(), "
                     "give_up_at = clock_timestamp() where kind = 'code'")
        servers.wait_until(lambda: code()[0] == "dropped", 10)
        tap.is_(code()[0], "dropped")

    with tap.test("a mail that was resent while its sender held it says "
                  "nothing of the new one"):
        relay.play(RCPT=HANG)
        mail = outbox.create("twice@x.example")
        relay.await_step("RCPT")
        answer = outbox.client.post(f"{outbox.path}/{mail}/resend")
        tap.is_(answer.status, 200)
        relay.play(dot="554 5.7.1 no")
        tap.is_(outbox.delivery(mail)["state"], "queued")
    with tap.test("another organization's mail is not kept waiting by it"):
        relay.play()
        other = Outbox(stack, "Other")
        other.await_state(other.create("other@x.example"), "sent")
        tap.is_(len(relay.to("other@x.example")), 1)

    with tap.test("what is past its time is deleted, however much it is"):
        stack.db.run("update outbox set ended_at = clock_timestamp() "
                     "- interval '8 days' where ended_at is not null")
        stack.db.run(
            "insert into outbox (organization_id, id, kind, email, state, "
            "give_up_at, ended_at) select %s, gen_random_uuid(), 'code', "
            "'x@x.example', 'sent', now(), now() - interval '8 days' "
            "from generate_series(1, 2500)", outbox.business)
        kept = outbox.client.post(outbox.path, {"email": "kept@x.example"},
                                  idempotency_key="kept")
        outbox.client.post(outbox.path, {"email": "old@x.example"},
                           idempotency_key="old")
        stack.db.run("update idempotency set created_at = created_at "
                     "- interval '24 hours' where key = 'old'")
        stack.db.run(
            "update verification set sent_at = array[clock_timestamp() "
            "- interval '25 hours'], proof_expires_at = null")
        clean()
        tap.ok(servers.wait_until(lambda: not stack.db.rows(
            "select 1 from outbox where ended_at < now() - interval '7 days'"),
            20), "mails")
        tap.is_(stack.db.rows("select key from idempotency"), [("kept",)])
        tap.is_(stack.db.rows("select 1 from verification"), [])
        tap.ok(stack.db.rows("select 1 from outbox where invitation_id = %s",
                             kept["id"]), "what is not stays")
tap.done()
