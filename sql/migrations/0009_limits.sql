-- SPDX-License-Identifier: MIT
-- How many codes a public link may mail, which anybody may ask for.

alter table link
    add column code_hour_count integer not null default 0,
    add column code_hour_since timestamptz,
    add column code_day_count integer not null default 0,
    add column code_day_since timestamptz;

comment on column link.code_hour_count is
    'public: codes mailed since code_hour_since.';
comment on column link.code_hour_since is
    'public: when the hour of codes began.';
comment on column link.code_day_count is
    'public: codes mailed since code_day_since.';
comment on column link.code_day_since is
    'public: when the day of codes began.';

comment on table address_limit is
    'Mails to one address within one topmost organization.';
comment on column address_limit.email_key is
    'The address, or the telephone behind the gateway: recipient.phone_key; '
    'for codes at public links `code:` and the mailbox, for notices to one '
    'that is not vouched for `notice:`, the mailbox and which of five.';
