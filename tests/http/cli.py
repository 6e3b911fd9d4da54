# SPDX-License-Identifier: MIT
"""The operator's verbs: what they answer, where, and with which status."""
import json
import os
import resource
import subprocess
from pathlib import Path

import servers
import tap
from stack import BINARY, Stack

FOLDER = Path(os.environ["USHER_TEST_FOLDER"])
VERBS = ("serve", "db", "config", "template", "org", "key", "invite")
DONE, REFUSED, USAGE, DATABASE, CONFIGURATION = 0, 1, 64, 69, 78


def run(*words, **how):
    return subprocess.run([BINARY, *words], capture_output=True, text=True,
                          timeout=30, **how)


def helps():
    with tap.test("help is an answer: on stdout, with status 0"):
        for words in (["--help"], ["-h"], ["help"],
                      *([verb, "--help"] for verb in VERBS),
                      ["org", "create", "--help"]):
            done = run(*words)
            tap.is_((done.returncode, done.stderr), (DONE, ""), str(words))
            tap.like(done.stdout, "^usage: usher ")
    with tap.test("wrong usage is told on stderr, with status 64"):
        for words in ([], ["bogus"], ["--config"], ["db"], ["db", "bogus"],
                      ["config", "bogus"], ["serve", "x"], ["org"],
                      ["org", "bogus"], ["org", "show"],
                      ["org", "show", "x", "y"], ["org", "list", "--bogus"],
                      ["key", "create", "--name", "x"]):
            done = run(*words)
            tap.is_((done.returncode, done.stdout), (USAGE, ""), str(words))
            tap.like(done.stderr, "usher")
    with tap.test("it names the word that is wrong, and the right ones"):
        tap.like(run("bogus").stderr, "there is no verb bogus")
        tap.is_(run("--config").stderr, "usher: --config needs a file\n")
        said = run("org", "list", "--bogus").stderr
        tap.like(said, "^usher org list: .*'--bogus'\nusage: usher org list")


def faults(stack):
    options = {**stack.usher.options}
    path = FOLDER / "check.conf"

    def check(**changes):
        lines = {**options, **{name.replace("__", "."): value
                               for name, value in changes.items()}}
        path.write_text("".join(f"{name} = {value}\n"
                                for name, value in lines.items()
                                if value is not None))
        return run("--config", path, "config", "check")

    with tap.test("config check finds nothing wrong with what serves"):
        done = check()
        tap.is_((done.returncode, done.stderr), (DONE, ""))
        tap.is_(done.stdout, f"{path} is fine\n")
    for changes, said in (
            ({"public_url": None}, "public_url is required"),
            ({"workers": "many"}, r":\d+: workers must be a number"),
            ({"mail__from": "Ann <a@example.com>"}, "mail.from must be"),
            ({"mail__from": "a@@example.com"}, "mail.from must be"),
            ({"listen__group": "no_such_group"}, "listen.group is unknown"),
            ({"database__url": "no url"}, "database.url: missing \"=\""),
            ({"database__mail_url": "colour=red"},
             "database.mail_url: invalid connection option \"colour\"$"),
            ({"database__owner_url": "postgres://[x"},
             "database.owner_url: "),
            ({"smtp__ca_file": "/no/ca"}, "smtp.ca_file: /no/ca: No such"),
            ({"smtp__user": "u", "smtp__starttls": "required",
              "smtp__password_file": "/no/password"},
             "smtp.password_file: /no/password: No such"),
            ({"templates__dir": "/no/templates"},
             "templates.dir: /no/templates: No such"),
            ({"applicants__disposable_domains": "/no/list"},
             "applicants.disposable_domains: /no/list: No such"),
            ({"database__schema": "s" * 64},
             "database.schema must have at most 63 bytes"),
            ({"secret__file": "/no/secret"},
             "secret.file: /no/secret: No such file"),
            ({"secret__file": FOLDER}, f"{FOLDER}: Is a directory$")):
        with tap.test(f"config check refuses {changes}"):
            done = check(**changes)
            tap.is_((done.returncode, done.stdout), (CONFIGURATION, ""))
            tap.like(done.stderr.strip(), said)
    with tap.test("what is no connection string is the configuration's fault, "
                  "not the database's"):
        check(database__owner_url="no url")
        for words in (["db", "status"], ["org", "list"]):
            done = run("--config", path, *words)
            tap.is_((done.returncode, done.stdout), (CONFIGURATION, ""))
            tap.like(done.stderr, f"^usher: {path}: database.owner_url: ")
    with tap.test("what is wrong with it is said without its password"):
        for url in ("postgresql://u:hunter%zz@h/d", "host=h password=a hunter",
                    "postgresql://u:hunter%00@h/d", "postgresql://hunter@[::",
                    "postgresql://u:hunter@[::1]x/d"):
            done = check(database__url=url)
            tap.is_(done.returncode, CONFIGURATION)
            tap.like(done.stderr, f"^usher: {path}: database.url: ..")
            tap.ok("hunter" not in done.stderr, done.stderr)
    with tap.test("a verb names the option of a file that it lacks"):
        check(secret__file="/no/secret")
        tap.like(run("--config", path, "org", "list").stderr,
                 "^usher: secret.file: /no/secret: No such file")
    with tap.test("where nothing is installed the log says how to learn so"):
        check(database__schema="nowhere")
        done = run("--config", path, "org", "list")
        tap.is_((done.returncode, done.stdout), (DATABASE, ""))
        tap.like(done.stderr, 'schema "nowhere" does not exist.* '
                 'hint="usher db status"')
    with tap.test("template check reads the configuration's folder"):
        check(templates__dir="/no/templates")
        done = run("--config", path, "template", "check")
        tap.is_((done.returncode, done.stderr),
                (REFUSED, "/no/templates: No such file or directory\n"))
        done = stack.usher.run("template", "check")
        tap.is_((done.returncode, done.stdout),
                (DONE, "the templates are fine\n"))
    with tap.test("serve does not start with it, and leaves no socket"):
        socket = stack.usher.folder / "refused.sock"
        check(secret__file="/no/secret", listen__path=socket)
        done = run("--config", path, "serve", **servers.as_account())
        tap.is_(done.returncode, CONFIGURATION)
        tap.like(done.stderr, "event=not_started .*/no/secret")
        tap.ok(not socket.exists())
    with tap.test("a database that is away is status 69"):
        away = f"host={FOLDER} dbname=away connect_timeout=2"
        check(database__owner_url=away)
        for words in (["db", "status"], ["db", "install"], ["org", "list"],
                      ["org", "list", "--json"]):
            done = run("--config", path, *words)
            tap.is_((done.returncode, done.stdout), (DATABASE, ""),
                    str(words))
            tap.like(done.stderr, "away|not available|unavailable")


def full_output():
    with tap.test("an answer that cannot be written is status 1, and told"):
        for words in (["--help"], ["--version"], ["config", "example"]):
            with open("/dev/full", "w") as full:
                done = subprocess.run([BINARY, *words], stdout=full,
                                      stderr=subprocess.PIPE, text=True)
            tap.is_((done.returncode, done.stderr),
                    (REFUSED, "usher: the answer cannot be written: "
                              "No space left on device\n"), str(words))


def full_disk():
    """In the new process: no file takes a byte, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def half_files():
    path, secret = FOLDER / "half.conf", FOLDER / "half-secret"
    words = ("--config", path, "config", "init")
    for text, missing in ((None, path),
                          (f"public_url = http://a.example\n"
                           f"secret.file = {secret}\n", secret)):
        with tap.test(f"config init leaves no {missing.name} that is not "
                      "whole"):
            if text:
                path.write_text(text)
            # Python ignores SIGXFSZ, and here usher does too.
            done = run(*words, preexec_fn=full_disk, restore_signals=False)
            tap.is_((done.returncode, done.stdout), (CONFIGURATION, ""))
            tap.is_(done.stderr, f"usher: {missing}: File too large\n")
            tap.ok(not missing.exists())


def places(stack):
    """Where the configuration is looked for."""
    def check(*words, **environment):
        return run(*words, "config", "check",
                   env={**servers.ENVIRONMENT, **environment})

    mine, other = stack.usher.config, FOLDER / "other.conf"
    other.write_text("workers = 0\n")
    with tap.test("the configuration is what --config names, before what "
                  "USHER_CONFIG names"):
        done = check("--config", mine, USHER_CONFIG=str(other))
        tap.is_((done.returncode, done.stdout), (DONE, f"{mine} is fine\n"))
        done = check(USHER_CONFIG=str(mine))
        tap.is_((done.returncode, done.stdout), (DONE, f"{mine} is fine\n"))
        done = check(USHER_CONFIG=str(other))
        tap.is_(done.returncode, CONFIGURATION)
        tap.like(done.stderr, f"{other}:1: workers must be")
    with tap.test("else it is usher/usher.conf below sysconfdir"):
        default = BINARY.parent.parent / "etc/usher/usher.conf"
        done = check()
        tap.is_(done.returncode, CONFIGURATION)
        tap.like(done.stderr, f"{default}: No such file")


def answers(stack):
    root = stack.root()
    with tap.test("--json prints the API's own body"):
        path = f"/v1/organizations/{root.organization}"
        tap.is_(stack.cli("org", "show", root.organization),
                root.get(path).json)
        tap.is_(stack.cli("key", "list", "--org", root.organization),
                root.get(f"{path}/keys").json)
    with tap.test("without it a person reads one member a line"):
        done = stack.usher.run("org", "show", root.organization)
        tap.is_(done.returncode, DONE)
        tap.like(done.stdout, f"^id: {root.organization}\nkind: business\n")
    with tap.test("a refusal is status 1: the problem, on stderr"):
        done = stack.usher.run("org", "create", "--kind", "shop", "--json")
        tap.is_((done.returncode, done.stdout), (REFUSED, ""))
        problem = json.loads(done.stderr)
        tap.is_({e["pointer"] for e in problem["errors"]},
                {"#/kind", "#/name"})
        done = stack.usher.run("org", "create", "--kind", "shop")
        tap.is_(done.returncode, REFUSED)
        tap.like(done.stderr, "^invalid_fields: .*\n"
                              "  kind must be one of .*\n"
                              "  name is required\n$")
    with tap.test("config init leaves what there is"):
        secret = Path(stack.usher.options["secret.file"]).read_bytes()
        done = stack.usher.run("config", "init")
        tap.is_((done.returncode, done.stdout), (DONE, ""))
        tap.ok(Path(stack.usher.options["secret.file"]).read_bytes()
               == secret)


helps()
full_output()
half_files()
with Stack() as stack:
    faults(stack)
    places(stack)
    answers(stack)
tap.done()
