# SPDX-License-Identifier: MIT
"""With smtp.starttls = required and a log-in: no word of a mail and no
password in clear, or to whom it is not meant for, whatever the relay says."""
import base64
import ssl
import threading

import seen
import servers
import tap
from outbox import Outbox
from relay import Authority, Relay, plain, self_signed
from stack import FOLDER, Stack

USER, PASSWORD = "usher", "a pass phrase"
IN_CLEAR = ("STARTTLS", "AUTH PLAIN")
IN_TLS = ("AUTH PLAIN LOGIN",)

seen.add("password", PASSWORD)
ca = Authority(FOLDER)
other_ca = Authority(FOLDER, "other")
good = ca.server()
new = ca.server()
new.minimum_version = ssl.TLSVersion.TLSv1_3
FORGED = ("220 2.0.0 go ahead\r\n250-relay.example\r\n250 AUTH PLAIN\r\n"
          "235 2.7.0 welcome")

# name, the server's TLS, what it plays: words
REFUSED = [
    ("a certificate for another name", ca.server("DNS:other.example"), {},
     "^TLS: hostname mismatch$"),
    ("a certificate for the address, not the name", ca.server("IP:127.0.0.1"),
     {}, "^TLS: hostname mismatch$"),
    ("a certificate that has expired", ca.server(days=-1), {},
     "^TLS: certificate has expired$"),
    ("a certificate of its own making", self_signed(FOLDER), {},
     "^TLS: self-signed certificate$"),
    ("a certificate of an authority that is not ours", other_ca.server(), {},
     "^TLS: unable to get local issuer certificate$"),
    ("TLS 1.3 at least", new, {}, "^TLS: "),
    ("STARTTLS not offered", good, {"offers": ()},
     "^STARTTLS is not offered$"),
    ("STARTTLS not offered but AUTH", good, {"offers": ("AUTH PLAIN",)},
     "^STARTTLS is not offered$"),
    ("STARTTLS refused", good, {"STARTTLS": "454 4.7.0 not now"},
     r"^454 4.7.0 not now \(in reply to STARTTLS\)$"),
    *((f"EHLO refused with {code}", good, {"EHLO": f"{code} 5.5.1 what?"},
       rf"^{code} 5.5.1 what\? \(in reply to EHLO\)$")
      for code in (500, 501, 502, 504)),
    ("words under TLS said before it", good, {"STARTTLS": FORGED},
     "^the relay spoke out of turn before TLS$"),
]
LOG_IN_REFUSED = [
    ("the password refused", {"AUTH": "535 5.7.8 who are you?"}, IN_TLS,
     r"^535 5.7.8 who are you\? \(in reply to AUTH\)$"),
    ("no log-in for now", {"AUTH": "454 4.7.0 later"}, IN_TLS,
     "^454 4.7.0 later"),
    ("another 2xx to the password", {"AUTH": "250 2.0.0 hm"}, IN_TLS,
     "^AUTH is not offered$"),
    ("AUTH offered in clear only", {"offers": IN_CLEAR}, (),
     "^AUTH is not offered$"),
    ("a way to log in that is unknown", {}, ("AUTH XYZ",),
     "^AUTH is not offered$"),
]


def words_in_clear(lines):
    """What was said beside the way to TLS."""
    return [line for line in lines
            if line.split(" ")[0] not in ("EHLO", "STARTTLS", "QUIT")]


def try_once(address):
    """One mail under the dialogue; gives its delivery and what was said."""
    before = len(relay.heard)
    mail = outbox.create(address)
    delivery = outbox.settled(mail)
    said = [line for lines in relay.heard[before:] for line in lines]
    return mail, delivery, said


def recover(mail, address):
    """The relay is well: the mail arrives, under TLS, logged in."""
    relay.tls = good
    relay.offers_in_tls = IN_TLS
    relay.play(offers=IN_CLEAR)
    outbox.hasten(mail)
    outbox.await_state(mail, "sent")
    tap.is_(len(relay.to(address)), 1, "it arrives when the relay is well")


password_file = FOLDER / "password"
password_file.write_text(f"{PASSWORD}\nanother line\n")
password_file.chmod(0o600)
servers.own(password_file)
relay = Relay(servers.free_port(), good)
with relay, Stack({
        "smtp.host": "localhost", "smtp.starttls": "required",
        "smtp.ca_file": ca.file, "smtp.user": USER,
        "smtp.password_file": password_file, "mail.batch_timeout": 4,
        }, smtp_port=relay.port) as stack:
    outbox = Outbox(stack)
    with tap.test("under TLS with the right name and password mail is sent"):
        relay.play(offers=IN_CLEAR)
        relay.offers_in_tls = IN_TLS
        mail, delivery, said = try_once("first@x.example")
        tap.is_(delivery["state"], "sent")
        tap.ok(f"AUTH PLAIN {plain(USER, PASSWORD)}" in said, "logged in")
        tap.ok(said.index("STARTTLS") < said.index(
            f"AUTH PLAIN {plain(USER, PASSWORD)}"), "after STARTTLS")
    with tap.test("a relay that knows LOGIN only is logged in to"):
        relay.offers_in_tls = ("AUTH LOGIN",)
        mail, delivery, said = try_once("login@x.example")
        tap.is_(delivery["state"], "sent")
        tap.ok(base64.b64encode(PASSWORD.encode()).decode() in said)
    with tap.test("several mails go in one session under TLS"):
        before = len(relay.heard)
        relay.offers_in_tls = IN_TLS
        # While the first is held, the others come to wait.
        have_come = threading.Event()
        relay.play(offers=IN_CLEAR,
                   MAIL=lambda argument: have_come.wait(10) and None)
        mails = [outbox.create(f"several{i}@x.example") for i in range(4)]
        have_come.set()
        for mail in mails:
            outbox.await_state(mail, "sent")
        tap.is_(len(relay.heard) - before, 2)
    for number, (name, tls, script, words) in enumerate(REFUSED):
        address = f"u{number}@x.example"
        with tap.test(f"{name}: not a word in clear"):
            relay.tls = tls
            relay.play(**{"offers": IN_CLEAR, **script})
            mail, delivery, said = try_once(address)
            tap.is_(delivery["state"], "deferred")
            tap.like(delivery["lastError"], words)
            tap.is_(words_in_clear(said), [])
            tap.is_(stack.api.get("/readyz")["relay"],
                    delivery["lastError"])
            recover(mail, address)
    for number, (name, script, offers, words) in enumerate(LOG_IN_REFUSED):
        address = f"v{number}@x.example"
        with tap.test(f"{name}: no mail without a log-in"):
            relay.offers_in_tls = offers
            relay.play(**{"offers": IN_CLEAR, **script})
            mail, delivery, said = try_once(address)
            tap.is_(delivery["state"], "deferred")
            tap.like(delivery["lastError"], words)
            tap.is_([s for s in said if s.startswith("MAIL")], [])
            tap.is_(stack.api.get("/readyz")["relay"],
                    delivery["lastError"])
            recover(mail, address)
    with tap.test("a password file that is gone is trouble, then read anew"):
        password_file.rename(f"{password_file}.away")
        mail, delivery, said = try_once("file@x.example")
        tap.is_(delivery["state"], "deferred")
        tap.like(delivery["lastError"], "password: No such file")
        tap.is_(said, [])
        password_file.with_name("password.away").rename(password_file)
        recover(mail, "file@x.example")
tap.done()
