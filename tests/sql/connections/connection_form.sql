-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select id as invitation from given.invitation(:'acme') \gset
create function pg_temp.form(l link, email_key text default null)
returns text
language plpgsql as $$
begin
    return (select string_agg(format('%s:%s%s%s', f->>'name', f->>'type',
            case f->>'required' when 'true' then '!' else '?' end,
            '=' || (f->>'value')), ' ')
        from json_array_elements(connection_form(l, email_key)) f);
end
$$;
select is(pg_temp.form(l, 'bolt@example.com'), 'businessName:text!',
        'a mailed link asks for the name of a business that is not known'),
    is(pg_temp.form(l), 'businessName:text?',
        'before the address is proved it may not be needed')
from given.link(:'invitation') l;
select id as public from given.public_link(:'acme') \gset
select is(pg_temp.form(l), 'businessName:text! email:email!',
        'a public link asks for name and address'),
    is(pg_temp.form(l, 'bolt@example.com'),
        'businessName:text! email:email!=bolt@example.com',
        'which is filled in once it is proved')
from link l where id = :'public';
select given.organization('Bolt', :'root', 'bolt@example.com') as bolt \gset
select is(pg_temp.form(l, 'bolt@example.com'), 'email:email!'
    '=bolt@example.com', 'and no name, where the business is known')
from link l where id = :'public';
select is(connection_form(l, 'bolt@example.com')::text, '[]',
    'a mailed link asks for nothing then')
from given.link(:'invitation') l;
select is(json_typeof(connection_form(l, null)->0->'value'), 'null',
    'what is not known is null')
from link l where id = :'public';

select * from finish();
