-- SPDX-License-Identifier: MIT
create or replace function is_date(text text) returns boolean
language sql immutable as $$
    -- Whether a text is a day of the calendar, YYYY-MM-DD. A cast would say
    -- so by an error. Raises nothing, writes nothing.
    select case when is_date.text ~
            '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
        then substr(is_date.text, 9, 2)::integer <= extract(day from
            make_date(left(is_date.text, 4)::integer,
                substr(is_date.text, 6, 2)::integer, 1)
            + interval '1 month - 1 day')
        else false end
$$;
