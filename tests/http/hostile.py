# SPDX-License-Identifier: MIT
"""Bad input, for every route and every field: the contract's status, code
and pointer, never 500, and nothing is stored."""

import fixtures
import probe
import tap
from expect import refused
from stack import Stack

MARK = ("\x01url 1 01a1fc26-7e35-78d4-b3fc-23463ffc2d0c "
        "01a1fc26-7e35-78d4-b3fc-23463ffc2d0c " + "5a" * 16)


class Target:
    """A route that takes a body, and a valid one."""

    def __init__(self, operation):
        self.operation = operation
        self.call = world.make(operation)
        self.client = world.client(self.call)
        said = world.operations[operation][2]
        self.schema = (said["requestBody"]["content"]["application/json"]
                       ["schema"] if "requestBody" in said else None)
        self.every = self.call.every
        self.fields = list(probe.fields_of(self.schema, self.every)
                           if self.schema else [])
        # All but POST /v1/sessions.
        self.is_repeatable = any(p["name"] == "Idempotency-Key"
                                 for p in said["parameters"])
        # The onboarding document says 400.
        self.bad = 422 if "422" in said["responses"] else 400

    def send(self, body):
        return self.send_raw(probe.dumps(body))

    def send_raw(self, data, **headers):
        return self.client.request(self.call.method, self.call.path,
                                   raw=data, headers=headers)

    def try_body(self, body, wanted, name):
        """Send it with an unknown member, and expect these errors."""
        answer = self.send({**body, probe.GUARD: 1})
        wanted = {**wanted, "#/" + probe.GUARD: "unknown"}
        tap.is_((answer.status, answer.code), (self.bad, "invalid_fields"),
                name)
        tap.is_(answer.pointers, wanted, name)

    def try_value(self, field, value, code, name):
        self.try_body(probe.put(self.every, field.path, value),
                      {field.pointer: code} if code else {},
                      f"{field.pointer} {name}")

    def test(self, name):
        return tap.test(f"{self.operation}: {name}")


# ---- every field of every body ----

def try_types(target):
    with target.test("a value of another type is wrong_type"):
        for field in target.fields:
            for name, value, code in probe.wrong_types(field):
                target.try_value(field, value, code, name)
    with target.test("null is absent, but where a value is needed, as the "
                     "document says"):
        for field in target.fields:
            key = (target.operation, field.name)
            needed = (field.is_required or key in probe.KEPT
                      and len(field.path) == 1)
            code = ("wrong_type" if field.is_element
                    else "required" if needed else None)
            target.try_value(field, None, code, "null")
            tap.is_(field.takes_null, code is None, field.pointer)


def try_bounds(target):
    with target.test("one below, on and one above every bound"):
        for field in target.fields:
            for name, value, code in probe.bounds(field):
                target.try_value(field, value, code, name)
        tap.ok(True)
    with target.test("what a value may look like"):
        for field in target.fields:
            for name, value, code in probe.formats(field):
                target.try_value(field, value, code, name)
        tap.ok(True)


def try_names(target):
    with target.test("control and bidirectional characters are forbidden in "
                     "the names of members"):
        for character in probe.FORBIDDEN:
            name = f"a{character}b"
            target.try_body({**(target.every or {}), name: 1},
                            {f"#/{name}": "forbidden_character"},
                            f"U+{ord(character):04X}")


def try_characters(target):
    texts = [field for field in target.fields if field.is_text]
    if not texts:
        return
    with target.test("control and bidirectional characters are forbidden in "
                     "every text"):
        for character in probe.FORBIDDEN:
            body, wanted = target.every, {}
            for field in texts:
                value, code = probe.with_character(field, character)
                body = probe.put(body, field.path, value)
                if code:
                    wanted[field.pointer] = code
            target.try_body(body, wanted, f"U+{ord(character):04X}")
    with target.test("the characters beside them are not"):
        free = [f for f in texts if f.kind in ("name", "text", "message")]
        for character in probe.ALLOWED:
            body = target.every
            for field in free:
                body = probe.put(body, field.path, f"{character}.")
            target.try_body(body, {}, f"U+{ord(character):04X}")
    with target.test("a forged mark is forbidden in every text"):
        body, wanted = target.every, {}
        for field in texts:
            body = probe.put(body, field.path, MARK)
            wanted[field.pointer] = "forbidden_character"
        target.try_body(body, wanted, "escaped")
        for field in texts:
            data = probe.dumps(probe.put(target.every, field.path, "@"))
            raw = data.replace(b'"@"', b'"' + MARK.encode() + b'"')
            refused(target.send_raw(raw), 400, "malformed", field.pointer)
    with target.test("NUL is 400 in every text, however it is written"):
        for field in texts:
            for nul in ('"a\\u0000b"', '"a\x00b"'):
                body = probe.put(target.every, field.path,
                                 probe.Raw(nul))
                refused(target.send(body), 400, "malformed", field.pointer)


def try_members(target):
    with target.test("unknown members are named, each by its pointer"):
        for name in ("x", "", "a/b", "a~b", "~1", "\u00e4", "a b", "\"",
                     "Token", "EMAIL", "__proto__", "caller",
                     "organization_id"):
            target.try_body({**target.every, name: {"a": [1]}},
                            {probe.pointer((name,)): "unknown"}, name)
        for field in target.fields:
            if field.kind == "object" and "properties" in field.schema:
                body = probe.put(target.every, (*field.path, "x"), 1)
                target.try_body(body, {field.pointer + "/x": "unknown"},
                                field.pointer)
    with target.test("what is required is missed"):
        for field in target.fields:
            if len(field.path) == 1:
                body = dict(target.every)
                del body[field.name]
                target.try_body(body, {field.pointer: "required"}
                                if field.is_required else {}, field.pointer)
    with target.test("all bad fields are named at once"):
        wanted = {field.pointer: "wrong_type" for field in target.fields
                  if len(field.path) == 1}
        body = {name.lstrip("#/"): 1.5 for name in wanted}
        target.try_body(body, wanted, "all")


def try_without_fields(target):
    with target.test("a body, where none is asked, has unknown members"):
        target.try_body({"a": 1}, {"#/a": "unknown"}, "a")


# ---- every body, whatever its fields ----

def json_of(depth):
    return b"[" * depth + b"]" * depth


def member_of(depth, innermost=b"1"):
    """An object so deep, as the value of an unknown member."""
    return b'{"x":' * depth + innermost + b"}" * depth


MALFORMED = {
    "no JSON": b"x",
    "a word": b"True",
    "nothing but blanks": b" \n ",
    "half an object": b'{"a":1',
    "half a string": b'{"a',
    "trailing text": b"{} x",
    "two values": b"{}{}",
    "a closing bracket more": b"{}}",
    "a trailing comma": b'{"a":1,}',
    "a comma in a list": b'{"a":[1,]}',
    "a comment": b"{/* a */}",
    "a comment to the end of the line": b"{} // a",
    "single quotes": b"{'a':1}",
    "a name without quotes": b"{a:1}",
    "a number as a name": b"{1:1}",
    "a missing value": b'{"a"}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":-Infinity}',
    "a leading zero": b'{"a":01}',
    "a plus": b'{"a":+1}',
    "a bare fraction": b'{"a":.5}',
    "a bare point": b'{"a":5.}',
    "a bare exponent": b'{"a":1e}',
    "a hexadecimal": b'{"a":0x10}',
    "a line feed in a string": b'{"a":"\n"}',
    "a tab in a string": b'{"a":"\t"}',
    "an unknown escape": b'{"a":"\\x41"}',
    "half an escape": b'{"a":"\\u12"}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": "{}".encode("utf-16"),
    "UTF-16 without a mark": "{}".encode("utf-16-le"),
    "Latin-1": b'{"a":"\xe4"}',
    "a NUL behind": b"{}\x00",
    "a NUL before": b"\x00{}",
    "an escaped NUL in a name": b'{"a\\u0000":1}',
    "a member twice": b'{"a":1,"a":1}',
    "a member twice, once escaped": b'{"a":1,"\\u0061":1}',
    "a member twice, deep": b'{"x":{"y":[{"a":1,"b":2,"a":3}]}}',
    "an empty name twice": b'{"":1,"":2}',
    "17 lists": json_of(17),
    "17 objects": member_of(17),
    "17 in all": member_of(16, b"[]"),
    "ten thousand lists": json_of(10000),
    "overlong /": b'{"a":"\xc0\xaf"}',
    "overlong NUL": b'{"a":"\xc0\x80"}',
    "overlong of three": b'{"a":"\xe0\x80\xaf"}',
    "overlong of four": b'{"a":"\xf0\x80\x80\xaf"}',
    "overlong in a name": b'{"\xc1\x81":1}',
    "a raw high surrogate": b'{"a":"\xed\xa0\x80"}',
    "a raw low surrogate": b'{"a":"\xed\xbf\xbf"}',
    "a raw pair (CESU-8)": b'{"a":"\xed\xa0\xbd\xed\xb8\x80"}',
    "above U+10FFFF": b'{"a":"\xf4\x90\x80\x80"}',
    "a lead byte F5": b'{"a":"\xf5\x80\x80\x80"}',
    "a lone continuation": b'{"a":"\x80"}',
    "a truncated sequence": b'{"a":"\xe2\x82"}',
    "a lone high surrogate": b'{"a":"\\ud83d"}',
    "a lone low surrogate": b'{"a":"\\ude00"}',
    "a pair turned round": b'{"a":"\\ude00\\ud83d"}',
    "a high surrogate and a letter": b'{"a":"\\ud83dx"}',
    "two high surrogates": b'{"a":"\\ud83d\\ud83d\\ude00"}',
    "a high surrogate and half an escape": b'{"a":"\\ud83d\\ude0"}',
    "a lone surrogate in a name": b'{"\\ud83d":1}',
}
# Well-formed, and so only wrong in what they hold: pointers and codes.
WELL_FORMED = {
    "a list": (b"[]", {"#": "wrong_type"}),
    "a number": (b"5", {"#": "wrong_type"}),
    "a string": (b'"a"', {"#": "wrong_type"}),
    "null": (b"null", {"#": "wrong_type"}),
    "true": (b"true", {"#": "wrong_type"}),
    "16 lists": (json_of(16), {"#": "wrong_type"}),
    "16 objects": (member_of(16), {"#/x": "unknown"}),
    "blanks around it": (b' \r\n\t{"x":1} \n', {"#/x": "unknown"}),
    "an escaped pair": (b'{"x":"\\ud83d\\ude00"}', {"#/x": "unknown"}),
    "an escaped backslash before u": (b'{"x":"\\\\ud83d"}',
                                      {"#/x": "unknown"}),
    "names that differ in case": (b'{"x":1,"X":2}',
                                  {"#/x": "unknown", "#/X": "unknown"}),
}


def try_raw(target):
    with target.test("what is not one JSON value in UTF-8 is 400"):
        for name, data in MALFORMED.items():
            refused(target.send_raw(data), 400, "malformed", name)
    with target.test("what is one is judged by what it holds"):
        for name, (data, wanted) in WELL_FORMED.items():
            answer = target.send_raw(data)
            tap.is_((answer.status, answer.code),
                    (target.bad, "invalid_fields"), name)
            for pointer, code in wanted.items():
                tap.is_(answer.pointers.get(pointer), code, name)
    with target.test("a body of its bound is read, one byte more is 413"):
        limit = (96 if target.operation == "organizationUpdate"
                 else 64) * 1024
        data = b'{"x":1}'
        for size, wanted in ((limit, (target.bad, "invalid_fields")),
                             (limit + 1, (413, "body_too_large")),
                             (1000000, (413, "body_too_large"))):
            refused(target.send_raw(data.ljust(size)), *wanted, f"{size}")
    with target.test("a body without JSON's content type is 415"):
        for kind in ("text/plain", "application/jsonx", "text/json",
                     "application/x-www-form-urlencoded", "application",
                     "multipart/form-data; boundary=x",
                     "application/problem+json", "x"):
            refused(target.send_raw(b'{"x":1}', **{"Content-Type": kind}),
                    415, "media_type", kind)
    with target.test("with it, in any case and with parameters, it is read"):
        for kind in ("application/json", "APPLICATION/JSON",
                     "application/json; charset=utf-8",
                     "application/json;x", "application/json ; a=b"):
            refused(target.send_raw(b'{"x":1}', **{"Content-Type": kind}),
                    target.bad, "invalid_fields", kind)
    with target.test("an empty body is {} without a content type, else 400"):
        refused(target.send_raw(b""), 400, "malformed")
        refused(target.send_raw(b"", **{"Content-Type": "text/plain"}), 415,
                "media_type")


# ---- queries ----

class Query:
    """A route's parameters."""

    def __init__(self, operation):
        self.operation = operation
        self.call = world.make(operation)
        said = world.operations[operation][2]
        self.bad = 422 if "422" in said["responses"] else 400
        self.fields = [
            probe.Field((p["name"],), p["schema"], False,
                        p["schema"].get("enum", ["x"])[0])
            for p in said["parameters"] if p["in"] == "query"]

    def send(self, query):
        return world.town.client.request(
            self.call.method, f"{self.call.path}?{query}", self.call.body)

    def try_query(self, query, wanted, name=""):
        answer = self.send(f"{query}&{probe.GUARD}=1")
        wanted = {**wanted, probe.GUARD: "unknown"}
        tap.is_((answer.status, answer.code), (self.bad, "invalid_fields"),
                query)
        tap.is_(answer.pointers, wanted, query)

    def test(self, name):
        return tap.test(f"{self.operation}: {name}")


def quote(text):
    return fixtures.people.urllib.parse.quote(text, safe="")


def try_query(query):
    with query.test("unknown parameters are named"):
        for name in ("x", "Limit", "a%20b", "%C3%A4", "limit%20", "a.b"):
            decoded = fixtures.people.urllib.parse.unquote(name)
            query.try_query(f"{name}=1", {decoded: "unknown"})
        query.try_query("=1", {"": "unknown"})
        query.try_query("x", {"x": "unknown"})
    with query.test("what cannot be decoded is 400"):
        for text in ("%zz", "%", "%1", "%ff", "%c0%80", "%ed%a0%80",
                     "%00", "a%00b", "%f4%90%80%80"):
            refused(query.send(f"x={text}"), 400, "malformed", text)
            refused(query.send(f"{text}=x"), 400, "malformed", text)
    with query.test("a parameter stands once"):
        query.try_query("x=1&x=2", {"x": "not_allowed"})
        for field in query.fields:
            if field.kind == "word":
                value = field.schema["enum"][0]
                query.try_query(
                    f"{field.name}={value}&{field.name}={value}",
                    {field.name: "not_allowed"})
    for field in query.fields:
        if field.name == "cursor":
            continue
        with query.test(f"{field.name}: characters, bounds and forms"):
            for character in probe.FORBIDDEN:
                if field.is_text:
                    query.try_query(f"{field.name}=a{quote(character)}b",
                                    {field.name: "forbidden_character"})
            for _, value, code in (*probe.bounds(field),
                                   *probe.formats(field)):
                if isinstance(value, (str, int)):
                    query.try_query(f"{field.name}={quote(str(value))}",
                                    {field.name: code} if code else {})
            tap.ok(True)


# ---- what comes first ----

def try_order(target):
    """404 path, 405, 401, 413, 415, 400, 422: the first that holds."""
    big, text = b"x" * 70000, {"Content-Type": "text/plain"}
    path, method = target.call.path, target.call.method
    nobody = stack.api.with_key(None)
    is_public = target.call.scope is None
    with target.test("of several faults the first is told"):
        refused(nobody.request(method, path + "/x/y/z", raw=big,
                               headers=text), 404, "not_found")
        refused(nobody.request("PROPFIND", path, raw=big, headers=text), 405,
                "method_not_allowed")
        if not is_public:
            refused(nobody.request(method, path, raw=big, headers=text), 401,
                    "key_missing")
        bad = stack.api.with_key("usk_x")
        if len(big) <= 96 * 1024 and target.operation != "organizationUpdate":
            refused(bad.request(method, path, raw=big, headers=text), 413,
                    "body_too_large")
        refused(bad.request(method, path, raw=b"x", headers=text), 415,
                "media_type")
        refused(bad.request(method, path, raw=b"x"), 400, "malformed")
        refused(bad.request(method, path, raw=b"{}{}"), 400, "malformed")
        refused(bad.request(method, path + "?x=1", raw=b"x"), 400,
                "malformed")
        refused(bad.request(method, path + "?x=%zz", raw=b'{"x":1}'), 400,
                "malformed")
        refused(bad.request(method, path, raw=b'{"x":1}'), target.bad,
                "invalid_fields")
    with target.test("faults of body, query and header are told together"):
        answer = bad.request(method, path + "?y=1", raw=b'{"x":1}',
                             headers={"Idempotency-Key": "a b"})
        tap.is_((answer.status, answer.pointers.get("#/x"),
                 answer.pointers.get("y"),
                 answer.pointers.get("Idempotency-Key")),
                (target.bad, "unknown", "unknown",
                 "bad_format" if target.is_repeatable else None))


with Stack({"limits.address_per_hour": 10000}) as stack:
    world = fixtures.World(stack)
    writes = [name for name, (method, _, _) in world.operations.items()
              if method != "GET"]
    reads = [name for name, (method, _, said) in world.operations.items()
             if method == "GET" and said["security"]]
    targets = [Target(name) for name in writes]
    queries = [Query(name) for name in reads]
    before = stack.snapshot()
    for target in targets:
        if target.fields:
            try_types(target)
            try_bounds(target)
            try_characters(target)
            try_members(target)
        else:
            try_without_fields(target)
        try_names(target)
        try_raw(target)
        try_order(target)
    for query in queries:
        try_query(query)
    with tap.test("nothing of all this has changed a row"):
        tap.ok(stack.snapshot() == before)
    with tap.test("and every one of these requests, left alone, is good"):
        for target in targets:
            answer = target.send(target.call.body or {})
            tap.is_(answer.status, target.call.status, target.operation)
tap.done()
