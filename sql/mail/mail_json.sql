-- SPDX-License-Identifier: MIT
create or replace function mail_json(m outbox) returns json
language plpgsql stable as $$
-- All that the mailer needs to write one mail, secrets as marks. Of logos
-- those that may fit into one: a PNG image of at most 12 KiB, in base64.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'id', m.id,
            'leaseId', m.lease_id,
            'createdAt', wire_time(m.created_at),
            'kind', m.kind,
            'email', m.email,
            'locale', m.locale,
            'organizationLocale', o.locale,
            'invitationId', m.invitation_id,
            'invitationKind', coalesce(i.kind, link_kind(l)),
            'organizationName', o.name,
            'organizationEmail', o.email,
            'brandColor', o.brand_color,
            'logo', case when length(o.brand_logo) <= 16384 + 22 then
                substring(o.brand_logo from
                    '^data:image/png;base64,([A-Za-z0-9+/]+={0,2})$') end,
            'inviterName', i.inviter_name,
            'message', case when m.kind in ('invitation', 'sms')
                then i.message else m.data->>'reason' end,
            'party', m.data->'party',
            'reader', m.data->'reader',
            'isLast', coalesce(
                '1' in (m.data->>'place', m.data->>'left'), false),
            'role', i.role,
            'isEdit', i.connection_id is not null,
            'businessName', (
                select b.name from applicant_invitation a
                join applicant_business b
                    on b.organization_id = a.organization_id
                    and b.id = a.business_id
                where a.organization_id = i.organization_id
                    and a.invitation_id = i.id),
            'expiresAt', wire_time(case m.kind
                when 'code' then m.give_up_at else i.expires_at end),
            'url', case when m.kind in ('invitation', 'sms')
                then link_mark('url', l) end,
            'unsubscribeUrl', case m.kind when 'invitation'
                then link_mark('unsubscribe', l) end,
            'code', m.data->'code')
        from organization o
        left join invitation i on i.organization_id = m.organization_id
            and i.id = m.invitation_id
        left join link l on l.organization_id = m.organization_id
            and l.id = m.link_id
        where o.id = m.organization_id
    );
end
$$;
