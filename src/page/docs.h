/* SPDX-License-Identifier: MIT */
#ifndef PAGE_DOCS_H
#define PAGE_DOCS_H

struct exchange;

/* The manual, and what one problem means: both from the rows that serve. */
void docs_show(struct exchange *);
void docs_show_problem(struct exchange *);

#endif
