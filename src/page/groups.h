/* SPDX-License-Identifier: MIT */
#ifndef PAGE_GROUPS_H
#define PAGE_GROUPS_H

#include "base/attr.h"

struct json;
struct voice;

/*
 * A form's fields (those of fields_show; they are moved) in groups: each with
 * `fields` and, where several belong together, `legend`, `hint` and `id`. Of
 * fields that stand for each other each has `isEither`.
 */
struct json *groups_of(const struct voice *, struct json *fields) MUST_CHECK;

#endif
