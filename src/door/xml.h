/* SPDX-License-Identifier: MIT */
#ifndef DOOR_XML_H
#define DOOR_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

/*
 * Whoever hears what an XML document holds, in its order; false: enough. A
 * name is `namespace name`, or `name` alone where it has none; what is given
 * stays for the call only.
 */
struct xml_hearer {
	/* attributes: name, value, …, NULL */
	bool (*begin)(void *, const char *name, const char **attributes);
	bool (*end)(void *);
	bool (*text)(void *, const char *text, size_t len);
	bool (*instruction)(void *, const char *target);
};

enum xml_result {
	XML_READ,
	XML_STOPPED,  /* the hearer had enough */
	XML_BROKEN,   /* not well-formed, or a namespace is not declared */
	XML_DECLARES, /* it has declarations of its own, or wants some */
	XML_ENCODED   /* it says it is not UTF-8 */
};

/*
 * Read a document (XML 1.0, Namespaces in XML 1.0) that needs nothing but
 * itself: nothing is loaded and no entity is expanded.
 */
enum xml_result xml_read(const char *data, size_t len,
    const struct xml_hearer *, void *arg) MUST_CHECK;

/* A name without its namespace. */
const char *xml_local_name(const char *name);

#endif
