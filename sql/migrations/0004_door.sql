-- SPDX-License-Identifier: MIT
-- The doors without a key, for every family: one link may be both returned
-- and mailed, and one accept has one shape.

alter table link drop constraint link_purpose_known;
alter table link add constraint link_purpose_known
    check (purpose in ('returned', 'mailed', 'only', 'public'));
comment on column link.purpose is
    'returned to the caller; mailed, which proves the address; only: the '
    'one link that is both, and proves nothing; or public.';

comment on column acceptance.subject is
    'organization:<id>, the address proved, or what names the request.';

-- One accept at a door without a key: see sql/link/link_accept.sql.
create type door as (
    l link,
    request_id uuid,
    proof_hash text,
    repeat_key text,
    email_key text,
    password_hash text,
    connection_id uuid,
    sealed json,
    answers json
);
comment on type door is
    'l: the link; repeat_key: names the form or the Idempotency-Key, so that '
    'a repeat is known; email_key: the address typed, as compared; '
    'password_hash: scrypt; connection_id: what sealed (credentials) is '
    'sealed for; answers: the other members, by their names on the wire.';
