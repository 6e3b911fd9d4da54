-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water,
    given.company('Other') as other \gset
create function pg_temp.finds(id uuid, organization_id uuid) returns text
language plpgsql as $$
begin
    return (contributor_invitation_find(id, given.authority(given.caller(
        organization_id)))).id;
end
$$;
select id from given.contributors(:'water') \gset
select is(pg_temp.finds(:'id', :'water'), :'id', 'its company finds it');
select is(pg_temp.finds(:'id', :'root'), :'id', 'so does who is above');
select is(pg_temp.finds(:'id', :'other'), null, 'others do not');
select is(pg_temp.finds((given.invitation(:'acme')).id, :'root'), null,
    'one of another family is none');

select * from finish();
