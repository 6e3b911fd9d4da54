-- SPDX-License-Identifier: MIT
select plan(11);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'Bolt@example.com') \gset
select id as other from given.invitation(:'acme', 'other@example.com') \gset
create function pg_temp.address(l link, proof_hash text default null)
returns text
language plpgsql as $$
begin
    return link_address(l, proof_hash);
end
$$;
select is(pg_temp.address(l), 'bolt@example.com',
    'a mailed link proves the address it was mailed to')
from given.link(:'id') l;
select is(pg_temp.address(l), null, 'a returned one proves nothing')
from given.link(:'id', 'returned') l;
select given.proof(l, 'Bolt@example.com') as proof
from given.link(:'id', 'returned') l \gset
select is(pg_temp.address(l, :'proof'), 'bolt@example.com',
        'with a proof it does'),
    is(pg_temp.address(l, repeat('0', 64)), null, 'with a false one not')
from given.link(:'id', 'returned') l;
select is(pg_temp.address(l, :'proof'), null,
    'a proof is good at its own link only')
from given.link(:'other', 'returned') l;
select is(pg_temp.address(l, :'proof'), 'other@example.com',
    'a mailed link proves its own address, whatever the proof')
from given.link(:'other') l;
update verification set proof_expires_at = clock_timestamp() + interval '1 s';
select is(pg_temp.address(l, :'proof'), 'bolt@example.com',
    'a proof is good until it expires')
from given.link(:'id', 'returned') l;
update verification set proof_expires_at = clock_timestamp();
select is(pg_temp.address(l, :'proof'), null, 'and not longer')
from given.link(:'id', 'returned') l;

select id as public from given.public_link(:'acme') \gset
select is(pg_temp.address(l), null, 'a public link proves nothing')
from link l where id = :'public';
select given.proof(l, 'Anybody@example.com') as proof
from link l where id = :'public' \gset
select is(pg_temp.address(l, :'proof'), 'anybody@example.com',
    'with a proof it does')
from link l where id = :'public';
select is(pg_temp.address(null), null, 'no link proves nothing');

select * from finish();
