# SPDX-License-Identifier: MIT
# runtests: npm
"""What the other programs here hold pages to is found where it is broken."""
import tap
from browser import Browser, contrast, strains
from stack import Stack

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Whole</title>
<style>body { background: #fff } :focus { outline: 2px solid #00c } %s</style>
<main><h1>Whole</h1><p>%s</p></main></html>"""


def rules(style, body):
    """The rules of axe-core that a page breaks."""
    tab.show(PAGE % (style, body))
    return sorted({what.partition("\n")[0] for what in tab.axe()})


def try_axe():
    with tap.test("axe-core finds nothing wrong with a page that is right"):
        tap.is_(rules("", "Text"), [])
    shown = {
        "pale text": ("color-contrast", "p { color: #aaa }", "Text"),
        "text before an image": (
            "color-contrast", "p { background: linear-gradient(red, blue) }",
            "Text"),
        "a field without a label": ("label", "", "<input>"),
        "small buttons side by side": (
            "target-size", "button { width: 12px; padding: 0 }",
            "<button>a</button><button>b</button>"),
        "headings that leave out a level": (
            "heading-order", "", "</p><h3>Three</h3><p>"),
    }
    for name, (rule, style, body) in shown.items():
        with tap.test(f"it finds {name}"):
            tap.is_(rules(style, body), [rule])


def try_layout():
    with tap.test("what is wider than the window is found"):
        tab.show(PAGE % ("", "Text"))
        tap.is_(tab.overflow(), 0)
        tab.show(PAGE % ("p { width: 30rem }", "Text"))
        tap.ok(tab.overflow() > 100)


def try_strains():
    image = '<img alt="a" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    shown = {
        "big text that is wider than the window": (
            "big text is wider", "p { width: 15rem }", "Text"),
        "big text without room": (
            "big text has no room", "p { padding: 0 4rem }", "Text"),
        "a logo that loses its ground": (
            "behind an image", "img { background: #fff }", image),
        "a button that is nothing but a colour": (
            "it has no edge", "button { border: 0; background: red }",
            "<button>a</button>"),
        "a wrong field like any other": (
            "it has no edge", "input { border: 1px solid }",
            '<input aria-label="a" aria-invalid="true">'),
    }
    with tap.test("text twice as big and the reader's colours do no harm to "
                  "a page that is right"):
        tab.show(PAGE % ("button { width: 100% }", "<button>a</button>"))
        tap.is_(strains(tab), [])
    for name, (what, style, body) in shown.items():
        with tap.test(f"{name} is found"):
            tab.show(PAGE % (f"button {{ width: 100% }} {style}", body))
            tap.is_([what in found for found in strains(tab)], [True])


def try_focus():
    two = '<button>One</button> <a href="#">Two</a>'
    with tap.test("Tab leads from one to the next, Shift+Tab back"):
        tab.show(PAGE % ("", two))
        tap.is_(tab.stops(), [("button", "One"), ("link", "Two")])
        tap.is_(tab.reach("link", "Two", key="Shift+Tab"),
                [("link", "Two")])
        tap.is_(tab.reach("button", "One", key="Shift+Tab")[-1],
                ("button", "One"))
    with tap.test("a date's parts are one stop"):
        tab.show(PAGE % ("", '<label for="a">One</label>'
                         '<input type="date" id="a"><br><a href="#">Two</a>'))
        tap.is_(tab.stops(), [("textbox", "One"), ("link", "Two")])
        tap.is_(tab.reach("textbox", "One", key="Shift+Tab"),
                [("link", "Two"), ("textbox", "One")])
    with tap.test("an order that jumps up the page is found"):
        tab.show(PAGE % ("", '<button tabindex="2">One</button><br>'
                         '<button tabindex="1">Two</button>'))
        try:
            tap.ok(False, f"went on to {tab.stops()}")
        except AssertionError as error:
            tap.like(str(error), "leads up to .*'One'")
    for name, style in {
            "that is not shown": "outline: 0",
            "that is too thin": "outline: 1px solid #000",
            "that is too pale": "outline: 2px solid #ccc",
            "out of sight": "position: absolute; left: -99px"}.items():
        with tap.test(f"a focus {name} is found"):
            tab.show(PAGE % (f"a:focus {{ {style} }}", two))
            try:
                tap.ok(False, f"went on to {tab.stops()}")
            except AssertionError as error:
                tap.like(str(error), "'Two'.* does not show its focus")
    with tap.test("contrast is WCAG's"):
        tap.is_(round(contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)"),
                      2), 4.48)


def try_loading():
    """On a page with its policy in force."""
    path = "/problems/not_found"
    with tap.test("a page that is right loads and says nothing"):
        tap.is_(tab.go(path).status, 200)
        tap.is_(tab.faults(), [])
    add = "document.body.insertAdjacentHTML('beforeend', '{}')"
    for name, html in {
            "an image from elsewhere": '<img src="http://127.0.0.1:1/a">',
            "an image from here": '<img src="/a.png">',
            "a style of its own": '<p style="color: red">a</p>'}.items():
        with tap.test(f"{name} breaks its policy, and is found"):
            tab.evaluate(add.format(html))
            tap.like("\n".join(tab.faults()), "Content Security Policy")
    with tap.test("what a page without a policy loads is found"):
        tab.show(PAGE % ("", '<img alt="a" src="http://127.0.0.1:1/a">'))
        tap.ok("it loads http://127.0.0.1:1/a" in tab.faults())
    with tap.test("nothing comes from another machine"):
        tab.show(PAGE % ("", '<img alt="a" src="https://example.com/a">'))
        tap.like("\n".join(tab.faults()), "ERR_NAME_NOT_RESOLVED")


def try_scripts():
    script = "<script>document.title = 'Changed'</script>"
    with tap.test("scripts run where they may, and where they may not do "
                  "not"):
        for scripts, title in ((True, "Changed"), (False, "Whole")):
            one = browser.open(scripts=scripts)
            one.show(PAGE % ("", script))
            tap.is_(one.evaluate("document.title"), title)
            one.close()


with Stack() as stack, Browser(stack) as browser:
    tab = browser.open()
    try_axe()
    try_layout()
    try_strains()
    try_focus()
    try_loading()
    try_scripts()
tap.done()
