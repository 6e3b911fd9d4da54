# SPDX-License-Identifier: MIT
"""However much people write, a mail stays under 20 KiB and its lines short:
the longest of all that may be given, in every kind and language."""
import itertools

import kinds
import servers
import tap
import words
from letter import SIZE, bare, check_any, check_wire, parts, squeeze
from relay import Relay
from stack import Stack

# The longest public_url there may be, and addresses of 254 characters.
PLACE = "https://" + f"{'h' * 60}." * 2 + "example/"
PLACE += "p" * (200 - len(PLACE))
DOMAIN = f"{'d' * 60}.{'d' * 60}.{'d' * 60}.example"
# What costs most: four bytes each, what HTML escapes, what has no width.
LETTERS = ("\N{GRINNING FACE}", "漢", "ж", "\u0301", "\n\N{GRINNING FACE}",
           '"', "&", ".", "a")


def filled(letter):
    """As much of a letter as each field may have."""
    name = (letter.strip() * 100)[:100]
    return kinds.Said(
        name=name, inviter=name, business=name, party=name,
        reason=(letter.strip() * 256)[:256],
        message=(letter * 1000)[:1000].strip(),
        email="a" * 56 + "{:04}@" + DOMAIN,
        inbox="i" * 56 + "{:04}@" + DOMAIN)


def quoted(text):
    """The message as the text part has it."""
    return "\n".join(line.removeprefix(">").removeprefix(" ")
                     for line in text.split("\n") if line[:1] == ">")


def check_message(letter):
    """It is whole; or cut where there is no room, and says so."""
    text, page = parts(letter.mail)
    said, wanted = quoted(text), letter.said.message
    more = words.say("invitation.more", letter.locale)
    tap.is_((more in text, more in page), (said != wanted,) * 2)
    if said == wanted:
        return
    tap.ok(wanted.startswith(said.removesuffix("…")) and said[-1] == "…")
    # One letter more is 16 bytes in both parts, in fours, and a line's end.
    tap.ok(len(letter.bytes) > SIZE - 64 - 32, f"{len(letter.bytes)}")


def check_names(letter):
    """Each stands whole in the head; a sentence may shorten it."""
    text, _ = parts(letter.mail)
    name, inviter = letter.said.name, letter.said.inviter
    sender = letter.mail["From"].addresses[0].display_name
    tap.is_(squeeze(sender), squeeze(words.say(
        "mail.from", letter.locale, organizationName=name,
        inviterName=inviter if letter.is_invitation else None)))
    if letter.kind != "code":
        tap.ok(text.startswith(f"{name}\n"))
    tap.ok(name[:40] in bare(text))


with Relay(servers.free_port()) as relay, \
        Stack({**kinds.OPTIONS, "public_url": PLACE},
              smtp_port=relay.port) as stack:
    office = kinds.Office(stack, relay)
    for locale, letter in itertools.product(kinds.LANGUAGES, LETTERS):
        office.send(filled(letter), locale)
    letters = office.letters()
    for kind, locale in itertools.product(kinds.KINDS, kinds.LANGUAGES):
        with tap.test(f"{kind}, {locale}: it is under 20 KiB in any case"):
            mine = [letter for letter in letters
                    if (letter.kind, letter.locale) == (kind, locale)]
            tap.ok(len(mine) >= len(LETTERS))
            for letter in mine:
                if kind == "sms":
                    check_wire(letter.bytes)
                    continue
                check_any(letter.bytes, letter.mail, locale)
                check_names(letter)
                if letter.is_invitation:
                    check_message(letter)
                elif kind == "rejected":
                    tap.is_(quoted(parts(letter.mail)[0]),
                            letter.said.reason)
    with tap.test("a message in Chinese between short names is whole"):
        short = kinds.Said("安平", "李", "漢" * 1000)
        office.send(short, "en")
        mine = [letter for letter in office.letters()
                if letter.said is short and letter.is_invitation]
        tap.is_([quoted(parts(letter.mail)[0]) for letter in mine],
                [short.message] * len(kinds.FAMILIES))
tap.done()
