-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Acme') as acme \gset
select id as old from given.invitation(:'acme', 'one@example.com') \gset
create function pg_temp.rival_of(id uuid) returns uuid
language plpgsql as $$
declare
    v_row invitation;
begin
    select i.* into v_row from invitation i where i.id = rival_of.id;
    return invitation_rival(v_row);
end
$$;
select is(pg_temp.rival_of(:'old'), null, 'who holds the target has none');
select given.expired(:'old');
select is(pg_temp.rival_of(:'old'), null, 'not when it has expired either');
select id as new from given.invitation(:'acme', 'one@example.com') \gset
select is(pg_temp.rival_of(:'old'), :'new', 'who took the target is one');
select is(pg_temp.rival_of(:'new'), null, 'and has none itself');
select id from given.invitation(:'acme', 'two@example.com') \gset
select is(pg_temp.rival_of(:'old'), :'new', 'whoever else is invited');

select given.expired(:'new');
select is(pg_temp.rival_of(:'old'), null,
    'one whose time has passed is no rival');
select is(i.state, 'expired', 'it is stored as expired'),
    is(r.is_live, false, 'and has let go')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'new';

select * from finish();
