# SPDX-License-Identifier: MIT
"""HUP: new workers with new options, and nobody notices."""
import contextlib
import os
import signal
import socket
import time
from pathlib import Path

import fastcgi
import load
import pool
import servers
import tap
from stack import Stack


def mixed(root):
    """Creates and reads in turn, each create of an address of its own."""
    def make(client, n):
        if (client + n) % 2:
            return {"method": "GET", "key": root.key,
                    "path": f"/v1/organizations/{root.organization}"}
        return {"method": "POST", "key": root.key,
                "path": f"/api/businesses/{root.organization}/invitations",
                "body": {"email": f"c{client}n{n}@example.com"}}
    return make


@contextlib.contextmanager
def deaf_database(folder):
    """A server that takes connections and never says a word."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{folder}/.s.PGSQL.1")
        listener.listen(16)
        servers.own(f"{folder}/.s.PGSQL.1")
        yield f"host={folder} port=1 dbname=deaf"


def memory(pid):
    """All that a process can write to."""
    held = []
    with open(f"/proc/{pid}/mem", "rb", 0) as file:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, mode = line.split()[:2]
            begin, end = (int(part, 16) for part in place.split("-"))
            if mode.startswith("rw"):
                file.seek(begin)
                held.append(file.read(end - begin))
    return b"".join(held)


with Stack() as stack:
    usher = stack.usher
    root = stack.root()
    reloads = 0

    def reload():
        """HUP and wait until it is done."""
        global reloads
        reloads += 1
        usher.signal(signal.SIGHUP)
        pool.await_event(usher, "reloaded", reloads)

    def write(options):
        """Write a configuration as it is, right or wrong."""
        usher.config.write_text("".join(
            f"{name} = {value}\n"
            for name, value in {**usher.options, **options}.items()))

    with tap.test("HUP under load, ten times, makes no request fail, nor "
                  "nginx complain"):
        with load.Load(stack.url, 16, mixed(root), 0.005) as asking:
            for _ in range(10):
                asking.await_count(100)
                reload()
            asking.await_count(100)
        got = load.statuses(asking.results)
        tap.is_(set(got), {200, 201})
        tap.is_((stack.nginx.folder / "error.log").read_text(), "")
        tap.is_(stack.db.value("select count(*) from invitation"),
                got[201], "each create happened once")
        tap.diag(f"{got}, the slowest {load.slowest(asking.results):.2f} s")

    with tap.test("then the old workers and mailers end, and the new are as "
                  "many"):
        stack.settle()  # a mailer ends with the sessions under way
        old = pool.await_workers(usher, 2) + pool.mailers(usher)
        reload()
        tap.is_(pool.await_end(old), [])
        tap.is_(len(pool.workers(usher)), 2)
        tap.is_(len(pool.mailers(usher)), 1)

    with tap.test("who waits in the socket's queue at HUP is answered by "
                  "the new workers"):
        old = pool.workers(usher)
        with pool.Stopped(old):
            waiting = [fastcgi.Connection(usher.socket_path)
                       for _ in range(50)]
            for peer in waiting:
                peer.send(fastcgi.message("GET", "/healthz", keep=False))
            reload()
            answers = [peer.answer() for peer in waiting]
        tap.is_({a.status for a in answers}, {200})
        by = {pool.await_event(usher, "request", request=a.id).pid
              for a in answers}
        tap.is_(by & set(old), set())

    with tap.test("an old worker serves the connections that nginx keeps to "
                  "it until nginx closes them"):
        peer = fastcgi.Connection(usher.socket_path)
        worker = pool.await_event(
            usher, "request", request=peer.get("/healthz").id).pid
        reload()
        for _ in range(5):
            tap.is_(peer.get("/healthz").status, 200)
            time.sleep(0.1)
        tap.ok(pool.is_alive(worker))
        peer.close()
        tap.is_(pool.await_end([worker]), [])

    with tap.test("HUP takes new options"):
        write({"workers": 4, "public_url": "http://new.example"})
        reload()
        tap.is_(len(pool.await_workers(usher, 4)), 4)
        answer = stack.api.get("/v1/organizations")
        tap.like(answer["type"], r"^http://new\.example/problems/")
        write({})
        reload()

    with tap.test("a server key that is no longer in its file is in no memory "
                  "of the supervisor after HUP, and a new one is"):
        old = Path(usher.options["secret.file"]).read_text()
        new = f"2 {os.urandom(32).hex()}\n"
        Path(usher.options["secret.file"]).write_text(new)
        reload()
        held = memory(usher.pid)
        for line, count in ((new, 1), (old, 0)):
            key = line.split()[1]
            tap.is_(held.count(bytes.fromhex(key)), count)
            tap.is_(held.count(key.encode()), 0)
        Path(usher.options["secret.file"]).write_text(old)
        reload()

    def refused(count):
        return pool.await_event(usher, "reload_refused", count)

    with tap.test("HUP with a broken configuration says what is wrong and "
                  "keeps the old"):
        kept = pool.await_workers(usher, 2)
        write({"no.such": 1})
        usher.signal(signal.SIGHUP)
        tap.like(refused(1)["error"], r"usher\.conf:\d+: .*no\.such")
        tap.is_(pool.workers(usher), kept)
        tap.is_(stack.api.get("/healthz").status, 200)

    with tap.test("so does one whose keys or templates cannot be read"):
        for count, name in ((2, "secret.file"), (3, "templates.dir")):
            write({name: "/nonexistent"})
            usher.signal(signal.SIGHUP)
            tap.like(refused(count)["error"], "nonexistent")
        tap.is_(pool.workers(usher), kept)

    with tap.test("so does one with a template that would never end"):
        own = stack.folder / "own"
        (own / "mail").mkdir(parents=True)
        (own / "mail/top.html").write_text("<p>\n" +
                                           "{{> mail/top.html}}\n" * 4)
        own.chmod(0o755)
        write({"templates.dir": own})
        usher.signal(signal.SIGHUP)
        tap.is_(refused(4)["error"], f"{own}/mail/top.html:2: mail/top.html "
                                     "leads back to this template")
        tap.is_(pool.workers(usher), kept)

    with tap.test("listen.path is not taken by HUP, and the log says so"):
        write({"listen.path": f"{usher.folder}/other.sock"})
        reload()
        tap.ok(pool.events(usher, "restart_needed", option="listen.path"))
        tap.is_(stack.api.get("/healthz").status, 200)
        write({})
        reload()

    def at_work():
        return pool.workers(usher) + pool.mailers(usher)

    with tap.test("new workers that do not become ready are ended, and the "
                  "old go on"):
        pool.await_workers(usher, 2)
        old = at_work()
        with deaf_database(stack.folder) as url:
            write({"database.url": url})
            usher.signal(signal.SIGHUP)
            for pid in set(pool.await_workers(usher, 4)) - set(old):
                os.kill(pid, signal.SIGKILL)
            tap.like(refused(5)["error"], "did not become ready")
        servers.wait_until(lambda: at_work() == old, 10)
        tap.is_(at_work(), old)
        tap.is_(stack.api.get("/healthz").status, 200)
        write({})
        reload()
tap.done()
