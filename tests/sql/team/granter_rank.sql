-- SPDX-License-Identifier: MIT
select plan(11);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
create function pg_temp.rank_by(organization_id uuid, caller json)
returns integer
language plpgsql as $$
-- Of one that the caller creates.
begin
    return granter_rank(given.team_invitation(organization_id,
        gen_random_uuid() || '@example.com', caller => caller));
end
$$;
create function pg_temp.rank_of(key_id uuid) returns integer
language sql as $$
    -- Of the newest invitation of a key.
    select granter_rank(i) from invitation i
    where i.granter_key_id = rank_of.key_id order by i.id desc limit 1
$$;
select is(pg_temp.rank_by(:'acme', given.operator()), 3,
    'the command line is an Owner');
select is(pg_temp.rank_by(:'acme', given.caller(:'acme', role => r)),
    wanted, 'a key is an ' || r)
from (values ('Agent', 1), ('Admin', 2), ('Owner', 3)) v (r, wanted);

select given.caller(:'root', role => 'Admin') as caller \gset
select :'caller'::json->>'key_id' as key \gset
select is(pg_temp.rank_by(:'acme', :'caller'), 2,
    'also one of an organization above');
update api_key set expires_at = now() where id = :'key';
select is(pg_temp.rank_of(:'key'), 2, 'what it granted outlasts its time');
update api_key set revoked_at = now() where id = :'key';
select is(pg_temp.rank_of(:'key'), 0, 'but not its being revoked');

select member.*::text as jane, id from given.member(:'acme',
    role => 'Owner') member \gset
select given.session(:'jane'::member) as caller \gset
select :'caller'::json->>'key_id' as key \gset
select is(pg_temp.rank_by(:'acme', :'caller'), 3,
    'a session stands as high as its member');
update member set role = 'Agent' where id = :'id';
select is(pg_temp.rank_of(:'key'), 1, 'does today');
update api_key set revoked_at = now(), expires_at = now() where id = :'key';
select is(pg_temp.rank_of(:'key'), 1, 'also when the session has ended');
update member set removed_at = now(), password_hash = null where id = :'id';
select is(pg_temp.rank_of(:'key'), 0, 'but not without the member');

select * from finish();
