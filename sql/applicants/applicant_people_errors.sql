-- SPDX-License-Identifier: MIT
create or replace function applicant_people_errors(
    organization_id uuid, applicants json, existing_applicant_ids uuid[]
) returns json[]
language sql stable as $$
    -- What is wrong with those whom a request names: an id that is no
    -- applicant of the customer, an address that an earlier one has.
    -- Returns an array of field_error, empty for none. Raises and writes
    -- nothing.
    with p as materialized (
        select * from applicant_people(
            applicant_people_errors.organization_id,
            applicant_people_errors.applicants,
            applicant_people_errors.existing_applicant_ids))
    select array(
        select field_error(p.place, 'not_allowed', case
            when p.email_key is null then 'is no applicant of this customer'
            else 'is the address of an earlier applicant' end)
        from p
        where p.email_key is null or exists (
            select from p q
            where q.email_key = p.email_key and q.number < p.number)
        order by p.number)
$$;
