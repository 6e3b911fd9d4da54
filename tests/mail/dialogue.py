# SPDX-License-Identifier: MIT
"""What becomes of a mail, by what the relay says, at every step of SMTP; and
that none is lost: the same mail arrives, once, when the relay is well."""
import time

import servers
import tap
from outbox import Outbox
from relay import DROP, HANG, Relay
from stack import Stack

CHUNKING = ("CHUNKING", "ENHANCEDSTATUSCODES")
LIMIT = 2  # seconds, mail.batch_timeout

# name, what the relay plays: state, trouble with the relay?, words
DIALOGUES = [
    ("nobody listens", None, "deferred", True,
     r"^no connection to 127.0.0.1:\d+: Connection refused$"),
    ("4xx at connect", {"connect": "421 4.3.2 too busy"},
     "deferred", True, r"^421 4.3.2 too busy \(in reply to connect\)$"),
    ("5xx at connect", {"connect": "554 5.7.1 go away"},
     "deferred", True, "^554 5.7.1 go away"),
    ("drop at connect", {"connect": DROP},
     "deferred", True, "^connection lost after connect$"),
    ("hang at connect", {"connect": HANG},
     "deferred", True, "^no answer to connect within 1 s$"),
    ("a word that is no SMTP at connect", {"connect": "hello"},
     "deferred", True, "connect"),
    ("4xx to EHLO", {"EHLO": "450 4.3.2 later"},
     "deferred", True, r"^450 4.3.2 later \(in reply to EHLO\)$"),
    ("5xx to EHLO", {"EHLO": "550 5.7.1 not you"},
     "deferred", True, "^550 5.7.1 not you"),
    ("drop at EHLO", {"EHLO": DROP},
     "deferred", True, "^connection lost after EHLO$"),
    ("hang at EHLO", {"EHLO": HANG},
     "deferred", True, "^no answer to EHLO within 1 s$"),
    ("EHLO unknown", {"EHLO": "502 5.5.2 what?"}, "sent", False, None),
    ("EHLO and HELO unknown",
     {"EHLO": "502 5.5.2 what?", "HELO": "502 5.5.2 what?"},
     "deferred", True, "^502 5.5.2 what?"),
    ("4xx to MAIL", {"MAIL": "452 4.3.1 full"},
     "deferred", True, r"^452 4.3.1 full \(in reply to MAIL\)$"),
    ("5xx to MAIL", {"MAIL": "550 5.7.1 sender refused"},
     "deferred", True, "^550 5.7.1 sender refused"),
    ("drop at MAIL", {"MAIL": DROP},
     "deferred", True, "^connection lost after MAIL$"),
    ("hang at MAIL", {"MAIL": HANG},
     "deferred", True, "^no answer to MAIL within 1 s$"),
    ("4xx to RCPT", {"RCPT": "450 4.2.1 greylisted"},
     "deferred", False, r"^450 4.2.1 greylisted \(in reply to RCPT\)$"),
    ("5xx to RCPT", {"RCPT": "550 5.1.1 no such user"},
     "failed", False, r"^550 5.1.1 no such user \(in reply to RCPT\)$"),
    ("drop at RCPT", {"RCPT": DROP},
     "deferred", False, "^connection lost after RCPT$"),
    ("hang at RCPT", {"RCPT": HANG},
     "deferred", False, "^no answer to RCPT within 1 s$"),
    ("4xx to DATA", {"DATA": "451 4.3.0 not now"},
     "deferred", False, r"^451 4.3.0 not now \(in reply to DATA\)$"),
    ("5xx to DATA", {"DATA": "554 5.5.1 no"},
     "failed", False, "^554 5.5.1 no"),
    ("drop at DATA", {"DATA": DROP},
     "deferred", False, "^connection lost after DATA$"),
    ("hang at DATA", {"DATA": HANG},
     "deferred", False, "^no answer to DATA within 1 s$"),
    ("4xx to the dot", {"dot": "451 4.3.0 try later"},
     "deferred", False,
     r"^451 4.3.0 try later \(in reply to the final dot\)$"),
    ("5xx to the dot", {"dot": "552 5.2.2 mailbox full"},
     "failed", False, "^552 5.2.2 mailbox full"),
    ("5xx in lines to the dot", {"dot": "554-5.7.1 spam\r\n554 5.7.1 sorry"},
     "failed", False, "^554 5.7.1 spam"),
    ("3xx to the dot", {"dot": "354 more"}, "deferred", False, "^354 more"),
    ("drop at the dot", {"dot": DROP},
     "deferred", False, "^connection lost after the final dot$"),
    ("hang at the dot", {"dot": HANG},
     "deferred", False, "^the relay took too long$"),
    ("drop at QUIT", {"QUIT": DROP}, "sent", False, None),
    ("hang at QUIT", {"QUIT": HANG}, "sent", False, None),
    ("XUSR offered", {"offers": ("XUSR",)}, "sent", False, None),
    ("words that are no ASCII, and quotes",
     {"RCPT": '550 5.1.1 \x01 nö "x"'}, "failed", False,
     r"^550 5.1.1 \? n\?\? 'x' \("),
    ("BDAT", {"offers": CHUNKING}, "sent", False, None),
    ("5xx to a chunk",
     {"offers": CHUNKING, "DATA": "552 5.3.4 too big", "dot": "503 5.5.1 no"},
     "failed", False, "^552 5.3.4 too big"),
    ("5xx to the last chunk",
     {"offers": CHUNKING, "dot": "554 5.6.0 no"}, "failed", False, "^554"),
    ("drop at the last chunk",
     {"offers": CHUNKING, "dot": DROP}, "deferred", False,
     "^connection lost after the final dot$"),
    ("hang at the last chunk",
     {"offers": CHUNKING, "dot": HANG}, "deferred", False,
     "^the relay took too long$"),
]


def play(relay, script, invite):
    """One mail under a dialogue; gives its id and its delivery."""
    if script is None:
        with relay.away():
            mail = invite()
            return mail, outbox.settled(mail)
    relay.play(**script)
    mail = invite()
    return mail, outbox.settled(mail)


def is_ready_again():
    return stack.api.get("/readyz")["relay"] == "ok"


port = servers.free_port()
with Relay(port) as relay, Stack(
        {"mail.batch_timeout": LIMIT}, smtp_port=port) as stack:
    outbox = Outbox(stack)
    outbox.invite("first@x.example")  # so that the first hold is the first
    for number, (name, script, state, is_trouble, words) in enumerate(
            DIALOGUES):
        address = f"u{number}@x.example"
        with tap.test(f"{name}: {state}"):
            began = time.monotonic()
            mail, delivery = play(relay, script,
                                  lambda: outbox.invite(address))
            tap.is_(delivery["state"], state)
            tap.is_(delivery["attempts"], 1)
            if words:
                tap.like(delivery["lastError"], words)
            else:
                tap.is_(delivery["lastError"], None)
            tap.ok(time.monotonic() - began < LIMIT + 10, "in time")
            ready = stack.api.get("/readyz")["relay"]
            tap.is_(ready, delivery["lastError"] if is_trouble else "ok")
        with tap.test(f"{name}: {'once more' if state == 'deferred' else ''}"
                      " arrives" if state != "failed" else
                      f"{name}: it is never tried again"):
            relay.play()
            if state == "deferred":
                tap.is_(relay.to(address), [], "not taken yet")
                outbox.hasten(mail)
                outbox.await_state(mail, "sent")
            elif state == "failed":
                outbox.invite(f"after{number}@x.example")
            tap.is_(len(relay.to(address)), 0 if state == "failed" else 1)
            tap.ok(servers.wait_until(is_ready_again, 20), "no trouble left")
tap.done()
