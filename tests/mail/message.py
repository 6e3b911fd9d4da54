# SPDX-License-Identifier: MIT
"""What is in a mail: read from the wire, then as Python's `email` reads it."""
import datetime
import email.utils
import html.parser
import re

import servers
import tap
from outbox import Outbox
from relay import Relay
from stack import Stack

TAGS = {"html", "head", "meta", "style", "title", "body", "table", "tr", "td",
        "h1", "p", "a", "span", "br"}
HEADERS = ["Date", "From", "To", "Reply-To", "Subject", "Message-ID",
           "Auto-Submitted", "X-Usher-Invitation", "List-Unsubscribe",
           "List-Unsubscribe-Post", "MIME-Version", "Content-Type"]
# What a name may be: 100 characters, no control, no URL.
NAMES = [
    "Ann",
    'Ann "the boss" O\'Neil, Esq.; <ann@x.example> (A) [B] \\ :',
    "=?utf-8?q?=41nn?= =?UTF-8?B?QQ==?=",
    "Jörg Müller-Lüdenscheidt",
    "شركة الاختبار المحدودة",
    "\N{GRINNING FACE}" * 100,
    "Ж" * 100,
    "x" * 100,
    "Bcc: eve@x.example",
    "& <b>bold</b> {{code}} {{> mail/code.txt}}",
    "--=_usher--",
    '"><style>*{display:none}</style>',
]
LONG = "Ж" * 100
SIZE = 20 * 1024  # more than a mail may have


class Text(html.parser.HTMLParser):
    """The words that a browser shows, and where links lead."""

    def __init__(self, source):
        super().__init__()
        self.said, self.links, self.is_hidden = [], [], False
        self.tags = []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.is_hidden = self.is_hidden or tag == "head"
        self.tags.append((tag, dict(attributes)))
        if tag == "a":
            self.links.append(dict(attributes)["href"])

    def handle_endtag(self, tag):
        self.is_hidden = self.is_hidden and tag != "head"

    def handle_data(self, data):
        if not self.is_hidden:
            self.said.append(data)

    @property
    def words(self):
        return " ".join(self.said).split()

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def parts(message):
    """Text and HTML; base64 keeps the CRLF that quoted-printable loses."""
    return [message.get_body((kind,)).get_content().replace("\r\n", "\n")
            for kind in ("plain", "html")]


def check_wire(data):
    """Lines end in CRLF, are ASCII and short, but for one that cannot be."""
    tap.ok(data.isascii(), "ASCII")
    tap.is_(re.findall(rb"(?<!\r)\n|\r(?!\n)", data), [], "CRLF only")
    long = [line for line in data.split(b"\r\n") if len(line) > 76]
    tap.is_([line for line in long
             if not line.startswith(b"List-Unsubscribe: <http")], [])
    tap.ok(len(data) < SIZE, f"{len(data)} bytes are not too many")


def check_parts(message):
    """Both parts say the same, with the same links."""
    text, page = parts(message)
    shown = Text(page)
    plain = re.sub("^> ", "", text, flags=re.M)
    tap.is_(shown.words, plain.split(), "the parts say the same")
    tap.is_(sorted(set(shown.links)),
            sorted(re.findall(r"^https?://\S+$", text, re.M)))


    check_calm(page, shown)


def check_calm(page, shown):
    """Nothing is fetched or run; it has a language and a dark side."""
    tap.is_({tag for tag, _ in shown.tags} - TAGS, set())
    tap.is_([name for _, attributes in shown.tags for name in attributes
             if name in ("src", "srcset", "background", "action")
             or name.startswith("on")], [])
    tap.is_(re.findall(r"(?i)url\(|@import|expression\(", page), [])
    tap.is_({a["dir"] for a in shown.all("html") + shown.all("table")[:1]},
            {"ltr"})
    tap.is_({a["lang"] for a in shown.all("html") + shown.all("table")[:1]},
            {"en"})
    tap.ok("@media (prefers-color-scheme: dark)" in page)


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
    (text,) = [re.search(r"(?:^|; )color: (#\w+)", a["style"])[1]
               for a in shown.all("a") if "background" not in a["style"]
               and "font-weight" in a["style"]]
    return cell["bgcolor"], text


def subject(name):
    """At most 60 characters, whatever the name."""
    words = " invites you to connect"
    room = 60 - len(words)
    return (name if len(name) <= room else name[:room - 1] + "…") + words


def bare(text):
    """A text without what sets a name of the other direction apart."""
    return re.sub("[\u2068\u2069]", "", text)


def squeeze(text):
    """Python 3.11 shows a blank where two encoded words meet in a name."""
    return text.replace(" ", "")


def send(address, **members):
    """Invite an address; gives the mail's bytes and the mail."""
    outbox.invite(address, **members)
    raw = [data for _, recipient, data in relay.mails
           if recipient == address][-1]
    return raw, relay.to(address)[-1]


def mail_to(address, number=1):
    """The bytes of a mail to an address, once it has come, and the mail."""
    tap.ok(servers.wait_until(
        lambda: len(relay.to(address)) >= number, 10), f"{address} has mail")
    raw = [data for _, recipient, data in relay.mails
           if recipient == address][number - 1]
    return raw, relay.to(address)[number - 1]


def organization(kind, name, **members):
    """The id of a new organization below Acme."""
    return outbox.client.post("/v1/organizations", {
        "kind": kind, "name": name, **members})["id"]


def invite_to_team(name, email, said):
    client = stack.client(organization("business", name))
    return client.post("/businesses/me/invitations",
                       {"email": email, "role": "Admin", **said})


def invite_contributor(name, email, said):
    company = organization("company", name)
    return outbox.client.post(
        f"/v2/invitation/company/{company}",
        {"allowedEmails": [email], "sendEmail": True, **said})


def invite_contact(name, email, said):
    merchant = organization("merchant", name)
    return outbox.client.post("/api/Invitations", {
        "merchantId": merchant, "firstName": "Mara", "lastName": "Moss",
        "email": email, **said})


def invite_applicant(name, email, said):
    customer = organization("customer", name)
    return outbox.client.post(f"/customers/{customer}/businesses/invite", {
        "business": {"name": name},
        "applicants": [{"first_name": "A", "last_name": "B",
                        "email": email}],
        "inviter_name": said["inviterName"], "message": said["message"]})


FAMILIES = {"team": invite_to_team, "contributors": invite_contributor,
            "onboarding": invite_contact, "applicants": invite_applicant}


def check_any(raw, mail):
    """What holds for every mail."""
    check_wire(raw)
    tap.is_(mail.defects, [])
    tap.ok(len(str(mail["Subject"])) <= 60, str(mail["Subject"]))
    check_parts(mail)


def check_notice(name, number):
    """A business so named is told that its invitation was declined."""
    inbox, guest = f"in{number}@host.example", f"g{number}@x.example"
    host = organization("business", name, email=inbox)
    outbox.client.post(f"/api/businesses/{host}/invitations",
                       {"email": guest, "inviterName": name})
    text, _ = parts(mail_to(guest)[1])
    stack.api.post("/v1/invitations/reject", {
        "token": re.search(r"/i/([\w-]{64})", text)[1], "reason": name})
    raw, mail = mail_to(inbox)
    check_any(raw, mail)
    text, page = parts(mail)
    tap.ok(f"\n> {name}\n" in text, "the words are quoted")
    tap.is_(Text(page).links, [], "it has no link")
    tap.is_(str(mail["Subject"]), f"{guest} declined your invitation")


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
        tap.ok(f"{end.day} {end:%B} {end:%Y}, {end:%H:%M} UTC" in text)
    with tap.test("one click unsubscribes (RFC 8058)"):
        tap.is_(mail["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        url = mail["List-Unsubscribe"].strip("<>")
        tap.like(url, rf"^{stack.url}/u/[\w-]{{64}}$")
        tap.ok(url in text)

    for number, name in enumerate(NAMES):
        with tap.test(f"an inviter named {name[:40]}"):
            raw, mail = send(f"n{number}@x.example", inviterName=name,
                             message=f"{name}\n.\nFrom me\n\n{name} ")
            tap.is_(mail.keys(), HEADERS)
            check_wire(raw)
            (sender,) = mail["From"].addresses
            tap.is_(squeeze(sender.display_name),
                    squeeze(f"{name} via Acme"))
            tap.is_(sender.addr_spec, "usher@usher.example")
            check_parts(mail)
            text, page = parts(mail)
            tap.ok(f"{name} of Acme invites you" in bare(text))
            tap.ok(f"\n> {name}\n> .\n> From me\n> \n> {name} \n" in text)
            tap.is_(len(re.findall("/i/", text)), 1)
    for number, name in enumerate(NAMES):
        with tap.test(f"an organization named {name[:40]}"):
            business = stack.organization(name)
            client = stack.client(business)
            answer = client.post(f"/api/businesses/{business}/invitations",
                                 {"email": f"o{number}@x.example"})
            tap.is_(answer.status, 201)
            servers.wait_until(
                lambda: relay.to(f"o{number}@x.example"), 10)
            (mail,) = relay.to(f"o{number}@x.example")
            tap.is_(mail.keys(), [h for h in HEADERS if h != "Reply-To"])
            tap.is_(bare(str(mail["Subject"])), subject(name))
            tap.is_(squeeze(mail["From"].addresses[0].display_name),
                    squeeze(name))
            check_parts(mail)

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

    for number, name in enumerate(NAMES):
        for family, invite in FAMILIES.items():
            with tap.test(f"{family}, with everything named {name[:40]}"):
                email = f"{family}{number}@x.example"
                answer = invite(name, email, {"inviterName": name,
                                              "message": name})
                tap.ok(answer.status in (200, 201), repr(answer))
                raw, mail = mail_to(email)
                tap.is_(mail.keys(), [h for h in HEADERS if h != "Reply-To"])
                check_any(raw, mail)
        with tap.test(f"a notice to a business named {name[:40]}"):
            check_notice(name, number)

    with tap.test("with names and a message of all their letters, Cyrillic"):
        host = organization("business", LONG)
        outbox.client.post(f"/api/businesses/{host}/invitations", {
            "email": "long@x.example", "inviterName": LONG,
            "message": LONG * 10})
        check_any(*mail_to("long@x.example"))
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
    with tap.test("a logo, which mail programs drop, is in no mail"):
        outbox.client.patch(f"/v1/organizations/{outbox.business}", {
            "brand": {"logo": "data:image/png;base64,iVBORw0KGgo="}})
        _, mail = send("logo@x.example")
        check_parts(mail)
        tap.ok("data:" not in parts(mail)[1])
tap.done()
