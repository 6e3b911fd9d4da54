-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Root') as root \gset
select given.organization('Branch', :'root') as branch \gset
select given.organization('Leaf', :'branch') as leaf \gset
select is(topmost_of(o), :'root'::uuid, o.name || ' stands under Root')
from organization o where o.id in (:'root', :'branch', :'leaf')
order by cardinality(o.ancestor_ids);

select * from finish();
