# SPDX-License-Identifier: MIT
"""FastCGI spoken to usher's socket without a web server, to know each
connection and to do what nginx never does."""
import email.parser
import json
import socket
import struct
import time

BEGIN, ABORT, END, PARAMS, STDIN, STDOUT, STDERR = range(1, 8)
GET_VALUES = 9
MAXIMUM = 65535  # bytes that one record carries


class Closed(ConnectionError):
    """usher closed the connection before the end of an answer."""


def record(kind, content=b"", request=1, version=1):
    return struct.pack("!BBHHBx", version, kind, request, len(content),
                       0) + content


def begin(keep=True, role=1):
    return record(BEGIN, struct.pack("!HB5x", role, keep))


def _length(value):
    size = len(value)
    return struct.pack("!B", size) if size < 128 else struct.pack(
        "!I", size | 1 << 31)


def pairs(params):
    """Names and values as a PARAMS record holds them."""
    encoded = [(name.encode(), value.encode()) for name, value in params]
    return b"".join(_length(name) + _length(value) + name + value
                    for name, value in encoded)


def stream(kind, content):
    """All the records of a stream, its end included."""
    return b"".join(record(kind, content[at:at + MAXIMUM])
                    for at in range(0, len(content), MAXIMUM)) + record(kind)


def head(method, uri, length="", keep=True, **params):
    """A request up to its body, which is to be of that length."""
    return begin(keep) + stream(PARAMS, pairs({
        "REQUEST_METHOD": method,
        "REQUEST_URI": uri,
        "CONTENT_LENGTH": str(length),
        "CONTENT_TYPE": "application/json" if length else "",
        "REMOTE_ADDR": "127.0.0.1",
        "USHER_TIME": f"{time.time():.3f}",
        **params,
    }.items()))


def message(method, uri, body=b"", keep=True, **params):
    """A whole request."""
    return (head(method, uri, len(body) or "", keep, **params)
            + stream(STDIN, body))


class Answer:
    """Status, headers, text and, if it is JSON, json."""

    def __init__(self, output):
        head, _, self.body = output.partition(b"\r\n\r\n")
        self.headers = email.parser.Parser().parsestr(head.decode())
        self.status = int(self.headers["Status"].split()[0])
        self.text = self.body.decode()
        self.id = self.headers["X-Request-Id"]
        self.json = None
        if "json" in (self.headers["Content-Type"] or "") and self.text:
            self.json = json.loads(self.text)

    def __repr__(self):
        return f"<{self.status} {self.text[:200]}>"


class Connection:
    """One connection to a FastCGI socket."""

    def __init__(self, path, timeout=10):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        self.socket.connect(str(path))

    def send(self, data):
        self.socket.sendall(data)

    def _read(self, size):
        data = b""
        while len(data) < size:
            part = self.socket.recv(size - len(data))
            if not part:
                raise Closed(f"closed after {len(data)} of {size} bytes")
            data += part
        return data

    def read_record(self):
        """(kind, content) of the next record."""
        _, kind, _, length, padding = struct.unpack("!BBHHBx", self._read(8))
        return kind, self._read(length + padding)[:length]

    def answer(self):
        """Read one answer to its end."""
        output = b""
        while True:
            kind, content = self.read_record()
            if kind == END:
                return Answer(output)
            if kind == STDOUT:
                output += content

    def request(self, method, uri, body=b"", keep=True, **params):
        """Send a request and read its answer."""
        self.send(message(method, uri, body, keep, **params))
        return self.answer()

    def get(self, uri, **params):
        return self.request("GET", uri, **params)

    def is_closed(self, timeout=10):
        """Whether usher closes it in that time; what it says is skipped."""
        self.socket.settimeout(timeout)
        try:
            while self.socket.recv(65536):
                pass
        except socket.timeout:
            return False
        except ConnectionError:
            pass
        return True

    def end(self):
        """Send no more."""
        self.socket.shutdown(socket.SHUT_WR)

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
