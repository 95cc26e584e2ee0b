#include "cicu.h"
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

struct text_breaks {
    UBreakIterator *iterator;
    UText text;
};

text_breaks *text_breaks_open(text_breaks_kind kind, const char *locale) {
    text_breaks *breaks = calloc(1, sizeof *breaks);
    if (!breaks) return NULL;
    UErrorCode status = U_ZERO_ERROR;
    breaks->text = (UText)UTEXT_INITIALIZER;
    breaks->iterator = ubrk_open(kind == TEXT_BREAKS_LINE ? UBRK_LINE : UBRK_CHARACTER, locale, NULL, 0, &status);
    if (U_FAILURE(status)) {
        text_breaks_close(breaks);
        return NULL;
    }
    return breaks;
}

const char *icu_version(void) {
    static _Thread_local char text[U_MAX_VERSION_STRING_LENGTH];
    UVersionInfo version;
    u_getVersion(version);
    u_versionToString(version, text);
    return text;
}

void text_breaks_close(text_breaks *breaks) {
    if (!breaks) return;
    if (breaks->iterator) ubrk_close(breaks->iterator);
    utext_close(&breaks->text);
    free(breaks);
}

int text_breaks_set_text(text_breaks *breaks, const char *utf8, int64_t length) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&breaks->text, utf8, length, &status);
    ubrk_setUText(breaks->iterator, &breaks->text, &status);
    return U_SUCCESS(status);
}

int64_t text_breaks_next(text_breaks *breaks, int *is_mandatory) {
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

uint8_t combining_class(int32_t character) { return u_getCombiningClass(character); }

line_break_class line_break_class_of(int32_t character) {
    switch (u_getIntPropertyValue(character, UCHAR_LINE_BREAK)) {
        // Rule LB1 resolves the ambiguous, the unknown and those of South East Asia to letters, their marks to marks.
        case U_LB_ALPHABETIC:
        case U_LB_HEBREW_LETTER:
        case U_LB_AMBIGUOUS:
        case U_LB_UNKNOWN:
        case U_LB_SURROGATE: return LINE_BREAK_LETTER;
        case U_LB_COMPLEX_CONTEXT: {
            int8_t category = u_charType(character);
            return category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK ? LINE_BREAK_MARK : LINE_BREAK_LETTER;
        }
        case U_LB_NUMERIC: return LINE_BREAK_NUMBER;
        case U_LB_INFIX_NUMERIC: return LINE_BREAK_INFIX;
        case U_LB_BREAK_SYMBOLS: return LINE_BREAK_SLASH;
        case U_LB_COMBINING_MARK:
        case U_LB_ZWJ: return LINE_BREAK_MARK;
        default: return LINE_BREAK_OTHER;
    }
}
