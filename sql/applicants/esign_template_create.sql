-- SPDX-License-Identifier: MIT
create or replace function esign_template_create(
    organization_id uuid, caller json, name text, "text" text
) returns reply
language plpgsql volatile as $$
-- Make a document for applicants to sign.
-- Returns {status, message, data}; refuses not_found.
-- Raises nothing. Writes esign_template, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_made esign_template;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    insert into esign_template (organization_id, id, name, text, sha256)
    values (esign_template_create.organization_id, uuid_v7(),
        esign_template_create.name, esign_template_create.text,
        sha256(convert_to(esign_template_create.text, 'UTF8')))
    returning * into v_made;
    perform event_write(v_made.organization_id, 'template.created', v.actor,
        v.request_id, data => json_build_object('templateId', v_made.id,
            'kind', 'esign', 'sha256', encode(v_made.sha256, 'hex')));
    return jsend_ok('E-sign template created successfully',
        esign_template_json(v_made), v_made.id);
end
$$;
