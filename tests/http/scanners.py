# SPDX-License-Identifier: MIT
"""Mail scanners open every link: a thousand looks leave every row of every
table as it was."""
import http.client

import people
import tap
from crowd import at_once
from stack import Stack
from unchanged import unchanged

LOOKS = 1000
AT_ONCE = 4


def look(method, path, times):
    """Look so often, on one connection; gives the statuses met."""
    connection = http.client.HTTPConnection(stack.api.base.hostname,
                                            stack.api.base.port)
    met = set()
    for _ in range(times):
        connection.request(method, path, headers={
            "User-Agent": "scanner", "Accept": "*/*"})
        answer = connection.getresponse()
        body = answer.read()
        met.add((answer.status, bool(body)))
    connection.close()
    return met


def scan(name, path, status):
    """GET and HEAD it, a thousand times together, from several sides."""
    with tap.test(f"{LOOKS} GET and as many HEAD of {name} change "
                  "nothing"), unchanged(stack):
        times = LOOKS // (AT_ONCE // 2)
        met = at_once([
            lambda method=method: look(method, path, times)
            for method in ("GET", "HEAD") * (AT_ONCE // 2)])
        tap.is_(set().union(*met), {(status, True), (status, False)})
        tap.is_(met[0], {(status, True)})
        tap.is_(met[1], {(status, False)})


with Stack({"limits.address_per_hour": 10000}) as stack:
    town = people.Town(stack)
    live, dead = town.send(), town.send()
    dead.move_expiry(-1)
    public = town.business().open_link()
    with tap.test("a row that changes would be seen"):
        before = stack.snapshot()
        live.visitor().preview()
        tap.ok(stack.snapshot() != before)
    scan("a mailed link", f"/i/{live.mailed}", 200)
    scan("a returned link", f"/i/{live.returned}", 200)
    scan("a dead link", f"/i/{dead.mailed}", 410)
    scan("a public link", f"/p/{public}", 200)
    scan("a link that stops the mail", f"/u/{live.mail().unsubscribe}", 200)
    scan("a link nobody knows", "/i/" + "A" * 64, 404)
    with tap.test("after all that the invitation is accepted"):
        tap.is_(live.visitor().accept().status, 200)
tap.done()
