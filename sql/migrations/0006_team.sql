-- SPDX-License-Identifier: MIT
-- Teams: the people of a business, the seats it pays for, and their
-- sessions.

create table member (
    organization_id uuid not null,
    id uuid not null,
    invitation_id uuid not null,
    email text not null,
    email_key text not null,
    first_name text,
    last_name text,
    role text not null,
    password_hash text,
    created_at timestamptz not null,
    removed_at timestamptz,
    constraint member_pk primary key (organization_id, id),
    constraint member_organization_fk foreign key (organization_id)
        references organization (id),
    constraint member_invitation_fk
        foreign key (organization_id, invitation_id)
        references invitation (organization_id, id),
    constraint member_role_known
        check (role in ('Owner', 'Admin', 'Agent')),
    constraint member_removed_without_password
        check (removed_at is null or password_hash is null)
);
create unique index member_one_live on member (organization_id, email_key)
    where removed_at is null;
create unique index member_one_an_invitation
    on member (organization_id, invitation_id);

comment on table member is
    'A person in a business''s team. One who was removed keeps the row, so '
    'that seats can be counted at any moment of the past.';
comment on column member.organization_id is 'Whose team.';
comment on column member.id is 'UUIDv7.';
comment on column member.invitation_id is 'What made the person a member.';
comment on column member.email is 'The address as typed by the inviter.';
comment on column member.email_key is 'The address as compared.';
comment on column member.first_name is 'Null: not said.';
comment on column member.last_name is 'Null: not said.';
comment on column member.role is 'Owner, Admin or Agent.';
comment on column member.password_hash is
    'What scrypt made of the password, with salt and cost; null: this person '
    'opens no session here.';
comment on column member.created_at is 'When the invitation was accepted.';
comment on column member.removed_at is
    'When the person was removed; null: a member.';

create table license (
    organization_id uuid not null,
    seat_limit integer,
    renewal_date timestamptz,
    billing_status text,
    constraint license_pk primary key (organization_id),
    constraint license_organization_fk foreign key (organization_id)
        references organization (id),
    constraint license_seat_limit_positive check (seat_limit >= 0)
);

comment on table license is
    'What a business pays for. Whoever takes or frees a seat, or changes a '
    'role, locks the row first, and makes it if need be.';
comment on column license.organization_id is 'Who pays.';
comment on column license.seat_limit is
    'How many seats there are; null: nobody has said, so any number.';
comment on column license.renewal_date is 'When it is paid for again.';
comment on column license.billing_status is
    'How the paying fares, in the words of who set it.';

create table session_limit (
    organization_id uuid not null,
    email_key text not null,
    tried_at timestamptz[] not null default '{}',
    constraint session_limit_pk primary key (organization_id, email_key)
);

comment on table session_limit is
    'Tries to log in to one organization with one address, neither of which '
    'need be known.';
comment on column session_limit.organization_id is 'As typed.';
comment on column session_limit.email_key is 'The address as compared.';
comment on column session_limit.tried_at is 'The last hour''s tries.';

alter table api_key add column user_id uuid;
alter table api_key add constraint api_key_user_fk
    foreign key (organization_id, user_id)
    references member (organization_id, id);
create index api_key_by_user on api_key (organization_id, user_id)
    where user_id is not null;

comment on column api_key.user_id is
    'The member whose session it is, whose present role and scopes count; '
    'null: nobody''s.';

alter table invitation add column role text;
alter table invitation add column granter_organization_id uuid;
alter table invitation add column granter_key_id uuid;
alter table invitation add column license_activated_at timestamptz;
alter table invitation add column license_quantity integer;
alter table invitation add column past_seats tstzmultirange
    not null default '{}';
alter table invitation add constraint invitation_role_known
    check (role in ('Owner', 'Admin', 'Agent'));
create index invitation_by_seat on invitation (organization_id, expires_at)
    where kind = 'team';

comment on column invitation.role is 'team: what the person will be.';
comment on column invitation.granter_organization_id is
    'team: the organization of granter_key_id.';
comment on column invitation.granter_key_id is
    'team: the key that created or last resent it; null: the command line.';
comment on column invitation.license_activated_at is
    'team: since when it has its seat; since it was last revived.';
comment on column invitation.license_quantity is
    'team: seats in use after its last change.';
comment on column invitation.past_seats is
    'team: when it had a seat before it expired and was revived.';
