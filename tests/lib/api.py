# SPDX-License-Identifier: MIT
"""HTTP to usher through nginx. Every answer that a client gets is held
against /openapi.json and the rules all answers obey; what differs raises
ContractBroken, so that any test that meets it fails."""
import http.client
import json
import os
import re
import threading
import urllib.parse
from pathlib import Path

import jsonschema

import seen

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
# What is for people, and so not in the document.
PAGES = re.compile(r"/([ipu]/|docs$|problems/)")
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
}

_formats = jsonschema.FormatChecker()
_lock = threading.Lock()
_noted = set()


@_formats.checks("date-time")
def _is_time(value):
    """All times are in UTC, with milliseconds."""
    return not isinstance(value, str) or TIME.fullmatch(value) is not None


def _note(operation, answer):
    """Keep which answers of which routes the suite has met."""
    line = (f"{operation} {answer.status} "
            f"{answer.code if answer.status >= 400 else '-'}\n")
    with _lock:
        if line not in _noted:
            _noted.add(line)
            with open(Path(os.environ["USHER_TEST_FOLDER"], "answers"),
                      "a") as file:
                file.write(line)


class ContractBroken(AssertionError):
    """An answer is not what usher's own description promises."""


def _unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice")
    return members


class Answer:
    """A response: status, headers (any case), text, json (None: it is
    none), and the path it answers."""

    def __init__(self, response, data, path):
        self.path = path
        self.status = response.status
        self.headers = response.headers
        self.text = data.decode()
        self.type = (self.headers["Content-Type"] or "").partition(";")[0]
        self.json = None
        if self.type.endswith("json") and self.text:
            self.json = json.loads(self.text, object_pairs_hook=_unique)

    @property
    def code(self):
        """The problem's code, if this is one."""
        return self.json.get("code") if isinstance(self.json, dict) else None

    @property
    def pointers(self):
        """{pointer or parameter: code} of the fields that were wrong."""
        return {e.get("pointer", e.get("parameter")): e["code"]
                for e in self.json.get("errors", [])}

    def __getitem__(self, member):
        return self.json[member]

    def __repr__(self):
        return f"<{self.status} {self.text[:600]}>"


class Contract:
    """What /openapi.json promises of answers."""

    def __init__(self, document):
        self.document = document
        self._validators = {}
        self._lock = threading.Lock()  # a validator is not for two threads
        self.paths = [
            (re.compile("/".join(
                "[^/]+" if part.startswith("{") else re.escape(part)
                for part in path.split("/"))), path, methods)
            for path, methods in document["paths"].items()]
        # A path in words before one with a parameter in the same place.
        self.paths.sort(key=lambda row: row[1].replace("{", "\x7f"))

    def find(self, method, path):
        """(pattern, operation) of a request; None: no such route."""
        method = "get" if method == "HEAD" else method.lower()
        for pattern, name, methods in self.paths:
            if pattern.fullmatch(path):
                return (name, methods[method]) if method in methods else None
        return None

    def _resolve(self, node):
        while "$ref" in node:
            target = self.document
            for part in node["$ref"].lstrip("#/").split("/"):
                target = target[part]
            node = target
        return node

    def check(self, method, path, answer):
        found = self.find(method, path)
        if found is None and PAGES.match(path):
            return
        if found is None:
            if answer.status not in (404, 405):
                raise ContractBroken(f"no route {method} {path}, yet "
                                     f"{answer!r}")
            return
        name, operation = found
        if method == "HEAD" and answer.status == 405:
            return  # its GET writes; the document says nothing of HEAD
        _note(operation["operationId"], answer)
        promised = operation["responses"].get(str(answer.status))
        if promised is None:
            raise ContractBroken(f"{method} {name} never says "
                                 f"{answer.status}: {answer!r}")
        content = self._resolve(promised).get("content", {})
        if not content:
            if answer.text:
                raise ContractBroken(f"{method} {name} says more than "
                                     f"nothing: {answer!r}")
            return
        if answer.type not in content:
            raise ContractBroken(f"{method} {name} {answer.status} is never "
                                 f"{answer.type or 'without type'}")
        if answer.json is not None:
            self._check_schema(method, name, answer,
                               content[answer.type].get("schema", {}))

    def _check_schema(self, method, name, answer, schema):
        key = (method, name, answer.status)
        with self._lock:
            if key not in self._validators:
                self._validators[key] = jsonschema.Draft202012Validator(
                    schema,
                    resolver=jsonschema.RefResolver("", self.document),
                    format_checker=_formats)
            errors = list(self._validators[key].iter_errors(answer.json))
        for error in errors:
            raise ContractBroken(
                f"{method} {name} {answer.status} at "
                f"{error.json_path}: {error.message}")


def _check_page(answer):
    """What holds for every answer under a path for people."""
    wrong = {name: answer.headers[name] for name, wanted
             in PAGE_HEADERS.items() if answer.headers[name] != wanted}
    policy = answer.headers["Content-Security-Policy"] or ""
    if wrong or not policy.startswith("default-src 'none'"):
        raise ContractBroken(f"{answer!r} has {wrong}, {policy!r}")


def _check_rules(path, answer):
    """What holds for every answer, whichever its route."""
    request_id = answer.headers["X-Request-Id"]
    if request_id is None or not UUID.fullmatch(request_id):
        raise ContractBroken(f"X-Request-Id is {request_id!r}")
    if '"\\u0001' in answer.text or "\x01" in answer.text:
        raise ContractBroken(f"a mark was left: {answer!r}")
    if PAGES.match(path):
        _check_page(answer)
    if answer.status in (429, 503) and not answer.headers["Retry-After"]:
        raise ContractBroken(f"{answer.status} without Retry-After")
    if answer.status == 405 and not answer.headers["Allow"]:
        raise ContractBroken("405 without Allow")
    if answer.status == 401 and not answer.headers["WWW-Authenticate"]:
        raise ContractBroken("401 without WWW-Authenticate")
    if (answer.type == "application/problem+json"
            and answer.json is not None):
        if answer.json["requestId"] != request_id:
            raise ContractBroken("requestId is not X-Request-Id")
        if answer.json["status"] != answer.status:
            raise ContractBroken("the problem's status is not the answer's")
        if answer.json["instance"] != f"urn:uuid:{request_id}":
            raise ContractBroken(f"instance is {answer.json['instance']}")
        if not answer.json["type"].endswith(f"/problems/{answer.code}"):
            raise ContractBroken(f"type is {answer.json['type']}")


class Client:
    """A client with a base URL and a key. A key of None sends none."""

    def __init__(self, url, key=None, contract=None, timeout=30):
        self.url = url
        self.key = key
        self.organization = None
        self.contract = contract
        self.timeout = timeout
        self.base = urllib.parse.urlsplit(url)

    def with_key(self, key):
        """The same service with another key."""
        return Client(self.url, key, self.contract, self.timeout)

    def request(self, method, path, body=None, *, headers=None, raw=None,
                idempotency_key=None):
        """Send a request. body is sent as JSON; raw bytes as they are."""
        sent = {}
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
        if data is not None:
            sent["Content-Type"] = "application/json"
        if self.key is not None:
            sent["Authorization"] = f"Bearer {self.key}"
        if idempotency_key is not None:
            sent["Idempotency-Key"] = idempotency_key
        sent.update(headers or {})
        connection = http.client.HTTPConnection(
            self.base.hostname, self.base.port, timeout=self.timeout)
        try:
            connection.request(method, self.base.path + path, data, sent)
            response = connection.getresponse()
            answer = Answer(response, response.read(), path)
        finally:
            connection.close()
        self.look(method, path.partition("?")[0], answer)
        return answer

    def look(self, method, path, answer):
        """Hold an answer against all the rules."""
        seen.look(answer.text)
        seen.look(answer.headers["Set-Cookie"] or "")
        _check_rules(path, answer)
        if self.contract is not None:
            self.contract.check(method, path, answer)

    def get(self, path, **how):
        return self.request("GET", path, **how)

    def head(self, path, **how):
        return self.request("HEAD", path, **how)

    def post(self, path, body=None, **how):
        return self.request("POST", path, body, **how)

    def patch(self, path, body=None, **how):
        return self.request("PATCH", path, body, **how)

    def put(self, path, body=None, **how):
        return self.request("PUT", path, body, **how)

    def delete(self, path, **how):
        return self.request("DELETE", path, **how)

    def form(self, path, fields, **how):
        """Post a page's form; fields are pairs or a dict."""
        headers = {"Content-Type": "application/x-www-form-urlencoded",
                   **how.pop("headers", {})}
        return self.request(
            "POST", path, raw=urllib.parse.urlencode(fields, True).encode(),
            headers=headers, **how)
