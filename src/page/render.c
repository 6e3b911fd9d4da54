/* SPDX-License-Identifier: MIT */
/* From data to a page, with the headers that every page has. */
#include "page/render.h"

#include "api/exchange.h"
#include "api/problem.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/log.h"
#include "door/crypto.h"
#include "door/json.h"
#include "page/seal.h"
#include "page/voice.h"
#include "view/contrast.h"
#include "view/template.h"

enum { NONCE_BYTES = 16 };

/* policy: what the page may use besides nothing; "": no more. */
static void
set_headers(struct exchange *x, const char *policy)
{
	exchange_header(x, "Cache-Control", "no-store");
	exchange_header(x, "Referrer-Policy", "no-referrer");
	exchange_header(x, "X-Robots-Tag", "noindex");
	exchange_header(x, "Content-Security-Policy",
	    arena_printf(x->arena, "default-src 'none'%s", policy));
}

/* The colour of text on the organization's own. */
static void
complete_brand(struct arena *arena, struct json *data)
{
	const char *text = contrast_text_on(json_text(data, "brandColor"));

	json_set_text(arena, data, "brandText", text);
	if (text == NULL) /* no colour that a browser would take from us */
		json_set_text(arena, data, "brandColor", NULL);
}

static bool
has_image(const struct json *data)
{
	return json_text(data, "brandLogo") != NULL ||
	    json_text(data, "qr") != NULL;
}

void
render_page(
    struct exchange *x, int status, const char *template, struct json *data)
{
	uint8_t random[NONCE_BYTES];
	const char *nonce;
	struct buf page;

	crypto_random(random, sizeof(random));
	nonce = base64url_encode(x->arena, random, sizeof(random));
	json_set_text(x->arena, data, "nonce", nonce);
	complete_brand(x->arena, data);
	buf_init(&page, x->arena, 0);
	if (template_render(x->service->templates, template, data, &page) < 0)
		log_error("event=no_template request=%s name=%s", x->request_id,
		    template);
	set_headers(x,
	    arena_printf(x->arena,
		"; style-src 'nonce-%s'%s; form-action 'self'; "
		"base-uri 'none'; frame-ancestors 'none'",
		nonce, has_image(data) ? "; img-src data:" : ""));
	x->status = status;
	x->type = "text/html; charset=utf-8";
	x->answer = page.data;
}

/* Whose page it is. */
static void
copy_brand(struct arena *arena, struct json *data, const struct json *card)
{
	static const char *const names[] = { "organizationName", "brandColor",
		"brandLogo" };
	size_t i;

	for (i = 0; i < COUNT_OF(names); i++)
		json_set_text(arena, data, names[i], json_text(card, names[i]));
}

void
render_problem(
    struct exchange *x, const struct problem *problem, const struct json *card)
{
	struct json *data = json_object(x->arena);
	struct json *words = json_object(x->arena);
	struct voice voice = voice_of(x, card);

	copy_brand(x->arena, data, card);
	voice.kind = NULL; /* its own words are about a form */
	voice_add_pair(&voice, "problem", problem->code, words);
	voice_add_group(&voice, "language", words);
	json_set(data, "words", words);
	if (problem->status == 503)
		exchange_header(x, "Retry-After", RETRY_AFTER);
	render_page(x, problem->status, "page/problem.html", data);
}

void
render_redirect(struct exchange *x, const char *cookie)
{
	const char *url = x->service->config->public_url;
	bool is_secure = starts_with(url, "https://");

	exchange_header(x, "Location", x->path);
	exchange_header(x, "Set-Cookie",
	    arena_printf(x->arena,
		SEAL_COOKIE "=%s; Path=%s; Max-Age=%d; HttpOnly; "
			    "SameSite=Strict%s",
		cookie, x->path, SEAL_DONE_SECONDS,
		is_secure ? "; Secure" : ""));
	set_headers(x, "");
	x->status = 303;
}
