# SPDX-License-Identifier: MIT
"""Hostile values for every field, worked out from /openapi.json: what each
is, and which field code it must get.

A probe's body is a valid one but for what is probed, and has one unknown
member besides: so it is refused in any case, nothing is done, and the errors
must be the wanted ones and that one.
"""
import copy
import json

GUARD = "zz"
# Texts of several lines.
LINES = {"message", "text"}
# What null does not clear: (operation, member).
KEPT = {("organizationUpdate", "name")}
ASTRAL = "\U0001d49c"  # one code point, four bytes, two UTF-16 units


class Raw(str):
    """Text that stands in the JSON as it is."""


def dumps(value):
    """JSON, with what is Raw in it as it is."""
    raws = []

    def mark(node):
        if isinstance(node, Raw):
            raws.append(node)
            return f"@raw{len(raws) - 1}@"
        if isinstance(node, dict):
            return {name: mark(one) for name, one in node.items()}
        if isinstance(node, list):
            return [mark(one) for one in node]
        return node

    text = json.dumps(mark(value), ensure_ascii=True)
    for number, raw in enumerate(raws):
        text = text.replace(f'"@raw{number}@"', raw)
    return text.encode("utf-8", "surrogatepass")


def pointer(path):
    return "#" + "".join(
        "/" + str(step).replace("~", "~0").replace("/", "~1")
        for step in path)


def without_null(schema):
    """What a schema takes besides null, and whether it takes that."""
    if "anyOf" in schema:
        first, *rest = schema["anyOf"]
        return {**schema, **first}, {"type": "null"} in rest
    if not isinstance(schema.get("type"), list):
        return schema, False
    [kind] = set(schema["type"]) - {"null"}
    plain = {**schema, "type": kind}
    if "enum" in schema:
        plain["enum"] = [word for word in schema["enum"] if word is not None]
    return plain, "null" in schema["type"] and (
        "enum" not in schema or None in schema["enum"])


class Field:
    """One value of a body, however deep: where it is and what it may be.
    takes_null: by its schema, which for the rest is without null."""

    def __init__(self, path, schema, is_required, valid):
        self.path = path
        self.pointer = pointer(path)
        self.schema, self.takes_null = without_null(schema)
        self.is_required = is_required
        self.valid = valid

    @property
    def name(self):
        """Its own name, or its list's."""
        return [step for step in self.path if isinstance(step, str)][-1]

    @property
    def kind(self):
        """A word for what it may be."""
        schema = self.schema
        if schema["type"] != "string":
            return schema["type"]
        if "enum" in schema:
            return "word"
        pattern = schema.get("pattern", "")
        for word, sign in (("color", "^#"), ("logo", "^data:"),
                           ("code", "^[0-9 ]"), ("country", "^[A-Z]{2}"),
                           ("site", "^https?:")):
            if pattern.startswith(sign):
                return word
        if schema.get("format"):
            return schema["format"]
        if "maxLength" not in schema:
            return "secret"
        if schema.get("minLength", 0) > 1:
            return "locale"
        if "not" in schema:
            return "name"
        return "message" if self.name in LINES else "text"

    @property
    def is_text(self):
        return self.schema["type"] == "string"

    @property
    def is_element(self):
        """Whether it stands in a list, where null is no absence."""
        return isinstance(self.path[-1], int)


def fields_of(schema, valid, path=()):
    """Every field of an object's schema; `valid` has each of them."""
    for name, one in schema.get("properties", {}).items():
        here = (*path, name)
        field = Field(here, one, name in schema.get("required", ()),
                      valid[name])
        yield field
        if field.schema["type"] == "object":
            yield from fields_of(field.schema, valid[name], here)
        elif field.schema["type"] == "array":
            item = field.schema["items"]
            yield Field((*here, 0), item, False, valid[name][0])
            if item["type"] == "object":
                yield from fields_of(item, valid[name][0], (*here, 0))


def put(body, path, value):
    """A copy of a body with another value at a path."""
    body = copy.deepcopy(body)
    node = body
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return body


# ---- values and the codes they get; None: they are fine ----

def text_of(kind, length):
    """A good value of exactly so many characters."""
    if kind == "idn-email":
        domain, rest = ".example", length - 65 - 8
        while rest > 0:
            label = min(rest, 63)
            domain = "." * (rest > 63) + "b" * label + domain
            rest -= label + (rest > 63)
        return "a" * 64 + "@" + domain
    if kind == "uri":
        return ("https://e.example/" + "a" * length)[:length]
    if kind == "site":
        return ("http://e.example/" + "a" * length)[:length]
    if length > 10000:
        return "a" * length  # of more bytes the body would be too large
    if kind == "locale":
        return ("en" + "-abcdefgh" * 9)[:length].rstrip("-")
    return ASTRAL * length


def bounds(field):
    """(what, value, code) around the bounds that the schema states."""
    schema, kind = field.schema, field.kind
    if kind == "integer":
        low, high = schema["minimum"], schema["maximum"]
        yield "the least", low, None
        yield "the greatest", high, None
        yield "one below", low - 1, "out_of_range"
        yield "one above", high + 1, "out_of_range"
        yield "minus zero", Raw("-0"), "out_of_range" if low > 0 else None
        yield "huge", Raw("9" * 400), "out_of_range"
        yield "huge below", Raw("-" + "9" * 400), "out_of_range"
    elif kind == "array":
        item = field.valid[0]
        yield "the most", [item] * schema["maxItems"], None
        yield "one more", [item] * (schema["maxItems"] + 1), "too_long"
        if "minItems" in schema:
            yield "one fewer", [item] * (schema["minItems"] - 1), "too_short"
    elif "maxLength" in schema:
        high = schema["maxLength"]
        yield "the longest", text_of(kind, high), None
        yield "one longer", text_of(kind, high + 1), "too_long"
        if schema.get("minLength"):
            low = schema["minLength"]
            yield "the shortest", text_of(kind, low), None
            yield "one shorter", text_of(kind, low - 1), (
                "bad_format" if kind == "locale" else "too_short")


def wrong_types(field):
    others = {"a number": 1, "a fraction": 1.5, "true": True, "a string": "1",
              "a list": [1], "an object": {"a": 1},
              "a whole fraction": Raw("1.0"), "an exponent": Raw("1e2")}
    for what in {"string": ["a string"], "integer": ["a number"],
                 "boolean": ["true"], "array": ["a list"],
                 "object": ["an object"]}[field.schema["type"]]:
        del others[what]
    for what, value in others.items():
        yield what, value, "wrong_type"


def formats(field):
    """(what, value, code) for what lengths and types do not say."""
    for code, values in _FORMATS.get(field.kind, {}).items():
        for value in values:
            if code == "too_short" and not field.schema.get("minLength"):
                code = None
            yield repr(value)[:60], value, code
    if field.kind == "word":
        for value in ("", "x", field.valid + " ", field.valid.swapcase()):
            if value not in field.schema["enum"]:
                yield repr(value), value, "not_allowed"
        for value in field.schema["enum"]:
            yield repr(value), value, None


_UUID = "01a1fc26-7e35-78d4-b3fc-23463ffc2d0c"
_FORMATS = {
    "idn-email": {
        None: ["a@b.example", "A@B.Example", "a+tag@b.example",
               "!#$%&'*+-/=?^_`{|}~@b.example", "a.b@b.example",
               "a@b\u00fccher.example", "a@xn--bcher-kva.example",
               "a" * 64 + "@b.example", "a@b-c.example", "a@localhost"],
        "bad_format": ["", "a", "@", "a@", "@b.example", "a b@b.example",
                       ".a@b.example", "a.@b.example", "a..b@b.example",
                       "a@b..example", "a@.example", "a@b.example.",
                       "a@b_c.example", "a@-b.example", "a@b-.example",
                       "a@b@c.example", '"a b"@b.example', "a@[127.0.0.1]",
                       "<a@b.example>", "a,b@c.example", "a@b.example ",
                       " a@b.example", "a:b@c.example", "a;b@c.example",
                       "a\\b@c.example", "a(b)@c.example", "a@b c.example",
                       "\u00e4@b.example", "a" * 65 + "@b.example",
                       "a@" + "b" * 64 + ".example", "mailto:a@b.example",
                       "a@b.example,c@d.example", "a@xn--a.example",
                       "a@b\uff3fc.example", "a@b\u2100c.example",
                       "a@b\u3000c.example", "a@\u200d.example"]},
    "uuid": {
        None: [_UUID, _UUID.upper(), "0" * 8 + "-0000" * 3 + "-" + "0" * 12],
        "bad_format": ["", "x", _UUID[:-1], _UUID + "0",
                       _UUID.replace("-", ""), "{" + _UUID + "}",
                       _UUID.replace("-", "_"), "urn:uuid:" + _UUID,
                       " " + _UUID, "g" + _UUID[1:]]},
    "uri": {
        None: ["https://a.example", "https://a.example:8443/b?c=d#e",
               "https://a.example/%20", "https://127.0.0.1/"],
        "bad_format": ["", "a", "/a", "//a.example", "http://a.example",
                       "HTTPS//a.example", "https:", "https://",
                       "https:///a", "https://?a", "https://#a",
                       "https://:80", "javascript:alert(1)",
                       "data:text/html,x", "ftp://a.example",
                       "https://a.example/a b", "https://a.example/\"",
                       "https://a.example/<b>", "https://a.example/\\",
                       "https://\u00e4.example", "https://a@b.example",
                       "https://a:b@c.example/"]},
    "site": {
        None: ["http://a.example", "https://a.example:8443/b?c=d#e"],
        "bad_format": ["", "a.example", "//a.example", "ftp://a.example",
                       "http:", "http://", "http:///a", "javascript:a",
                       "http://a.example/a b", "http://a@b.example"]},
    "date": {
        None: ["2096-02-29", "0001-01-01", "9999-12-31"],
        "bad_format": ["", "2096", "2096-1-1", "2097-02-29", "2096-13-01",
                       "2096-00-01", "2096-01-32", "2096-01-00",
                       "2096-01-01T00:00:00Z", "01.01.2096", " 2096-01-01",
                       "-2096-01-01", "0000-01-01", "today"]},
    "country": {
        None: ["DE", "US", "ZW", "AD"],
        "bad_format": ["", "D", "de", "DEU", "XX", "EU", "UK", "D ", " D",
                       "E A"]},
    "password": {None: ["\u00e4" * 12, "correct horse battery staple",
                        "http://a.example"]},
    "locale": {
        None: ["de", "de-AT", "zh-Hant-TW", "sl-rozaj-biske", "es-419",
               "x" * 8],
        "bad_format": ["", "d", "de_AT", "de-", "-de", "de--AT", "1d",
                       "d1", "de-abcdefghi", "abcdefghi", "d\u00e9",
                       "de AT", "*"]},
    "date-time": {
        None: ["2096-02-29T23:59:59Z", "2096-01-31T12:00:00.1Z",
               "2096-01-31T12:00:00.123456789Z",
               "2096-01-31T12:00:00+14:00", "2096-01-31T12:00:00-05:30"],
        "bad_format": ["", "2096", "2096-01-31", "2096-01-31 12:00:00Z",
                       "2096-01-31T12:00:00", "2096-01-31T12:00Z",
                       "2097-02-29T12:00:00Z", "2100-02-29T12:00:00Z",
                       "2096-13-01T12:00:00Z", "2096-00-01T12:00:00Z",
                       "2096-01-32T12:00:00Z", "2096-01-00T12:00:00Z",
                       "2096-01-31T24:00:00Z", "2096-01-31T12:60:00Z",
                       "2096-01-31T12:00:60Z", "2096-01-31T12:00:00.Z",
                       "2096-01-31T12:00:00.1234567890Z",
                       "2096-01-31T12:00:00+15:00",
                       "2096-01-31T12:00:00+01:60",
                       "2096-01-31T12:00:00+0100",
                       "2096-01-31T12:00:00ZZ", "0000-01-01T00:00:00Z",
                       "-2096-01-31T12:00:00Z", "now", "infinity",
                       "20960131T120000Z"]},
    "color": {
        None: ["#000000", "#ABCDEF", "#0a7f5c"],
        "bad_format": ["", "red", "#fff", "#0a7f5", "#0a7f5cc", "0a7f5c",
                       "#0a7f5g", "#0a7f5c ", "#0a7f5c;x:url(//a)"]},
    "logo": {
        None: ["data:image/png;base64,iVBORw0KGgo=",
               "data:image/png;base64,iVBORw0KGgoAAAA+",
               # <svg xmlns="http://www.w3.org/2000/svg"/>
               "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5"
               "vcmcvMjAwMC9zdmciLz4="],
        # <svg xmlns="http://www.w3.org/2000/svg" onload="a"/>
        "not_allowed": ["data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3"
                        "d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iYSIvPg=="],
        "bad_format": ["", "x", "data:image/png;base64,",
                       "data:image/png;base64,AAAA",
                       "data:image/svg+xml;base64,AA==",
                       "data:image/svg+xml;base64,iVBORw0KGgo=",
                       "https://a.example/logo.png",
                       "data:image/png,AAAA", "data:image/gif;base64,AAAA",
                       "data:text/html;base64,AAAA",
                       "DATA:image/png;base64,AAAA",
                       "data:image/png;base64,AAA",
                       "data:image/png;base64,AA=A",
                       "data:image/png;base64,A===",
                       "data:image/png;base64,AA AA",
                       "data:image/png;base64,AA-_",
                       'data:image/png;base64,AAAA"onload="x']},
    "code": {
        None: ["123456", " 123 456 ", "000000"],
        "bad_format": ["", " ", "12345", "1234567", "12345a", "12-34-56",
                       "\u0661" * 6, "-12345", "+12345"]},
    "name": {
        None: ["a", "O'Neill & S\u00f6hne <\"GmbH\">", "www", "a www b",
               "http:/x", "a//b", "\U0001f600", "a\u00a0b",
               "\u200b.", " a ", "\\u0001", "../../etc/passwd", "%00", "{{a}}",
               "'; drop table organization; --"],
        "too_short": ["", " ", "\u00a0\u3000", "\u200b", "\u3164",
                      "\u2800", "\u00ad\ufe0f", "\U000e0020"],
        "not_allowed": ["http://a", "x://y", "see https://a.example",
                        "www.a.example", "WWW.A.EXAMPLE", "awww.b"]},
    "text": {None: ["a", "http://a", "\\u0001", "\U0001f600"],
             "too_short": [""]},
    "message": {None: ["a", "a\nb", "\n", "a\r\nb", "https://a.example",
                       "\\u0001"],
                "too_short": [""],
                "forbidden_character": ["a\rb", "\r", "a\tb", "\n\r"]},
    "secret": {None: ["", "x", "A" * 64, "\\u0001"]},
}


# ---- characters ----

FORBIDDEN = [chr(n) for n in (*range(1, 0x20), *range(0x7f, 0xa0), 0x61c,
                              0x200e, 0x200f, *range(0x2028, 0x202f),
                              *range(0x2066, 0x206a))]
# Beside each of those that are forbidden.
ALLOWED = [chr(n) for n in (0x20, 0x7e, 0xa0, 0x61b, 0x61d, 0x200d, 0x2010,
                            0x2027, 0x202f, 0x2065, 0x206a, 0xfeff, 0xfffd,
                            0xffff, 0x10000, 0x10ffff)]


def with_character(field, character):
    """A value of a field that holds a character, and the code it gets."""
    if character in "\n\u2028\u2029" and field.kind == "message":
        return f"a{character}b", None
    return f"a{character}b", "forbidden_character"
