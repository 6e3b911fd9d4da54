-- SPDX-License-Identifier: MIT
-- What holds for every function and table of the schema, as the server's
-- catalogue has them. A test gives the names of those that break its rule.
select plan(29);

create function pg_temp.none(query text, name text) returns setof text
language plpgsql as $$
-- The query, which gives names, gives none.
declare
    v_names text[];
begin
    execute 'select array_agg(n::text order by n::text) from (' || query
        || ') f (n)' into v_names;
    return next is(v_names, null, name);
end
$$;
create temporary view f as
    select p.*, to_regrole('usher_web') as web,
        to_regrole('usher_mail') as mail,
        coalesce(p.proconfig, '{}') @> '{enable_bitmapscan=off,'
            'enable_seqscan=off,jit=off}' as is_ordered
    from pg_proc p
    where p.pronamespace = current_schema()::regnamespace;
create temporary view t as
    select c.* from pg_class c
    where c.relnamespace = current_schema()::regnamespace
        and c.relkind in ('r', 'p');

-- ---- doors and helpers ----

select cmp_ok((select count(*)::int from f where prosecdef), '>', 40,
    'there are doors');
select cmp_ok((select count(*)::int from f where not prosecdef), '>', 50,
    'and helpers');
select pg_temp.none($$select proname from f where prosecdef <>
    (has_function_privilege(web, oid, 'execute')
        or has_function_privilege(mail, oid, 'execute'))$$,
    'a door is what runs as the owner, and no other is open to a role');
select pg_temp.none($$select proname from f where
    has_function_privilege('public', oid, 'execute')$$,
    'nothing is open to everybody');
select pg_temp.none($$select proname from f
    where proname like 'mail\_%' and has_function_privilege(web, oid, 'execute')
        or proname not like 'mail\_%'
            and has_function_privilege(mail, oid, 'execute')$$,
    'the web role has no door of the mail, the mail role only those');
select pg_temp.none($$select proname from f where prosecdef and not
    coalesce(proconfig, '{}') @> array['search_path=' || quote_ident(
        current_schema()) || ', pg_temp']$$,
    'a door looks for names in our schema, and last among temporary ones');
select pg_temp.none($$select proname from f where prosecdef
    and proname <> 'idempotency_begin'
    and not coalesce(proconfig, '{}') @> '{lock_timeout=500ms}'$$,
    'a door waits half a second for a lock');
select pg_temp.none($$select proname from f where prosecdef
    and cardinality(proconfig) <> 2 + 3 * is_ordered::int$$,
    'and sets nothing else, but that a list is read by an index in order');
select pg_temp.none($$select proname from f where prosecdef
    and 'page_limit' = any(proargnames) and proname not like 'mail\_%'
    and proname not in ('organization_list', 'api_key_list')
    and not is_ordered$$, 'so is every list that an index has in order');
select pg_temp.none($$select proname from f where not prosecdef
    and proconfig is not null and proname <> 'authority_scope'$$,
    'a helper sets nothing, or is not inlined');
select pg_temp.none($$select proname from f where prosecdef
    and prorettype <> 'reply'::regtype$$, 'a door answers a reply');
select pg_temp.none($$select proname from f where proowner <>
    'usher_owner'::regrole$$, 'all are the owner''s');
select pg_temp.none($$select proname from f group by proname
    having count(*) > 1$$, 'no name has two functions');
select pg_temp.none($$select proname from f where proargnames is not null
    and '' = any(proargnames)$$, 'every argument has a name');
select pg_temp.none($$select proname from f where proparallel <> 'u'
    and provolatile = 'v'$$, 'what writes does so in one process');

-- ---- volatility ----

-- What a function calls: each word before a bracket that names a function of
-- ours or the server's, at the least volatile of those that bear the name.
create temporary view calls as
    select f.proname, f.provolatile, c.name, c.volatile
    from f cross join lateral (
        select p.proname as name, min(case p.provolatile when 'i' then 0
            when 's' then 1 else 2 end) as volatile
        from regexp_matches(regexp_replace(f.prosrc, '--[^\n]*', '', 'g'),
            '([a-z_0-9]+)\s*\(', 'g') m
        join pg_proc p on p.proname = m[1] and p.pronamespace in
            (f.pronamespace, 'pg_catalog'::regnamespace)
        group by p.proname) c;
select pg_temp.none($$select distinct proname || ' calls ' || name from calls
    where volatile > case provolatile when 'i' then 0 when 's' then 1
        else 2 end$$,
    'nothing is called immutable or stable that calls what is less so');
select pg_temp.none($$select proname from f where provolatile = 'i'
    and exists (select from t
        where f.prosrc ~ ('\m(from|join) ' || t.relname || '\M'))$$,
    'nothing is called immutable that reads a table');
select pg_temp.none($$select proname from f where provolatile = 'v'
    and prosrc !~ '\m(insert into|update|delete from|for update|for no key)\M'
    and not exists (select from calls c
        where c.proname = f.proname and c.volatile = 2)$$,
    'nothing is called volatile that could be stable');

-- ---- tables ----

select pg_temp.none($$select relname from t where relname not in
    ('organization', 'migration') and not exists (
        select from pg_attribute a where a.attrelid = t.oid
        and a.attname = 'organization_id' and a.attnum = 1)$$,
    'every table begins with the organization');
select pg_temp.none($$select i.indexrelid::regclass
    from pg_index i join t on t.oid = i.indrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
    where i.indisunique and a.attname <> 'organization_id'
        and t.relname not in ('organization', 'migration')$$,
    'so does every unique index');
select pg_temp.none($$select c.conname
    from pg_constraint c join t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
    join pg_attribute b on b.attrelid = c.confrelid
        and b.attnum = c.confkey[1]
    where c.contype = 'f' and (a.attname <> 'organization_id'
        or b.attname <> case c.confrelid when 'organization'::regclass
            then 'id' else 'organization_id' end)$$,
    'and every foreign key, which stays within it');
select pg_temp.none($$select relname from t where not exists (
    select from pg_constraint c
    where c.conrelid = t.oid and c.contype = 'p')$$,
    'every table has a primary key');
select pg_temp.none($$select c.conname
    from pg_constraint c join t on t.oid = c.conrelid
    where c.conname ~ '_(pkey|key|fkey|check|excl)\d*$'$$,
    'every constraint was named by us');
select pg_temp.none($$select t.relname || '.' || a.attname
    from t join pg_attribute a on a.attrelid = t.oid
    where a.attnum > 0 and not a.attisdropped
        and coalesce(col_description(t.oid, a.attnum), '') = ''$$,
    'every column has a comment');
select pg_temp.none($$select relname from t
    where coalesce(obj_description(t.oid, 'pg_class'), '') = ''$$,
    'and so has every table');
select pg_temp.none($$select relname from t where relowner <>
    'usher_owner'::regrole or relacl is not null and exists (
        select from aclexplode(relacl) a where a.grantee <> relowner)$$,
    'every table is the owner''s, who has let nobody in');
select pg_temp.none($$select extname from pg_extension
    where extnamespace = current_schema()::regnamespace$$,
    'no extension is needed');

-- ---- locking ----

-- What a function locks rows by: each statement, up to where it says so.
create temporary view locks as
    select f.proname, m[1] as statement
    from f cross join lateral regexp_split_to_table(regexp_replace(f.prosrc,
        '--[^\n]*', '', 'g'), ';') s
    cross join lateral regexp_matches(s, '^(.*)\mfor (?:no key )?update\M') m;
select pg_temp.none($$select distinct proname from locks
    where statement !~ '\morganization_id\s*=|\mo\.id = '
        -- What is past its time is anybody's.
        and proname <> 'mail_clean'$$,
    'rows are locked in one organization, which the statement names');

-- ---- reading ----

create function pg_temp.arguments() returns jsonb
language plpgsql as $$
-- By door, or by the beginnings of doors' names (the longest counts), what to
-- call those with that only read; under '' what all others take.
declare
    v_acme uuid := given.organization('Acme');
    v_bolt uuid := given.organization('Bolt');
    v_water uuid := given.company();
    v_cord uuid := given.organization('Cord', kind => 'customer');
    v_business uuid := (applicant_business_make(v_cord,
        '{"name": "Bolt"}')).id;
    v_link link := given.link((given.invitation(v_acme)).id);
    v_team link := given.link((given.team_invitation(v_acme)).id);
begin
    perform given.public_link(v_acme);
    return jsonb_build_object(
        '', jsonb_build_object('organization_id', v_acme,
            'caller', given.operator(), 'link_id', v_link.id,
            'invitation_id', v_link.invitation_id, 'page_limit', 10,
            'token_hash', given.hash(v_link),
            'connection_id', given.connection(v_acme, v_bolt)),
        'contributor_', jsonb_build_object('organization_id', v_water,
            'invitation_id', (given.contributors(v_water)).id),
        'utility_connection_', jsonb_build_object(
            'organization_id', v_water,
            'connection_id', (given.utility_connection(v_water)).id),
        'applicant_', jsonb_build_object('organization_id', v_cord,
            'invitation_id', (given.applicants(v_cord)).id,
            'business_id', v_business,
            'case_id', (applicant_case_create(v_cord, given.operator(),
                v_business, 'Loan')).id),
        'esign_', jsonb_build_object('organization_id', v_cord,
            'template_id', given.esign(v_cord)),
        'custom_', jsonb_build_object('organization_id', v_cord,
            'template_id', given.questions(v_cord)),
        'team_', jsonb_build_object('organization_id', v_acme,
            'invitation_id', v_team.invitation_id, 'link_id', v_team.id,
            'token_hash', given.hash(v_team)),
        'merchant', jsonb_build_object('invitation_id',
            (given.merchant_invitation(given.organization('Shop', v_acme,
                kind => 'merchant'))).id));
end
$$;
create function pg_temp.reading_writes() returns text
language plpgsql as $$
-- The first stable door that fails where nothing can be written.
declare
    v_all jsonb := pg_temp.arguments();
    v_values jsonb;
    v_door record;
    v_code text;
begin
    set local transaction_read_only = on;
    for v_door in
        select f.proname, f.proargnames
        from f where f.prosecdef and f.provolatile <> 'v'
    loop
        select v_all->'' || value into v_values
        from jsonb_each(v_all) where starts_with(v_door.proname, key)
        order by length(key) desc limit 1;
        execute format('select code from %I(%s)', v_door.proname,
            (select string_agg(format('%I => %L', a, v_values->>a), ', ')
            from unnest(v_door.proargnames) a)) into v_code;
        if v_code is not null then
            return v_door.proname || ': ' || v_code;
        end if;
    end loop;
    return null;
exception when others then
    return v_door.proname || ': ' || sqlerrm;
end
$$;
savepoint reading;
select is(pg_temp.reading_writes(), null,
    'every door that only reads does so where nothing can be written');

select * from finish();
