-- SPDX-License-Identifier: MIT
-- Outside persons who connect, or edit, a company's utility account.

alter table invitation add column prefill json;
comment on column invitation.prefill is
    'contributors: what the form starts from, as given; null: nothing.';
comment on column invitation.connection_id is
    'connections: what accepting it made; contributors: the utility '
    'connection to edit, null where one is made.';
comment on column acceptance.connection_id is
    'connections and contributors: the result.';

create table utility_connection (
    organization_id uuid not null,
    id uuid not null,
    invitation_id uuid not null,
    datasource_id uuid,
    url text,
    account_number text,
    account_holder text,
    utility_types text[] not null default '{}',
    site_ids uuid[] not null default '{}',
    country text,
    owner_email text,
    data_collection_start_date date,
    username_number integer,
    username_sealed bytea,
    password_number integer,
    password_sealed bytea,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    revision integer not null default 1,
    constraint utility_connection_pk primary key (organization_id, id),
    constraint utility_connection_organization_fk
        foreign key (organization_id) references organization (id),
    constraint utility_connection_invitation_fk
        foreign key (organization_id, invitation_id)
        references invitation (organization_id, id),
    constraint utility_connection_one_source
        check ((datasource_id is null) <> (url is null)),
    constraint utility_connection_username_whole
        check ((username_number is null) = (username_sealed is null)),
    constraint utility_connection_password_whole
        check ((password_number is null) = (password_sealed is null))
);
create index utility_connection_by_id on utility_connection (id);
create index utility_connection_by_invitation
    on utility_connection (organization_id, invitation_id, id);

comment on table utility_connection is
    'A company''s account with a utility, as a contributor connected it.';
comment on column utility_connection.organization_id is 'The company.';
comment on column utility_connection.id is
    'UUIDv7; the credentials are sealed for it.';
comment on column utility_connection.invitation_id is 'What made it.';
comment on column utility_connection.datasource_id is
    'The utility, as the company knows it; null: url says it.';
comment on column utility_connection.url is
    'The utility''s site; null: datasource_id says it.';
comment on column utility_connection.account_number is
    'The account, as the utility numbers it.';
comment on column utility_connection.account_holder is
    'In whose name the account is.';
comment on column utility_connection.utility_types is
    'ELECTRICITY, GAS, WATER, STEAM, WASTE.';
comment on column utility_connection.site_ids is
    'The company''s sites that it supplies.';
comment on column utility_connection.country is 'ISO 3166 alpha-2.';
comment on column utility_connection.owner_email is
    'Who looks after it, as the company said.';
comment on column utility_connection.data_collection_start_date is
    'From which day its data are wanted.';
comment on column utility_connection.username_number is
    'The server key that sealed the user name; null: there is none.';
comment on column utility_connection.username_sealed is
    'The user name at the utility, sealed by the worker.';
comment on column utility_connection.password_number is
    'The server key that sealed the password; null: there is none.';
comment on column utility_connection.password_sealed is
    'The password at the utility, sealed by the worker.';
comment on column utility_connection.created_at is 'When it was made.';
comment on column utility_connection.updated_at is
    'When it was last edited, or made.';
comment on column utility_connection.revision is 'Counts its changes.';
