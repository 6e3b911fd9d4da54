-- SPDX-License-Identifier: MIT
create or replace function merchant_details(answers json) returns json
language sql stable as $$
    -- A merchant's details as they are kept and shown: every member is
    -- there, null where nothing was answered. Raises and writes nothing.
    select json_build_object(
        'firstName', answers->'firstName',
        'lastName', answers->'lastName',
        'email', answers->'email',
        'phone', nullif(answers->>'phone', ''),
        'legalName', answers->'legalName',
        'tradingName', answers->'tradingName',
        'registrationNumber', answers->'registrationNumber',
        'address', json_build_object(
            'line1', answers->'address'->'line1',
            'line2', answers->'address'->'line2',
            'city', answers->'address'->'city',
            'region', answers->'address'->'region',
            'postalCode', answers->'address'->'postalCode',
            'country', answers->'address'->'country'))
$$;
