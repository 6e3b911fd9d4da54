# SPDX-License-Identifier: MIT
"""The catalogue's sentences, as a reader of the page or the mail meets them."""
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "words"

_SECTION = re.compile(r"\{\{([#^])(\w+)\}\}(.*?)\{\{/\2\}\}")
_VALUE = re.compile(r"\{\{(\w+)\}\}")


def catalogue(language="en"):
    """{name: sentence} of a language."""
    lines = [line for path in FOLDER.glob(f"{language}.*words")
             for line in path.read_text("utf-8").splitlines()]
    return dict(line.split(" = ", 1) for line in lines
                if line and not line.startswith("#"))


def say(name, language="en", **values):
    """A sentence with its values in it."""
    def section(match):
        sigil, name, inside = match.groups()
        return inside if bool(values.get(name)) == (sigil == "#") else ""

    text = _SECTION.sub(section, catalogue(language)[name])
    return _VALUE.sub(lambda match: str(values.get(match[1], "")), text)
