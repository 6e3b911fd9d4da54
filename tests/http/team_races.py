# SPDX-License-Identifier: MIT
"""Many at once around ten seats: never more than ten are taken, whatever
came first. As usual, through PgBouncer in transaction mode, and with one
database role."""
import itertools
import random

import people
import state
import tap
import teams
from crowd import at_once, outcomes
from stack import WAYS, Stack

MANY = 200
SEATS = 10


def holds(acme, name):
    """No more seats than there are, and the rows fit together."""
    tap.ok(sum(acme.seats()) <= SEATS, acme.seats())
    tap.is_(state.broken(acme.stack.db), {}, name)


def race_creates(town):
    with tap.test(f"{MANY} creates on {SEATS} seats: {SEATS} invitations"):
        acme = teams.Team(town, SEATS)
        answers = at_once(itertools.repeat(acme.invite, MANY))
        tap.is_(outcomes(answers), {
            (201, None): SEATS, (409, "seat_limit_reached"): MANY - SEATS})
        tap.is_(acme.seats(), (0, SEATS))
        tap.is_(sorted(int(a["licenseQuantity"]) for a in answers
                       if a.status == 201), list(range(1, SEATS + 1)))
        holds(acme, "creates")
    return acme


def race_accepts(acme):
    with tap.test(f"{MANY} accepts of {SEATS} invitations: {SEATS} members"):
        sent = acme.invitations().json
        tokens = [acme.token(one["id"]) for one in sent]
        answers = at_once([
            lambda token=token: acme.accept(token)
            for token in tokens * (MANY // SEATS)])
        tap.is_(outcomes(answers), {(200, None): MANY})
        tap.is_(len({a["id"] for a in answers}), SEATS)
        tap.is_(acme.seats(), (SEATS, 0))
        tap.is_(len(acme.users().json), SEATS)
        holds(acme, "accepts")


def race_all(town):
    with tap.test(f"{MANY} creates, accepts, resends, revokings and removals "
                  f"on {SEATS} seats: never more than {SEATS}"):
        acme = teams.Team(town, SEATS)
        members = [acme.join(password=None) for _ in range(2)]
        sent = [acme.invite()["id"] for _ in range(8)]
        tokens = [acme.token(id) for id in sent]
        for id in sent[5:]:
            acme.move_expiry(id, -1)
        deeds = ([acme.invite] * 80
                 + [lambda t=t: acme.accept(t) for t in tokens] * 10
                 + [lambda i=i: acme.resend(i) for i in sent] * 4
                 + [lambda: acme.revoke(sent[0])] * 3
                 + [lambda m=m: acme.remove(m.id) for m in members] * 2)
        deeds = deeds[:MANY]
        random.shuffle(deeds)
        answers = at_once([*deeds, *[acme.license] * 5])
        tap.is_({a.code for a in answers} - {
            None, "seat_limit_reached", "invitation_expired",
            "invitation_revoked", "invitation_state", "already_member",
            "too_many"}, set())
        for answer in answers:
            if answer.path.endswith("/license"):
                tap.ok(answer["used"] + answer["reserved"] <= SEATS,
                       answer.text)
        quantities = [a["licenseQuantity"] for a in answers
                      if a.status in (200, 201)]
        tap.ok(all(int(q) <= SEATS for q in quantities), quantities)
        holds(acme, "all")


def race_one_address(town):
    with tap.test("50 creates of one address: one invitation, one seat"):
        acme = teams.Team(town, SEATS)
        answers = at_once([lambda: acme.invite("one@example.com")] * 50)
        tap.is_(outcomes(answers), {
            (201, None): 1, (409, "invitation_already_pending"): 49})
        tap.is_(acme.seats(), (0, 1))
    with tap.test("50 accepts of it: one member, who is first come"):
        token = acme.token(acme.invitations().json[0]["id"])
        names = [f"Name {n}" for n in range(50)]
        answers = at_once([lambda n=n: acme.accept(token, firstName=n)
                           for n in names])
        tap.is_(outcomes(answers), {(200, None): 50})
        (member,) = acme.users().json
        tap.ok(member["firstName"] in names)
        tap.is_(acme.stack.db.value(
            "select count(*) from event where type = 'member.joined' "
            "and organization_id = %s", acme.id), 1)


def race_limit(town):
    with tap.test("a limit that is lowered meanwhile is never passed"):
        for _ in range(5):
            acme = teams.Team(town, SEATS)
            answers = at_once(
                [acme.invite] * 15
                + [lambda n=n: acme.set_license(seatLimit=n)
                   for n in (2, 4, 6)])
            tap.is_({a.code for a in answers} - {
                None, "seat_limit_reached", "seat_limit_below_use"}, set())
            shown = acme.license()
            tap.ok(shown["available"] >= 0, shown.text)


def main():
    for name, how in WAYS.items():
        with tap.group(name), Stack({"limits.address_per_hour": 10000,
                                     "limits.resend_interval": 0},
                                    **how) as stack:
            town = people.Town(stack)
            race_accepts(race_creates(town))
            race_all(town)
            if name == "as usual":
                race_one_address(town)
                race_limit(town)
    tap.done()


main()
