#pragma once
#include <stddef.h>
#include <tiffio.h>

// libtiff's getters are variadic, which Swift cannot call; its handlers take a va_list.
static inline int ctiff_get_uint32(TIFF *file, uint32_t tag, uint32_t *value) { return TIFFGetFieldDefaulted(file, tag, value); }
static inline int ctiff_get_uint16(TIFF *file, uint32_t tag, uint16_t *value) { return TIFFGetFieldDefaulted(file, tag, value); }
static inline int ctiff_get_float(TIFF *file, uint32_t tag, float *value) { return TIFFGetField(file, tag, value); }
static inline int ctiff_silent(TIFF *file, void *data, const char *module, const char *format, va_list arguments) {
    (void)file, (void)data, (void)module, (void)format, (void)arguments;
    return 1;
}
/// Opens for reading without a word on standard error, and with a bound on single allocations.
static inline TIFF *ctiff_open(const char *path, tmsize_t limit) {
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (options == NULL) return NULL;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, limit);
    TIFFOpenOptionsSetErrorHandlerExtR(options, ctiff_silent, NULL);
    TIFFOpenOptionsSetWarningHandlerExtR(options, ctiff_silent, NULL);
    TIFF *file = TIFFOpenExt(path, "r", options);
    TIFFOpenOptionsFree(options);
    return file;
}
