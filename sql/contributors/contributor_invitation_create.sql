-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_create(
    organization_id uuid, caller json, links json, address_per_hour integer,
    allowed_emails text[], allowed_emails_key text[],
    expires_in_seconds integer, max_uses integer, send_email boolean,
    prefill json, inviter_name text, message text, locale text,
    redirect_url text
) returns reply
language plpgsql volatile as $$
-- Invite outside persons to connect utility accounts of a company.
-- expires_in_seconds: null for never; max_uses: null for any number;
-- prefill: what the form starts from. The rest: see contributor_invite.
-- Returns the invitation; refuses not_found, invalid_fields, too_many.
-- Raises nothing. Writes what contributor_invite writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'company');
    v_new invitation;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    elsif prefill->>'datasourceId' is not null
        and prefill->>'url' is not null then
        return reply_invalid('#/prefill/url', 'not_allowed',
            'must be left out where datasourceId is given');
    end if;
    v_new.organization_id := organization_id;
    v_new.lifetime := expires_in_seconds * interval '1 second';
    v_new.max_uses := max_uses;
    v_new.inviter_name := inviter_name;
    v_new.message := message;
    v_new.locale := locale;
    v_new.redirect_url := redirect_url;
    v_new.prefill := contributor_prefill(prefill);
    return contributor_invite(v_new, v, links, address_per_hour,
        allowed_emails, allowed_emails_key, send_email);
end
$$;
