-- SPDX-License-Identifier: MIT
create or replace function applicant_documents(a applicant_invitation)
returns setof esign_template
language sql stable as $$
    -- The documents of an invitation, in the order of reading.
    -- Raises nothing, writes nothing.
    select t from unnest(a.esign_template_ids) with ordinality e (id, number)
    join esign_template t on t.organization_id = a.organization_id
        and t.id = e.id
    order by e.number
$$;
