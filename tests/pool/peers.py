# SPDX-License-Identifier: MIT
"""Connections as nginx makes them, to their limits, and peers that are not
nginx: slow, deaf, cut short, talking nonsense."""
import concurrent.futures
import json
import statistics
import struct
import threading
import time

import fastcgi
import load
import pool
import tap
from stack import Stack

PEER_TIMEOUT = 5  # seconds; that of src/pool/worker.c
LIMIT = 1 << 20  # bytes of body; nginx's client_max_body_size

with Stack() as stack:
    path = stack.usher.socket_path
    root = stack.root()
    create = f"/api/businesses/{root.organization}/invitations"
    auth = {"HTTP_AUTHORIZATION": f"Bearer {root.key}"}
    is_json = {"Content-Type": "application/json"}

    def connect(timeout=10):
        return fastcgi.Connection(path, timeout)

    def serves():
        with connect() as fresh:
            return fresh.get("/healthz").status

    # ---- what nginx does ----

    with tap.test("1,000 requests are answered on one kept connection"):
        with connect() as peer:
            answers = [peer.get("/healthz") for _ in range(1000)]
        tap.is_({a.status for a in answers}, {200})
        tap.is_(len({a.id for a in answers}), 1000)

    with tap.test("a connection that is not to be kept is closed behind "
                  "the answer, at once"):
        took = []
        for _ in range(5):
            with connect() as peer:
                began = time.monotonic()
                tap.is_(peer.get("/healthz", keep=False).status, 200)
                tap.ok(peer.is_closed())
                took.append(time.monotonic() - began)
        # libfcgi's own end of one lingers for two seconds.
        tap.within(statistics.median(took), 0, 1)

    with tap.test("wherever reads part a request, the next one on the "
                  "connection is understood"):
        lost = []
        for size in range(7990, 8220):
            with connect() as peer:
                try:
                    peer.get("/healthz", HTTP_COOKIE="x" * size)
                    peer.get("/healthz")
                except ConnectionError:
                    lost.append(size)
        tap.is_(lost, [])

    with tap.test("a body in many records, sent in many pieces, is one"):
        body = json.dumps({"email": "pieces@example.com",
                           "message": "m" * 900}).encode()
        whole = (fastcgi.head("POST", create, len(body), **auth)
                 + b"".join(fastcgi.record(fastcgi.STDIN, body[at:at + 7])
                            for at in range(0, len(body), 7))
                 + fastcgi.record(fastcgi.STDIN))
        with connect() as peer:
            for at in range(0, len(whole), 501):
                peer.send(whole[at:at + 501])
                time.sleep(0.005)
            tap.is_(peer.answer().status, 201)
            tap.is_(peer.get("/healthz").status, 200)

    def size_of(total):
        """A body of so many bytes that is JSON."""
        return b'{"email":"' + b"x" * (total - 12) + b'"}'

    with tap.test("a body of 64 KiB is read, one byte more is 413, and so "
                  "is one of many times nginx's limit; the connection "
                  "goes on"):
        with connect() as peer:
            for size, status in ((65536, 422), (65537, 413),
                                 (LIMIT, 413), (5 * LIMIT, 413)):
                tap.is_(peer.request("POST", create, size_of(size),
                                     **auth).status, status, str(size))
            tap.is_(peer.get("/healthz").status, 200)

    with tap.test("through nginx too, up to its own limit; past that nginx "
                  "says the same"):
        for size, status in ((65536, 422), (65537, 413), (LIMIT, 413)):
            answer = root.post(create, raw=size_of(size), headers=is_json)
            tap.is_(answer.status, status, str(size))
        tap.is_(load.send(stack.url, "POST", create,
                          {"message": "x" * LIMIT}).status, 413)

    with tap.test("a body without a length (chunked) is read whole"):
        answer = root.post(create, headers=is_json, raw=iter(
            [b'{"email":', b'"chunks@', b'example.com"}']))
        tap.is_(answer.status, 201)

    with tap.test("300 connections at once are all answered, again and "
                  "again"):
        gate = threading.Barrier(300)

        def ask(_):
            with connect(20) as peer:
                gate.wait()
                return [peer.get("/healthz").status for _ in range(3)]

        with concurrent.futures.ThreadPoolExecutor(300) as threads:
            got = [s for some in threads.map(ask, range(300)) for s in some]
        tap.is_({s: got.count(s) for s in set(got)}, {200: 900})

    # ---- cut short ----

    before = stack.counts()
    body = b'{"email":"nobody@example.com"}'

    with tap.test("a body shorter or longer than announced is not acted on, "
                  "and its connection closed"):
        for lie in (len(body) + 1, len(body) - 1, 0, 1 << 40, -1, "30x",
                    "9" * 20):
            with connect() as peer:
                peer.send(fastcgi.head("POST", create, lie, **auth)
                          + fastcgi.stream(fastcgi.STDIN, body))
                peer.end()
                tap.ok(peer.is_closed(), str(lie))
        tap.is_(stack.counts(), before)

    with tap.test("a request cut off in its body is not acted on"):
        for cut in (1, 9, 30):
            with connect() as peer:
                peer.send(fastcgi.message("POST", create, body,
                                          **auth)[:-cut])
        tap.is_(serves(), 200)
        time.sleep(0.2)
        tap.is_(stack.counts(), before)

    with tap.test("one that is aborted (FCGI_ABORT_REQUEST) is not acted "
                  "on"):
        with connect() as peer:
            peer.send(fastcgi.message("POST", create, body, **auth)[:-8]
                      + fastcgi.record(fastcgi.ABORT))
            tap.ok(peer.is_closed())
        tap.is_(stack.counts(), before)

    with tap.test("one whose client has left before it was read is not "
                  "acted on"):
        with pool.Stopped(pool.workers(stack.usher)):
            for _ in range(5):
                with connect() as peer:
                    peer.send(fastcgi.message("POST", create, body, **auth))
        time.sleep(0.3)
        tap.is_(serves(), 200)
        tap.is_(stack.counts(), before)

    # ---- slow and deaf ----

    def longest_beside(act, seconds):
        """The longest that a healthz on a fresh connection took, during
        and after act."""
        act()
        longest, end = 0, time.monotonic() + seconds
        while (began := time.monotonic()) < end:
            serves()
            longest = max(longest, time.monotonic() - began)
            time.sleep(0.005)
        return longest

    with tap.test("a peer that sends one byte and rests is cut off, and "
                  "holds up nobody who comes meanwhile"):
        with connect(20) as peer:
            began = time.monotonic()
            tap.within(longest_beside(lambda: peer.send(b"\x01"), 1), 0, 2)
            tap.ok(peer.is_closed(20))
            tap.within(time.monotonic() - began, 0, PEER_TIMEOUT + 4)

    with tap.test("so is one that sends a byte now and then"):
        with connect() as peer:
            began = time.monotonic()
            try:
                for byte in fastcgi.message("GET", "/healthz"):
                    peer.send(bytes([byte]))
                    time.sleep(0.3)
            except ConnectionError:
                pass
            tap.within(time.monotonic() - began, 2, PEER_TIMEOUT + 4)
        tap.is_(serves(), 200)

    with tap.test("so is one that never reads its answers"):
        with connect(20) as peer:
            def ask_for_much():
                for _ in range(20):
                    peer.send(fastcgi.message("GET", "/openapi.json"))
                    time.sleep(0.02)

            tap.within(longest_beside(ask_for_much, 1), 0, 2)
            pool.await_event(stack.usher, "request", sent="no",
                             timeout=PEER_TIMEOUT + 10)
            tap.ok(peer.is_closed())

    # ---- nonsense ----

    begin = fastcgi.begin()

    with tap.test("nonsense closes its connection at once and hurts "
                  "nobody"):
        at_work = pool.workers(stack.usher)
        for nonsense in (
                b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                b"\x00" * 64, b"\xff" * 64,
                begin + fastcgi.record(fastcgi.ABORT),
                fastcgi.record(fastcgi.BEGIN, b"short"),
                fastcgi.begin(role=7) + fastcgi.stream(fastcgi.PARAMS, b""),
                begin + fastcgi.record(fastcgi.STDIN, b"early"),
                begin + fastcgi.stream(fastcgi.PARAMS, b"\x7f\x7fshort")):
            with connect() as peer:
                peer.send(nonsense)
                # Before a peer that says no more would be cut off.
                tap.ok(peer.is_closed(PEER_TIMEOUT - 1), repr(nonsense[:20]))
        tap.is_(pool.workers(stack.usher), at_work)

    with tap.test("a request without any parameter is answered 404"):
        with connect() as peer:
            peer.send(begin + fastcgi.stream(fastcgi.PARAMS, b"")
                      + fastcgi.stream(fastcgi.STDIN, b""))
            tap.is_(peer.answer().status, 404)

    def crafted():
        """Records that overrun a buffer of libfcgi 2.4.2, or make it ask
        for more memory than there is."""
        many = fastcgi.pairs([("FCGI_MPXS_CONNS", "")] * 200)
        yield fastcgi.record(fastcgi.GET_VALUES, many, request=0)
        for size in (0xffffffff, 0xfffffffe):
            yield begin + fastcgi.record(
                fastcgi.PARAMS, struct.pack("!II", size, size) + b"x" * 100)
        yield fastcgi.record(77, b"?" * 100, request=0)

    with tap.test("crafted records end one worker at most, which is "
                  "replaced; the connections of others go on"):
        for one in crafted():
            old = set(pool.workers(stack.usher))
            kept = pool.connect_to_all(stack.usher, 20)
            with connect() as peer:
                peer.send(one)
                tap.ok(peer.is_closed(), repr(one[:12]))
            time.sleep(0.2)
            now = set(pool.await_workers(stack.usher, len(old)))
            tap.within(len(old - now), 0, 1, "workers lost")
            tap.is_({c.get("/healthz").status for c, worker in kept.items()
                     if worker in now}, {200})
            for c in kept:
                c.close()
        tap.ok(pool.events(stack.usher, "died", role="worker"),
               "at least one ended a worker")
tap.done()
