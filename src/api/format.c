/* SPDX-License-Identifier: MIT */
/*
 * The formats of texts, one function each. None needs anything of a row; what
 * a row says besides is kind.c's.
 */
#include "api/format.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "api/field.h"
#include "base/text.h"

const struct fault format_fine;

struct fault
format_fault(const char *code, const char *detail)
{
	return (struct fault){ code, detail };
}

/* RFC 5646: a language of 2 to 8 letters, then subtags of 1 to 8. */
static struct fault
check_locale(const char *text)
{
	const struct fault bad =
	    format_fault("bad_format", "is not a BCP 47 language tag");
	const char *at = text;
	size_t len = 0;

	if (strlen(text) > LOCALE_MAX)
		return format_fault(
		    "too_long", "must have at most 35 characters");
	while (isalpha((unsigned char)at[len]))
		len++;
	if (len < 2 || len > 8)
		return bad;
	for (at += len; *at == '-'; at += len) {
		for (len = 0, at++; isalnum((unsigned char)at[len]); len++)
			;
		if (len < 1 || len > 8)
			return bad;
	}
	return *at == '\0' ? format_fine : bad;
}

/* RFC 3986: behind the scheme a host, then what a URL may hold. */
static struct fault
check_web(const char *text, const char *scheme, const char *wanted)
{
	const char *host = text + strlen(scheme), *at;

	if (strlen(text) > URL_MAX)
		return format_fault(
		    "too_long", "must have at most 2048 characters");
	if (!starts_with(text, scheme) || strchr("/?#:", *host) != NULL)
		return format_fault("bad_format", wanted);
	for (at = host; *at != '\0'; at++)
		if (*at <= ' ' || *at >= 0x7f || strchr("\"<>\\^`{|}", *at))
			return format_fault("bad_format", wanted);
	if (memchr(host, '@', strcspn(host, "/?#")) != NULL)
		return format_fault("bad_format", "must not hold a user name");
	return format_fine;
}

static struct fault
check_url(const char *text)
{
	return check_web(text, "https://", "must be an https URL");
}

static struct fault
check_site(const char *text)
{
	const char *scheme =
	    starts_with(text, "http://") ? "http://" : "https://";

	return check_web(text, scheme, "must be an http or https URL");
}

static bool
is_date(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && is_leap);
}

/* True if text follows the pattern, where 0 stands for any digit. */
static bool
follows(const char *text, const char *pattern)
{
	for (; *pattern != '\0'; text++, pattern++)
		if (*pattern == '0' ? !isdigit((unsigned char)*text)
				    : *text != *pattern)
			return false;
	return true;
}

/* A fraction or nothing, then `Z` or an offset that the database takes. */
static bool
is_time_end(const char *at)
{
	size_t digits;

	if (*at == '.') {
		digits = strspn(at + 1, "0123456789");
		if (digits < 1 || digits > 9)
			return false;
		at += 1 + digits;
	}
	return strcmp(at, "Z") == 0 ||
	    ((follows(at, "+00:00") || follows(at, "-00:00")) &&
		at[6] == '\0' && atoi(at + 1) <= 14 && atoi(at + 4) <= 59);
}

/* Whether in UTC, rounded to microseconds, the year may be another one. */
static bool
is_time_moved(const char *at)
{
	const char *offset = at + strcspn(at, "+-Z");

	return offset - at > (int)strlen(".123456") ||
	    strspn(offset, "+-0:Z") != strlen(offset);
}

/* RFC 3339 section 5.6, without leap seconds, and in UTC too. */
static struct fault
check_time(const char *text)
{
	const char *at = text + strlen("0000-00-00T00:00:00");
	int year;

	if (!follows(text, "0000-00-00T00:00:00") ||
	    !is_date(atoi(text), atoi(text + 5), atoi(text + 8)) ||
	    atoi(text + 11) > 23 || atoi(text + 14) > 59 ||
	    atoi(text + 17) > 59 || !is_time_end(at))
		return format_fault(
		    "bad_format", "must be a time like 2026-01-31T12:00:00Z");
	year = atoi(text);
	if ((year == 1 || year == 9999) && is_time_moved(at))
		return format_fault(
		    "out_of_range", "must be in a year of four digits");
	return format_fine;
}

static struct fault
check_date(const char *text)
{
	if (strlen(text) != strlen("0000-00-00") ||
	    !follows(text, "0000-00-00") ||
	    !is_date(atoi(text), atoi(text + 5), atoi(text + 8)))
		return format_fault(
		    "bad_format", "must be a date like 2026-01-31");
	return format_fine;
}

static struct fault
check_country(const char *text)
{
	/* ISO 3166-1, officially assigned. */
	static const char countries[] =
	    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF "
	    "BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG "
	    "CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC "
	    "EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL "
	    "GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN "
	    "IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA "
	    "LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN "
	    "MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP "
	    "NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO "
	    "RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
	    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
	    "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

	if (strlen(text) != 2 || !has_word(countries, text))
		return format_fault("bad_format",
		    "must be a country of ISO 3166-1 in two capitals");
	return format_fine;
}

static struct fault
check_uuid(const char *text)
{
	uint8_t id[UUID_BYTES];

	if (!uuid_parse(text, id))
		return format_fault("bad_format", "is not a UUID");
	return format_fine;
}

static struct fault
check_color(const char *text)
{
	size_t i;

	for (i = 1; text[0] == '#' && i < 7 && hex_value(text[i]) >= 0; i++)
		;
	if (i != 7 || text[i] != '\0')
		return format_fault(
		    "bad_format", "must be a colour like #0a7f5c");
	return format_fine;
}

static struct fault (*const formats[])(const char *) = {
	[KIND_UUID] = check_uuid,
	[KIND_LOCALE] = check_locale,
	[KIND_URL] = check_url,
	[KIND_SITE] = check_site,
	[KIND_TIME] = check_time,
	[KIND_DATE] = check_date,
	[KIND_COUNTRY] = check_country,
	[KIND_COLOR] = check_color,
	[KIND_FREE] = NULL,
};

struct fault
format_check(enum kind kind, const char *text)
{
	return formats[kind] == NULL ? format_fine : formats[kind](text);
}
