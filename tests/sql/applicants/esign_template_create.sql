-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.guards(format('esign_template_create(%L, $1, %L, %L)', :'acme',
    'Terms', 'abc'));
select is((esign_template_create(:'firm', :'caller', 'Terms', 'abc')).code,
    'not_found', 'what is no customer has none');
select body, id from esign_template_create(:'acme', :'caller', 'Terms',
    e'\u00e9\n') \gset
select is(:'body'::json->>'data', esign_template_json(t)::text,
        'a template is answered'),
    is(t.text, e'\u00e9\n', 'its text as it was given'),
    is(encode(t.sha256, 'hex'),
        encode(sha256('\xc3a90a'::bytea), 'hex'), 'its digest is of UTF-8')
from esign_template t where t.id = :'id';
select is((e).type, 'template.created', 'an event says so'),
    is((e).actor, given.actor(:'caller'), 'by whom'),
    is((e).data->>'templateId', :'id', 'which'),
    is((e).data->>'kind', 'esign', 'and of what kind')
from given.last_event() e;

select * from finish();
