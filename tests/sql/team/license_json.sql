-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Acme') as acme \gset
select is(license_json(:'acme', now())::text, json_build_object(
    'seatLimit', null, 'used', 0, 'reserved', 0, 'available', null,
    'licenseQuantity', null, 'licenseRenewalDate', null,
    'licenseBillingStatus', null)::text,
    'what was never set is null');
select given.member(:'acme', 'one@example.com');
select given.team_invitation(:'acme', 'two@example.com');
select expires_at from given.team_invitation(:'acme',
    'three@example.com') \gset
select is(license_json(:'acme', now())::text, json_build_object(
    'seatLimit', null, 'used', 1, 'reserved', 2, 'available', null,
    'licenseQuantity', null, 'licenseRenewalDate', null,
    'licenseBillingStatus', null)::text,
    'what is in use is counted all the same');
update license set seat_limit = 5;
select is(license_json(:'acme', now())::text, json_build_object(
    'seatLimit', 5, 'used', 1, 'reserved', 2, 'available', 2,
    'licenseQuantity', '3', 'licenseRenewalDate', null,
    'licenseBillingStatus', null)::text,
    'a limit leaves some seats');
update license set renewal_date = '2025-06-01 12:00+02',
    billing_status = 'past due';
select is(license_json(:'acme', now())->>'licenseRenewalDate',
    '2025-06-01T10:00:00.000Z', 'what is paid for has an end');
select is(license_json(:'acme', :'expires_at')->>'reserved', '0',
    'what is pending is so at the moment asked for');

select * from finish();
