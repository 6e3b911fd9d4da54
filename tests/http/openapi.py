# SPDX-License-Identifier: MIT
# runtests: npm
"""/openapi.json: a linter finds nothing wrong with it, it says all there is
to say, and an answer that breaks it is found out."""
import json
import os
from pathlib import Path

import jsonschema
import npm
import people
import tap
from api import ContractBroken
from stack import Stack

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])


def lint(document):
    """The linter's problems, one a line."""
    file = FOLDER / "openapi.json"
    file.write_text(json.dumps(document))
    done = npm.run("openapi.mjs", file)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout.splitlines()


# The contributors' document has these paths. `company` is no UUID, so no
# request means both; a path in words comes before one with a parameter.
AMBIGUOUS = (
    "error no-ambiguous-paths "
    "#/paths/~1v2~1invitation~1{invitationId}~1revoke: Paths should resolve "
    "unambiguously. Found two ambiguous paths: "
    "`/v2/invitation/company/{companyId}` and "
    "`/v2/invitation/{invitationId}/revoke`.")


def try_lint():
    with tap.test("a linter from npm, at its strictest, finds nothing but "
                  "two paths that are another's choice"):
        tap.is_(lint(document), [AMBIGUOUS])
    with tap.test("it would find what is wrong"):
        broken = json.loads(json.dumps(document))
        del broken["paths"]["/healthz"]["get"]["operationId"]
        broken["components"]["schemas"]["Problem"]["type"] = "objekt"
        found = "\n".join(lint(broken))
        tap.like(found, "operation-operationId #/paths/~1healthz/get")
        tap.like(found, "struct #/components/schemas/Problem/type")


# ---- what the document says ----

# What a door for all families answers for some of them only.
OF_ONE_FAMILY = {"linkAcceptReply": {"applicant", "connection", "member",
                                     "merchant"}}


def schemas_in(node, path="#"):
    """(pointer, schema) of every schema of an object below a node."""
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            yield path, node
        for name, value in node.items():
            yield from schemas_in(value, f"{path}/{name}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from schemas_in(value, f"{path}/{number}")


def media_of(operation):
    """What a route takes and what it gives when it is done, as JSON."""
    bodies = [operation.get("requestBody", {})] + [
        answer for status, answer in operation["responses"].items()
        if status < "300"]
    for body in bodies:
        media = body.get("content", {}).get("application/json")
        if media and media["schema"] != {"type": "object"}:
            yield media


def operations():
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def body_of(operation):
    """The members of a request: {name: schema}."""
    return operation["requestBody"]["content"]["application/json"][
        "schema"]["properties"]


def takes_null(schema):
    return jsonschema.Draft202012Validator(schema).is_valid(None)


def try_document():
    with tap.test("it is OpenAPI 3.1, at this place"):
        tap.like(document["openapi"], r"^3\.1\.")
        tap.is_(document["servers"], [{"url": stack.url}])
    with tap.test("every reply is closed, and has all its members"):
        for name, schema in document["components"]["schemas"].items():
            if name in ("Problem", "Fail"):
                continue
            for pointer, one in schemas_in(schema, name):
                tap.is_(one["additionalProperties"], False, pointer)
                lacking = set(one["properties"]) - set(
                    one.get("required", []))
                tap.is_(lacking, OF_ONE_FAMILY.get(pointer, set()), pointer)
    with tap.test("every request is closed"):
        for name, operation in operations():
            for pointer, one in schemas_in(
                    operation.get("requestBody", {}), name):
                tap.is_(one["additionalProperties"], False, pointer)
    with tap.test("every request and every answer has a valid example"):
        for name, operation in operations():
            for media in media_of(operation):
                schema = {**media["schema"],
                          "components": document["components"]}
                checker = jsonschema.Draft202012Validator(schema)
                tap.is_([error.message for error in
                         checker.iter_errors(media["example"])], [], name)
    with tap.test("null may stand for what may be left out, and clears it in "
                  "a PATCH"):
        for name, operation in operations():
            for pointer, one in schemas_in(
                    operation.get("requestBody", {}), name):
                tap.is_({member for member, schema
                         in one["properties"].items() if takes_null(schema)}
                        & set(one.get("required", [])), set(), pointer)
        taken = {path: {member for member, schema in
                        body_of(document["paths"][path][method]).items()
                        if takes_null(schema)}
                 for method, path in (("post", "/api/Invitations"),
                                      ("patch", "/v1/organizations/{id}"))}
        # That family's document calls these three nullable.
        tap.is_({"email", "phone", "expiresInDays"}
                - taken["/api/Invitations"], set())
        tap.is_(taken["/v1/organizations/{id}"],
                {"email", "locale", "brand", "redirectUrls"})
    with tap.test("every route names one scope, or is public"):
        for name, operation in operations():
            scopes = [way.popitem() for way in
                      json.loads(json.dumps(operation["security"]))]
            tap.ok(scopes == [] or (
                [way for way, _ in scopes] == ["bearer", "header"]
                and scopes[0][1] == scopes[1][1]
                and len(scopes[0][1]) == 1), name)
    with tap.test("every route that writes takes an Idempotency-Key, but for "
                  "a log-in"):
        for name, operation in operations():
            names = [p["name"] for p in operation["parameters"]]
            tap.is_("Idempotency-Key" in names, not name.startswith("GET")
                    and name != "POST /v1/sessions", name)
    with tap.test("every problem it names has a page that explains it"):
        codes = {code for _, operation in operations()
                 for code in codes_of(operation)}
        tap.ok(len(codes) > 30)
        for code in sorted(codes):
            answer = stack.api.get(f"/problems/{code}")
            tap.is_(answer.status, 200, code)


def try_docs():
    with tap.test("/docs names every route, with its scope and problems"):
        answer = stack.api.get("/docs")
        tap.is_((answer.status, answer.type), (200, "text/html"))
        shown = {element.partition("</section>")[0] for element in
                 answer.text.split("<section")[1:]}
        for name, operation in operations():
            (section,) = [s for s in shown if f"<code>{name}</code>" in s]
            for scopes in operation["security"]:
                for scope in scopes["bearer" if "bearer" in scopes
                                    else "header"]:
                    tap.ok(f"<code>{scope}</code>" in section, name)
            for code in codes_of(operation):
                tap.ok(f"/problems/{code}\"" in section, f"{name} {code}")
            takes = "requestBody" in operation
            for member in named(body_of(operation)) if takes else ():
                tap.ok(f"<p><code>{member}</code>" in section,
                       f"{name} {member}")
    with tap.test("it says where a key goes"):
        for header in "Authorization: Bearer", "X-API-KEY:":
            tap.ok(f"<code>{header} usk_" in answer.text, header)
    with tap.test("and what a list of objects, or of words, takes"):
        for shown in ("signatures[].template_id", "business.name",
                      "applicants[].first_name", "prefill.country"):
            tap.ok(f"<p><code>{shown}</code>" in answer.text, shown)
        tap.like(answer.text, "<p><code>prefill.utilityTypes</code>.*"
                 "<code>STEAM</code>")
    with tap.test("a problem that nobody has is 404"):
        tap.is_(stack.api.get("/problems/bad_luck").status, 404)


def named(members, above=""):
    """The members of a request as /docs names them, at every depth."""
    for name, schema in members.items():
        yield above + name
        for one in schema.get("anyOf", [schema]):
            mark = "[]." if "items" in one else "."
            yield from named(one.get("items", one).get("properties", {}),
                             above + name + mark)


def codes_of(operation):
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            for part in content["schema"].get("allOf", []):
                yield from part.get("properties", {}).get(
                    "code", {}).get("enum", [])


# ---- what breaks it is found out ----

def altered(function, old, new):
    """Replace a text in a procedure, which must have it."""
    definition = stack.db.value(
        "select pg_get_functiondef(%s::regproc)", function)
    if old not in definition:
        raise AssertionError(f"{function} has no {old}")
    stack.db.run(definition.replace(old, new).replace("%", "%%"))
    return definition


def breaks(name, function, old, new, deed):
    with tap.test(f"{name} breaks the contract"):
        tap.ok(deed().status < 300, "as it was")
        definition = altered(function, old, new)
        try:
            answer = deed()
            tap.ok(False, f"{answer!r}")
        except ContractBroken as broken:
            tap.ok(str(broken), str(broken))
        stack.db.run(definition.replace("%", "%%"))
        tap.ok(deed().status < 300, "as it is again")


def try_breaking():
    sent = town.send()
    sent.invited.accept(sent.returned)
    shown = [
        ("a member with another name", "'tags', c.tags", "'tag', c.tags"),
        ("a member more", "'tags', c.tags", "'tags', c.tags, 'x', 1"),
        ("a member less", "'tags', c.tags,", ""),
        ("a member of another type", "'tags', c.tags", "'tags', 'none'"),
        ("null where there is always a value", "'status', c.status",
         "'status', null"),
        ("a word that nobody knows", "'status', c.status",
         "'status', 'open'"),
        ("an id that is none", "'id', c.id", "'id', 'x'"),
        ("a time without milliseconds", "wire_time(c.created_at)",
         "c.created_at"),
    ]
    for name, old, new in shown:
        breaks(name, "connection_json", old, new, sent.sender.connections)
    breaks("a refusal that the route does not name", "connection_list",
           "if v.problem is not null then",
           "v.problem := 'last_owner'; if v.problem is not null then",
           sent.sender.connections)


def try_internal():
    """What goes wrong here says nothing of how it is made."""
    business = town.business()
    with tap.test("an error in a procedure is 500 internal, and no more"):
        definition = altered("connection_list", "if v.problem is not null",
                             "perform 1 / 0; if v.problem is not null")
        answer = business.connections()
        tap.is_((answer.status, answer.code), (500, "internal"))
        for word in ("division", "zero", "SQL", "plpgsql", "connection_list",
                     ".c:", "ERROR"):
            tap.ok(word not in answer.text, word)
        tap.is_(sorted(answer.json), ["code", "detail", "instance",
                                      "requestId", "status", "title",
                                      "type"])
        stack.db.run(definition.replace("%", "%%"))
        tap.is_(business.connections().status, 200)
    with tap.test("so is a refusal that nobody knows"):
        definition = altered(
            "connection_list", "if v.problem is not null",
            "v.problem := 'mishap'; if v.problem is not null")
        answer = business.connections()
        tap.is_((answer.status, answer.code), (500, "internal"))
        stack.db.run(definition.replace("%", "%%"))
    with tap.test("the log says what it was, under the request's id"):
        log = stack.usher.log.read_text(errors="replace")
        tap.like(log, f"request={answer['requestId']}.*mishap"
                 f"|mishap.*request={answer['requestId']}")


with Stack() as stack:
    document = stack.contract.document
    town = people.Town(stack)
    try_lint()
    try_document()
    try_docs()
    try_breaking()
    try_internal()
tap.done()
