# SPDX-License-Identifier: MIT
"""What a recipient is shown where nginx answers itself: while usher is away,
or where a body or a header is too large for it."""
import base64
import hashlib
import re
import shutil

import api
import page
import servers
import tap
import words
from stack import SOURCE, Stack

LINKS = ("/i/" + "A" * 64, "/p/x", "/u/x?y", "/i/")


def check(answer, status, problem, language="en"):
    """A page in the words of a problem; api.py looks at its headers."""
    tap.is_((answer.status, answer.type), (status, "text/html"))
    seen = page.Page(answer)
    heading, text = (words.say(f"problem.{problem}.{part}", language)
                     for part in ("heading", "text"))
    tap.is_((seen.title, seen.text), (heading, f"{heading} {text}"))
    html = next(a for tag, a in seen.elements if tag == "html")
    tap.is_(html, {"lang": language,
                   "dir": "rtl" if language == "ar" else "ltr"})


def shows_its_style(answer):
    style = re.search("<style>(.*?)</style>", answer.text)[1]
    digest = hashlib.sha256(style.encode()).digest()
    policy = answer.headers["Content-Security-Policy"]
    tap.ok(f"style-src 'sha256-{base64.b64encode(digest).decode()}'"
           in policy, policy)


def away(path=""):
    """An nginx of usher's, which is not there."""
    folder = stack.folder / f"away{path.replace('/', '')}"
    return servers.Nginx(folder, SOURCE / "nginx", servers.free_port(),
                         stack.folder / "nobody", path=path)


def try_away():
    with away() as nginx:
        client = api.Client(nginx.url)
        with tap.test("while usher is away a link shows a page that says so"):
            for path in LINKS:
                answer = client.get(path)
                check(answer, 503, "unavailable")
                tap.is_(answer.headers["Retry-After"], "2")
        with tap.test("its style is the one that its policy allows"):
            shows_its_style(answer)
        with tap.test("what is sent then is told so too"):
            check(client.form(LINKS[0], {"action": "accept"}), 503,
                  "unavailable")
        with tap.test("what nginx cannot keep is no usher's fault either"):
            shutil.rmtree(nginx.folder / "body")
            check(client.form(LINKS[0], {"a": "x" * 100000}), 503,
                  "unavailable")
        for accepted, language in (
                ("de-AT,de;q=0.9,en;q=0.8", "de"), ("xx, ar;q=0.5", "ar"),
                ("fr", "fr"), ("es-419,pt", "es"), ("en-GB,de", "en"),
                ("den, frr", "en"), ("", "en")):
            with tap.test(f"to who accepts {accepted!r} it is in {language}"):
                answer = client.get(LINKS[0], headers={
                    "Accept-Language": accepted})
                check(answer, 503, "unavailable", language)
    with away("/some/site") as nginx, tap.test("so it is below a path"):
        check(api.Client(nginx.url).get(LINKS[0]), 503, "unavailable")


def try_large():
    form = {"a": "x" * (1 << 20)}
    for language in ("en", "de", "fr", "es", "ar"):
        with tap.test(f"above a mebibyte it is a page, too, in {language}"):
            answer = stack.api.form(LINKS[0], form,
                                    headers={"Accept-Language": language})
            check(answer, 413, "body_too_large", language)
            shows_its_style(answer)


def try_unread():
    for language in ("en", "de", "fr", "es", "ar"):
        with tap.test("above eight kibibytes of cookies it is one, too, in "
                      f"{language}"):
            answer = stack.api.get(LINKS[0], headers={
                "Accept-Language": language, "Cookie": "a=" + "x" * 9000})
            check(answer, 400, "malformed", language)
            shows_its_style(answer)
    for name, path in (("too long a link", "/i/" + "A" * 9000),
                       ("half an escape", "/u/%4")):
        with tap.test(f"so it is where nginx cannot read {name}"):
            check(stack.api.get(path), 400, "malformed")


with Stack() as stack:
    try_away()
    try_large()
    try_unread()
tap.done()
