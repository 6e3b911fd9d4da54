-- SPDX-License-Identifier: MIT
-- One state machine for all families: invitations, whom they are for, the
-- links that open them, and the mail that carries the links.

create table invitation (
    organization_id uuid not null,
    id uuid not null,
    kind text not null,
    state text not null default 'pending',
    inviter_name text,
    message text,
    locale text,
    redirect_url text,
    lifetime interval,
    expires_at timestamptz,
    max_uses integer,
    use_count integer not null default 0,
    created_at timestamptz not null,
    sent_at timestamptz,
    resent_at timestamptz,
    accepted_at timestamptz,
    rejected_at timestamptz,
    revoked_at timestamptz,
    reject_reason text,
    rejected_by text,
    revision integer not null default 1,
    alias_name text,
    connection_id uuid,
    constraint invitation_pk primary key (organization_id, id),
    constraint invitation_organization_fk foreign key (organization_id)
        references organization (id),
    constraint invitation_kind_known check (kind in
        ('connections', 'contributors', 'team', 'onboarding', 'applicants')),
    constraint invitation_state_known check (state in
        ('pending', 'accepted', 'rejected', 'revoked', 'expired')),
    constraint invitation_uses_bounded
        check (max_uses is null or use_count <= max_uses)
);
create index invitation_by_id on invitation (id);

comment on table invitation is 'An invitation of any family.';
comment on column invitation.organization_id is 'Who invites.';
comment on column invitation.id is 'UUIDv7: newer ones sort behind.';
comment on column invitation.kind is
    'The family: connections, contributors, team, onboarding, applicants.';
comment on column invitation.state is
    'What was done with it; expiry is known by expires_at, and stored here '
    'only when another invitation takes its place.';
comment on column invitation.inviter_name is 'The person who asks.';
comment on column invitation.message is 'The inviter''s own words.';
comment on column invitation.locale is 'Language of mail and page.';
comment on column invitation.redirect_url is 'The way on when it is done.';
comment on column invitation.lifetime is
    'How long it lives from each sending; null: for ever.';
comment on column invitation.expires_at is 'From when it is expired.';
comment on column invitation.max_uses is 'How often it may be accepted; '
    'null: any number of times.';
comment on column invitation.use_count is 'How often it has been.';
comment on column invitation.created_at is 'When it was made.';
comment on column invitation.sent_at is 'When a relay first took its mail.';
comment on column invitation.resent_at is 'When it was last sent again.';
comment on column invitation.accepted_at is 'When it was used up.';
comment on column invitation.rejected_at is 'When it was rejected.';
comment on column invitation.revoked_at is 'When it was revoked.';
comment on column invitation.reject_reason is 'The rejecter''s words.';
comment on column invitation.rejected_by is
    'Who rejected it: organization:<id> or recipient:<id>.';
comment on column invitation.revision is 'Counts its changes; the ETag.';
comment on column invitation.alias_name is
    'connections: what the inviter will call the connection.';
comment on column invitation.connection_id is
    'connections: what accepting it made.';

create table recipient (
    organization_id uuid not null,
    id uuid not null,
    invitation_id uuid not null,
    email text,
    email_key text,
    target text,
    is_live boolean not null default true,
    delivery_state text not null default 'none',
    delivery_attempts integer not null default 0,
    delivery_error text,
    delivery_next_at timestamptz,
    constraint recipient_pk primary key (organization_id, id),
    -- Deferred: the recipient is written first, since it holds the target.
    constraint recipient_invitation_fk
        foreign key (organization_id, invitation_id)
        references invitation (organization_id, id)
        deferrable initially deferred,
    constraint recipient_delivery_known check (delivery_state in
        ('none', 'queued', 'sent', 'deferred', 'failed', 'suppressed'))
);
create unique index recipient_one_live
    on recipient (organization_id, target) where is_live;
create index recipient_by_invitation
    on recipient (organization_id, invitation_id);
create index recipient_by_address on recipient (email_key);

comment on table recipient is 'Whom an invitation is for.';
comment on column recipient.organization_id is 'Who invites.';
comment on column recipient.id is 'UUIDv7.';
comment on column recipient.invitation_id is 'To what.';
comment on column recipient.email is 'The address as typed.';
comment on column recipient.email_key is 'The address as compared.';
comment on column recipient.target is
    'What only one live invitation may aim at; null: any number may.';
comment on column recipient.is_live is
    'Whether it holds its target; false once it ended or another took over.';
comment on column recipient.delivery_state is
    'How the mail fares: none, queued, sent, deferred, failed, suppressed.';
comment on column recipient.delivery_attempts is 'Tries so far.';
comment on column recipient.delivery_error is 'The server''s last words.';
comment on column recipient.delivery_next_at is 'When it is tried again.';

create table link (
    organization_id uuid not null,
    id uuid not null,
    invitation_id uuid,
    recipient_id uuid,
    purpose text not null,
    number integer not null,
    salt bytea not null,
    hash bytea not null,
    unsubscribe_hash bytea not null,
    created_at timestamptz not null default clock_timestamp(),
    replaced_at timestamptz,
    viewed_at timestamptz,
    asked_at timestamptz,
    try_count integer not null default 0,
    tries_since timestamptz,
    constraint link_pk primary key (organization_id, id),
    constraint link_invitation_fk foreign key (organization_id, invitation_id)
        references invitation (organization_id, id),
    constraint link_recipient_fk foreign key (organization_id, recipient_id)
        references recipient (organization_id, id),
    constraint link_purpose_known
        check (purpose in ('returned', 'mailed', 'public'))
);
create index link_by_invitation on link (organization_id, invitation_id);

comment on table link is
    'A token that opens something. The token itself is nowhere: with the '
    'server key it can be made again from what stands here.';
comment on column link.organization_id is 'Who invites; stands in the token.';
comment on column link.id is 'Stands in the token.';
comment on column link.invitation_id is 'What it opens; null: a public link.';
comment on column link.recipient_id is
    'Whose it is alone; null: whoever holds it.';
comment on column link.purpose is
    'returned to the caller, mailed (which proves the address), or public.';
comment on column link.number is 'The server key it is made with.';
comment on column link.salt is 'What else it is made with.';
comment on column link.hash is 'SHA-256 of the token.';
comment on column link.unsubscribe_hash is
    'SHA-256 of the token that stops more invitations.';
comment on column link.created_at is 'When it was made.';
comment on column link.replaced_at is 'When another took its place.';
comment on column link.viewed_at is 'The last view on record.';
comment on column link.asked_at is 'When a new one was last asked for here.';
comment on column link.try_count is 'Codes tried here since tries_since.';
comment on column link.tries_since is 'When the day of tries began.';

create table verification (
    organization_id uuid not null,
    link_id uuid not null,
    email_key text not null,
    code_number integer,
    code_check bytea,
    code_expires_at timestamptz,
    code_tries integer not null default 0,
    sent_at timestamptz[] not null default '{}',
    try_count integer not null default 0,
    tries_since timestamptz,
    proof_hash bytea,
    proof_expires_at timestamptz,
    constraint verification_pk
        primary key (organization_id, link_id, email_key),
    constraint verification_link_fk foreign key (organization_id, link_id)
        references link (organization_id, id)
);

comment on table verification is
    'Codes for one address at one link, and what they proved. Addresses that '
    'are not on the list have a row too, so that nobody can tell.';
comment on column verification.organization_id is 'Who invites.';
comment on column verification.link_id is 'Where the code was asked for.';
comment on column verification.email_key is 'The address typed.';
comment on column verification.code_number is 'The server key of code_check.';
comment on column verification.code_check is
    'HMAC of link, address and digits; null: no code can be right.';
comment on column verification.code_expires_at is 'Until when it is good.';
comment on column verification.code_tries is 'Tries at the present code.';
comment on column verification.sent_at is 'Codes asked for in the last day.';
comment on column verification.try_count is 'Tries since tries_since.';
comment on column verification.tries_since is 'When the day of tries began.';
comment on column verification.proof_hash is 'SHA-256 of the proof.';
comment on column verification.proof_expires_at is
    'Until when the proof is good.';

create table acceptance (
    organization_id uuid not null,
    source_id uuid not null,
    subject text not null,
    accepted_organization_id uuid,
    connection_id uuid,
    accepted_at timestamptz not null,
    constraint acceptance_pk primary key (organization_id, source_id, subject)
);

comment on table acceptance is
    'Who has accepted what, so that the same one gets the same result.';
comment on column acceptance.organization_id is 'Who invites.';
comment on column acceptance.source_id is
    'The invitation, or the link if it is public.';
comment on column acceptance.subject is
    'organization:<id>, or the address proved.';
comment on column acceptance.accepted_organization_id is
    'connections: the business that accepted.';
comment on column acceptance.connection_id is 'connections: the result.';
comment on column acceptance.accepted_at is 'When.';

create table address_limit (
    organization_id uuid not null,
    email_key text not null,
    sent_at timestamptz[] not null default '{}',
    constraint address_limit_pk primary key (organization_id, email_key)
);

comment on table address_limit is
    'Invitation mails to one address within one topmost organization.';
comment on column address_limit.organization_id is 'The topmost one.';
comment on column address_limit.email_key is 'The address.';
comment on column address_limit.sent_at is 'The last hour''s mails.';

create table suppression (
    organization_id uuid not null,
    email_key text not null,
    created_at timestamptz not null default clock_timestamp(),
    constraint suppression_pk primary key (organization_id, email_key)
);

comment on table suppression is
    'Addresses that want no more invitations from an organization.';
comment on column suppression.organization_id is 'From whom.';
comment on column suppression.email_key is 'Who.';
comment on column suppression.created_at is 'Since when.';

create table outbox (
    organization_id uuid not null,
    id uuid not null,
    kind text not null,
    invitation_id uuid,
    recipient_id uuid,
    link_id uuid,
    email text not null,
    locale text,
    data json not null default '{}',
    state text not null default 'queued',
    attempts integer not null default 0,
    last_error text,
    due_at timestamptz,
    give_up_at timestamptz not null,
    lease_id uuid,
    is_alone boolean not null default false,
    created_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    constraint outbox_pk primary key (organization_id, id),
    constraint outbox_state_known check (state in
        ('queued', 'leased', 'deferred', 'sent', 'dead', 'dropped')),
    constraint outbox_due_or_ended
        check ((due_at is null) = (state in ('sent', 'dead', 'dropped')))
);
create index outbox_due on outbox (organization_id, due_at)
    where due_at is not null;
create index outbox_ended on outbox (ended_at) where ended_at is not null;
create index outbox_by_invitation on outbox (organization_id, invitation_id);

comment on table outbox is
    'Mails to send, written in the transaction that causes them.';
comment on column outbox.organization_id is 'For whom it is sent.';
comment on column outbox.id is 'UUIDv7; the Message-ID is made from it.';
comment on column outbox.kind is 'invitation or code: the template.';
comment on column outbox.invitation_id is 'The invitation it carries.';
comment on column outbox.recipient_id is 'Whose delivery it tells of.';
comment on column outbox.link_id is 'The link it carries.';
comment on column outbox.email is 'Where to, as typed.';
comment on column outbox.locale is 'The language asked for.';
comment on column outbox.data is 'What else the template needs, with marks.';
comment on column outbox.state is
    'queued, leased, deferred; then sent, dead (given up) or dropped (its '
    'invitation ended first).';
comment on column outbox.attempts is 'Tries whose end is known.';
comment on column outbox.last_error is 'The server''s last words.';
comment on column outbox.due_at is
    'When to take it next; for a leased one, when its lease ends.';
comment on column outbox.give_up_at is 'From when a failure is final.';
comment on column outbox.lease_id is 'Who has it.';
comment on column outbox.is_alone is
    'A sender died with it: it goes in a batch of its own.';
comment on column outbox.created_at is 'When it was caused.';
comment on column outbox.ended_at is 'When it was sent, given up or dropped.';
