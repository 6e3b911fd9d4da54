# SPDX-License-Identifier: MIT
"""`usher template preview --page`: every page, as a visitor would have it,
with made-up data."""
import types

import page
import people
import tap
import words
from stack import FOLDER, SOURCE, Stack
from steps import holder, mailed

LANGUAGES = ("en", "de", "fr", "es", "ar")
KINDS = ("connections", "contributors", "team", "onboarding", "applicants")
# Of the operator and of no language.
MANUAL = ("docs", "docs_problem")
# Before the link is known there is no name to be shown.
NAMELESS = ("unknown", "too_large", "broken", "unavailable", *MANUAL)


def preview(name, *words, locale="en"):
    return stack.usher.run("template", "preview", "--page", name,
                           "--locale", locale, *words)


def read(done):
    tap.is_((done.returncode, done.stderr), (0, ""))
    return page.Page(types.SimpleNamespace(
        status=200, headers={}, path="", text=done.stdout))


def names():
    said = stack.usher.run("template", "--help").stdout
    return said.partition("Pages: ")[2].split()


def try_all():
    for name in names():
        with tap.test(f"{name} is shown in every language"):
            titles = set()
            for locale in LANGUAGES:
                seen = read(preview(name, locale=locale))
                html = next(a for tag, a in seen.elements if tag == "html")
                tap.is_(html["lang"], "en" if name in MANUAL else locale)
                tap.is_("Example Ltd" in seen.text, name not in NAMELESS)
                tap.ok("{{" not in seen.text)
                titles.add(seen.title)
            tap.is_(len(titles), 1 if name in MANUAL else len(LANGUAGES))


def try_forms():
    """The form of each kind asks for what the real one does."""
    company = root.post("/v1/organizations", {
        "kind": "company", "name": "Grid"})["id"]
    shop = root.post("/v1/organizations", {
        "kind": "merchant", "name": "Shop"})["id"]
    people.Town(stack).business().invite("con@example.com")
    root.post("/businesses/me/invitations", {"email": "team@example.com"})
    root.post("/api/Invitations", {
        "merchantId": shop, "firstName": "A", "lastName": "B",
        "email": "shop@example.com", "phone": "1"})
    made = root.post(f"/v2/invitation/company/{company}",
                     {"prefill": {"url": "https://power.example"}})
    visitors = {
        "connections": mailed(stack, "con@example.com"),
        "contributors": holder(stack, made["invitationUrl"]),
        "team": mailed(stack, "team@example.com"),
        "onboarding": mailed(stack, "shop@example.com")}
    for kind, visitor in visitors.items():
        with tap.test(f"the form of {kind} is the one that is shown"):
            shown = read(preview("open", "--kind", kind))
            seen = visitor.look()
            tap.is_(list(shown.controls), list(seen.controls))
            tap.is_([("required" in c, c.get("type"), c.get("autocomplete"))
                     for c in shown.controls.values()],
                    [("required" in c, c.get("type"), c.get("autocomplete"))
                     for c in seen.controls.values()])
            tap.is_(shown.actions, seen.actions)
    with tap.test("that of applicants asks, and has a document to sign"):
        shown = read(preview("open", "--kind", "applicants"))
        tap.is_(len(shown.controls), 6)
        tap.ok("1. The first 2. The second" in shown.text)
    for kind in KINDS:
        with tap.test(f"a form of {kind} with a fault says so"):
            shown = read(preview("faulty", "--kind", kind))
            heading = words.say("problem.invalid_fields.heading")
            tap.ok(shown.parts["autofocus"].startswith(heading))
            tap.ok(shown.faults)


def try_own():
    """Each file of templates/page is seen in some page."""
    folder = FOLDER / "own"
    (folder / "page").mkdir(parents=True)
    files = {path.name for path in (SOURCE / "templates/page").iterdir()}
    for name in files:
        text = (SOURCE / "templates/page" / name).read_text()
        (folder / "page" / name).write_text(f"{text}<!--{name}-->\n")
    shown = "".join(preview(name, "--kind", "applicants", folder).stdout
                    for name in names())
    with tap.test("an operator sees each template of a page in some page"):
        tap.is_({name for name in files if f"<!--{name}-->" in shown}, files)


def try_refusals():
    with tap.test("what cannot be shown is refused, and said why"):
        for name, kind in (("bogus", "team"), ("open", "bogus"),
                           ("open", "team.accepted")):
            done = preview(name, "--kind", kind)
            tap.is_((done.returncode, done.stdout), (1, ""))
            tap.like(done.stderr, f"there is no page {name} of kind {kind}")


with Stack({"limits.address_per_hour": 10000}) as stack:
    root = stack.root()
    try_all()
    try_forms()
    try_own()
    try_refusals()
tap.done()
