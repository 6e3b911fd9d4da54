# SPDX-License-Identifier: MIT
"""What the SMTP server received, read as a recipient's program reads it."""
import email
import email.policy
import re
import threading
import time
from pathlib import Path

import seen

_LINK = re.compile(r"^(https?://\S+/i/([\w-]{64}))$", re.ASCII | re.M)
_CODE = re.compile(r"^(\d{6})$", re.ASCII | re.M)


class Mail:
    """One mail, decoded."""

    def __init__(self, path):
        self.bytes = Path(path).read_bytes()
        self.message = email.message_from_bytes(
            self.bytes, policy=email.policy.default)
        self.text = self._part("plain")
        self.html = self._part("html")
        if "\x01" in self.text + self.html:
            raise AssertionError("a mark was left in a mail")
        for secret in (self.text, self.html):
            seen.look(secret)
        if self.code:
            seen.add("code", self.code)

    def _part(self, kind):
        part = self.message.get_body((kind,))
        # Base64 keeps the lines' ends as they are on the wire.
        return "" if part is None else part.get_content().replace(
            "\r\n", "\n")

    def __getitem__(self, header):
        value = self.message[header]
        return None if value is None else str(value)

    @property
    def recipients(self):
        """The envelope's recipients, which aiosmtpd notes in a header."""
        return [a.strip() for a in self["X-RcptTo"].split(",")]

    @property
    def links(self):
        """The links that stand alone on a line of the text part."""
        return [match[0] for match in _LINK.findall(self.text)]

    @property
    def link(self):
        (link,) = self.links
        return link

    @property
    def token(self):
        return self.link.rpartition("/")[2]

    @property
    def unsubscribe(self):
        """The token by which a mail program stops more of them."""
        return re.search(r"/u/([\w-]{64})>", self["List-Unsubscribe"])[1]

    @property
    def code(self):
        """The six digits alone on a line; None: there are none."""
        codes = _CODE.findall(self.text)
        return codes[0] if codes else None


def _arrival(path):
    """Maildir names begin with the second, then M and the microsecond."""
    match = re.match(r"(\d+)\.M(\d+)P\d+Q(\d+)", path.name)
    return tuple(int(part) for part in match.groups())


class Mailbox:
    """A Maildir that a server is putting mails into; await_noted() waits
    until its client knows what has become of them."""

    def __init__(self, folder, await_noted=lambda: None):
        self.folder = Path(folder)
        self.await_noted = await_noted
        self._read = {}
        self._lock = threading.Lock()

    def _mail(self, path):
        if path not in self._read:
            self._read[path] = Mail(path)
        return self._read[path]

    def all(self, to=None, about=None):
        """The mails so far, in the order they came: those to an address,
        those about an invitation."""
        paths = sorted((self.folder / "new").glob("*"), key=_arrival)
        with self._lock:
            mails = [self._mail(path) for path in paths]
        return [m for m in mails if to in (None, *m.recipients)
                and about in (None, m["X-Usher-Invitation"])]

    def wait(self, to=None, count=1, timeout=15, about=None):
        """Wait until there are so many such mails, and it is noted that they
        were sent; gives the last."""
        found = _wait(lambda: self.all(to, about), count, timeout,
                      f"mails to {to} about {about}")
        self.await_noted()
        return found

    def codes(self, to):
        """The codes mailed to an address so far."""
        return [mail.code for mail in self.all(to) if mail.code]

    def wait_code(self, to, count=1, timeout=15):
        """Wait until so many codes were mailed there; gives the last."""
        return _wait(lambda: self.codes(to), count, timeout,
                     f"codes to {to}")


def _wait(look, count, timeout, what):
    deadline = time.monotonic() + timeout
    while len(found := look()) < count:
        if time.monotonic() > deadline:
            raise AssertionError(
                f"{len(found)} of {count} {what} after {timeout} s")
        time.sleep(0.02)
    return found[count - 1]
