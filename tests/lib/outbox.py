# SPDX-License-Identifier: MIT
"""Mails in usher's outbox: making them, waiting for what becomes of them,
moving their times back."""
import re
import time

import pool
import servers


class Outbox:
    """The mails of invitations from one business of a stack."""

    def __init__(self, stack, name="Acme"):
        self.stack = stack
        self.client = stack.root(name, address="acme@acme.example")
        self.business = self.client.organization
        self.path = f"/api/businesses/{self.business}/invitations"

    def create(self, address, **members):
        """Invite an address; gives the invitation's id."""
        def post():
            return self.client.post(self.path, {"email": address, **members})

        answer = post()
        while answer.status == 503:  # a test has just hurt the database
            time.sleep(float(answer.headers["Retry-After"]))
            answer = post()
        if answer.status != 201:
            raise AssertionError(f"{answer!r}")
        return answer["id"]

    def invite(self, address, **members):
        """Invite an address; gives the id once the mail was tried."""
        invitation = self.create(address, **members)
        self.settled(invitation)
        return invitation

    def delivery(self, invitation):
        return self.client.get(f"{self.path}/{invitation}")["delivery"]

    def settled(self, invitation, attempts=1, timeout=20):
        """The delivery once it has been tried so often."""
        self._wait(lambda: self._mail(invitation)[1] >= attempts, timeout,
                   invitation)
        return self.delivery(invitation)

    def await_state(self, invitation, *states, timeout=20):
        """Wait until the mail is in one of the states."""
        self._wait(lambda: self._mail(invitation)[0] in states, timeout,
                   invitation)

    def _wait(self, is_true, timeout, invitation):
        if not servers.wait_until(is_true, timeout):
            raise AssertionError(f"the mail is {self._mail(invitation)}")

    def _mail(self, invitation):
        """(state, attempts, last error) of an invitation's last mail."""
        return self.stack.db.rows(
            "select state, attempts, last_error from outbox "
            "where invitation_id = %s and recipient_id is not null "
            "order by id desc", invitation)[0]

    def row(self, invitation, columns="*"):
        return self.stack.db.rows(
            f"select {columns} from outbox where invitation_id = %s "
            "and recipient_id is not null order by id desc", invitation)[0]

    def hasten(self, invitation=None):
        """Let deferred mails (of one invitation) be due now."""
        self.stack.db.run(
            "update outbox set due_at = clock_timestamp() "
            "where state = 'deferred' and (%s is null "
            "or invitation_id = %s::uuid)", invitation, invitation)

    def age(self, seconds):
        """Let every mail under way be so much older."""
        self.stack.db.run(
            "update outbox set due_at = due_at - %s * interval '1 second', "
            "created_at = created_at - %s * interval '1 second', "
            "give_up_at = give_up_at - %s * interval '1 second' "
            "where due_at is not null", seconds, seconds, seconds)


def mailer_pid(stack):
    """The mailer's process id, by usher's log."""
    log = stack.usher.log.read_text()
    return int(re.findall(r"event=started role=mailer child=(\d+)", log)[-1])


def sender_pids(stack):
    """The processes that hold a session with the relay now."""
    return pool.children(mailer_pid(stack))


def await_sender(stack, timeout=10):
    """The process id of a sender, as soon as there is one."""
    deadline = time.monotonic() + timeout
    while not (pids := sender_pids(stack)):
        if time.monotonic() > deadline:
            raise AssertionError("no sender came")
        time.sleep(0.002)
    return pids[0]
