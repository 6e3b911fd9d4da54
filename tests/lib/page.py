# SPDX-License-Identifier: MIT
"""A page as a browser sees it: its text, its forms, its links."""
import html.parser

import seen

# What may stand without an end: HTML's void elements.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link",
         "meta", "source", "track", "wbr"}
_SILENT = {"style", "script", "title"}


class _Reader(html.parser.HTMLParser):
    """Reads a page; elements that do not nest are an error."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.texts = []
        self.title = ""
        self.forms = []
        self.links = []
        self.elements = []

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        self.elements.append((tag, attributes))
        if tag not in _VOID:
            self.open.append(tag)
        if tag == "form":
            self.forms.append((attributes, {}))
        elif tag == "a":
            self.links.append(attributes.get("href"))
        elif tag == "input" and "name" in attributes:
            self.forms[-1][1][attributes["name"]] = attributes.get(
                "value", "")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise AssertionError(f"</{tag}> ends nothing")

    def handle_data(self, data):
        if self.open and self.open[-1] == "title":
            self.title += data
        if not self.open or self.open[-1] not in _SILENT:
            self.texts.append(data)


class Page:
    """An answer with HTML in it. `forms` has each form's named inputs."""

    def __init__(self, answer):
        self.answer = answer
        self.status = answer.status
        self.headers = answer.headers
        self.path = answer.path
        reader = _Reader()
        reader.feed(answer.text)
        reader.close()
        if reader.open:
            raise AssertionError(f"never ended: {reader.open}")
        self.title = reader.title
        self.text = " ".join(" ".join(reader.texts).split())
        self.elements = reader.elements
        self.links = reader.links
        self.forms = [fields for _, fields in reader.forms]
        for fields in self.forms:
            if "formToken" in fields:
                seen.add("form", fields["formToken"])

    @property
    def actions(self):
        """What its forms do."""
        return [fields.get("action") for fields in self.forms]

    @property
    def cookie(self):
        """The cookie that is set, as it is sent back; None: none is."""
        value = self.headers["Set-Cookie"]
        return value and value.partition(";")[0]

    def form(self, action):
        """The fields of the form of an action, as they stand."""
        for fields in self.forms:
            if fields.get("action") == action:
                return fields
        raise AssertionError(f"no form does {action}: {self}")

    def __repr__(self):
        return f"<page {self.status} {self.title!r}: {self.text[:300]}>"
