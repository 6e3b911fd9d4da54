# SPDX-License-Identifier: MIT
"""Guessing the codes of a base link for listed addresses: stopped at the
stated counts, 5 for a code, 25 a day for an address, 200 a day for the link,
by HTTP as far as these go, and 10^5 times at the procedures."""
import collections

import companies
import people
import tap
from expect import refused
from stack import Stack

OPTIONS = {"limits.address_per_hour": 10000}
GUESSES = 100000


def addresses(count):
    return [f"listed{n}@example.com" for n in range(count)]


def wrong(code, step):
    """Six other digits."""
    return f"{(int(code) + step) % 1000000:06}"


def guess(visitor, address, code, count):
    """The answers to so many wrong guesses."""
    return [visitor.confirm(address, wrong(code, n + 1))
            for n in range(count)]


def codes_of(answers):
    return dict(collections.Counter((a.status, a.code) for a in answers))


def pass_time(token, how_long):
    """Let all that was sent there have been so much earlier."""
    stack.db.run(
        "update verification v set sent_at = array(select t - %s::interval "
        "from unnest(sent_at) t) from link l where l.id = v.link_id "
        "and l.hash = sha256(%s::bytea)", how_long, token)


def try_one_address():
    invited = town.invite(allowedEmails=["one@example.com"])
    visitor, address = invited.visitor(), "one@example.com"
    with tap.test("an address has five tries a code, 25 a day"):
        for number in range(1, 6):
            tap.is_(visitor.verify(address).status, 202)
            code = stack.mailbox.wait_code(address, number)
            tap.is_(codes_of(guess(visitor, address, code, 8)), {
                (422, "invalid_fields"): 5, (429, "code_exhausted"): 3})
            refused(visitor.confirm(address, code), 429, "code_exhausted")
            pass_time(invited.token, "61 seconds")
        refused(visitor.verify(address), 429, "code_exhausted")
        tap.is_(stack.db.value(
            "select try_count from verification where email_key = %s",
            address), 25)
        tap.is_(invited.company.connections()["data"], [])


def try_whole_link():
    listed = addresses(100)
    invited = town.invite(allowedEmails=listed)
    visitor = invited.visitor()
    with tap.test("200 guesses a day at a link, whoever they are for"):
        answers = []
        for number, address in enumerate(listed[:45]):
            visitor.verify(address)
            code = stack.mailbox.wait_code(address)
            answers += guess(visitor, address, code, 5)
        tap.is_(codes_of(answers), {(422, "invalid_fields"): 200,
                                    (429, "code_exhausted"): 25})
        refused(visitor.confirm(address, code), 429, "code_exhausted")
    with tap.test("with no try left there is no proof, and no connection"):
        tap.is_(stack.db.value(
            "select count(*) from verification "
            "where proof_hash is not null"), 0)
        tap.is_(invited.read()["useCount"], 0)
    with tap.test("a mailed link of the same invitation needs none"):
        other = town.invite(allowedEmails=["mailed@example.com"],
                            sendEmail=True)
        tap.is_(other.use("mailed@example.com").status, 200)
    with tap.test("another link has tries of its own"):
        fresh = town.invite(allowedEmails=["fresh@example.com"])
        proof = fresh.visitor().prove(stack.mailbox, "fresh@example.com")
        tap.is_(fresh.visitor().accept(
            proof=proof, **companies.filled()).status, 200)


# Each listed address has a code; one is guessed after the other, a thousand
# times, and only the last guess is right.
STORM = """
do $do$
declare
    v_link link;
    v_hash text;
    v_addresses text[];
    v_address text;
    v_code text;
    v_codes text[];
begin
    select l.* into v_link from link l where l.hash = sha256('{token}');
    v_hash := encode(v_link.hash, 'hex');
    v_addresses := array(select r.email_key from recipient r
        where r.invitation_id = v_link.invitation_id);
    create temporary table outcome (code text);
    foreach v_address in array v_addresses loop
        perform link_verify(v_link.organization_id, '{{}}', v_link.id,
            v_hash, json_build_object('number', 1, 'salt', repeat('0', 32),
                'check', repeat('a', 64)), v_address, v_address);
    end loop;
    for n in 1 .. {each} loop
        v_codes := '{{}}';
        foreach v_address in array v_addresses loop
            v_code := (link_confirm(v_link.organization_id, '{{}}', v_link.id,
                v_hash, json_build_object('id', v_link.id, 'number', 1,
                    'salt', repeat('0', 32), 'hash', repeat('b', 64)),
                array[case when n = {each} then repeat('a', 64)
                    else lpad(n::text, 64, '0') end], v_address, v_address))
                .code;
            v_codes := v_codes || coalesce(v_code, 'proof');
        end loop;
        insert into outcome select unnest(v_codes);
        commit; -- or every feed of the cluster waits for the last guess
    end loop;
end
$do$"""


def outcomes():
    """{code: how many} of the guesses of a storm."""
    found = dict(stack.db.rows(
        "select code, count(*) from outcome group by code"))
    stack.db.run("drop table outcome")
    return found


def try_storm():
    listed = addresses(100)
    invited = town.invite(allowedEmails=listed)
    with tap.test(f"of {GUESSES} guesses 200 are tried, and none is right"):
        stack.db.run(STORM.format(token=invited.token,
                                  each=GUESSES // len(listed)))
        tap.is_(outcomes(), {"invalid_fields": 200,
                             "code_exhausted": GUESSES - 200})
    with tap.test("the next day there are as many again, and no more"):
        stack.db.run("update link set tries_since = tries_since "
                     "- interval '1 day' where hash = sha256(%s::bytea)",
                     invited.token)
        stack.db.run(
            "update verification set tries_since = tries_since - interval "
            "'1 day', sent_at = '{}', code_tries = 0")
        stack.db.run(STORM.format(token=invited.token, each=10))
        tap.is_(outcomes(), {"invalid_fields": 200, "code_exhausted": 800})


def try_unlisted():
    invited = town.invite(allowedEmails=["known@example.com"])
    visitor = people.Visitor(stack.api, invited.token)
    with tap.test("who is not listed can tell nothing from the answers"):
        def dialogue(address):
            yield visitor.verify(address)
            yield visitor.verify(address)
            for _ in range(7):
                yield visitor.confirm(address, "999999")
        tap.is_(*[[(a.status, a.code, a.json.get("errors"))
                   for a in dialogue(address)]
                  for address in ("known@example.com", "eve@example.com")])
        stack.settle()
        tap.is_(stack.mailbox.all("eve@example.com"), [])


with Stack(OPTIONS) as stack:
    town = companies.Town(stack)
    try_one_address()
    try_whole_link()
    try_unlisted()
    try_storm()
tap.done()
