# SPDX-License-Identifier: MIT
"""The processes that send: killed at every point, shared between mails and
organizations, never stuck over their limit."""
import os
import signal
import socket
import time

import servers
import tap
from outbox import Outbox, await_sender, sender_pids
from relay import HANG, Relay
from stack import Stack

POINTS = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "dot")
LEASE = 120  # seconds


def recipients(lines):
    """Whom a session was to go to."""
    return [line.partition("<")[2].rstrip(">") for line in lines
            if line.startswith("RCPT")]


def create_together(names, **script):
    """Have several mails wait, so that one lease takes them all."""
    relay.play(connect=HANG)
    first = outbox.create(f"hold-{names[0]}")
    relay.await_step("connect")
    mails = [outbox.create(name) for name in names]
    relay.play(**script)
    for pid in sender_pids(stack):
        os.kill(pid, signal.SIGKILL)
    return first, mails


with Relay(servers.free_port()) as relay, \
        Stack(smtp_port=relay.port) as stack:
    outbox = Outbox(stack)
    for point in POINTS:
        address = f"{point.lower()}@x.example"
        with tap.test(f"kill -9 at {point}: sent again within the lease"):
            relay.play(**{point: HANG})
            mail = outbox.create(address)
            relay.await_step(point)
            os.kill(await_sender(stack), signal.SIGKILL)
            delivery = outbox.settled(mail)
            tap.is_(delivery["state"], "deferred")
            tap.is_(delivery["lastError"], "its sender died (signal 9)")
            is_alone, wait = outbox.row(
                mail, "is_alone, extract(epoch from due_at - "
                "clock_timestamp())::float")
            tap.ok(is_alone, "alone")
            tap.within(wait, 0, LEASE)
            relay.play()
            outbox.hasten(mail)
            outbox.await_state(mail, "sent")
            tap.is_(len(relay.to(address)), 1)
    with tap.test("a mail sent again has the same Message-ID"):
        relay.play(dot="451 4.3.0 later")
        mail = outbox.create("same@x.example")
        outbox.settled(mail)
        relay.play()
        outbox.hasten(mail)
        outbox.await_state(mail, "sent")
        (message,) = relay.to("same@x.example")
        tap.is_(message["Message-ID"],
                f"<{outbox.row(mail, 'id')[0]}@usher.example>")

    with tap.test("several mails go in one session"):
        names = [f"together{i}@x.example" for i in range(5)]
        first, mails = create_together(names)
        for mail in mails:
            outbox.await_state(mail, "sent")
        tap.ok(any(recipients(lines) == names for lines in relay.heard))
    with tap.test("a mail refused ends the session; the rest is not held "
                  "against, and goes at once"):
        names = [f"rest{i}@x.example" for i in range(5)]
        first, mails = create_together(
            names, RCPT=lambda to: "450 4.2.1 later" if "rest1" in to
            else None)
        for mail in mails[:1] + mails[2:]:
            outbox.await_state(mail, "sent")
            tap.is_(outbox.delivery(mail)["attempts"], 1)
        tap.is_(outbox.delivery(mails[1])["state"], "deferred")
        tap.is_([recipients(lines) for lines in relay.heard[-2:]],
                [names[:2], names[2:]])
    with tap.test("trouble with the relay costs one mail a try, not all"):
        names = [f"cost{i}@x.example" for i in range(5)]
        troubles = ["451 4.3.0 later"]
        first, mails = create_together(
            names, MAIL=lambda sender: troubles.pop() if troubles else None)
        tap.is_(outbox.settled(mails[0])["state"], "deferred")
        for mail in mails[1:]:
            outbox.await_state(mail, "sent")
        tap.is_([outbox.row(mail, "attempts")[0] for mail in mails], [1] * 5)

    with tap.test("a mail that kills its sender goes alone, the others on"):
        names = [f"poison{i}@x.example" for i in range(5)]
        first, mails = create_together(
            names, RCPT=lambda to: HANG if "poison2" in to else None)
        tap.ok(servers.wait_until(lambda: any(
            recipients(lines) == names[:3] for lines in relay.heard), 10))
        os.kill(await_sender(stack), signal.SIGKILL)
        for mail in mails[:2] + mails[3:]:
            outbox.await_state(mail, "sent")
        tap.is_(outbox.delivery(mails[2])["state"], "deferred")
        relay.play(connect=HANG)
        hold = outbox.create("hold@x.example")
        relay.await_step("connect")
        later = [outbox.create(f"later{i}@x.example") for i in range(3)]
        outbox.hasten(mails[2])
        relay.play()
        os.kill(await_sender(stack), signal.SIGKILL)
        for mail in [mails[2], *later]:
            outbox.await_state(mail, "sent")
        tap.ok([names[2]] in [recipients(lines) for lines in relay.heard])
        tap.is_([len(relay.to(name)) for name in names], [1] * 5)

    with tap.test("a relay that quotes a mail's secrets is not quoted"):
        said = {}

        def quote(recipient):
            (token,) = said["tokens"]
            return f"554 5.7.1 no {stack.url}/i/{token} please"

        mail = outbox.create("quote@x.example")
        outbox.await_state(mail, "sent")
        said["tokens"] = {
            line.rpartition("/")[2] for line in relay.to("quote@x.example")[0]
            .get_body(("plain",)).get_content().splitlines() if "/i/" in line}
        relay.play(dot=quote)
        outbox.client.post(f"{outbox.path}/{mail}/resend")
        outbox.await_state(mail, "dead")
        tap.is_(outbox.delivery(mail)["lastError"],
                f"554 5.7.1 no {stack.url}/i/{'*' * 64} please "
                "(in reply to the final dot)")
        tap.ok(said["tokens"].pop() not in stack.usher.log.read_text())

with Relay(servers.free_port()) as relay, Stack(
        {"mail.sessions": 1}, smtp_port=relay.port) as stack:
    with tap.test("an organization's heap does not keep another's waiting"):
        heap, single = Outbox(stack, "Heap"), Outbox(stack, "Single")
        relay.play(MAIL=lambda sender: time.sleep(0.05))
        mails = [heap.create(f"heap{i}@x.example") for i in range(150)]
        mail = single.create("single@x.example")
        single.await_state(mail, "sent")
        waiting = stack.db.value(
            "select count(*) from outbox where organization_id = %s "
            "and state = 'queued'", heap.business)
        tap.ok(waiting > 25, f"{waiting} of the heap wait")
        tap.is_(relay.busiest, 1, "one session at a time")

with Relay(servers.free_port()) as relay, Stack(
        {"mail.sessions": 3}, smtp_port=relay.port) as stack:
    with tap.test("sessions are at most mail.sessions, and one for each "
                  "organization"):
        relay.play(MAIL=lambda sender: time.sleep(0.05))
        boxes = [Outbox(stack, f"Box {i}") for i in range(5)]
        mails = [(box, box.create(f"{i}-{n}@x.example"))
                 for n in range(10) for i, box in enumerate(boxes)]
        for box, mail in mails:
            box.await_state(mail, "sent")
        tap.is_(relay.busiest, 3)
        senders = [{to.partition("-")[0] for to in recipients(lines)}
                   for lines in relay.heard]
        tap.ok(all(len(sender) <= 1 for sender in senders))

# A listener whose queue is full answers no more: connect(2) hangs.
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(0)
fillers = [socket.socket() for _ in range(4)]
for filler in fillers:
    filler.setblocking(False)
    filler.connect_ex(listener.getsockname())
with Stack({"mail.batch_timeout": 1},
           smtp_port=listener.getsockname()[1]) as stack:
    outbox = Outbox(stack)
    with tap.test("a connect that hangs ends in time, and is trouble"):
        began = time.monotonic()
        mail = outbox.create("a@x.example")
        delivery = outbox.settled(mail)
        tap.within(time.monotonic() - began, 0.5, 10)
        tap.is_(delivery["state"], "deferred")
        tap.is_(delivery["lastError"], "the relay took too long")
        tap.is_(stack.api.get("/readyz")["relay"], "the relay took too long")
for open_socket in (listener, *fillers):
    open_socket.close()
tap.done()
