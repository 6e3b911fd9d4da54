/* SPDX-License-Identifier: MIT */
/* The service about itself: its documents and its health. */
#include "api/route.h"
#include "api/service.h"

#define TAG "The service"

static const char *const healthy[] = { "ok", NULL };
static const char *const readiness[] = { "ok", "degraded", NULL };

static const struct field health_members[] = {
	{ "status", KIND_WORD, .words = healthy },
	{ 0 },
};

static const struct field ready_members[] = {
	{ "status", KIND_WORD, .words = readiness },
	{ "database", KIND_STRING },
	{ "relay", KIND_STRING, .help = "ok, or its last words." },
	{ 0 },
};

const struct route routes_service[] = {
	{ "GET", "/openapi.json", "openapi", TAG, "The OpenAPI document",
	    .handler = service_openapi, .is_local = true, .status = 200 },
	{ "GET", "/docs", "docs", TAG, "The manual", .is_page = true,
	    .is_local = true },
	{ "GET", "/problems/{code}", "problem", TAG, "What a problem means",
	    .is_page = true, .is_local = true },
	{ "GET", "/healthz", "healthz", TAG, "Whether a worker answers",
	    .handler = service_health, .is_local = true, .status = 200,
	    .reply = health_members },
	{ "GET", "/readyz", "readyz", TAG,
	    "Whether database and relay answer; from loopback only",
	    .handler = service_ready, .status = 200, .reply = ready_members },
	{ 0 },
};
