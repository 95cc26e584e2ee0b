#pragma once
#include <stdint.h>

// The few functions of ICU in use. ICU's own headers stay out of sight: they name the same types as the ICU inside Swift's
// Foundation, differently, and rename their functions by macros that Swift does not import.

/// Finds boundaries in UTF-8: line break opportunities (UAX #14) or grapheme clusters (UAX #29).
typedef struct text_breaks text_breaks;

typedef enum { TEXT_BREAKS_LINE, TEXT_BREAKS_GRAPHEME } text_breaks_kind;

/// NULL when ICU's data is not there. To be freed with `text_breaks_close`.
text_breaks *_Nullable text_breaks_open(text_breaks_kind kind, const char *_Nonnull locale);
void text_breaks_close(text_breaks *_Nullable breaks);

/// The text must stay where it is until the last `text_breaks_next`. Returns whether ICU took it.
int text_breaks_set_text(text_breaks *_Nonnull breaks, const char *_Nullable utf8, int64_t length);

/// Byte offset of the next boundary, or -1. `is_mandatory` is set for a forced line break.
int64_t text_breaks_next(text_breaks *_Nonnull breaks, int *_Nonnull is_mandatory);

/// „72.1“, of the library in use.
const char *_Nonnull icu_version(void);

/// Writes a character's Unicode name; returns its length, 0 where it has none.
int32_t character_name(int32_t character, char *_Nonnull buffer, int32_t capacity);

/// The canonical combining class (0: none), as UnicodeData.txt has it.
uint8_t combining_class(int32_t character);

/// The classes of UAX #14 that the program asks for.
typedef enum { LINE_BREAK_OTHER, LINE_BREAK_LETTER, LINE_BREAK_NUMBER, LINE_BREAK_INFIX, LINE_BREAK_SLASH, LINE_BREAK_MARK } line_break_class;
line_break_class line_break_class_of(int32_t character);
