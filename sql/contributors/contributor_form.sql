-- SPDX-License-Identifier: MIT
create or replace function contributor_form(l link, email_key text)
returns json
language plpgsql stable as $$
-- The fields to ask of who opens a link to a utility account, filled in with
-- the prefill or with the connection to edit; with nothing as long as an
-- address must be proved first (email_key: the one that is). A utility that
-- is known is shown as it is known: by its id or by its site.
-- Returns [{name, type, required, value}]. Raises and writes nothing.
#variable_conflict use_column
declare
    v_known json := contributor_answers(l);
begin
    if link_needs_proof(l, email_key) then
        v_known := '{}';
    end if;
    return (
        select json_agg(json_build_object('name', f.name, 'type', f.type,
            'required', false, 'value', v_known->f.name) order by f.number)
        from (values (1, 'url', 'text'), (2, 'datasourceId', 'text'),
            (3, 'accountNumber', 'text'), (4, 'accountHolder', 'text'),
            (5, 'utilityTypes', 'list'), (6, 'siteIds', 'list'),
            (7, 'username', 'text'), (8, 'password', 'password'))
            f (number, name, type)
        where f.name <> case
            when v_known->>'url' is not null then 'datasourceId'
            when v_known->>'datasourceId' is not null then 'url'
            else '' end
    );
end
$$;
