# SPDX-License-Identifier: MIT
"""What is in a mail: read from the wire, then as Python's `email` reads it."""
import base64
import datetime
import re

import servers
import tap
from letter import HEADERS, Text, check_any, check_parts, check_wire, parts
from outbox import Outbox
from relay import Relay
from stack import Stack

PNG = b"\x89PNG\r\n\x1a\n"  # what every PNG image begins with
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def contrast(one, other):
    """WCAG 2.2's ratio of two colours, #rrggbb."""
    def light(color):
        parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(share * (part / 12.92 if part <= 0.04045
                            else ((part + 0.055) / 1.055) ** 2.4)
                   for share, part in zip((0.2126, 0.7152, 0.0722), parts))
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def button(page):
    """(background, text) of an invitation's button."""
    shown = Text(page)
    (cell,) = [a for a in shown.all("td") if a.get("class") == "button"]
    (text,) = [re.search(r"(?:^|;)color:(#\w+)", a["style"])[1]
               for a in shown.all("a") if "background" not in a["style"]
               and "font-weight" in a["style"]]
    return cell["bgcolor"], text


def send(address, **members):
    """Invite an address; gives the mail's bytes and the mail."""
    outbox.invite(address, **members)
    raw = [data for _, recipient, data in relay.mails
           if recipient == address][-1]
    return raw, relay.to(address)[-1]


def send_with_logo(address, logo, kind="png", **members):
    """The same, from an organization with this logo."""
    text = base64.b64encode(logo).decode()
    answer = outbox.client.patch(
        f"/v1/organizations/{outbox.business}",
        {"brand": {"logo": f"data:image/{kind};base64,{text}"}})
    tap.is_(answer.status, 200)
    return send(address, **members)


def seconds_from_now(moment):
    now = datetime.datetime.now(datetime.timezone.utc)
    return (moment - now).total_seconds()


with Relay(servers.free_port()) as relay, \
        Stack(smtp_port=relay.port) as stack:
    outbox = Outbox(stack)
    invitation = None

    with tap.test("an invitation has exactly its headers"):
        raw, mail = send("b@x.example", inviterName="Ann")
        tap.is_(mail.keys(), HEADERS)
        check_wire(raw)
    with tap.test("they say who, to whom, and what for"):
        (sender,) = mail["From"].addresses
        tap.is_(sender.display_name, "Ann via Acme")
        tap.is_(sender.addr_spec, "usher@usher.example")
        tap.is_(str(mail["To"]), "b@x.example")
        tap.is_(str(mail["Reply-To"]), "acme@acme.example")
        tap.is_(str(mail["Subject"]), "Acme invites you to connect")
        tap.is_(mail["Auto-Submitted"], "auto-generated")
        tap.like(mail["Message-ID"], "^<[0-9a-f-]{36}@usher.example>$")
        tap.within(seconds_from_now(mail["Date"].datetime), -60, 1)
        tap.is_(mail.get_content_type(), "multipart/alternative")
    with tap.test("X-Usher-Invitation is the invitation's id"):
        listed = outbox.client.get(f"{outbox.path}?email=b@x.example")
        tap.is_(mail["X-Usher-Invitation"], listed["data"][0]["id"])
    with tap.test("its one link stands alone on a line and opens it"):
        text, page = parts(mail)
        links = re.findall(r"/i/", text)
        tap.is_(len(links), 1)
        (link,) = re.findall(r"^(http://\S+/i/[\w-]{64})$", text, re.M)
        answer = stack.api.post("/v1/invitations/preview",
                                {"token": link.rpartition("/")[2]})
        tap.is_(answer["email"], "b@x.example")
        tap.is_(set(re.findall(r"http://\S+?/i/[\w-]{64}", page)), {link})
    with tap.test("both parts say the same"):
        check_parts(mail)
    with tap.test("it says when it ends, with the zone"):
        end = datetime.datetime.fromisoformat(
            answer["expiresAt"].replace("Z", "+00:00"))
        tap.ok(f"{end.day} {end:%B} {end:%Y}, {end:%H:%M}\u00a0UTC"
               in text)
    with tap.test("one click unsubscribes (RFC 8058)"):
        tap.is_(mail["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        url = mail["List-Unsubscribe"].strip("<>")
        tap.like(url, rf"^{stack.url}/u/[\w-]{{64}}$")
        tap.ok(url in text)

    with tap.test("To is the address as typed, its domain in ASCII"):
        outbox.invite("Ann+Tag@Bücher.example")
        (mail,) = relay.to("Ann+Tag@xn--bcher-kva.example")
        tap.is_(str(mail["To"]), "Ann+Tag@xn--bcher-kva.example")
    with tap.test("a resend is another mail with the same link"):
        invitation = outbox.invite("again@x.example")
        answer = outbox.client.post(f"{outbox.path}/{invitation}/resend")
        tap.is_(answer.status, 200)
        servers.wait_until(lambda: len(relay.to("again@x.example")) == 2, 10)
        first, second = relay.to("again@x.example")
        tap.isnt(first["Message-ID"], second["Message-ID"])
        tap.is_(*(re.findall(r"/i/[\w-]{64}", parts(m)[0])
                  for m in (first, second)))
    with tap.test("a code stands alone on a line, without a link"):
        answer = outbox.client.post(outbox.path, {"email": "c@x.example"})
        token = answer["invitationUrl"].rpartition("/")[2]
        stack.api.post("/v1/invitations/verify",
                       {"token": token, "email": "c@x.example"})
        servers.wait_until(lambda: len(relay.to("c@x.example")) == 2, 10)
        mail = [m for m in relay.to("c@x.example")
                if m["X-Usher-Invitation"] is None][0]
        text, page = parts(mail)
        (code,) = re.findall(r"^(\d{6})$", text, re.M)
        tap.ok("/i/" not in text + page and "/u/" not in text + page)
        tap.is_(mail.keys(), [h for h in HEADERS if not h.startswith(
            ("X-", "List-"))])
        check_parts(mail)
        answer = stack.api.post(
            "/v1/invitations/verify/confirm",
            {"token": token, "email": "c@x.example", "code": code})
        tap.is_(answer.status, 200)

    for color in "#000000", "#ffffff", "#757575", "#ffcc00", "#d0021b":
        with tap.test(f"the button has the colour {color}, and is legible"):
            answer = outbox.client.patch(
                f"/v1/organizations/{outbox.business}",
                {"brand": {"color": color}})
            tap.is_(answer.status, 200)
            _, mail = send(f"c{color[1:]}@x.example")
            back, ink = button(parts(mail)[1])
            tap.is_(back, color)
            tap.ok(contrast(back, ink) >= 4.5, f"{ink} on {back}")
    with tap.test("a logo stands in the mail itself"):
        raw, mail = send_with_logo("small@x.example", PNG + bytes(5000))
        tap.is_([part.get_content_type() for part in mail.walk()],
                ["multipart/alternative", "text/plain", "multipart/related",
                 "text/html", "image/png"])
        image = list(mail.walk())[-1]
        (shown,) = Text(parts(mail)[1]).all("img")
        tap.is_(shown["src"], "cid:" + image["Content-ID"].strip("<>"))
        tap.is_(image.get_content_disposition(), "inline")
        tap.is_(image.get_content(), PNG + bytes(5000))
        check_any(raw, mail)
    with tap.test("but not where there is no room for it, or no way"):
        for number, (logo, kind) in enumerate((
                (PNG + bytes(12 * 1024 - len(PNG)), "png"),
                (PNG + bytes(20 * 1024), "png"), (SVG, "svg+xml"))):
            raw, mail = send_with_logo(f"none{number}@x.example", logo, kind)
            tap.is_([part.get_content_type() for part in mail.walk()],
                    ["multipart/alternative", "text/plain", "text/html"])
            check_any(raw, mail)
    with tap.test("it gives way before a word does"):
        raw, mail = send_with_logo("words@x.example", PNG + bytes(5000),
                                   message="漢" * 1000)
        tap.ok("漢" * 1000 in parts(mail)[0])
        tap.is_(Text(parts(mail)[1]).all("img"), [])
        check_any(raw, mail)
tap.done()
