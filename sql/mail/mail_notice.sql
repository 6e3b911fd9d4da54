-- SPDX-License-Identifier: MIT
create or replace function mail_notice(
    organization_id uuid, kind text, invitation_id uuid, party text,
    reason text default null, reader_id uuid default null
) returns void
language plpgsql volatile as $$
-- Tell an organization by mail what has happened, if it has an address. A
-- notice carries no link, is not among the invitations that an address may
-- have, and says nothing of a delivery, so it outlives its invitation. Nobody
-- fills a mailbox with them: the same of one invitation goes once an hour, of
-- the uses of a public link twenty do, and to an address that nobody vouches
-- for as many as notice_take lets. The last of them says so.
-- organization_id: whose invitation, or public link, it is about. kind:
-- accepted, rejected, asked, approval, approved or declined. party: who did
-- it, or null. reason: their words, or null. reader_id: whom to tell, if not
-- the organization itself.
-- Raises nothing. Writes address_limit, outbox.
#variable_conflict use_column
declare
    v_reader organization;
    v_place integer;
    v_left integer;
begin
    select o.* into v_reader from organization o
    where o.id = coalesce(reader_id, mail_notice.organization_id);
    if v_reader.email is null then
        return;
    elsif invitation_id is not null then
        -- A twin that is being written is as good as written.
        if not pg_try_advisory_xact_lock(hashtextextended(concat_ws(' ',
            'notice', organization_id, invitation_id, kind, party), 0)) then
            return;
        end if;
        perform from outbox m
        where m.organization_id = mail_notice.organization_id
            and m.invitation_id = mail_notice.invitation_id
            and m.kind = mail_notice.kind
            and m.data->>'party' is not distinct from mail_notice.party
            and m.created_at > clock_timestamp() - interval '1 hour';
        if found then
            return;
        end if;
    elsif reader_id is null and kind in ('accepted', 'approval') then
        v_place := notice_place_take(organization_id);
        if v_place is null then
            return;
        end if;
    end if;
    if not v_reader.is_email_vouched then
        v_left := notice_take(v_reader);
        if v_left is null then
            return;
        end if;
    end if;
    insert into outbox (organization_id, id, kind, invitation_id, email,
        locale, data, due_at, give_up_at)
    values (mail_notice.organization_id, uuid_v7(), mail_notice.kind,
        mail_notice.invitation_id, v_reader.email, v_reader.locale,
        json_build_object('party', party, 'reason', reason,
            'reader', v_reader.name, 'place', v_place,
            'left', v_left),
        clock_timestamp(), clock_timestamp() + interval '3 days');
end
$$;
