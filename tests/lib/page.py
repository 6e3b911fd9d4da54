# SPDX-License-Identifier: MIT
"""A page as a browser sees it: its text, its forms, its links."""
import html.parser

import seen

# What may stand without an end: HTML's void elements.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link",
         "meta", "source", "track", "wbr"}
_SILENT = {"style", "script", "title"}
# What a browser holds a control to before it sends a form.
_CHECKS = {"required", "pattern", "min", "max", "minlength", "maxlength"}
_CHECKED_TYPES = {"email", "url", "date", "number"}


class _Reader(html.parser.HTMLParser):
    """Reads a page. Elements that do not nest are an error; so is a control
    that the browser would check: it tells of one fault at a time, in its own
    language, and the page's summary is never seen."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.ids = []  # of the open elements; None: it has none
        self.parts = {}
        self.texts = []
        self.title = ""
        self.forms = []
        self.links = []
        self.elements = []
        self.area = self.select = None

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        self.elements.append((tag, attributes))
        if tag not in _VOID:
            self.open.append(tag)
            self.ids.append("autofocus" if "autofocus" in attributes
                            else attributes.get("id"))
        if tag in ("input", "select", "textarea"):
            self._leave_unchecked(attributes)
        if tag == "form":
            self.forms.append((attributes, {}))
        elif tag == "a":
            self.links.append(attributes.get("href"))
        elif tag == "input" and "name" in attributes:
            self._take_input(attributes)
        elif tag == "textarea":
            # HTML drops a newline that begins it.
            self.area = attributes["name"]
            self.forms[-1][1][self.area] = ""
        elif tag == "select":
            self.select = attributes["name"]
        elif tag == "option" and ("selected" in attributes
                                  or self.select not in self.forms[-1][1]):
            self.forms[-1][1][self.select] = attributes["value"]

    def _leave_unchecked(self, attributes):
        if ((_CHECKS & set(attributes)
             or attributes.get("type") in _CHECKED_TYPES)
                and "novalidate" not in self.forms[-1][0]):
            raise AssertionError(f"the browser checks {attributes}")

    def _take_input(self, attributes):
        """Boxes of one name make a list of those that are ticked."""
        fields, name = self.forms[-1][1], attributes["name"]
        if attributes.get("type") != "checkbox":
            fields[name] = attributes.get("value", "")
        elif "checked" in attributes:
            fields.setdefault(name, []).append(attributes["value"])

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise AssertionError(f"</{tag}> ends nothing")
        self.ids.pop()
        if tag == "textarea":
            fields = self.forms[-1][1]
            fields[self.area] = fields[self.area].removeprefix("\n")
            self.area = None

    def handle_data(self, data):
        if self.area is not None:
            self.forms[-1][1][self.area] += data
        for id in filter(None, self.ids):
            self.parts[id] = self.parts.get(id, "") + data
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
        self.ids = [a["id"] for _, a in self.elements if "id" in a]
        # The text of each element that has an id, or takes the focus.
        self.parts = {id: " ".join(text.split())
                      for id, text in reader.parts.items()}
        self.links = reader.links
        self.forms = [fields for _, fields in reader.forms]
        for fields in self.forms:
            if "formToken" in fields:
                seen.add("form", fields["formToken"])

    @property
    def controls(self):
        """{name: attributes} of what can be filled in."""
        return {attributes["name"]: attributes
                for tag, attributes in self.elements
                if tag in ("input", "select", "textarea")
                and attributes.get("type") != "hidden"
                and "hidden" not in attributes}

    @property
    def faults(self):
        """{name: the words beside it} of the controls that are wrong. A
        group of boxes is told of as a whole."""
        wrong = {}
        for tag, attributes in self.elements:
            for id in attributes.get("aria-describedby", "").split():
                if id.endswith("-error"):
                    wrong[self._name(tag, attributes)] = self.parts[id]
        return wrong

    def _name(self, tag, attributes):
        if tag != "fieldset":
            return attributes["name"]
        return next(name for name, control in self.controls.items()
                    if control["id"].startswith(attributes["id"] + "-"))

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
