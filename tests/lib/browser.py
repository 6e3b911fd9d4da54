# SPDX-License-Identifier: MIT
"""Pages in a real browser: headless Chromium, told by tests/npm/browser.mjs.

    # runtests: npm
    with Stack() as stack, Browser(stack) as browser:
        tab = browser.open()           # 320 px, light; scripts=False, ...
        tab.go(f"/i/{token}")          # gives page.Page, as does tab.seen
        look(tab, "pending")
        tab.reach("textbox", words.say("field.businessName"))
        tab.type("Best Nuts")
        tab.reach("button", words.say("page.accept"))
        done = tab.press("Enter", leads=True)   # to another page
        tab.click("link", "Use another address", leads=True)

`look` is a test that a page is fit for all: at each width, in each colour
scheme, axe-core finds nothing (WCAG 2.2 AA), nothing is wider than the
window, nothing is loaded and nothing complained of; that text twice as big
has room on a phone, and that colours of the reader's leave all edges and
images seen. It takes the page's screenshots,
named after the program: shots/connections/pending-320.png.
`./runtests --shots browser` keeps them in tests/browser; any other run only
sees that the same ones are kept there, and leaves its own in its folder. They
are looked at by people: name those in them as in the example.

A tab's `go` and whatever has `leads` give the page as it came, held against
the same rules as every answer in the tests (api.py). `reach` goes on by Tab
alone; it and `stops`, which lists all there are, see that each stop shows
that it has the focus. A way that leads over several pages is written once
and gone by each of HANDS:

    def go_to_accepted(one):
        one.open(mail)
        one.put(words.say("field.businessName"), "Best Nuts")
        done = one.push(words.say("page.accept"))

    go_everywhere(browser, go_to_accepted)
"""
import email.message
import itertools
import json
import os
import re
import subprocess
import sys
import types
import typing
from pathlib import Path

import api
import npm
import page
import tap

SCHEMES = ("light", "dark")


class Kind(typing.NamedTuple):
    """What is looked at, and how."""

    widths: tuple  # of the window
    kept: tuple  # of the pictures that are taken: (width, scheme)
    spared: tuple = ()  # axe-core's rules that are not for it


# Each width and each scheme is kept once.
PAGE = Kind((320, 1280), ((320, "light"), (1280, "dark")))
# A mail is a part of its reader's page, whose landmarks are others.
MAIL = Kind((360, 700), ((360, "light"),), ("landmark-one-main", "region"))
HEIGHTS = {320: 640, 360: 640, 700: 800, 1280: 800}
COLORS = 24  # in what is kept: a third of the bytes

PROGRAMS = Path(__file__).resolve().parents[1] / "browser"
STEM = Path(sys.argv[0]).stem
SHOTS = Path(os.environ["USHER_TEST_SHOTS"]) / STEM
SHOTS_KEPT = PROGRAMS / "shots" / STEM

ROOM = 0.5  # of the window, that a text twice as big has at least

# Whether all that is said of what has the focus is in the window.
IS_EXPLAINED = """(one => [...one.labels,
    ...(one.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)
        .map((id) => document.getElementById(id))]
    .map((said) => said.getBoundingClientRect())
    .every((box) => box.top >= 0 && box.bottom <= innerHeight))(
    document.activeElement)"""

RING = 2  # pixels, at least, and WCAG 1.4.11's contrast
RING_CONTRAST = EDGE_CONTRAST = 3
STOPS = 60  # more there are on none of our pages

_ARIA = re.compile(r'- (\w+) ("(?:[^"\\]|\\.)*")')


class Browser:
    """One Chromium. Each tab has cookies of its own."""

    def __init__(self, stack):
        self.stack = stack
        self.shots = set()

    def __enter__(self):
        folder = Path(os.environ["USHER_TEST_FOLDER"])
        self.node = npm.start("browser.mjs",
                              env={**os.environ, "TMPDIR": str(folder)})
        return self

    def __exit__(self, kind, *_):
        self.node.stdin.close()
        self.node.wait()
        self.node.stdout.close()
        if kind is None:
            self._see_shots()

    def say(self, verb, **members):
        """What the browser answers."""
        line = json.dumps({"do": verb, **members})
        self.node.stdin.write(line + "\n")
        self.node.stdin.flush()
        answer = json.loads(self.node.stdout.readline() or
                            '{"error": "the browser has ended"}')
        if "error" in answer:
            raise AssertionError(f"{line[:200]}: {answer['error']}")
        return answer.get("value")

    def open(self, width=320, scheme="light", scripts=True, locale="en-GB"):
        """A new tab, which is empty."""
        return Tab(self, width, scheme, self.say(
            "open", width=width, height=HEIGHTS[width], scheme=scheme,
            scripts=scripts, locale=locale))

    def _see_shots(self):
        """Those that are kept are those that are made, and every folder of
        them has a program."""
        with tap.test("the screenshots that are kept are those made here"):
            if SHOTS == SHOTS_KEPT:
                for path in SHOTS.glob("*"):
                    if path.name not in self.shots:
                        path.unlink()
            kept = {path.name for path in SHOTS_KEPT.glob("*")}
            tap.is_(sorted(kept), sorted(self.shots),
                    "else: ./runtests --shots browser")
            tap.is_([path.name for path in SHOTS_KEPT.parent.glob("*")
                     if not (PROGRAMS / f"{path.name}.py").exists()], [])


class Tab:
    """A window of the browser; `seen` is the last page that came."""

    def __init__(self, browser, width, scheme, number):
        self.browser = browser
        self.width, self.scheme = width, scheme
        self.number = number
        self.seen = None

    def _say(self, verb, **members):
        return self.browser.say(verb, tab=self.number, **members)

    def _take(self, arrived):
        """The page of an answer, held against the rules of all answers."""
        stack = self.browser.stack
        if not arrived["url"].startswith(f"{stack.url}/"):
            raise AssertionError(f"it led to {arrived['url']}")
        headers = email.message.Message()
        for header in arrived["headers"]:
            headers[header["name"]] = header["value"]
        path = arrived["url"].removeprefix(stack.url)
        answer = api.Answer(
            types.SimpleNamespace(status=arrived["status"], headers=headers),
            arrived["text"].encode(), path)
        stack.api.look("GET", path.partition("?")[0], answer)
        self.seen = page.Page(answer)
        return self.seen

    # ---- going about ----

    def go(self, path):
        """Open a path, or a link."""
        url = self.browser.stack.url + path.removeprefix(
            self.browser.stack.url)
        return self._take(self._say("go", url=url))

    def _do(self, verb, leads, **members):
        arrived = self._say(verb, leads=leads, **members)
        return self._take(arrived) if leads else None

    def press(self, key, leads=False):
        """Press a key; the page that it leads to, if it does."""
        return self._do("press", leads, key=key)

    def click(self, role, name, leads=False):
        """Click what has this role and name; the page that it leads to, if
        it does."""
        return self._do("click", leads, role=role, name=name)

    def double_click(self, role, name):
        """Click twice; the page that they lead to."""
        return self._do("click", True, role=role, name=name, times=2)

    def click_text(self, text):
        """Click what has no role, but this text."""
        self._say("click_text", text=text)

    def type(self, text):
        """Type where the focus is."""
        self._say("type", text=text)

    def fill(self, label, text):
        """Put a text into a field."""
        self._say("fill", label=label, text=text)

    def choose(self, label, option):
        """Choose from a list."""
        self._say("choose", label=label, option=option)

    def roam(self):
        """Move the mouse over all that can be used."""
        self._say("roam")

    def show(self, html):
        """Show what no server sends, such as a mail's HTML."""
        self._say("show", html=html)

    def resize(self, width, scheme):
        self._say("resize", width=width, height=HEIGHTS[width],
                  scheme=scheme)

    def emulate(self, **how):
        """What a media query is told: media="print", forcedColors="active"
        (colours of the reader's, such as Windows' contrast themes)."""
        self._say("emulate", how=how)

    def evaluate(self, script):
        """What a JavaScript expression is in the page."""
        return self._say("evaluate", script=script)

    def close(self):
        self._say("close")

    # ---- the keyboard ----

    def focus(self):
        """(role, name) of what has the focus, which must show it; where
        there is no name, (tag, text). None: nothing has it."""
        return self._focus()[0]

    def _focus(self):
        """That, and how far down the page it is."""
        found = self._say("focus")
        if found is None:
            return None, None
        match = _ARIA.match(found["aria"])
        stop = ((match[1], json.loads(match[2])) if match
                else (found["tag"], found["text"]))
        if not (found["ring"] >= RING and found["isInView"] and contrast(
                found["ringColor"], found["aroundColor"]) >= RING_CONTRAST):
            raise AssertionError(f"{stop} does not show its focus: {found}")
        return stop, found["top"]

    def reach(self, role, name, key="Tab"):
        """Go on by Tab (or Shift+Tab) until this has the focus; gives the
        stops on the way, this one the last."""
        stops = []
        for _ in range(STOPS):
            self._say("step", key=key)
            stops.append(self.focus())
            if stops[-1] == (role, name):
                return stops
        raise AssertionError(f"{key} never led to {role} {name}: {stops}")

    def stops(self):
        """All that Tab leads to, from where the focus is: down the page."""
        stops, tops = [], [0]
        for _ in range(STOPS):
            self._say("step", key="Tab")
            stop, top = self._focus()
            if stop is None:
                return stops
            if top < tops[-1]:
                raise AssertionError(f"Tab leads up to {stop}: {stops}")
            stops.append(stop)
            tops.append(top)
        raise AssertionError(f"Tab goes on and on: {stops}")

    def see_explained(self):
        """Nobody should be led to a field without its label, nor without
        what is wrong with it."""
        if not self.evaluate(IS_EXPLAINED):
            raise AssertionError(f"{self.focus()}: what is said of it is out "
                                 "of sight")

    # ---- what is wrong ----

    def faults(self):
        """What was loaded or complained of since it was last asked."""
        return self._say("faults")

    def axe(self, spared=()):
        """What axe-core finds, and what it cannot tell; by all rules but
        these."""
        return self._say("axe", spared=spared)

    def big(self):
        """With text twice as big: `over`, by how many pixels the page is
        wider than the window; `rooms`, of each text, in pixels."""
        return self._say("big")

    def edges(self):
        """`edges`: how what is used is set off from the `page`, a colour;
        `grounds`: the colours behind images."""
        return self._say("edges")

    def overflow(self):
        """By how many pixels the page is wider than the window."""
        return self._say("overflow")

    def shot(self, name):
        """Take a screenshot of the whole page."""
        self.browser.shots.add(name)
        path = SHOTS / name
        self._say("shot", path=str(path))
        if SHOTS == SHOTS_KEPT:
            subprocess.run(["pngquant", "--nofs", "--strip", "--force",
                            "--output", path, str(COLORS), path], check=True)


class Keys:
    """Somebody who has a keyboard and no mouse."""

    name = "by keyboard alone"
    scripts = True

    def __init__(self, browser, **how):
        self.tab = browser.open(scripts=self.scripts, **how)

    def open(self, mail):
        """Open a mail, and what it is about. How the focus is shown there
        is the mail program's matter."""
        self.tab.show(mail.html)
        self.tab.press("Tab")
        reached = self.tab.evaluate("document.activeElement.href")
        if reached != mail.link:
            raise AssertionError(f"a mail leads first to {reached}")
        return self.tab.press("Enter", leads=True)

    def put(self, label, text):
        """Fill a field, whatever stands in it."""
        self.tab.reach("textbox", label)
        self.tab.press("Control+A")
        self.tab.type(text)

    def put_date(self, label, date):
        """Fill a date's field, part by part."""
        self.tab.reach("textbox", label)
        self.tab.type(f"{date:%m%d%Y}")  # as Chromium shows it

    def tick(self, label):
        self.tab.reach("checkbox", label)
        self.tab.press("Space")

    def choose(self, label, option):
        self.tab.reach("combobox", label)
        self.tab.type(option)

    def push(self, name):
        """Press a button that leads to another page."""
        self.tab.reach("button", name)
        return self.tab.press("Space", leads=True)

    def follow(self, name):
        """Follow a link to another page."""
        self.tab.reach("link", name)
        return self.tab.press("Enter", leads=True)

    def go_to(self, name):
        """Follow a link to a field of the page."""
        self.tab.reach("link", name)
        self.tab.press("Enter")
        self.tab.see_explained()

    def unfold(self, name):
        """Open what is folded below a line."""
        self.tab.reach("summary", name)
        self.tab.press("Enter")


class Clicks:
    """Somebody who has a mouse and lets no script run."""

    name = "with scripts off"
    scripts = False
    __init__ = Keys.__init__

    def open(self, mail):
        self.tab.show(mail.html)
        return self.tab.click("link", mail.link, leads=True)

    def put(self, label, text):
        self.tab.fill(label, text)

    def put_date(self, label, date):
        self.tab.fill(label, f"{date:%Y-%m-%d}")

    def tick(self, label):
        self.tab.click("checkbox", label)

    def choose(self, label, option):
        self.tab.choose(label, option)

    def push(self, name):
        return self.tab.click("button", name, leads=True)

    def follow(self, name):
        return self.tab.click("link", name, leads=True)

    def go_to(self, name):
        self.tab.click("link", name)
        self.tab.see_explained()

    def unfold(self, name):
        self.tab.click_text(name)


HANDS = (Keys, Clicks)


def go_everywhere(browser, *ways):
    """Go each of these ways by each of HANDS; nothing is loaded, nothing
    complained of."""
    for hands in HANDS:
        with tap.group(hands.name):
            for way in ways:
                one = hands(browser)
                way(one)
                with tap.test(f"{way.__name__} loads and complains of "
                              "nothing"):
                    tap.is_(one.tab.faults(), [])
                one.tab.close()


def contrast(one, other):
    """WCAG's contrast of two colours as a browser computes them."""
    def luminance(color):
        parts = [int(part) / 255 for part in
                 re.findall(r"\d+", color)[:3]]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else
            ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def look(tab, name, has_shots=True, kind=PAGE):
    """Test that what a tab shows is fit for all, and take its pictures."""
    kept = kind.kept if has_shots else ()
    with tap.test(f"{name} is fit for all at "
                  f"{', '.join(map(str, kind.widths))} px, "
                  f"{' and '.join(SCHEMES)}"):
        for width, scheme in itertools.product(kind.widths, SCHEMES):
            tab.resize(width, scheme)
            if (width, scheme) in kept:
                tab.shot(f"{name}-{width}.png")
            _look_at(tab, f"{width} px, {scheme}", kind)
        if kind is PAGE:
            tap.is_(strains(tab), [])
        tab.resize(tab.width, tab.scheme)
        tap.is_(tab.faults(), [])


def strains(tab):
    """What is wrong with a page, on a phone, with text twice as big, and
    with colours of the reader's."""
    tab.resize(PAGE.widths[0], "dark")
    big = tab.big()
    grounds = tab.edges()["grounds"]
    tab.emulate(forcedColors="active")
    forced = tab.edges()
    tab.emulate(forcedColors="none")
    return [
        *["big text is wider than the window"] * (big["over"] > 0),
        *[f"big text has no room: {text}" for text in big["rooms"]
          if text["room"] < ROOM * PAGE.widths[0]],
        *[f"behind an image is {now}, not {then}"
          for then, now in zip(grounds, forced["grounds"]) if then != now],
        *[f"it has no edge: {edge}" for edge in forced["edges"]
          if edge["width"] < 1 + edge["isWrong"]
          or contrast(edge["color"], forced["page"]) < EDGE_CONTRAST]]


def _look_at(tab, where, kind):
    tap.ok(tab.overflow() <= 0, f"{where}: nothing is wider")
    found = tab.axe(kind.spared)
    for what in found:
        tap.diag(what)
    tap.is_(len(found), 0, f"{where}: axe finds nothing")
