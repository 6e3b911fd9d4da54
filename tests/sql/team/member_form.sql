-- SPDX-License-Identifier: MIT
select plan(2);

select given.organization('Acme') as acme \gset
select id from given.team_invitation(:'acme') \gset
select is(member_form(given.link(:'id'), a)::jsonb, '[
        {"name": "firstName", "type": "text", "required": true,
            "value": null},
        {"name": "lastName", "type": "text", "required": true,
            "value": null},
        {"name": "password", "type": "password", "required": true,
            "value": null}]',
    'a name and a password are asked for, ' || coalesce('by ' || a, 'always'))
from unnest(array[null, 'jane@example.com']) a;

select * from finish();
