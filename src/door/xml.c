/* SPDX-License-Identifier: MIT */
/*
 * The door to expat. What can make a document more than it shows, entities
 * and defaults of attributes, is refused at its declaration.
 */
#include "door/xml.h"

#include <expat.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"

struct reading {
	XML_Parser parser;
	const struct xml_hearer *hearer;
	void *arg;
	enum xml_result result;
};

static void
stop(struct reading *r, enum xml_result why)
{
	/* Some calls come even after a stop. */
	if (r->result == XML_READ)
		r->result = why;
	XML_StopParser(r->parser, XML_FALSE);
}

static void
begin(void *arg, const char *name, const char **attributes)
{
	struct reading *r = arg;

	if (r->result == XML_READ &&
	    !r->hearer->begin(r->arg, name, attributes))
		stop(r, XML_STOPPED);
}

static void
end(void *arg, const char *name)
{
	struct reading *r = arg;

	(void)name;
	if (r->result == XML_READ && !r->hearer->end(r->arg))
		stop(r, XML_STOPPED);
}

static void
hear_text(void *arg, const char *text, int len)
{
	struct reading *r = arg;

	if (r->result == XML_READ &&
	    !r->hearer->text(r->arg, text, (size_t)len))
		stop(r, XML_STOPPED);
}

static void
hear_instruction(void *arg, const char *target, const char *data)
{
	struct reading *r = arg;

	(void)data;
	if (r->result == XML_READ && !r->hearer->instruction(r->arg, target))
		stop(r, XML_STOPPED);
}

static void
hear_declaration(
    void *arg, const char *version, const char *encoding, int is_alone)
{
	(void)version;
	(void)is_alone;
	if (encoding != NULL && strcasecmp(encoding, "UTF-8") != 0)
		stop(arg, XML_ENCODED);
}

static void
hear_type(void *arg, const char *name, const char *system, const char *public,
    int has_rules)
{
	(void)name;
	(void)system;
	(void)public;
	if (has_rules)
		stop(arg, XML_DECLARES);
}

/* One that would be declared elsewhere. */
static void
hear_entity(void *arg, const char *name, int is_parameter)
{
	(void)name;
	(void)is_parameter;
	stop(arg, XML_DECLARES);
}

static void
listen(struct reading *r)
{
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, begin, end);
	XML_SetCharacterDataHandler(r->parser, hear_text);
	XML_SetProcessingInstructionHandler(r->parser, hear_instruction);
	XML_SetXmlDeclHandler(r->parser, hear_declaration);
	XML_SetStartDoctypeDeclHandler(r->parser, hear_type);
	XML_SetSkippedEntityHandler(r->parser, hear_entity);
}

static enum xml_result
result_of(const struct reading *r, enum XML_Status status)
{
	if (r->result != XML_READ || status == XML_STATUS_OK)
		return r->result;
	return XML_GetErrorCode(r->parser) == XML_ERROR_UNDEFINED_ENTITY
	    ? XML_DECLARES
	    : XML_BROKEN;
}

enum xml_result
xml_read(
    const char *data, size_t len, const struct xml_hearer *hearer, void *arg)
{
	struct reading r = { .hearer = hearer, .arg = arg };
	enum xml_result result;

	/* What it says of its encoding is heard, not followed. */
	r.parser = XML_ParserCreateNS("UTF-8", ' ');
	if (r.parser == NULL)
		fatal("event=out_of_memory bytes=%zu", len);
	listen(&r);
	result = result_of(&r, XML_Parse(r.parser, data, (int)len, XML_TRUE));
	XML_ParserFree(r.parser);
	return result;
}

const char *
xml_local_name(const char *name)
{
	const char *blank = strrchr(name, ' ');

	return blank == NULL ? name : blank + 1;
}
