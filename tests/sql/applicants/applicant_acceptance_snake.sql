-- SPDX-License-Identifier: MIT
select plan(2);

select is(applicant_acceptance_snake('{"id": 1, "email": 2, "firstName": 3,
    "lastName": 4, "invitationId": 5, "businessId": 6, "caseId": null,
    "status": 7, "acceptedAt": 8, "customFields": {"keyName": 9},
    "signatures": [{"templateId": 1, "name": 2, "email": 3, "sha256": 4,
        "signedAt": 5}]}')::jsonb, '{"applicant_id": 1, "email": 2,
    "first_name": 3, "last_name": 4, "invitation_id": 5, "business_id": 6,
    "case_id": null, "status": 7, "accepted_at": 8,
    "custom_fields": {"keyName": 9}, "signatures": [{"template_id": 1,
        "name": 2, "email": 3, "sha256": 4, "signed_at": 5}]}',
    'all members are renamed, keys of answers are not');
select is(applicant_acceptance_snake('{"signatures": []}')->>'signatures',
    '[]', 'an empty list stays one');

select * from finish();
