/* SPDX-License-Identifier: MIT */
/* Persons invited to a role and a seat in a business. */
#include "api/route.h"

const struct route routes_team[] = {
	{ 0 },
};
