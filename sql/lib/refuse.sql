-- SPDX-License-Identifier: MIT
create or replace function refuse(code text, members json default null)
returns void
language plpgsql immutable as $$
-- Refuse and undo what this call has already written. For the rare refusal
-- that is known only then: the others are returned by reply_problem, since
-- each raise is an error line in the server's log.
-- Raises US001 with the problem's code and, as detail, its members; writes
-- nothing.
begin
    raise exception using errcode = 'US001', message = refuse.code,
        detail = coalesce(refuse.members::text, '');
end
$$;
