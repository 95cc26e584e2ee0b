#pragma once
#include <expat.h>

/* The line the parser is at, from 1. Expat of 2026 deprecates XML_GetCurrentLineNumber in favour of a function that Debian 12's
   has not got; both count alike below 2^31 lines, and no part of ours may be so large. */
static inline unsigned long expat_current_line(XML_Parser parser) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return (unsigned long)XML_GetCurrentLineNumber(parser);
#pragma GCC diagnostic pop
}
