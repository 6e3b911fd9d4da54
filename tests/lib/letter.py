# SPDX-License-Identifier: MIT
"""What holds for every mail: on the wire, and as its reader's program has
it."""
import html.parser
import re

import tap

TAGS = {"html", "head", "meta", "style", "title", "body", "table", "tr", "td",
        "h1", "p", "a", "span", "br", "img"}
HEADERS = ["Date", "From", "To", "Reply-To", "Subject", "Message-ID",
           "Auto-Submitted", "X-Usher-Invitation", "List-Unsubscribe",
           "List-Unsubscribe-Post", "MIME-Version", "Content-Type"]
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


def bare(text):
    """A text without what sets a name of the other direction apart."""
    return re.sub("[\u2068\u2069]", "", text)


def squeeze(text):
    """A sender's name without blanks: Python 3.11 shows one where two encoded
    words meet."""
    return "".join(text.split())


def check_wire(data):
    """Lines end in CRLF, are ASCII and short, but for addresses and a URL
    in the head, and they are not too many."""
    tap.ok(data.isascii(), "ASCII")
    tap.is_(re.findall(rb"(?<!\r)\n|\r(?!\n)", data), [], "CRLF only")
    head, _, body = data.partition(b"\r\n\r\n")
    tap.is_([line for line in body.split(b"\r\n") if len(line) > 76], [])
    tap.is_([line for line in head.split(b"\r\n") if len(line) > 76
             and not re.match(rb"(To|Reply-To|Message-ID|List-Unsubscribe): "
                              rb"\S{,990}$", line)], [])
    tap.ok(len(data) < SIZE, f"{len(data)} bytes are not too many")


def check_parts(message, locale="en"):
    """Both parts say the same, with the same links. In HTML the way out is
    behind its sentence, not below it."""
    text, page = parts(message)
    shown = Text(page)
    plain = re.sub(r"^>(?: |$)|^https?://\S+/u/\S+$", "", text, flags=re.M)
    tap.is_(shown.words, plain.split(), "the parts say the same")
    tap.is_(sorted(set(shown.links)),
            sorted(re.findall(r"^https?://\S+$", text, re.M)))
    check_calm(page, shown, locale)


def check_any(data, mail, locale="en"):
    """What holds for every mail that has a subject."""
    check_wire(data)
    tap.is_(mail.defects, [])
    tap.ok(len(mail["Subject"]) <= 60, mail["Subject"])
    check_parts(mail, locale)


def check_calm(page, shown, locale):
    """Nothing is fetched or run; it has a language and a dark side."""
    tap.is_({tag for tag, _ in shown.tags} - TAGS, set())
    tap.is_([name for _, attributes in shown.tags
             for name, value in attributes.items()
             if name in ("src", "srcset", "background", "action")
             and value != "cid:logo@usher" or name.startswith("on")], [])
    tap.is_(re.findall(r"(?i)url\(|@import|expression\(", page), [])
    tap.is_({a["dir"] for a in shown.all("html") + shown.all("table")[:1]},
            {"rtl" if locale == "ar" else "ltr"})
    tap.is_({a["lang"] for a in shown.all("html") + shown.all("table")[:1]},
            {locale})
    tap.ok("@media (prefers-color-scheme: dark)" in page)
