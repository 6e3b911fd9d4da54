-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme \gset
update organization set redirect_urls = '{https://a.example/x}'
where id = :'acme';
select is(redirect_is_allowed(o, 'https://a.example/x'), true,
        'a registered URL is allowed'),
    is(redirect_is_allowed(o, 'https://a.example/x/'), false,
        'one that only resembles it is not'),
    is(redirect_is_allowed(o, null), true, 'none is always allowed')
from organization o where id = :'acme';
update organization set redirect_urls = '{}' where id = :'acme';
select is(redirect_is_allowed(o, 'https://a.example/x'), false,
    'who registered none allows none')
from organization o where id = :'acme';

select * from finish();
