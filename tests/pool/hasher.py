# SPDX-License-Identifier: MIT
"""A process that hashes a password may die, and so may its worker; neither
is waited for, and both places are there again."""
import concurrent.futures
import os
import signal
import time

import people
import pool
import tap
import teams
from stack import Stack


def hashers(usher):
    """{process that hashes: its worker} of now."""
    return {child: worker for worker in pool.workers(usher)
            for child in pool.children(worker)}


def begin(usher):
    """Log in, and wait for the hash to begin; gives the answer to come,
    the process and its worker."""
    pool.await_end(hashers(usher))
    answer = clients.submit(member.log_in)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        for hasher, worker in hashers(usher).items():
            return answer, hasher, worker
        time.sleep(0.001)
    raise AssertionError("nobody hashes")


with Stack() as stack, concurrent.futures.ThreadPoolExecutor(2) as clients:
    member = teams.Team(people.Town(stack)).join()
    usher = stack.usher

    def try_places():
        """Both log in at a time."""
        both = [clients.submit(member.log_in) for _ in range(2)]
        tap.is_([one.result().status for one in both], [201, 201])

    with tap.test("whose hash dies is told at once to try again"):
        answer, hasher, _ = begin(usher)
        os.kill(hasher, signal.SIGKILL)
        tap.is_(answer.result().status, 503)
        tap.is_(answer.result()["code"], "unavailable")
        tap.ok(answer.result().headers["Retry-After"])
        try_places()
    with tap.test("a worker that dies takes its hash along"):
        answer, hasher, worker = begin(usher)
        os.kill(worker, signal.SIGKILL)
        tap.is_(pool.await_end([hasher]), [])
        tap.is_(answer.result().status, 503)
        pool.await_workers(usher, 2)
        try_places()
    with tap.test("new workers wait for the hash of an old one"):
        answer, _, _ = begin(usher)
        usher.signal(signal.SIGHUP)
        tap.is_(answer.result().status, 201)
        try_places()
    with tap.test("a hash leaves nothing behind"):
        tap.is_(pool.await_end(hashers(usher)), [])
    with tap.test("a stop waits for it"):
        answer, _, _ = begin(usher)
        usher.signal(signal.SIGTERM)
        tap.is_(answer.result().status, 201)
tap.done()
