-- SPDX-License-Identifier: MIT
create or replace function applicant_signatures(signatures json)
returns table (number bigint, id uuid, name text)
language sql immutable as $$
    -- Signatures as a request gives them, in either way of naming members:
    -- [{templateId | template_id, name}]. Raises nothing, writes nothing.
    select s.number, coalesce(s.item->>'templateId',
        s.item->>'template_id')::uuid, s.item->>'name'
    from json_array_elements(applicant_signatures.signatures)
        with ordinality s (item, number)
$$;
