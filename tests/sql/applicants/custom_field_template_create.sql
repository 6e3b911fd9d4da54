-- SPDX-License-Identifier: MIT
select plan(14);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
create function pg_temp.make(
    organization_id uuid, caller json, fields json default
        '[{"key": "a", "label": "A", "type": "text"},
          {"key": "b", "label": "B", "type": "choice", "is_required": true,
           "options": ["x"]}]'
) returns reply
language sql as $$
    select custom_field_template_create(organization_id, caller, 'Name',
        fields)
$$;
select given.guards(format('pg_temp.make(%L, $1)', :'acme'));
select given.state() as before \gset
select is((pg_temp.make(:'firm', :'caller')).code, 'not_found',
        'what is no customer has none'),
    is((pg_temp.make(:'acme', :'caller', '[{"key": "a", "label": "A",
        "type": "choice"}]')).body->'errors'->0->>'pointer',
        '#/fields/0/options', 'what is wrong is said'),
    is(given.state(), :'before', 'and nothing is written');
select body, id from pg_temp.make(:'acme', :'caller') \gset
select is(:'body'::json->>'data', custom_field_template_json(t)::text,
        'a template is answered'),
    is(t.fields::jsonb, '[{"key": "a", "label": "A", "type": "text",
        "is_required": false, "options": []}, {"key": "b", "label": "B",
        "type": "choice", "is_required": true, "options": ["x"]}]',
        'its fields whole and in order')
from custom_field_template t where t.id = :'id';
select is((e).type, 'template.created', 'an event says so'),
    is((e).actor, given.actor(:'caller'), 'by whom'),
    is((e).data->>'templateId', :'id', 'which'),
    is((e).data->>'kind', 'custom_fields', 'and of what kind')
from given.last_event() e;

select * from finish();
