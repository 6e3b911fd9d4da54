-- SPDX-License-Identifier: MIT
-- Businesses connected with businesses. A connection is two rows with one
-- id, one for each side, so that no key reaches into another organization.

create table connection (
    organization_id uuid not null,
    id uuid not null,
    connected_organization_id uuid not null,
    status text not null,
    is_approver boolean not null,
    alias_name text,
    tags text[] not null default '{}',
    invitation_id uuid,
    link_id uuid,
    created_at timestamptz not null,
    approved_at timestamptz,
    archived_at timestamptz,
    revision integer not null default 1,
    constraint connection_pk primary key (organization_id, id),
    constraint connection_organization_fk foreign key (organization_id)
        references organization (id),
    constraint connection_status_known
        check (status in ('pending', 'active', 'declined', 'archived')),
    constraint connection_of_two
        check (organization_id <> connected_organization_id)
);
create unique index connection_one_open
    on connection (organization_id, connected_organization_id)
    where status in ('pending', 'active');

comment on table connection is 'One side of a connection of two businesses.';
comment on column connection.organization_id is 'This side.';
comment on column connection.id is 'The same on both sides; UUIDv7.';
comment on column connection.connected_organization_id is 'The other side.';
comment on column connection.status is
    'pending, active, declined or archived; the same on both sides.';
comment on column connection.is_approver is
    'Whether this side''s public link was used: it approves or declines.';
comment on column connection.alias_name is 'What this side calls it.';
comment on column connection.tags is 'This side''s tags.';
comment on column connection.invitation_id is 'What made it.';
comment on column connection.link_id is 'The public link that made it.';
comment on column connection.created_at is 'When it was made.';
comment on column connection.approved_at is 'When it was approved.';
comment on column connection.archived_at is 'When it was archived.';
comment on column connection.revision is 'Counts this side''s changes.';

create table public_invite_settings (
    organization_id uuid not null,
    is_enabled boolean not null default false,
    requires_approval boolean not null default false,
    link_id uuid,
    revision integer not null default 1,
    constraint public_invite_settings_pk primary key (organization_id),
    constraint public_invite_settings_organization_fk
        foreign key (organization_id) references organization (id),
    constraint public_invite_settings_link_fk
        foreign key (organization_id, link_id)
        references link (organization_id, id)
);

comment on table public_invite_settings is
    'A business''s public link; no row: never enabled.';
comment on column public_invite_settings.organization_id is 'Whose.';
comment on column public_invite_settings.is_enabled is
    'Whether the link opens.';
comment on column public_invite_settings.requires_approval is
    'Whether a connection made by it waits for approval.';
comment on column public_invite_settings.link_id is 'The link of today.';
comment on column public_invite_settings.revision is
    'Counts the changes; the ETag.';
