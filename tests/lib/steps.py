# SPDX-License-Identifier: MIT
"""From page to page: what holds for each step, whatever a link opens."""
import functools

import people
import tap
import words
from crowd import at_once


def holder(stack, url):
    """Whoever holds this link."""
    return people.Visitor(stack.api, people.token_of(url))


def mailed(stack, address):
    """Whoever opens the link in the first mail to an address."""
    return people.Visitor(stack.api, stack.mailbox.wait(address).token)


def is_mail(mail, kind, **values):
    """A mail in the words of its kind."""
    text = " ".join(mail.text.split())
    tap.is_(mail["Subject"], words.say(f"{kind}.subject", **values))
    for name in ("who", "what"):
        said = words.say(f"{kind}.{name}", **values)
        tap.ok(said in text, said)


def come_back(visitor, sent, where="i"):
    """The page that a browser shows after a redirect."""
    tap.is_(sent.status, 303, "it redirects")
    tap.is_(sent.headers["Location"], f"/{where}/{visitor.token}")
    return visitor.look(where, headers={"Cookie": sent.cookie})


def is_end(seen, name, status=200, **values):
    """A page that says how it ended, in the words of that name."""
    tap.is_((seen.status, seen.title),
            (status, words.say(f"{name}.heading", **values)))


def is_refused(seen, problem="invalid_fields", status=422):
    """A page that says what is wrong where the focus goes."""
    tap.is_(seen.status, status)
    heading = words.say(f"problem.{problem}.heading")
    tap.ok(seen.parts["autofocus"].startswith(heading), heading)
    tap.ok(seen.title.startswith(f"{heading} – "), seen.title)


def has_faults(seen, **faults):
    """Exactly these fields are wrong, in the words of these names; the
    summary leads to a control of each, which says that it is wrong. Where a
    name has a dot, write two underscores."""
    is_refused(seen)
    tap.is_(seen.faults, {
        name.replace("__", "."): words.say(f"fault.{fault}")
        for name, fault in faults.items()})
    anchors = [link for link in seen.links if link.startswith("#")]
    tap.is_(len(anchors), len(faults))
    wrong = [a.get("id") for tag, a in seen.elements
             if tag in ("input", "select", "textarea")
             and a.get("aria-invalid") == "true"]
    tap.is_([a for a in anchors if a[1:] not in wrong], [])


def is_kept(seen, **typed):
    """What was typed still stands in the form."""
    form = seen.form("accept")
    tap.is_({name: form.get(name.replace("__", ".")) for name in typed},
            typed)


def prove(visitor, mailbox, address, where="i"):
    """Go through the steps that prove an address; gives the form's page."""
    count = len(mailbox.codes(address))
    seen = visitor.press(visitor.look(where), "verify", email=address)
    code = mailbox.wait_code(address, count + 1)
    return visitor.press(seen, "confirm", code=code)


def press_at_once(visitors, **fields):
    """All accept at the same moment; gives what each gets."""
    return at_once([
        functools.partial(visitor.press, visitor.look(), "accept", **fields)
        for visitor in visitors])
