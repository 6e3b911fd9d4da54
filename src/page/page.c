/* SPDX-License-Identifier: MIT */
/* Which page a route shows. */
#include "page/page.h"

#include <string.h>

#include "api/exchange.h"
#include "api/problem.h"
#include "api/route.h"
#include "page/docs.h"
#include "page/invitation.h"
#include "page/render.h"
#include "page/unsubscribe.h"

static const struct {
	const char *route;
	void (*serve)(struct exchange *);
} pages[] = {
	{ "invitationPage", invitation_show },
	{ "invitationPagePost", invitation_act },
	{ "publicPage", invitation_show },
	{ "publicPagePost", invitation_act },
	{ "unsubscribePage", unsubscribe_show },
	{ "unsubscribePagePost", unsubscribe_act },
	{ "docs", docs_show },
	{ "problem", docs_show_problem },
};

void
page_serve(struct exchange *x)
{
	size_t i;

	for (i = 0; x->no_route == NULL && i < COUNT_OF(pages); i++) {
		if (strcmp(pages[i].route, x->route->name) == 0) {
			pages[i].serve(x);
			return;
		}
	}
	render_problem(
	    x, x->no_route != NULL ? x->no_route : &problem_not_found, NULL);
}
