/* SPDX-License-Identifier: MIT */
/* Utility accounts connected by outside persons. */
#include "api/route.h"

const struct route routes_contributors[] = {
	{ 0 },
};
