# SPDX-License-Identifier: MIT
"""Paths, methods and headers that are not what clients send."""
import http.client
import json

import api
import people
import servers
import tap
from expect import refused
from stack import SOURCE, Stack


def send(method, target, headers=(), body=None):
    """A request exactly so; gives (status, headers, text)."""
    connection = http.client.HTTPConnection(
        stack.api.base.hostname, stack.api.base.port, timeout=30)
    connection.putrequest(method, target, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, response.headers, text


def says_nothing(status, text, name):
    """Nothing of how it is made."""
    tap.ok(status < 500, f"{name}: {status}")
    for word in ("SQL", "select ", "/usr/", "/var/", "/tmp/", "plpgsql",
                 "ERROR:", ".sql", ".c:"):
        tap.ok(word not in text, f"{name} says {word}")


def says_jsend(answer, status, word, code):
    """A refusal as the applicants family words it."""
    tap.is_((answer.status, answer.type), (status, "application/json"))
    tap.is_(list(answer.json),
            ["status", "message", "code", "requestId", "errors"])
    tap.is_((answer["status"], answer["code"], answer["errors"],
             answer["requestId"]),
            (word, code, [], answer.headers["X-Request-Id"]))


# ---- paths ----

def try_paths():
    key = ("Authorization", f"Bearer {town.client.key}")
    path = business.at("/connections")
    id = business.id
    unknown = {
        "an escaped slash": f"/api/businesses/{id}%2fconnections",
        "an escaped slash in capitals": f"/api/businesses/{id}%2Fconnections",
        "two slashes": f"/api/businesses//{id}/connections",
        "two slashes first": f"/{path}",
        "a slash last": f"{path}/",
        "another case": path.replace("api", "API"),
        "another case last": path.upper(),
        "an escaped letter": path.replace("api", "%61pi"),
        "a dot": f"/./{path[1:]}",
        "two dots": f"/x/..{path}",
        "escaped dots": f"/x/%2e%2e{path}",
        "dots for an id": "/api/businesses/../connections",
        "a parameter with a semicolon": f"{path};x=1",
        "an escaped question mark": f"{path}%3flimit=1",
        "a fragment escaped": f"{path}%23a",
        "a blank for an id": "/api/businesses/%20/connections",
        "a quote for an id": "/api/businesses/'%22/connections",
        "a line for an id": "/api/businesses/a%0d%0ab/connections",
        "bad UTF-8 for an id": "/api/businesses/%ff/connections",
        "overlong UTF-8": "/api/businesses/%c0%af/connections",
        "a brace": "/api/businesses/{businessId}/connections",
        "a very long path": "/x" * 3500,
        "a very long id": f"/api/businesses/{'a' * 6000}/connections",
        "nothing": "/",
        "a star": "/*",
        "a file": "/etc/passwd",
    }
    for name, target in unknown.items():
        with tap.test(f"unknown: {name}"):
            status, headers, text = send("GET", target, [key])
            tap.is_(status, 404)
            tap.is_(json.loads(text)["code"], "not_found")
            tap.ok(headers["X-Request-Id"])
    for name, target in {
            "an escaped NUL": f"{path}%00",
            "above the root": f"/../{path[1:]}",
            "half an escape": f"{path}%4",
            "no hexadecimal": f"{path}%zz"}.items():
        with tap.test(f"nginx itself refuses {name}"):
            status, headers, text = send("GET", target, [key])
            tap.is_((status, json.loads(text)["code"]), (400, "malformed"))
            tap.is_(headers["Cache-Control"], "no-store")
    with tap.test("an absolute target is that path"):
        status, _, _ = send("GET", f"http://elsewhere.example{path}", [key])
        tap.is_(status, 200)
    with tap.test("an escaped id is the id"):
        escaped = "".join(f"%{ord(c):02x}" for c in id)
        status, _, text = send("GET", f"/api/businesses/{escaped}/connections",
                               [key])
        tap.is_((status, json.loads(text)["data"]), (200, []))
    with tap.test("the answer's Location and links come from public_url, not "
                  "from Host"):
        for host in ("evil.example", "evil.example:80", "x" * 200):
            connection = http.client.HTTPConnection(
                stack.api.base.hostname, stack.api.base.port)
            connection.request(
                "POST", business.at("/invitations"),
                json.dumps({"email": f"{len(host)}@example.com"}),
                {"Host": host, "Content-Type": "application/json",
                 "X-Forwarded-Host": "evil.example", key[0]: key[1]})
            answer = connection.getresponse()
            text = answer.read().decode()
            connection.close()
            tap.is_(answer.status, 201)
            tap.ok(answer.headers["Location"].startswith(stack.url))
            tap.ok(json.loads(text)["invitationUrl"].startswith(stack.url))
            tap.ok("evil" not in text)


def try_nil():
    nil = "00000000-0000-0000-0000-000000000000"
    with tap.test("the nil UUID is an id like others"):
        made = town.client.post("/v1/organizations", {
            "kind": "business", "name": "Nil", "id": nil})
        tap.is_((made.status, made["id"]), (201, nil))
        invited = town.client.post(f"/api/businesses/{nil}/invitations",
                                   {"email": "nil@example.com"})
        tap.is_(invited.status, 201)
        stack.mailbox.wait("nil@example.com")
    with tap.test("and no other one for what is no UUID"):
        for path in ("/v1/organizations/x", "/v1/organizations/x/keys",
                     "/api/businesses/x/connections",
                     f"/api/businesses/{nil[:-1]}/connections"):
            refused(town.client.get(path), 404, "not_found", path)


def try_methods():
    path = business.at("/connections")
    with tap.test("another method is 405, and Allow names those there are"):
        for target, allow in {
                path: "GET, HEAD",
                business.at("/public-invite-settings"): "GET, HEAD, PATCH",
                business.at("/invitations"): "POST, GET, HEAD",
                business.at("/invitations/accept"): None,
                "/v1/invitations/preview": "POST",
                "/healthz": "GET, HEAD"}.items():
            for method in ("DELETE", "PUT", "OPTIONS", "PROPFIND", "FOO"):
                answer = town.client.request(method, target)
                refused(answer, 405, "method_not_allowed", target)
                if allow:
                    tap.is_(sorted(answer.headers["Allow"].split(", ")),
                            sorted(allow.split(", ")), target)
    with tap.test("a method's name is in capitals"):
        tap.is_(send("Get", path)[0], 400)
    with tap.test("a header does not change the method"):
        answer = town.client.post(path, headers={
            "X-HTTP-Method-Override": "GET", "X-Method-Override": "GET"})
        refused(answer, 405, "method_not_allowed")
    with tap.test("HEAD is GET without a body"):
        get, head = town.client.get(path), town.client.head(path)
        tap.is_((head.status, head.text), (200, ""))
        for name in ("Content-Type", "Content-Length", "Cache-Control"):
            tap.is_(head.headers[name], get.headers[name], name)
        sent = town.send()
        head = sent.sender.client.head(
            sent.sender.at(f"/invitations/{sent.id}"))
        tap.like(head.headers["ETag"], r'^"\d+"$')
    with tap.test("HEAD of what only POST has is 405"):
        tap.is_(town.client.head("/v1/invitations/preview").status, 405)
    with tap.test("HEAD without a key is 401"):
        tap.is_(stack.api.head(path).status, 401)


# ---- headers ----

def try_keys():
    path, key = business.at("/connections"), town.client.key
    good = {
        "Bearer": [("Authorization", f"Bearer {key}")],
        "bearer": [("Authorization", f"bearer {key}")],
        "BEARER": [("authorization", f"BEARER {key}")],
        "two blanks": [("Authorization", f"Bearer  {key}")],
        "X-API-KEY": [("X-API-KEY", key)],
        "x-api-key": [("x-api-key", key)],
        "Bearer before X-API-KEY": [("Authorization", f"Bearer {key}"),
                                    ("X-API-KEY", "usk_x")],
        "Basic beside X-API-KEY": [("Authorization", "Basic eDp5"),
                                   ("X-API-KEY", key)],
    }
    for name, headers in good.items():
        with tap.test(f"a key by {name}"):
            tap.is_(send("GET", path, headers)[0], 200)
    missing = {
        "nothing": [],
        "an empty Authorization": [("Authorization", "")],
        "Bearer alone": [("Authorization", "Bearer")],
        "Basic": [("Authorization", "Basic eDp5")],
        "the key without a scheme": [("Authorization", key)],
        "another scheme": [("Authorization", f"Token {key}")],
        "an empty X-API-KEY": [("X-API-KEY", "")],
        "a key in the query": [],
        "a cookie": [("Cookie", f"key={key}")],
    }
    for name, headers in missing.items():
        with tap.test(f"no key: {name}"):
            query = f"?key={key}" if "query" in name else ""
            status, headers, text = send("GET", path + query, headers)
            tap.is_((status, json.loads(text)["code"]),
                    (401, "key_missing"))
            tap.is_(headers["WWW-Authenticate"], "Bearer")
    bad = {
        "a bad Bearer before a good X-API-KEY": [
            ("Authorization", "Bearer usk_x"), ("X-API-KEY", key)],
        "words behind it": [("Authorization", f"Bearer {key} x")],
        "a comma behind it": [("Authorization", f"Bearer {key}, x")],
        "quotes": [("Authorization", f'Bearer "{key}"')],
        "X-API-KEY with Bearer": [("X-API-KEY", f"Bearer {key}")],
        "4,000 characters": [("Authorization", "Bearer " + "A" * 4000)],
        "4,000 in X-API-KEY": [("X-API-KEY", "usk_" + "A" * 4000)],
        "bytes above ASCII": [("X-API-KEY", "usk_\u00e4" + "A" * 63)],
        "another prefix": [("X-API-KEY", "USK_" + key[4:])],
        "a bare token": [("X-API-KEY", key[4:])],
        "a character more": [("X-API-KEY", key + "A")],
        "padding": [("X-API-KEY", key + "=")],
    }
    for name, headers in bad.items():
        with tap.test(f"a bad key: {name}"):
            status, headers, text = send("GET", path, headers)
            tap.is_((status, json.loads(text)["code"]),
                    (401, "key_invalid"))
            tap.is_(headers["WWW-Authenticate"], "Bearer")
    with tap.test("of two Authorizations no third key is made"):
        for first, second in ((key, "usk_x"), ("usk_x", key)):
            status, _, text = send("GET", path, [
                ("Authorization", f"Bearer {first}"),
                ("Authorization", f"Bearer {second}")])
            wanted = (400, 401) if first != key else (200, 400, 401)
            tap.ok(status in wanted, f"{status}")
            says_nothing(status, text, "two")
    with tap.test("headers longer than nginx takes are refused by it"):
        for target in (path, "/invite/x/accept"):
            status, _, text = send("GET", target,
                                   [("X-API-KEY", "A" * 9000)])
            tap.is_((status, json.loads(text)["code"]), (400, "malformed"))


def try_if_match():
    host = town.business()
    host.open_link()
    path = host.at("/public-invite-settings")

    def change(value):
        return town.client.patch(path, {"enabled": True},
                                 headers={"If-Match": value})

    def current():
        return host.settings()["revision"]

    with tap.test("single reads carry the revision as an ETag"):
        answer = host.settings()
        tap.is_(answer.headers["ETag"], f'"{answer["revision"]}"')
    good = {"the revision": '"{0}"', "any": "*",
            "one of several": '"99", "{0}", "98"', "no blanks": '"99","{0}"'}
    for name, value in good.items():
        with tap.test(f"If-Match with {name} changes"):
            answer = change(value.format(current()))
            tap.is_(answer.status, 200)
            tap.is_(answer.headers["ETag"], f'"{answer["revision"]}"')
    bad = {"another revision": '"99"', "the last one": '"{1}"',
           "a weak one": 'W/"{0}"', "without quotes": "{0}",
           "words": '"abc"', "nothing in quotes": '""', "garbage": "?!",
           "a half quote": '"{0}', "a huge number": '"' + "9" * 40 + '"',
           "a negative one": '"-{0}"', "a fraction": '"{0}.0"',
           "a blank in it": '" {0}"'}
    for name, value in bad.items():
        with tap.test(f"If-Match with {name} is 412, and changes nothing"):
            before = current()
            answer = change(value.format(before, before - 1))
            refused(answer, 412, "revision_mismatch")
            tap.is_(current(), before)
    with tap.test("a read honours it too"):
        revision = current()
        for value, status in ((f'"{revision}"', 200), ('"99"', 412),
                              ("*", 200)):
            tap.is_(town.client.get(
                path, headers={"If-Match": value}).status, status, value)


def try_bodies():
    path = business.at("/invitations")
    client = town.client
    with tap.test("a chunked body is a body"):
        connection = http.client.HTTPConnection(
            stack.api.base.hostname, stack.api.base.port)
        parts = [b'{"email":', b'"chunked@example.com"', b"}"]
        connection.request("POST", path, iter(parts), {
            "Authorization": f"Bearer {client.key}",
            "Content-Type": "application/json"}, encode_chunked=True)
        answer = connection.getresponse()
        tap.is_((answer.status, json.loads(answer.read())["email"]),
                (201, "chunked@example.com"))
        connection.close()
    with tap.test("GET takes no notice of a body"):
        tap.is_(client.request("GET", path, raw=b"{{{").status, 200)
    with tap.test("above a mebibyte nginx says 413, in the same words"):
        answer = client.request("POST", path, raw=b" " * (1 << 20) + b"{}")
        refused(answer, 413, "body_too_large")
        answer = client.request("POST", "/invite/x/accept",
                                raw=b" " * (1 << 20) + b"{}")
        says_jsend(answer, 413, "fail", "body_too_large")
    with tap.test("what a proxy may say of the client is not believed"):
        for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Proxy"):
            answer = client.get(path, headers={name: "10.0.0.1"})
            tap.is_(answer.status, 200, name)
    with tap.test("an unknown Accept gets JSON all the same"):
        answer = client.get(path, headers={"Accept": "text/html",
                                           "Accept-Language": "xx-\u00e4",
                                           "Accept-Encoding": "br"})
        tap.is_((answer.status, answer.type), (200, "application/json"))


def try_away():
    """nginx answers for an usher that is away, in the same words."""
    alone = servers.Nginx(stack.folder / "alone", SOURCE / "nginx",
                          servers.free_port(), stack.folder / "nobody")
    with alone, tap.test("while usher is away it is 503, with the time to "
                         "wait"):
        for path in ("/v1/events", "/x", "/api/customers"):
            answer = api.Client(alone.url).get(path)
            refused(answer, 503, "unavailable", path)
            tap.is_(answer.headers["Retry-After"], "2", path)
    with alone, tap.test("and in JSend where usher speaks it"):
        for path in (f"/customers/{business.id}/businesses", "/invite/x/y"):
            answer = api.Client(alone.url).get(path)
            says_jsend(answer, 503, "error", "unavailable")
            tap.is_(answer.headers["Retry-After"], "2", path)


with Stack() as stack:
    town = people.Town(stack)
    business = town.business()
    try_paths()
    try_nil()
    try_methods()
    try_keys()
    try_if_match()
    try_bodies()
    try_away()
    with tap.test("after all this everybody is served as before"):
        tap.is_(business.connections().status, 200)
        log = stack.usher.log.read_text(errors="replace")
        tap.ok("level=error" not in log)
tap.done()
