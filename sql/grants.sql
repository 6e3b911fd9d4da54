-- SPDX-License-Identifier: MIT
-- Who may call what: the one page. Only these procedures are doors; each runs
-- as the owner, on our schema alone, and waits for no lock longer than half
-- a second. Neither role may touch a table.
-- Before this page is run, `usher db install` takes every function of ours
-- from PUBLIC; it puts in :schema, :web_role and :mail_role, quoted.

grant usage on schema :schema to :web_role, :mail_role;

do $do$
declare
    web constant text[] := array[
        'health', 'idempotency_begin', 'idempotency_end',
        'organization_create', 'organization_list', 'organization_get',
        'organization_update',
        'api_key_create', 'api_key_list', 'api_key_revoke',
        'event_list',
        -- invitations of all families, and what their recipients may do
        'invitation_list', 'invitation_get', 'invitation_owner',
        'invitation_revoke', 'invitation_resend',
        'link_preview', 'link_show', 'link_verify', 'link_confirm',
        'link_check', 'link_accept', 'link_reject', 'link_ask',
        'link_unsubscribe',
        -- connections
        'connection_list', 'connection_get', 'connection_update',
        'connection_approve', 'connection_decline', 'connection_archive',
        'connection_invitation_create', 'connection_invitation_list',
        'connection_invitation_received', 'connection_invitation_get',
        'connection_invitation_cancel', 'connection_invitation_resend',
        'connection_invitation_accept', 'connection_invitation_reject',
        'public_invite_settings_get', 'public_invite_settings_update',
        'public_invite_settings_qr', 'public_invite_settings_regenerate',
        -- contributors
        'contributor_invitation_create', 'contributor_edit_create',
        'contributor_invitation_list', 'contributor_invitation_get',
        'contributor_invitation_revoke',
        'utility_connection_owner', 'utility_connection_list',
        'utility_connection_get', 'utility_connection_credentials',
        -- team
        'team_invitation_create', 'team_invitation_list',
        'team_invitation_get', 'team_invitation_revoke',
        'team_invitation_resend', 'team_invitation_preview',
        'team_invitation_accept',
        'member_list', 'member_update', 'member_remove',
        'license_get', 'license_set', 'session_check', 'session_open',
        -- onboarding
        'merchant_invitation_create', 'merchant_invitation_list',
        'merchant_invitation_get', 'merchant_invitation_resend',
        'merchant_invitation_revoke',
        -- applicants
        'applicant_invitation_create', 'applicant_invitation_list',
        'applicant_invitation_get', 'applicant_invitation_resend',
        'applicant_invitation_revoke', 'applicant_invitation_accept',
        'applicant_business_list', 'applicant_business_get',
        'applicant_case_create', 'applicant_case_list', 'applicant_case_get',
        'esign_template_create', 'esign_template_list', 'esign_template_get',
        'custom_field_template_create', 'custom_field_template_list',
        'custom_field_template_get'];
    mail constant text[] := array[
        'mail_due', 'mail_lease', 'mail_result', 'mail_return',
        'mail_clean'];
    f text;
begin
    foreach f in array web || mail loop
        execute format('alter function %I security definer '
            'set search_path from current', f);
        -- One waits for its twin, and says for how long itself.
        if f <> 'idempotency_begin' then
            execute format('alter function %I set lock_timeout = ''500ms''',
                f);
        end if;
    end loop;
    foreach f in array web loop
        execute format('grant execute on function %I to %s', f,
            $role$:web_role$role$);
    end loop;
    foreach f in array mail loop
        execute format('grant execute on function %I to %s', f,
            $role$:mail_role$role$);
    end loop;
end
$do$;
