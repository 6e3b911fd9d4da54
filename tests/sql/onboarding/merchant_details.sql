-- SPDX-License-Identifier: MIT
select plan(3);

select is(merchant_details('{"firstName": "M", "lastName": "N",
        "email": "A@example.com", "phone": "+49", "legalName": "L",
        "tradingName": "T", "registrationNumber": "R", "address":
        {"line1": "1", "line2": "2", "city": "C", "region": "G",
        "postalCode": "P", "country": "DE"}}')::jsonb,
    '{"firstName": "M", "lastName": "N", "email": "A@example.com",
        "phone": "+49", "legalName": "L", "tradingName": "T",
        "registrationNumber": "R", "address": {"line1": "1", "line2": "2",
        "city": "C", "region": "G", "postalCode": "P", "country": "DE"}}',
    'what was answered is kept');
select is(merchant_details('{}')::jsonb, '{"firstName": null,
        "lastName": null, "email": null, "phone": null, "legalName": null,
        "tradingName": null, "registrationNumber": null, "address":
        {"line1": null, "line2": null, "city": null, "region": null,
        "postalCode": null, "country": null}}',
    'every member is there, null where nothing was');
select is(merchant_details('{"phone": ""}')->>'phone', null,
    'an empty telephone is none');

select * from finish();
