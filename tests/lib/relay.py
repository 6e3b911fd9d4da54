# SPDX-License-Identifier: MIT
"""An SMTP server that plays a listed dialogue, for what no honest one does.

    with Relay() as relay:
        relay.play(RCPT="550 5.1.1 no such user")
        ...
        relay.mails    # [(sender, recipient, message bytes)], what it took
        relay.heard    # a list of lines for each connection
        relay.busiest  # the most connections there were at a time

What it plays is one action for each step (connect, EHLO, HELO, STARTTLS,
AUTH, MAIL, RCPT, DATA, dot, QUIT): an answer, DROP (the connection) or HANG
(until the client goes), or a function of the argument that gives one of
these. Steps without an action are answered as an honest server would.
"""
import base64
import contextlib
import email
import email.policy
import re
import socket
import ssl
import subprocess
import threading

import servers

DROP, HANG = "drop", "hang"


class _Gone(Exception):
    """The connection is over."""


class _Connection:
    def __init__(self, relay, sock):
        self.relay = relay
        self.socket = sock
        self.buffer = b""
        self.lines = []  # what the client said, but for messages
        self.sender = self.recipient = None
        self.has_tls = self.is_challenged = False
        self.chunks = b""

    # ---- the wire ----

    def read(self):
        data = self.socket.recv(65536)
        if not data:
            raise _Gone
        self.buffer += data

    def line(self):
        while b"\r\n" not in self.buffer:
            self.read()
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line.decode("latin-1")

    def exactly(self, count):
        while len(self.buffer) < count:
            self.read()
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def message(self):
        while b"\r\n.\r\n" not in self.buffer:
            self.read()
        data, _, self.buffer = self.buffer.partition(b"\r\n.\r\n")
        return (data + b"\r\n").replace(b"\r\n..", b"\r\n.")

    def act(self, step, honest, argument="", done=lambda: None):
        """Answer as the relay plays; whether it said what an honest one
        would, or as much, which is done before the client knows of it: who
        waits for what the client makes of it finds it done."""
        self.relay.reached(step)
        action = self.relay.script.get(step, honest)
        if callable(action):
            action = action(argument) or honest
        if action == DROP:
            raise _Gone
        if action == HANG:
            while True:
                self.read()
        is_honest = action[0] == honest[0]
        if is_honest:
            done()
        self.socket.sendall(action.encode() + b"\r\n")
        return is_honest

    # ---- the commands ----

    def serve(self):
        self.act("connect", "220 relay.example ESMTP")
        while True:
            line = self.line()
            self.lines.append(line)
            if self.is_challenged:
                self.is_challenged = False
                self.act("AUTH", "235 2.7.0 welcome", line)
                continue
            verb, _, argument = line.partition(" ")
            command = getattr(self, f"do_{verb.lower()}", None)
            if command is None:
                self.act(verb, "502 5.5.2 no such command", argument)
            else:
                command(argument)

    def do_ehlo(self, argument):
        offers = self.relay.offers_in_tls if self.has_tls \
            else self.relay.offers
        lines = ["relay.example", *offers]
        honest = "\r\n".join(
            f"250{' ' if i == len(lines) - 1 else '-'}{line}"
            for i, line in enumerate(lines))
        self.act("EHLO", honest, argument)

    def do_helo(self, argument):
        self.act("HELO", "250 relay.example", argument)

    def do_starttls(self, argument):
        if not self.act("STARTTLS", "220 2.0.0 go ahead", argument):
            return
        try:
            self.socket = self.relay.tls.wrap_socket(self.socket,
                                                     server_side=True)
        except OSError as error:
            raise _Gone from error
        self.has_tls = True
        self.buffer = b""

    def do_auth(self, argument):
        mechanism, _, first = argument.partition(" ")
        if mechanism == "LOGIN":
            if not first:
                self.socket.sendall(b"334 VXNlcm5hbWU6\r\n")
                self.lines.append(self.line())
            self.socket.sendall(b"334 UGFzc3dvcmQ6\r\n")
            self.is_challenged = True
            return
        self.act("AUTH", "235 2.7.0 welcome", argument)

    def do_mail(self, argument):
        if self.act("MAIL", "250 2.1.0 ok", argument):
            self.sender = re.search("<(.*?)>", argument)[1]

    def do_rcpt(self, argument):
        if self.act("RCPT", "250 2.1.5 ok", argument):
            self.recipient = re.search("<(.*?)>", argument)[1]

    def do_data(self, argument):
        if self.act("DATA", "354 go on", argument):
            self.take(self.message())

    def do_bdat(self, argument):
        size, _, last = argument.partition(" ")
        self.chunks += self.exactly(int(size))
        if last:
            message, self.chunks = self.chunks, b""
            self.take(message)
        else:
            self.act("DATA", "250 2.0.0 chunk taken")

    def take(self, message):
        mail = (self.sender, self.recipient, message)
        self.act("dot", "250 2.0.0 taken", self.recipient,
                 done=lambda: self.relay.mails.append(mail))

    def do_rset(self, argument):
        self.act("RSET", "250 2.0.0 ok", argument)

    def do_quit(self, argument):
        self.act("QUIT", "221 2.0.0 bye", argument,
                 done=lambda: self.relay.leave(self))
        raise _Gone


class Relay:
    """The server; it listens while the context lasts."""

    def __init__(self, port=None, tls=None):
        self.port = port or servers.free_port()
        self.tls = tls
        self.offers_in_tls = ()
        self.mails = []
        self.heard = []
        self.busiest = 0
        self._present = set()
        self._lock = threading.Lock()
        self.play()

    def play(self, offers=("PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES"),
             **script):
        """From now on play this."""
        self.offers = offers
        self.script = script
        self.steps = {}
        self._changed = threading.Condition()

    def reached(self, step):
        with self._changed:
            self.steps[step] = self.steps.get(step, 0) + 1
            self._changed.notify_all()

    def await_step(self, step, timeout=15):
        """Wait until a client has come to a step."""
        with self._changed:
            if not self._changed.wait_for(lambda: step in self.steps,
                                          timeout):
                raise AssertionError(f"nobody came to {step}")

    def to(self, address):
        """The messages that it took for an address, parsed as a mailbox
        keeps them."""
        return [email.message_from_bytes(message.replace(b"\r\n", b"\n"),
                                         policy=email.policy.default)
                for _, recipient, message in list(self.mails)
                if recipient == address]

    # ---- its life ----

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listener,),
                         daemon=True).start()
        return self

    def __exit__(self, *_):
        # close() alone would leave the thread in accept().
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @contextlib.contextmanager
    def away(self):
        """Nobody listens."""
        self.__exit__()
        try:
            yield
        finally:
            self.__enter__()

    def _accept(self, listener):
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            sock.settimeout(60)
            connection = _Connection(self, sock)
            self.heard.append(connection.lines)
            threading.Thread(target=self._serve, args=(connection,),
                             daemon=True).start()

    def _serve(self, connection):
        with self._lock:
            self._present.add(connection)
            self.busiest = max(self.busiest, len(self._present))
        try:
            connection.serve()
        except (_Gone, OSError):
            pass
        finally:
            self.leave(connection)
            with contextlib.suppress(OSError):
                connection.socket.close()

    def leave(self, connection):
        """It is over, as soon as good-bye is said."""
        with self._lock:
            self._present.discard(connection)


# ---- certificates ----

def _openssl(*words, **how):
    subprocess.run(["openssl", *map(str, words)], check=True,
                   capture_output=True, **how)


class Authority:
    """A certificate authority in a folder; `file` is its certificate."""

    def __init__(self, folder, name="ca"):
        self.folder = folder
        self.name = name
        self.file = folder / f"{name}.pem"
        _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes",
                 "-keyout", folder / f"{name}.key", "-out", self.file,
                 "-subj", f"/CN={name}", "-days", 2)

    def server(self, names="DNS:localhost", days=2):
        """A server's TLS context with a certificate for these names."""
        stem = self.folder / re.sub(r"\W", "-", f"{names}{days}")
        request, certificate = f"{stem}.csr", f"{stem}.pem"
        _openssl("req", "-newkey", "rsa:2048", "-nodes",
                 "-keyout", f"{stem}.key", "-out", request,
                 "-subj", "/CN=relay")
        extensions = self.folder / "extensions"
        extensions.write_text(f"subjectAltName={names}\n")
        _openssl("x509", "-req", "-in", request, "-CA", self.file,
                 "-CAkey", self.folder / f"{self.name}.key",
                 "-CAcreateserial", "-days", days, "-extfile", extensions,
                 "-out", certificate)
        return _context(certificate, f"{stem}.key")


def self_signed(folder, names="DNS:localhost"):
    """A server's TLS context that nobody vouches for but itself."""
    key, certificate = folder / "self.key", folder / "self.pem"
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", 2,
             "-keyout", key, "-out", certificate, "-subj", "/CN=relay",
             "-addext", f"subjectAltName={names}")
    return _context(certificate, key)


def _context(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def plain(user, password):
    """What AUTH PLAIN says for a user and a password."""
    return base64.b64encode(f"\0{user}\0{password}".encode()).decode()
