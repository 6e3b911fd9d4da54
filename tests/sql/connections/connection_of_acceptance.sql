-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt,
    given.organization('Cord') as cord, uuid_v7() as source \gset
select given.connection(:'acme', :'bolt') as one \gset
select given.connection(:'acme', :'cord') as two \gset
insert into acceptance (organization_id, source_id, subject,
    accepted_organization_id, connection_id, accepted_at)
values (:'acme', :'source', 'organization:' || :'bolt', :'bolt', :'one',
        now() - interval '1 hour'),
    (:'acme', :'source', 'bolt@example.com', :'bolt', :'one',
        now() - interval '1 hour'),
    (:'acme', :'source', 'cord@example.com', :'cord', :'two', now());
select is((connection_of_acceptance(:'acme', :'source',
        array['organization:' || :'bolt', null])).id, :'one',
    'a business that accepted');
select is(c.id, :'one', 'an address that did'),
    is(c.organization_id, :'bolt', 'seen from the side that accepted')
from connection_of_acceptance(:'acme', :'source', '{bolt@example.com}') c;
select is((connection_of_acceptance(:'acme', :'source',
        '{none@example.com,cord@example.com}')).id, :'two',
    'any one of several');
select is((connection_of_acceptance(:'acme', :'source', '{x@y.example}')).id,
    null, 'who did not has none');
select is((connection_of_acceptance(:'acme', :'source', array[null::text]))
    .id, null, 'nor has nobody');
select is((connection_of_acceptance(:'acme', uuid_v7(),
        '{bolt@example.com}')).id, null, 'nor in another invitation');
select is((connection_of_acceptance(:'bolt', :'source',
        '{bolt@example.com}')).id, null, 'nor from another organization');

-- A business that left and came back, once by its address, once by its key.
update acceptance set accepted_organization_id = :'cord',
    connection_id = :'two', accepted_at = now()
where subject = 'organization:' || :'bolt';
select is((connection_of_acceptance(:'acme', :'source',
        array['organization:' || :'bolt', 'bolt@example.com'])).id, :'two',
    'of several results the last');

select * from finish();
