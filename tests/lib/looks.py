# SPDX-License-Identifier: MIT
"""Looks that the pages of every family have in common."""
import tap
from browser import look
from steps import is_end


def look_at_dead(browser, links, ask):
    """{problem: URL of a link that it closes}; at the last somebody asks for
    a new one, twice, by the button of that name."""
    tab = browser.open()
    for name, url in links.items():
        with tap.test(f"{name} is said"):
            is_end(tab.go(url), f"end.{name}", 410)
        look(tab, name, has_shots=False)
    tab.close()
    for end in ("asked", "asked_again"):
        tab = browser.open()
        tab.go(url)
        with tap.test(f"{end} is said"):
            is_end(tab.click("button", ask, leads=True), f"end.{end}")
        look(tab, end, has_shots=False)
        tab.close()


def look_at_languages(browser, url, name, languages, go_on=None,
                      shown=("ar",)):
    """Look at a page as browsers of each language do; go_on(tab, language)
    from there. shown: whose pictures are kept."""
    for language in languages:
        tab = browser.open(locale=language)
        tab.go(url)
        with tap.test(f"a browser of {language} is shown {language}"):
            tap.is_(tab.evaluate("document.documentElement.lang"), language)
        look(tab, f"{name}-{language}", has_shots=language in shown)
        if go_on:
            go_on(tab, language)
        tab.close()
