/* SPDX-License-Identifier: MIT */
#ifndef PAGE_CONTROL_H
#define PAGE_CONTROL_H

struct json;
struct voice;

/*
 * Add to a field, an object with `name`, `type` and `id`, how it is asked
 * for: one of isInput, isLines, isTick, isTicks, isChoice, isSignature is
 * true; inputType, inputmode, autocomplete, dir; username: whose a new
 * password is, null: not known, or no such password; isExact: it is no prose;
 * value; isTicked; choices: [{word, choice, choiceId, isChosen}]. texts: what
 * it holds.
 */
void control_add(const struct voice *, struct json *field,
    const struct json *card, const struct json *texts);

#endif
