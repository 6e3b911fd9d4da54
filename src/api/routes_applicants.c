/* SPDX-License-Identifier: MIT */
/* Applicants to a business, invited by a customer; snake_case and JSend. */
#include "api/route.h"

const struct route routes_applicants[] = {
	{ 0 },
};
