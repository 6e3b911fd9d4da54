-- SPDX-License-Identifier: MIT
create or replace function applicant_people(
    organization_id uuid, applicants json, existing_applicant_ids uuid[]
) returns table (
    number bigint, place text, id uuid, first_name text, last_name text,
    email text, email_key text, mobile text
)
language sql stable as $$
    -- All whom a request names, in its order: new ones, whose id is null,
    -- then existing ones, whose address is null if there is no such one.
    -- place: the pointer of what names them.
    -- Raises nothing, writes nothing.
    select row_number() over (order by p.is_old, p.number), p.place, p.id,
        p.first_name, p.last_name, p.email, p.email_key, p.mobile
    from (
        select false as is_old, n.number,
            '#/applicants/' || n.number - 1 || '/email' as place,
            null::uuid as id, n.item->>'first_name' as first_name,
            n.item->>'last_name' as last_name, n.item->>'email' as email,
            n.item->>'email_key' as email_key, n.item->>'mobile' as mobile
        from json_array_elements(applicant_people.applicants)
            with ordinality n (item, number)
        union all
        select true, o.number,
            '#/existing_applicant_ids/' || o.number - 1, o.id, a.first_name,
            a.last_name, a.email, a.email_key, a.mobile
        from unnest(applicant_people.existing_applicant_ids)
            with ordinality o (id, number)
        left join applicant a
            on a.organization_id = applicant_people.organization_id
            and a.id = o.id
    ) p
$$;
