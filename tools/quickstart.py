# SPDX-License-Identifier: MIT
"""What ./quickstart does once the packages are there: build usher, run it
with all that it needs, and play its main story once."""
import contextlib
import email
import email.policy
import fcntl
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

import build
import servers
from servers import Trouble

PORT = 8080
WIDTH = 72  # columns of a mail that is shown
PLACE_MAX = 60  # bytes; the sockets below it must fit into 107
LINK = re.compile(r"^https?://\S+/i/[\w-]{64}$", re.ASCII | re.M)


# ---- saying what happens ----

def say(text=""):
    print(text, flush=True)


@contextlib.contextmanager
def step(what):
    """Say what is being done and how long it took; the block may add a
    word to the list it gets."""
    print(f"  {what} ", end="", flush=True)
    began = time.monotonic()
    words = []
    try:
        yield words
    except BaseException:
        print("... FAILED", flush=True)
        raise
    said = words or [f"done in {time.monotonic() - began:.1f} s"]
    print(f"... {', '.join(said)}", flush=True)


# ---- where it all lies ----

def may_servers_enter(folder):
    """Whether those whom servers run as can reach a folder."""
    return subprocess.run(["test", "-x", folder], cwd="/",
                          **servers.as_account()).returncode == 0


def fits(folder):
    return build.is_plain(folder) and len(os.fsencode(folder)) <= PLACE_MAX


def place_elsewhere():
    """A folder outside of the checkout, for one where ./run cannot be."""
    key = build.place_key()
    if os.geteuid() == 0:
        return Path("/var/lib/usher-quickstart") / key
    home = Path.home() / ".local/state/usher-quickstart" / key
    if fits(home):
        return home
    return Path(f"/var/tmp/usher-quickstart-{os.getuid()}") / key


def make_place(run):
    """Make ./run, a folder, or a link to one that servers can use. Gives
    the real folder."""
    if not run.is_symlink() and not run.exists():
        if fits(run) and may_servers_enter(run.parent):
            run.mkdir()
        else:
            run.symlink_to(place_elsewhere())
    place = Path(os.readlink(run)) if run.is_symlink() else run
    place.mkdir(parents=True, exist_ok=True)
    owner = servers.user_name(place.stat().st_uid)
    if place.stat().st_uid != os.geteuid():
        raise Trouble(f"{place} belongs to {owner}: run this as {owner}, or "
                      "have it stopped and removed by them.")
    if not fits(place) or not may_servers_enter(place.parent):
        raise Trouble(f"{place} has moved to where servers cannot run: "
                      "remove it and run this again.")
    place.chmod(0o755)
    return place


@contextlib.contextmanager
def only_one(place):
    """One quickstart at a time."""
    with open(place / "lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble("another quickstart is at work here: wait until "
                          "it is done.") from None
        yield


class State:
    """What was made, so that nothing is made twice."""

    def __init__(self, place):
        self.path = place / "state.json"
        self.values = {}
        if self.path.exists():
            self.values = json.loads(self.path.read_text())

    def __getitem__(self, name):
        return self.values.get(name)

    def __setitem__(self, name, value):
        self.values[name] = value
        fresh = self.path.with_suffix(".new")
        write_secret(fresh, json.dumps(self.values, indent=1) + "\n")
        fresh.rename(self.path)

    def once(self, name, make):
        """The value of a name, made and kept where there is none."""
        if self[name] is None:
            self[name] = make()
        return self[name]


def write_secret(path, text):
    """Write a file that only we read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with open(os.open(path, flags, 0o600), "w") as file:
        file.write(text)


# ---- the API ----

class Api:
    """The API with a key, for what must not fail."""

    def __init__(self, url, key):
        self.url = url
        self.key = key

    def ask(self, method, path, body=None, accept=(), **headers):
        """The answer's JSON; a status that is neither 2xx nor in accept is
        trouble."""
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("Authorization", f"Bearer {self.key}")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        status, text = fetch(request)
        if not 200 <= status < 300 and status not in accept:
            raise Trouble(f"{method} {path} was answered {status}: {text}\n"
                          "The reason may stand in run/usher.log.")
        return status, json.loads(text) if text else None


def fetch(request):
    """(status, text) of a request."""
    opener = urllib.request.build_opener(NoRedirect,
                                         urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError as error:
        raise Trouble(f"{request.full_url} does not answer ({error}): see "
                      "run/nginx.log and run/usher.log.") from None


class Form(html.parser.HTMLParser):
    """The fields of a page's first form, which accepts."""

    def __init__(self, text):
        super().__init__()
        self.forms = 0
        self.fields = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.forms += tag == "form"
        if tag == "input" and self.forms == 1 and "name" in attrs:
            self.fields[attrs["name"]] = attrs.get("value") or ""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


# ---- the servers ----

def wanted_port():
    low = int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
              .read_text())
    said = os.environ.get("USHER_PORT") or str(PORT)
    if not said.isdigit() or not low <= int(said) <= 65535:
        raise Trouble(f"USHER_PORT is {said!r}, and must be a number from "
                      f"{low} to 65535.")
    return int(said)


class Quickstart:
    """All pieces in one folder."""

    def __init__(self, place):
        self.place = place
        self.state = State(place)
        self.build = build.Build(place / "build", name="usher")
        self.postgres = servers.PostgreSQL(place / "postgres",
                                           is_child=False)
        self.port = self.state["port"] or PORT
        self.make_rest()

    def make_rest(self):
        url = self.postgres.url
        self.smtp = servers.Smtp(self.place / "smtp", self.state["smtp"],
                                 is_child=False)
        self.usher = servers.Usher(
            self.place / "usher", self.build.binary, {
                "public_url": f"http://127.0.0.1:{self.port}",
                "workers": 2,
                "database.url": url("usher_web", "usher"),
                "database.mail_url": url("usher_mail", "usher"),
                "database.owner_url": url("usher_owner", "usher"),
                "smtp.host": "127.0.0.1",
                "smtp.port": self.smtp.port,
                "mail.from": "invitations@usher.example",
            }, is_child=False)
        self.nginx = servers.Nginx(
            self.place / "nginx", build.ROOT / "nginx", self.port,
            self.usher.socket_path, is_child=False)

    def servers(self):
        """In the order they are started."""
        return [self.postgres, self.smtp, self.usher, self.nginx]

    # ---- start ----

    def claim_ports(self):
        """Settle on ports; a wanted one that is busy is trouble."""
        port = wanted_port()
        if port != self.port:
            self.nginx.stop()
            self.port = port
        if not self.nginx.is_running():
            self.nginx.end_orphans()
            if not servers.is_port_free(port):
                raise Trouble(
                    f"port {port} is held by {servers.port_holder(port)}.\n"
                    "Stop that, or choose another port: "
                    f"USHER_PORT={servers.free_port()} ./quickstart")
        self.state["port"] = port
        smtp = self.state["smtp"]
        self.smtp.end_orphans()
        if not smtp or not (self.smtp.is_running()
                            or servers.is_port_free(smtp)):
            self.state["smtp"] = servers.free_port()
        self.make_rest()

    def start(self):
        self.claim_ports()
        with step("Building usher") as words:
            if not self.build.install():
                words.append("up to date")
        self.start_one(self.postgres, "PostgreSQL",
                       self.postgres.settings)
        self.start_one(self.smtp, "the SMTP server", self.smtp.port)
        version = build.version()
        if self.state["schema"] != version:
            with step("Installing the schema"):
                self.postgres.make_database("usher")
                self.usher.write_config()
                self.usher.install()
            self.state["schema"] = version
        self.start_one(self.usher, "usher", [self.usher.options, version])
        self.start_one(self.nginx, "nginx", [self.port, version])

    def start_one(self, server, what, version):
        """Start a server unless it runs as it should."""
        name = f"version of {server.name}"
        digest = hashlib.sha256(repr(version).encode()).hexdigest()
        with step(f"Starting {what}") as words:
            if server.is_running() and self.state[name] == digest:
                words.append("runs already")
                return
            server.stop()
            if server is self.usher:
                server.write_config()
            server.start()
            self.state[name] = digest

    # ---- what is made ----

    def make_root(self):
        """The root organization and its key."""
        root = self.state.once("root", lambda: str(uuid.uuid4()))
        if self.usher.run("org", "show", root, "--json").returncode != 0:
            self.cli("org", "create", "--kind", "business", "--id", root,
                     "--name", "Quickstart")
        if self.state["key"] is None:
            self.state["key"] = self.cli(
                "key", "create", "--org", root, "--name", "quickstart")["key"]
        self.api = Api(self.nginx.url, self.state["key"])
        self.api.ask("GET", f"/v1/organizations/{root}")

    def cli(self, *words):
        done = self.usher.run(*words, "--json")
        if done.returncode != 0:
            raise Trouble(f"`usher {' '.join(words)}` failed: "
                          f"{(done.stderr or done.stdout).strip()}")
        return json.loads(done.stdout)

    def make_business(self, letter, name):
        """A business below the root organization, made once."""
        made = self.state.once(f"business {letter}",
                               lambda: str(uuid.uuid4()))
        if self.business_made(letter) is None:
            self.api.ask("POST", "/v1/organizations", {
                "kind": "business", "id": made, "name": name,
                "email": f"{letter.lower()}@example.com"}, accept=(409,))
            self.state[f"has business {letter}"] = True

    def invite(self, name, address, **fields):
        """An invitation by the first business, made once; gives its id."""
        key = self.state.once(f"{name} request", lambda: str(uuid.uuid4()))
        if self.state[name] is None:
            _, made = self.api.ask(
                "POST", f"/api/businesses/{self.business_made('A')}"
                "/invitations", {"email": address, "inviterName": "Ann",
                                 **fields}, Idempotency_Key=key)
            self.state[name] = made["id"]
        return self.state[name]

    def wait_for_mail(self, invitation):
        """The mail of an invitation, decoded."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            for path in (self.smtp.maildir / "new").glob("*"):
                mail = email.message_from_bytes(
                    path.read_bytes(), policy=email.policy.default)
                if mail["X-Usher-Invitation"] == invitation:
                    return mail
            time.sleep(0.05)
        raise Trouble(f"the mail of invitation {invitation} has not come in "
                      "30 s: run/usher.log and run/smtp.log may say why.")

    def accept_by_page(self, link):
        """Open a link as a browser would and press its button."""
        status, text = fetch(urllib.request.Request(link))
        if status != 200:
            raise Trouble(f"the page {link} was answered {status}.")
        fields = Form(text).fields
        if fields.get("action") != "accept":
            raise Trouble(f"the page {link} has no form to accept.")
        form = urllib.parse.urlencode(fields).encode()
        status, text = fetch(urllib.request.Request(link, data=form))
        if status != 303:
            raise Trouble(f"the form of {link} was answered {status}: see "
                          "run/usher.log.")

    def play(self):
        """The main story, each step of it once."""
        with step("Making two businesses below it") as words:
            if self.business_made("A") and self.business_made("B"):
                words.append("made already")
            self.make_business("A", "Acme Bolts")
            self.make_business("B", "Best Nuts")
        if not self.state["accepted"]:
            self.play_acceptance()
        for name, letter in (("Acme Bolts", "A"), ("Best Nuts", "B")):
            _, found = self.api.ask(
                "GET", f"/api/businesses/{self.business_made(letter)}"
                "/connections")
            say(f"  {name} sees: " + ", ".join(
                f"{c['connectedBusinessName']} ({c['status']})"
                for c in found["data"]))
        with step("Acme Bolts invites c@example.com, too") as words:
            if self.state["page"]:
                words.append("done already")
            else:
                second = self.invite("second invitation", "c@example.com")
                link = link_of(self.wait_for_mail(second))
                self.state["page"] = link.removeprefix(self.nginx.url)

    def play_acceptance(self):
        with step("Acme Bolts invites b@example.com") as words:
            first = self.invite("first invitation", "b@example.com",
                                message="Let us connect.")
            words.append(f"invitation {first}")
        with step("Waiting for the mail"):
            mail = self.wait_for_mail(first)
        show_mail(mail)
        with step("Accepting it at the page behind its link"):
            self.accept_by_page(link_of(mail))
        self.state["accepted"] = True

    def write_env(self):
        """What programs need to know, one NAME=value a line."""
        lines = {
            "USHER_URL": self.nginx.url,
            "USHER_KEY": self.state["key"],
            "USHER_ROOT": self.state["root"],
            "USHER_BUSINESS_A": self.business_made("A"),
            "USHER_BUSINESS_B": self.business_made("B"),
            "USHER_BIN": self.usher.binary,
            "USHER_CONFIG": self.usher.config,
            "USHER_MAILDIR": self.smtp.maildir,
        }
        write_secret(self.place / "quickstart.env", "".join(
            f"{name}={value}\n" for name, value in lines.items() if value))

    def business_made(self, letter):
        if self.state[f"has business {letter}"]:
            return self.state[f"business {letter}"]
        return None

    # ---- stop ----

    def stop(self):
        for server in reversed(self.servers()):
            with step(f"Stopping {server.name}") as words:
                if not server.is_running():
                    words.append("does not run")
                server.stop()


def link_of(mail):
    text = mail.get_body(("plain",)).get_content()
    found = LINK.findall(text)
    if len(found) != 1:
        raise Trouble(f"the mail has {len(found)} links instead of one.")
    return found[0]


def show_mail(mail):
    say()
    for name in ("From", "To", "Subject"):
        say(f"    | {name}: {mail[name]}")
    say("    |")
    for line in mail.get_body(("plain",)).get_content().splitlines():
        for part in textwrap.wrap(line, WIDTH, break_long_words=False,
                                  break_on_hyphens=False) or [""]:
            say(f"    | {part}".rstrip())
    say()


def show_end(quickstart, has_story):
    url, key = quickstart.nginx.url, quickstart.state["key"]
    say()
    if has_story:
        say("The second invitation waits at its page:\n"
            f"  {url}{quickstart.state['page']}")
    say(f"The API, described at {url}/docs:\n  {url}")
    say(f"A key for it:\n  {key}")
    say()
    if has_story:
        path = f"/api/businesses/{quickstart.business_made('A')}/invitations"
        body = '{"email": "you@example.com"}'
    else:
        path = "/v1/organizations"
        body = ('{"kind": "business", "name": "My business", '
                '"email": "me@example.com"}')
    say("Go on with:\n"
        f"  curl -H 'Authorization: Bearer {key}' \\\n"
        "      -H 'Content-Type: application/json' \\\n"
        f"      -d '{body}' \\\n"
        f"      {url}{path}")
    say()
    say("run/quickstart.env has all this for programs. Mails come to\n"
        f"  {quickstart.smtp.maildir}/new\n"
        "It goes on running: ./quickstart stop ends it.")


def perform(word):
    place = make_place(build.ROOT / "run")
    with only_one(place):
        quickstart = Quickstart(place)
        if word == "stop":
            quickstart.stop()
            return
        say(f"usher, in {place}:")
        quickstart.start()
        with step("Making the root organization and its key"):
            quickstart.make_root()
        if word is None:
            quickstart.play()
        quickstart.write_env()
        show_end(quickstart, word is None)


def main():
    os.umask(0o022)
    try:
        perform(sys.argv[1] if sys.argv[1:] else None)
    except (Trouble, OSError, subprocess.SubprocessError) as trouble:
        print(f"quickstart: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nquickstart: interrupted; run it again to go on",
              file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
