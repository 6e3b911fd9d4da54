-- SPDX-License-Identifier: MIT
-- Applicants invited to a business by a customer: the businesses, people,
-- cases and templates that an invitation names, and what applicants answered
-- and signed.

create table applicant_business (
    organization_id uuid not null,
    id uuid not null,
    name text not null,
    mobile text,
    address_line_1 text,
    address_line_2 text,
    address_city text,
    address_state text,
    address_postal_code text,
    address_country text,
    created_at timestamptz not null default clock_timestamp(),
    constraint applicant_business_pk primary key (organization_id, id),
    constraint applicant_business_organization_fk
        foreign key (organization_id) references organization (id)
);

comment on table applicant_business is
    'A business whose applicants a customer invites.';
comment on column applicant_business.organization_id is 'The customer.';
comment on column applicant_business.id is 'UUIDv7.';
comment on column applicant_business.name is 'Shown to applicants.';
comment on column applicant_business.mobile is 'Its telephone.';
comment on column applicant_business.address_line_1 is 'Street and number.';
comment on column applicant_business.address_line_2 is 'The rest of that.';
comment on column applicant_business.address_city is 'Town.';
comment on column applicant_business.address_state is 'State or region.';
comment on column applicant_business.address_postal_code is 'Postal code.';
comment on column applicant_business.address_country is 'Country.';
comment on column applicant_business.created_at is 'When it was made.';

create table applicant (
    organization_id uuid not null,
    id uuid not null,
    first_name text not null,
    last_name text not null,
    email text not null,
    email_key text not null,
    mobile text,
    created_at timestamptz not null default clock_timestamp(),
    constraint applicant_pk primary key (organization_id, id),
    constraint applicant_organization_fk foreign key (organization_id)
        references organization (id)
);

comment on table applicant is
    'A person whom a customer has invited; may be invited again by id.';
comment on column applicant.organization_id is 'The customer.';
comment on column applicant.id is 'UUIDv7.';
comment on column applicant.first_name is 'As the customer wrote it.';
comment on column applicant.last_name is 'As the customer wrote it.';
comment on column applicant.email is 'The address as typed.';
comment on column applicant.email_key is 'The address as compared.';
comment on column applicant.mobile is 'The telephone.';
comment on column applicant.created_at is 'When first invited.';

create table applicant_case (
    organization_id uuid not null,
    id uuid not null,
    business_id uuid not null,
    name text not null,
    created_at timestamptz not null default clock_timestamp(),
    constraint applicant_case_pk primary key (organization_id, id),
    constraint applicant_case_business_fk
        foreign key (organization_id, business_id)
        references applicant_business (organization_id, id)
);

comment on table applicant_case is
    'A matter of a business, to which invitations may belong.';
comment on column applicant_case.organization_id is 'The customer.';
comment on column applicant_case.id is 'UUIDv7.';
comment on column applicant_case.business_id is 'Whose matter.';
comment on column applicant_case.name is 'What the customer calls it.';
comment on column applicant_case.created_at is 'When it was made.';

create table esign_template (
    organization_id uuid not null,
    id uuid not null,
    name text not null,
    text text not null,
    sha256 bytea not null,
    created_at timestamptz not null default clock_timestamp(),
    constraint esign_template_pk primary key (organization_id, id),
    constraint esign_template_organization_fk foreign key (organization_id)
        references organization (id)
);

comment on table esign_template is 'A document to read and sign; never '
    'altered, since signatures are under its text.';
comment on column esign_template.organization_id is 'The customer.';
comment on column esign_template.id is 'UUIDv7.';
comment on column esign_template.name is 'Its title.';
comment on column esign_template.text is 'What is signed; lines end in LF.';
comment on column esign_template.sha256 is 'SHA-256 of the text in UTF-8.';
comment on column esign_template.created_at is 'When it was made.';

create table custom_field_template (
    organization_id uuid not null,
    id uuid not null,
    name text not null,
    fields json not null,
    created_at timestamptz not null default clock_timestamp(),
    constraint custom_field_template_pk primary key (organization_id, id),
    constraint custom_field_template_organization_fk
        foreign key (organization_id) references organization (id)
);

comment on table custom_field_template is
    'Questions to ask of applicants; never altered.';
comment on column custom_field_template.organization_id is 'The customer.';
comment on column custom_field_template.id is 'UUIDv7.';
comment on column custom_field_template.name is
    'What the customer calls them.';
comment on column custom_field_template.fields is
    '[{key, label, type, is_required, options}], in the order of asking.';
comment on column custom_field_template.created_at is 'When it was made.';

create table applicant_invitation (
    organization_id uuid not null,
    invitation_id uuid not null,
    business_id uuid not null,
    case_id uuid,
    esign_template_ids uuid[] not null,
    custom_field_template_id uuid,
    custom_fields json not null default '{}',
    constraint applicant_invitation_pk
        primary key (organization_id, invitation_id),
    constraint applicant_invitation_invitation_fk
        foreign key (organization_id, invitation_id)
        references invitation (organization_id, id),
    constraint applicant_invitation_business_fk
        foreign key (organization_id, business_id)
        references applicant_business (organization_id, id),
    constraint applicant_invitation_case_fk
        foreign key (organization_id, case_id)
        references applicant_case (organization_id, id),
    constraint applicant_invitation_custom_field_template_fk
        foreign key (organization_id, custom_field_template_id)
        references custom_field_template (organization_id, id)
);

comment on table applicant_invitation is
    'What an invitation of this family is about.';
comment on column applicant_invitation.organization_id is 'The customer.';
comment on column applicant_invitation.invitation_id is 'The invitation.';
comment on column applicant_invitation.business_id is
    'The business that applicants are invited to.';
comment on column applicant_invitation.case_id is
    'The matter it belongs to.';
comment on column applicant_invitation.esign_template_ids is
    'The documents that every applicant signs, in the order of reading.';
comment on column applicant_invitation.custom_field_template_id is
    'The questions asked.';
comment on column applicant_invitation.custom_fields is
    'The answers known so far, by key: at first the customer''s, then those '
    'of the applicant who accepted last.';

create table invitation_applicant (
    organization_id uuid not null,
    recipient_id uuid not null,
    invitation_id uuid not null,
    applicant_id uuid not null,
    custom_fields json,
    accepted_at timestamptz,
    constraint invitation_applicant_pk
        primary key (organization_id, recipient_id),
    constraint invitation_applicant_once
        unique (organization_id, invitation_id, applicant_id),
    constraint invitation_applicant_recipient_fk
        foreign key (organization_id, recipient_id)
        references recipient (organization_id, id),
    constraint invitation_applicant_invitation_fk
        foreign key (organization_id, invitation_id)
        references invitation (organization_id, id),
    constraint invitation_applicant_applicant_fk
        foreign key (organization_id, applicant_id)
        references applicant (organization_id, id),
    constraint invitation_applicant_accepted_whole
        check ((custom_fields is null) = (accepted_at is null))
);

comment on table invitation_applicant is
    'The person behind a recipient, and what that person answered.';
comment on column invitation_applicant.organization_id is 'The customer.';
comment on column invitation_applicant.recipient_id is 'The recipient.';
comment on column invitation_applicant.invitation_id is 'To what.';
comment on column invitation_applicant.applicant_id is 'Who.';
comment on column invitation_applicant.custom_fields is
    'The answers as this person accepted them, by key; null: not yet.';
comment on column invitation_applicant.accepted_at is
    'When this person accepted; null: not yet.';

comment on column acceptance.subject is
    'organization:<id>, the address proved, recipient:<id> of an applicant, '
    'or what names the request.';

create table signature (
    organization_id uuid not null,
    recipient_id uuid not null,
    esign_template_id uuid not null,
    invitation_id uuid not null,
    name text not null,
    email text not null,
    sha256 bytea not null,
    link_id uuid not null,
    signed_at timestamptz not null,
    constraint signature_pk
        primary key (organization_id, recipient_id, esign_template_id),
    constraint signature_recipient_fk
        foreign key (organization_id, recipient_id)
        references recipient (organization_id, id),
    constraint signature_invitation_fk
        foreign key (organization_id, invitation_id)
        references invitation (organization_id, id),
    constraint signature_esign_template_fk
        foreign key (organization_id, esign_template_id)
        references esign_template (organization_id, id),
    constraint signature_link_fk foreign key (organization_id, link_id)
        references link (organization_id, id)
);

comment on table signature is 'A document signed by an applicant.';
comment on column signature.organization_id is 'The customer.';
comment on column signature.recipient_id is 'Who signed.';
comment on column signature.esign_template_id is 'What was signed.';
comment on column signature.invitation_id is 'On which occasion.';
comment on column signature.name is 'The name that the signer typed.';
comment on column signature.email is
    'The address that the signer had proved to hold.';
comment on column signature.sha256 is
    'SHA-256 of the text in UTF-8, as it was shown.';
comment on column signature.link_id is 'The link it was signed at.';
comment on column signature.signed_at is 'When.';
