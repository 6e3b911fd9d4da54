/* SPDX-License-Identifier: MIT */
/*
 * The options: ONE table gives their names, kinds, bounds, defaults and
 * manual. Who reads, prints or explains them walks it.
 */
#include "base/option.h"

#include <assert.h>
#include <stdint.h>

#include "base/config.h"

static const char *const levels[] = { "error", "warn", "info", "debug", NULL };
static const char *const starttls[] = { "no", "required", NULL };

#define AT(member) offsetof(struct config, member)

static const struct config_option options[] = {
	{ .name = "public_url",
	    .kind = OPTION_URL,
	    .offset = AT(public_url),
	    .is_required = true,
	    .help = "Where recipients and clients reach usher through nginx; "
		    "links are made from it." },
	{ .name = "listen.path",
	    .kind = OPTION_TEXT,
	    .offset = AT(listen_path),
	    .value = RUNSTATEDIR "/usher/usher.sock",
	    .help = "The FastCGI socket, when it is not inherited." },
	{ .name = "listen.mode",
	    .kind = OPTION_OCTAL,
	    .offset = AT(listen_mode),
	    .value = "0660",
	    .min = 0600,
	    .max = 0777,
	    .help = "Whoever can connect to the socket can crash a worker: "
		    "keep it to nginx." },
	{ .name = "listen.group",
	    .kind = OPTION_TEXT,
	    .offset = AT(listen_group),
	    .help = "The web server's group, such as www-data." },
	{ .name = "workers",
	    .kind = OPTION_NUMBER,
	    .offset = AT(workers),
	    .value = "4",
	    .min = 1,
	    .max = 256,
	    .help = "Processes that serve; each keeps one database "
		    "connection." },
	{ .name = "database.url",
	    .kind = OPTION_TEXT,
	    .offset = AT(database_url),
	    .value = "dbname=usher user=usher_web",
	    .help = "How the workers connect (a libpq URI or key=value "
		    "string)." },
	{ .name = "database.mail_url",
	    .kind = OPTION_TEXT,
	    .offset = AT(database_mail_url),
	    .help = "How the mailer connects; without it, as the workers." },
	{ .name = "database.owner_url",
	    .kind = OPTION_TEXT,
	    .offset = AT(database_owner_url),
	    .help = "How the command line connects: as the owner of the "
		    "schema. Without it, as the workers." },
	{ .name = "database.schema",
	    .kind = OPTION_TEXT,
	    .offset = AT(database_schema),
	    .value = "usher",
	    .help = "The one schema that holds everything." },
	{ .name = "database.prepare",
	    .kind = OPTION_YES_NO,
	    .offset = AT(database_prepare),
	    .value = "yes",
	    .help = "Say no behind PgBouncer in transaction mode." },
	{ .name = "secret.file",
	    .kind = OPTION_TEXT,
	    .offset = AT(secret_file),
	    .value = SYSCONFDIR "/usher/secret",
	    .help = "The server keys, mode 0600: the first line makes new "
		    "secrets, older lines still verify and re-make old ones." },
	{ .name = "smtp.host",
	    .kind = OPTION_TEXT,
	    .offset = AT(smtp_host),
	    .value = "localhost",
	    .help = "The relay that takes the mail; best one on loopback." },
	{ .name = "smtp.port",
	    .kind = OPTION_NUMBER,
	    .offset = AT(smtp_port),
	    .value = "25",
	    .min = 1,
	    .max = 65535,
	    .help = "465 (TLS from the first byte) is not spoken." },
	{ .name = "smtp.starttls",
	    .kind = OPTION_WORD,
	    .offset = AT(smtp_starttls),
	    .value = "no",
	    .words = starttls,
	    .help = "no, or required: then never a word of mail in clear." },
	{ .name = "smtp.ca_file",
	    .kind = OPTION_TEXT,
	    .offset = AT(smtp_ca_file),
	    .help = "Certificates to trust instead of the system's." },
	{ .name = "smtp.user",
	    .kind = OPTION_TEXT,
	    .offset = AT(smtp_user),
	    .help = "Log in to the relay; needs smtp.starttls = required." },
	{ .name = "smtp.password_file",
	    .kind = OPTION_TEXT,
	    .offset = AT(smtp_password_file),
	    .help = "A file whose first line is that user's password." },
	{ .name = "mail.from",
	    .kind = OPTION_TEXT,
	    .offset = AT(mail_from),
	    .value = "usher@localhost",
	    .help = "The address mails come from." },
	{ .name = "mail.sessions",
	    .kind = OPTION_NUMBER,
	    .offset = AT(mail_sessions),
	    .value = "4",
	    .min = 1,
	    .max = 64,
	    .help = "SMTP sessions at a time, each for another "
		    "organization." },
	{ .name = "mail.batch_timeout",
	    .kind = OPTION_NUMBER,
	    .offset = AT(mail_batch_timeout),
	    .value = "60",
	    .min = 1,
	    .max = 90,
	    .help = "Seconds until a session that hangs is killed (the lease "
		    "is 120)." },
	{ .name = "sms.gateway",
	    .kind = OPTION_TEXT,
	    .offset = AT(sms_gateway),
	    .help = "Where a mail becomes a text message, such as "
		    "%s@sms.example.com: %s stands for the number's digits "
		    "(write +%s for a gateway that wants the plus). Without "
		    "it, who invites by telephone delivers the link." },
	{ .name = "templates.dir",
	    .kind = OPTION_TEXT,
	    .offset = AT(templates_dir),
	    .help = "A folder whose files stand in for usher's own." },
	{ .name = "applicants.disposable_domains",
	    .kind = OPTION_TEXT,
	    .offset = AT(applicants_disposable_domains),
	    .value = PKGDATADIR "/disposable_domains.txt",
	    .help = "A list, one a line, of domains where no applicant is "
		    "invited." },
	{ .name = "limits.resend_interval",
	    .kind = OPTION_NUMBER,
	    .offset = AT(limits_resend_interval),
	    .value = "60",
	    .min = 0,
	    .max = 86400,
	    .help = "Seconds between two resends of one invitation." },
	{ .name = "limits.address_per_hour",
	    .kind = OPTION_NUMBER,
	    .offset = AT(limits_address_per_hour),
	    .value = "5",
	    .min = 1,
	    .max = 10000,
	    .help = "Invitation mails an hour to one address within one "
		    "topmost organization." },
	{ .name = "log.level",
	    .kind = OPTION_WORD,
	    .offset = AT(log_level),
	    .value = "info",
	    .words = levels,
	    .help = "error, warn, info or debug." },
};

static_assert(
    COUNT_OF(options) <= OPTIONS_MAX, "more options than there may be");

const struct config_option *
option_at(size_t i)
{
	return i < COUNT_OF(options) ? &options[i] : NULL;
}

const char **
option_text(const struct config *config, const struct config_option *option)
{
	return (const char **)((char *)(uintptr_t)config + option->offset);
}

long *
option_number(const struct config *config, const struct config_option *option)
{
	return (long *)((char *)(uintptr_t)config + option->offset);
}

bool *
option_flag(const struct config *config, const struct config_option *option)
{
	return (bool *)((char *)(uintptr_t)config + option->offset);
}
