# SPDX-License-Identifier: MIT
"""Sessions of the web role that wait for each other, at moments that HTTP
cannot choose: one leaves its transaction open while another calls.

    one, two = (waiting.Session(stack, schema, owner) for _ in range(2))
    one.begin("connection_accept(%s, ...)", ...)
    with two.waiting("connection_archive(%s, ...)", ...) as answer:
        one.commit()
    tap.is_(answer[0], "connection_state")
"""
import contextlib
import threading
import time

import psycopg2


class Session:
    """The web role, with calls that may go on while the test does."""

    def __init__(self, stack, schema, owner):
        self.db = stack.enter_context(schema.connect("usher_web"))
        self.owner = owner
        self.pid = self.db.connection.get_backend_pid()

    def call(self, what, *values):
        """The code and the body that a procedure answers; a refusal that
        was raised is one, an error of the server is its SQLSTATE."""
        try:
            return self.db.row(f"select code, body from usher.{what}",
                               *values)
        except psycopg2.Error as error:
            if error.pgcode == "US001":
                return error.diag.message_primary, None
            return error.pgcode, None

    def serve(self, what, *values):
        """The same, got as a worker does: who was kept from a row for too
        long has a second turn."""
        done = self.call(what, *values)
        return self.call(what, *values) if done[0] == "55P03" else done

    def code(self, what, *values):
        """The code alone."""
        return self.serve(what, *values)[0]

    def begin(self, what, *values):
        """Make a call and keep the transaction open."""
        self.db.run("begin")
        return self.call(what, *values)[0]

    def commit(self):
        self.db.run("commit")

    @contextlib.contextmanager
    def waiting(self, what, *values):
        """Serve a call that waits for a lock, and go on; what it answered is
        in the list, once the context is over."""
        answer = []
        thread = threading.Thread(
            target=lambda: answer.extend(self.serve(what, *values)))
        thread.start()
        deadline = time.monotonic() + 5
        while not self.owner.rows("select 1 from pg_locks where pid "
                                  "= %s and not granted", self.pid):
            if time.monotonic() > deadline or not thread.is_alive():
                thread.join()
                raise AssertionError(f"{what} waited for nothing: {answer}")
        yield answer
        thread.join()
