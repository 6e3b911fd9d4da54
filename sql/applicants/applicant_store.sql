-- SPDX-License-Identifier: MIT
create or replace function applicant_store(
    w invitation_applicant, l link, email_key text, answers json,
    signatures json, request_id uuid
) returns void
language plpgsql volatile as $$
-- Write that an applicant has accepted, what was answered and signed, and
-- that the invitation is accepted if this was the last. The caller holds the
-- invitation and has checked all.
-- email_key: the address proved, null for none.
-- Raises nothing. Writes acceptance, invitation_applicant,
-- applicant_invitation, signature, invitation, recipient, outbox,
-- address_limit, event.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_left integer;
begin
    insert into acceptance (organization_id, source_id, subject, accepted_at)
    values (w.organization_id, w.invitation_id,
        'recipient:' || w.recipient_id, v_now);
    update invitation_applicant t
    set custom_fields = answers, accepted_at = v_now
    where t.organization_id = w.organization_id
        and t.recipient_id = w.recipient_id;
    update applicant_invitation a set custom_fields = answers
    where a.organization_id = w.organization_id
        and a.invitation_id = w.invitation_id;
    insert into signature (organization_id, recipient_id, esign_template_id,
        invitation_id, name, email, sha256, link_id, signed_at)
    select w.organization_id, w.recipient_id, s.id, w.invitation_id, s.name,
        r.email, t.sha256, l.id, v_now
    from applicant_signatures(signatures) s
    join esign_template t on t.organization_id = w.organization_id
        and t.id = s.id
    join recipient r on r.organization_id = w.organization_id
        and r.invitation_id = w.invitation_id
        and r.email_key = applicant_store.email_key;
    update invitation i
    set use_count = i.use_count + 1, revision = i.revision + 1
    where i.organization_id = w.organization_id and i.id = w.invitation_id
        and i.state = 'pending' and i.use_count < i.max_uses
    returning i.max_uses - i.use_count into v_left;
    if v_left = 0 then
        perform invitation_end(w.organization_id, w.invitation_id,
            'accepted');
    end if;
    perform event_write(w.organization_id, 'invitation.accepted',
        'link:' || l.id, request_id, w.invitation_id,
        applicant_acceptance_json(w.organization_id, w.recipient_id));
    perform mail_notice(w.organization_id, 'accepted', w.invitation_id,
        mail_party(w.organization_id, w.invitation_id, w.recipient_id));
end
$$;
