-- SPDX-License-Identifier: MIT
create or replace function team_invitation_json(
    i invitation, safe_message text default null
) returns json
language plpgsql stable as $$
-- An invitation as the team sees it: its document's fields, and delivery.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_delivery json := delivery_json(i);
begin
    return json_merge(json_merge(
        team_invitation_card(i, team_invitation_json.safe_message),
        json_merge(json_build_object('sendFailureReason',
            case v_delivery->>'state'
                when 'failed' then v_delivery->>'lastError'
                when 'suppressed' then 'The address wants no more '
                    'invitations from this business.' end),
            team_license_members(i))),
        json_build_object('delivery', v_delivery));
end
$$;
