-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select id from given.team_invitation(:'acme') \gset
select id as other from given.invitation(:'acme') \gset
select is(r.body::text, team_invitation_json(i)::text,
        'an invitation is answered'),
    is(r.id, i.id, 'with its id'), is(r.revision, 1, 'and revision')
from team_invitation_reply(:'acme', :'id') r, invitation i
where i.id = :'id';
select is((team_invitation_reply(:'bolt', :'id')).code, 'not_found',
    'another business''s is unknown');
select is((team_invitation_reply(:'acme', :'other')).code, 'not_found',
    'so is one of another family');
select is((team_invitation_reply(:'acme', null)).code, 'not_found',
    'and none');

select * from finish();
