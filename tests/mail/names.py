# SPDX-License-Identifier: MIT
"""What people call themselves and write stays in its place: every kind of
mail, in every language, with every hostile name in every field."""
import itertools
import re

import kinds
import servers
import tap
import words
from letter import (HEADERS, Text, bare, check_any, check_wire, parts,
                    squeeze)
from relay import Relay
from stack import Stack

FROM = "usher@usher.example"
# What a name may be: 100 characters, no control, no URL.
NAMES = [
    'Ann "the boss" O\'Neil, Esq.; <ann@x.example> (A) [B] \\ :',
    "=?utf-8?q?=41nn?= =?UTF-8?B?QQ==?=",
    "Jörg Müller-Lüdenscheidt, GmbH & Co. KG",
    "شركة الاختبار (2030) Ltd.",
    "חברת הבדיקה בע\"מ 3",
    "\U0001F469\u200d\U0001F469\u200d\U0001F467 \U0001F44D\U0001F3FD "
    "\U0001F3F3\ufe0f\u200d\U0001F308",
    "\N{GRINNING FACE}" * 100,
    "e\u0301" * 50,
    "x" * 100,
    "Bcc: eve@x.example",
    "& <b>bold</b> {{code}} {{> mail/code.txt}} {{#party}} {{/party}}",
    "--=_usher--",
    '"><style>*{display:none}</style><a href="mailto:eve@x.example">',
    "one two\u00a0three\u200bfour &lt;script&gt; %0d%0aBcc: \\r\\n",
]


def sayings():
    """Each name in each field, all fields with different ones."""
    for turn in range(len(NAMES)):
        names = itertools.islice(itertools.cycle(NAMES), turn, None)
        name, inviter, business, party, reason, first, last = \
            itertools.islice(names, 7)
        yield kinds.Said(
            name=name, inviter=inviter, business=business, party=party,
            reason=reason, message=f"{first}\n.\nFrom me\n\n{last}"
            "\u2028a\u2029b\r\nc")


def say(letter, *names):
    """The first of these sentences that there is, as the letter has it."""
    said = letter.said
    has_party = letter.is_notice \
        and letter.kind not in ("approved", "declined")
    catalogue = words.catalogue(letter.locale)
    return words.say(
        next(name for name in names if name in catalogue), letter.locale,
        organizationName=said.name, reader=said.name,
        role=words.say("role.Admin", letter.locale),
        inviterName=None if letter.kind == "code" else said.inviter,
        party=said.party if has_party else None, email=letter.to,
        businessName=said.business if "applicants" in letter.kind else None)


def sentence(letter, end):
    """The sentence of a kind: its own, or its family's."""
    return say(letter, f"{letter.kind}.{end}",
               f"{letter.kind.rpartition('.')[2]}.{end}")


def check_head(letter):
    """Nothing but the headers there should be, and in them who it is."""
    mail = letter.mail
    missing = {"Reply-To"} if letter.to == letter.organization_email \
        else set()
    if not letter.is_invitation:
        missing |= {"List-Unsubscribe", "List-Unsubscribe-Post"}
    if letter.kind in ("code", "approval", "approved", "declined"):
        missing.add("X-Usher-Invitation")
    tap.is_(mail.keys(), [h for h in HEADERS if h not in missing])
    (sender,) = mail["From"].addresses
    tap.is_(sender.addr_spec, FROM)
    tap.is_(squeeze(sender.display_name),
            squeeze(say(letter, "notice.from" if letter.is_notice
                        else "mail.from")))
    tap.is_([a.addr_spec for a in mail["To"].addresses], [letter.to])
    if "Reply-To" not in missing:
        tap.is_([a.addr_spec for a in mail["Reply-To"].addresses],
                [letter.organization_email])


def check_subject(letter):
    """Who and what, in 60 characters; a long name gives way."""
    said = bare(letter.mail["Subject"])
    whole = sentence(letter, "subject")
    if len(whole) <= 58:  # and what sets a name apart
        tap.is_(said, whole)
    else:
        tap.ok(said == whole or "…" in said, said)


def quoted(words):
    """Each line, whichever way it ends, behind its sign."""
    lines = re.split("\r?\n|[\u2028\u2029]", words)
    return "\n{}\n\n".format(
        "".join(f"\n> {line}" if line else "\n>" for line in lines))


def check_text(letter):
    """The names and the words, as they are, in their sentences."""
    text, page = parts(letter.mail)
    if letter.kind != "code":
        tap.ok(text.startswith(f"{letter.said.name}\n"))
    tap.ok(sentence(letter, "who") in bare(text), "who asks what")
    links = re.findall("/i/", text)
    tap.is_(len(links), letter.is_invitation)
    tap.is_(len(set(re.findall(r"/i/[\w-]+", page))), len(links))
    if letter.is_invitation:
        tap.ok(quoted(letter.said.message) in text, "each line is quoted")
        tap.ok(say(letter, "invitation.for") in bare(text), "for whom")
        tap.is_(say(letter, "invitation.endless") in text,
                letter.kind == "contributors", "whether it has an end")
    else:
        tap.is_([link for link in Text(page).links], [])
    if letter.kind == "rejected":
        tap.ok(quoted(letter.said.reason) in text, "the words are quoted")
    tap.ok(kinds.ALIAS not in text + page, "what it is called is private")


def check_sms(letter):
    """The gateway gets who asks for what, and the link."""
    check_wire(letter.bytes)
    text, link, _ = letter.mail.get_content().replace("\r", "").split("\n")
    tap.is_(bare(text), say(letter, "sms.text"))
    tap.like(link, r"^http\S+/i/[\w-]{64}$")
    tap.is_(letter.mail["Subject"], None)


with Relay(servers.free_port()) as relay, \
        Stack(kinds.OPTIONS, smtp_port=relay.port) as stack:
    office = kinds.Office(stack, relay)
    for locale in kinds.LANGUAGES:
        for said in sayings():
            office.send(said, locale)
    letters = office.letters()
    for kind, locale in itertools.product(kinds.KINDS, kinds.LANGUAGES):
        with tap.test(f"{kind}, {locale}: every name stays in its place"):
            mine = [letter for letter in letters
                    if (letter.kind, letter.locale) == (kind, locale)]
            tap.ok(len(mine) >= len(NAMES))
            for letter in mine:
                if kind == "sms":
                    check_sms(letter)
                    continue
                check_any(letter.bytes, letter.mail, locale)
                check_head(letter)
                check_subject(letter)
                check_text(letter)
tap.done()
