# SPDX-License-Identifier: MIT
"""Clients that send one request after another, and what became of each."""
import http.client
import json
import threading
import time
import urllib.parse
from collections import Counter


class Result:
    """One request: its name, if it was given one, when it began, how long
    it took, and its answer (status 0: there was none; error says why)."""

    def __init__(self, name, began, seconds, status, headers, body, error):
        self.name = name
        self.began = began
        self.seconds = seconds
        self.status = status
        self.headers = headers
        self.body = body
        self.error = error

    @property
    def is_by_usher(self):
        """Whether usher said it, and not nginx in its place, which does
        not know the public URL that a problem's type begins with."""
        return self.status != 0 and b'"type":"/problems/' not in self.body

    def __repr__(self):
        return (f"<{self.name or ''} {self.status} {self.error or ''} "
                f"{self.seconds:.3f} s>")


def send(url, method, path, body=None, key=None, name=None, timeout=30):
    """Send one request on a connection of its own; gives its Result."""
    base = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(base.hostname, base.port,
                                            timeout=timeout)
    sent = {}
    data = None
    if body is not None:
        data = json.dumps(body).encode()
        sent["Content-Type"] = "application/json"
    if key:
        sent["Authorization"] = f"Bearer {key}"
    status, got, answer, error = 0, {}, b"", None
    began = time.monotonic()
    try:
        connection.request(method, path, data, sent)
        response = connection.getresponse()
        answer = response.read()
        status, got = response.status, response.headers
    except (OSError, http.client.HTTPException) as wrong:
        error = repr(wrong)
    finally:
        connection.close()
    return Result(name, began, time.monotonic() - began, status, got, answer,
                  error)


class Load:
    """count clients, each sending what make(client, n) gives (the arguments
    of send) until the context ends, with pause seconds in between."""

    def __init__(self, url, count, make, pause=0):
        self.url = url
        self.make = make
        self.pause = pause
        self.results = []
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(i,))
                         for i in range(count)]

    def _run(self, client):
        n = 0
        while not self._ended.is_set():
            self.results.append(send(self.url, **self.make(client, n)))
            n += 1
            if self.pause:
                self._ended.wait(self.pause)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def since(self, moment, until=float("inf")):
        """The results of requests that began in that time."""
        return [r for r in self.results if moment <= r.began < until]

    def await_count(self, count, timeout=20):
        """Wait until so many more requests have been answered."""
        wanted = len(self.results) + count
        deadline = time.monotonic() + timeout
        while len(self.results) < wanted:
            if time.monotonic() > deadline:
                raise AssertionError(f"{len(self.results)} of {wanted} "
                                     f"answers after {timeout} s")
            time.sleep(0.01)


def statuses(results):
    """{status: how many}"""
    return dict(Counter(r.status for r in results))


def slowest(results):
    return max((r.seconds for r in results), default=0.0)


def percentile(values, percent):
    """The value that so many percent do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
