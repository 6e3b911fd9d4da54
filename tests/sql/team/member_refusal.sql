-- SPDX-License-Identifier: MIT
select plan(21);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select id as agent from given.member(:'acme', 'agent@example.com',
    'Agent') \gset
select id as admin from given.member(:'acme', 'admin@example.com',
    'Admin') \gset
select id as owner from given.member(:'acme', 'owner@example.com',
    'Owner') \gset
select id as other from given.member(:'acme', 'other@example.com',
    'Owner') \gset
select given.member(:'bolt', 'owner@example.com', 'Owner');
create function pg_temp.refusal(
    id uuid, by_role text, role text default null
) returns text
language plpgsql as $$
begin
    return member_refusal(m, given.authority(given.caller(m.organization_id,
        role => by_role)), refusal.role) from member m where m.id = refusal.id;
end
$$;
select is(pg_temp.refusal(:'agent', by_role), null,
    'an Agent is removed by an ' || by_role)
from unnest('{Agent,Admin,Owner}'::text[]) by_role;
select is(pg_temp.refusal(:'admin', by_role), wanted,
    'an Admin by an ' || by_role || ': ' || coalesce(wanted, 'yes'))
from (values ('Agent', 'role_too_low'), ('Admin', null), ('Owner', null))
    v (by_role, wanted);
select is(pg_temp.refusal(:'owner', by_role), wanted,
    'an Owner by an ' || by_role || ': ' || coalesce(wanted, 'yes'))
from (values ('Agent', 'role_too_low'), ('Admin', 'role_too_low'),
    ('Owner', null)) v (by_role, wanted);
select is(pg_temp.refusal(:'agent', by_role, role), wanted,
    format('an %s makes an Agent %s: %s', by_role, role,
        coalesce(wanted, 'yes')))
from (values ('Agent', 'Agent', null), ('Agent', 'Admin', 'role_too_low'),
    ('Admin', 'Admin', null), ('Admin', 'Owner', 'role_too_low'),
    ('Owner', 'Owner', null)) v (by_role, role, wanted);
select is(pg_temp.refusal(:'owner', 'Admin', 'Agent'), 'role_too_low',
    'an Admin lowers no Owner');
select is(pg_temp.refusal(:'owner', 'Owner', 'Admin'), null,
    'one of two Owners may be lowered');
update member set role = 'Admin' where id = :'other';
select is(pg_temp.refusal(:'owner', 'Owner', 'Admin'), 'last_owner',
    'the last may not'),
    is(pg_temp.refusal(:'owner', 'Owner'), 'last_owner',
    'and is not removed, whoever is Owner elsewhere'),
    is(pg_temp.refusal(:'owner', 'Owner', 'Owner'), null,
    'but may stay what it is'),
    is(pg_temp.refusal(:'other', 'Owner'), null, 'others may go');
update member set role = 'Owner', removed_at = now(), password_hash = null
where id = :'other';
select is(pg_temp.refusal(:'owner', 'Owner'), 'last_owner',
    'an Owner who was removed is none');

select * from finish();
