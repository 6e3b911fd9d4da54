-- SPDX-License-Identifier: MIT
-- The house: organizations, their keys, what happened, what was repeated.
-- Every key and index begins with organization_id, so that rows of one
-- organization stay together however the tables are spread.

create table organization (
    id uuid not null,
    kind text not null,
    name text not null,
    email text,
    email_key text,
    is_email_vouched boolean not null default false,
    ancestor_ids uuid[] not null default '{}',
    locale text,
    brand_color text,
    brand_logo text,
    redirect_urls text[] not null default '{}',
    details json,
    created_at timestamptz not null default clock_timestamp(),
    revision integer not null default 1,
    constraint organization_pk primary key (id),
    constraint organization_kind_known
        check (kind in ('business', 'company', 'merchant', 'customer')),
    constraint organization_email_whole
        check ((email is null) = (email_key is null))
);
create index organization_by_ancestor on organization
    using gin (ancestor_ids);
create index organization_by_address on organization (email_key)
    where is_email_vouched;

comment on table organization is
    'Whoever owns invitations; small, read everywhere.';
comment on column organization.id is 'Chosen by its maker, else UUIDv7.';
comment on column organization.kind is
    'business, company, merchant or customer: the family it takes part in.';
comment on column organization.name is 'Shown to recipients.';
comment on column organization.email is 'Its address, as typed.';
comment on column organization.email_key is
    'Its address folded and in ASCII: what is compared.';
comment on column organization.is_email_vouched is
    'Whether one above it, the command line, a mail or a code proved it.';
comment on column organization.ancestor_ids is
    'Those above it, topmost first; empty for a topmost one.';
comment on column organization.locale is
    'Language of its mails and pages, where an invitation names none.';
comment on column organization.brand_color is '#rrggbb.';
comment on column organization.brand_logo is 'A data: URI.';
comment on column organization.redirect_urls is
    'Where its pages may send a recipient when done.';
comment on column organization.details is
    'What a merchant confirmed about itself; null before.';
comment on column organization.created_at is 'When it was made.';
comment on column organization.revision is 'Counts its changes; the ETag.';

create table api_key (
    organization_id uuid not null,
    id uuid not null,
    name text not null,
    hash bytea not null,
    hint text not null,
    scopes text[] not null,
    role text not null,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz,
    revoked_at timestamptz,
    constraint api_key_pk primary key (organization_id, id),
    constraint api_key_organization_fk foreign key (organization_id)
        references organization (id),
    constraint api_key_role_known
        check (role in ('Owner', 'Admin', 'Agent'))
);
create index api_key_by_id on api_key (id);

comment on table api_key is 'Keys to the API; small, read everywhere.';
comment on column api_key.organization_id is
    'For whom, and for all below whom, it acts.';
comment on column api_key.id is 'Also stands in the key itself.';
comment on column api_key.name is 'What its maker calls it.';
comment on column api_key.hash is 'SHA-256 of the whole key.';
comment on column api_key.hint is 'Its last characters, to tell it apart.';
comment on column api_key.scopes is 'What it may do; * is everything.';
comment on column api_key.role is
    'The highest role it may grant: Owner, Admin or Agent.';
comment on column api_key.created_at is 'When it was made.';
comment on column api_key.expires_at is 'From when it is no good; null: never.';
comment on column api_key.revoked_at is 'When it was revoked.';

create table event (
    organization_id uuid not null,
    id uuid not null,
    transaction_id xid8 not null default pg_current_xact_id(),
    type text not null,
    invitation_id uuid,
    at timestamptz not null,
    actor text not null,
    request_id uuid,
    data json not null,
    constraint event_pk primary key (organization_id, id)
);
create index event_feed on event (transaction_id, id);
create index event_by_invitation on event (organization_id, invitation_id, id)
    where invitation_id is not null;

comment on table event is 'What happened, one row a change, never altered.';
comment on column event.organization_id is 'To whom it happened.';
comment on column event.id is 'UUIDv7.';
comment on column event.transaction_id is
    'Who wrote it: the feed shows only those that nothing can come before.';
comment on column event.type is 'Such as invitation.created.';
comment on column event.invitation_id is 'The invitation it concerns.';
comment on column event.at is 'When.';
comment on column event.actor is
    'key:<id>, user:<id>, link:<id>, cli or system.';
comment on column event.request_id is 'The request that caused it.';
comment on column event.data is 'What else is worth knowing; an object.';

create table idempotency (
    organization_id uuid not null,
    owner bytea not null,
    method text not null,
    path text not null,
    key text not null,
    body_hmac bytea not null,
    scopes text[],
    role text,
    created_at timestamptz not null default clock_timestamp(),
    code text,
    body text,
    id uuid,
    revision integer,
    constraint idempotency_pk
        primary key (organization_id, owner, method, path, key)
);
create index idempotency_by_age on idempotency (created_at);

comment on table idempotency is
    'Answers remembered for 24 hours under the caller''s Idempotency-Key.';
comment on column idempotency.organization_id is
    'The organization of the key, or of the token.';
comment on column idempotency.owner is
    'SHA-256 of the token on doors without a key; else empty.';
comment on column idempotency.method is 'POST, PATCH, PUT or DELETE.';
comment on column idempotency.path is 'As called, a token in it left out.';
comment on column idempotency.key is 'The header''s value.';
comment on column idempotency.body_hmac is
    'HMAC of the request''s body under a server key.';
comment on column idempotency.scopes is
    'What the key that claimed it may do; null on doors without a key.';
comment on column idempotency.role is 'The role of that key.';
comment on column idempotency.created_at is 'When it was claimed.';
comment on column idempotency.code is 'The answer''s outcome; null: done.';
comment on column idempotency.body is 'The answer''s JSON, with its marks.';
comment on column idempotency.id is 'The id of what was made.';
comment on column idempotency.revision is 'The revision answered.';

-- What every procedure answers: see sql/lib/reply_*.sql.
create type reply as (
    code text,
    body json,
    id uuid,
    revision integer,
    next_cursor uuid
);
comment on type reply is
    'code: null for done, else a problem''s code or an outcome; body: the '
    'JSON to relay, with marks; id and revision: for Location and ETag; '
    'next_cursor: where the next page of a list begins.';

-- Who asks and what they may do: see sql/lib/authority_of.sql.
create type authority as (
    problem text,
    actor text,
    request_id uuid,
    organization_id uuid,
    key_id uuid,
    scopes text[],
    role text,
    can_write boolean,
    is_operator boolean
);
comment on type authority is
    'problem: why not, else null; organization_id: whose key it is (null: '
    'the command line); can_write: whether it may see links.';
