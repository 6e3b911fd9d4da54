# SPDX-License-Identifier: MIT
"""Someone between usher and PostgreSQL, who passes on what both say until
told to add or to lose something."""
import contextlib
import select
import socket
import struct
import threading

import servers

_IDLE = b"Z\x00\x00\x00\x05I"  # ReadyForQuery, outside of a transaction
_WORDS = (b"SFATAL\0VFATAL\0C57P01\0"
          b"Mterminating connection due to administrator command\0\0")
_FAREWELL = b"E" + struct.pack("!I", len(_WORDS) + 4) + _WORDS


class Between:
    """Listens as a server in this folder would."""

    def __init__(self, folder, postgres):
        self.folder = servers.make_folder(folder)
        self.postgres = postgres
        self.sessions = 0
        self.late = b""  # what was said to a session that had ended
        self._act = None
        self._listener = socket.socket(socket.AF_UNIX)
        path = f"{folder}/.s.PGSQL.{postgres.port}"
        self._listener.bind(path)
        servers.own(path)
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, role, database):
        return (f"host={self.folder} port={self.postgres.port} "
                f"dbname={database} user={role}")

    def say_farewell(self):
        """Right behind the next answer say that the session ends, as a
        server does that was told to stop while it made it; and be slow to
        hang up."""
        self._act = self._say_farewell

    def lose_answer(self):
        """Hang up instead of passing the next answer on."""
        self._act = self._lose_answer

    # ---- one session ----

    def _accept(self):
        while True:
            client = self._listener.accept()[0]
            self.sessions += 1
            threading.Thread(target=self._pass_on, args=(client,),
                             daemon=True).start()

    def _pass_on(self, client):
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{self.postgres.folder}/.s.PGSQL."
                       f"{self.postgres.port}")
        with client, server, contextlib.suppress(OSError):
            while True:
                for one in select.select([client, server], [], [])[0]:
                    data = one.recv(65536)
                    if not data:
                        return
                    if one is client:
                        server.sendall(data)
                    elif self._act and data.endswith(_IDLE):
                        act, self._act = self._act, None
                        return act(client, data)
                    else:
                        client.sendall(data)

    def _say_farewell(self, client, data):
        client.sendall(data + _FAREWELL)
        client.settimeout(2)
        while data := client.recv(65536):
            self.late += data

    def _lose_answer(self, client, data):
        """Leaving closes both."""
