-- SPDX-License-Identifier: MIT
-- Onboarding: a merchant's contact, reached by mail or by telephone, confirms
-- the merchant's details.

alter table recipient
    add column first_name text,
    add column last_name text,
    add column phone text,
    add column phone_key text;

comment on column recipient.first_name is 'onboarding: the contact''s.';
comment on column recipient.last_name is 'onboarding: the contact''s.';
comment on column recipient.phone is
    'onboarding: the contact''s telephone, as typed.';
comment on column recipient.phone_key is
    'The telephone as compared, where there is no address.';

comment on column address_limit.email_key is
    'The address, or the telephone behind the gateway: recipient.phone_key.';
comment on column outbox.kind is
    'invitation, sms, code, or what a notice tells: the template.';

comment on column outbox.email is
    'Where to, as typed; for sms the gateway''s address of the telephone.';

alter table acceptance add column details json;

comment on column acceptance.details is
    'onboarding: what was confirmed about the merchant.';
