/* SPDX-License-Identifier: MIT */
/* Merchants who are sent a link to onboard themselves. */
#include "api/route.h"

const struct route routes_onboarding[] = {
	{ 0 },
};
