#include "cicu.h"
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

struct line_breaks {
    UBreakIterator *iterator;
    UText text;
};

line_breaks *line_breaks_open(const char *locale) {
    line_breaks *breaks = calloc(1, sizeof *breaks);
    if (!breaks) return NULL;
    UErrorCode status = U_ZERO_ERROR;
    breaks->text = (UText)UTEXT_INITIALIZER;
    breaks->iterator = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
    if (U_FAILURE(status)) {
        line_breaks_close(breaks);
        return NULL;
    }
    return breaks;
}

void line_breaks_close(line_breaks *breaks) {
    if (!breaks) return;
    if (breaks->iterator) ubrk_close(breaks->iterator);
    utext_close(&breaks->text);
    free(breaks);
}

int line_breaks_set_text(line_breaks *breaks, const char *utf8, int64_t length) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&breaks->text, utf8, length, &status);
    ubrk_setUText(breaks->iterator, &breaks->text, &status);
    return U_SUCCESS(status);
}

int64_t line_breaks_next(line_breaks *breaks, int *is_mandatory) {
    int32_t next = ubrk_next(breaks->iterator);
    if (next == UBRK_DONE) return -1;
    int32_t rule = ubrk_getRuleStatus(breaks->iterator);
    *is_mandatory = rule >= UBRK_LINE_HARD && rule < UBRK_LINE_HARD_LIMIT;
    return next;
}

int32_t character_name(int32_t character, char *buffer, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = u_charName(character, U_EXTENDED_CHAR_NAME, buffer, capacity, &status);
    return U_SUCCESS(status) && length < capacity ? length : 0;
}
