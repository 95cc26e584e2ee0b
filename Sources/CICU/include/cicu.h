#pragma once
#include <stdint.h>

// The few functions of ICU in use. ICU's own headers stay out of sight: they name the same types as the ICU inside Swift's
// Foundation, differently, and rename their functions by macros that Swift does not import.

/// Finds line break opportunities (UAX #14) in UTF-8.
typedef struct line_breaks line_breaks;

/// NULL when ICU's data is not there. To be freed with `line_breaks_close`.
line_breaks *_Nullable line_breaks_open(const char *_Nonnull locale);
void line_breaks_close(line_breaks *_Nullable breaks);

/// The text must stay where it is until the last `line_breaks_next`. Returns whether ICU took it.
int line_breaks_set_text(line_breaks *_Nonnull breaks, const char *_Nullable utf8, int64_t length);

/// Byte offset of the next opportunity, or -1. `is_mandatory` is set for a forced break.
int64_t line_breaks_next(line_breaks *_Nonnull breaks, int *_Nonnull is_mandatory);

/// Writes a character's Unicode name; returns its length, 0 where it has none.
int32_t character_name(int32_t character, char *_Nonnull buffer, int32_t capacity);
