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

/// A file in memory, for libtiff.
typedef struct {
    const unsigned char *bytes;
    toff_t length, at;
} ctiff_memory;

static inline tmsize_t ctiff_memory_read(thandle_t handle, void *buffer, tmsize_t size) {
    ctiff_memory *memory = (ctiff_memory *)handle;
    if (size < 0 || memory->at >= memory->length) return 0;
    toff_t left = memory->length - memory->at, count = (toff_t)size < left ? (toff_t)size : left;
    for (toff_t i = 0; i < count; i++) ((unsigned char *)buffer)[i] = memory->bytes[memory->at + i];
    memory->at += count;
    return (tmsize_t)count;
}
static inline tmsize_t ctiff_memory_write(thandle_t handle, void *buffer, tmsize_t size) {
    (void)handle, (void)buffer, (void)size;
    return 0;
}
static inline toff_t ctiff_memory_seek(thandle_t handle, toff_t offset, int whence) {
    ctiff_memory *memory = (ctiff_memory *)handle;
    memory->at = whence == SEEK_SET ? offset : whence == SEEK_CUR ? memory->at + offset : memory->length + offset;
    return memory->at;
}
static inline int ctiff_memory_close(thandle_t handle) {
    (void)handle;
    return 0;
}
static inline toff_t ctiff_memory_size(thandle_t handle) { return ((ctiff_memory *)handle)->length; }

/// Reads the first strip of a TIFF file in memory as its codec gives it. Returns whether all of it is there.
static inline int ctiff_read_strip(const unsigned char *bytes, size_t length, void *target, tmsize_t size) {
    ctiff_memory memory = {bytes, length, 0};
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (options == NULL) return 0;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, size + (1 << 20));
    TIFFOpenOptionsSetErrorHandlerExtR(options, ctiff_silent, NULL);
    TIFFOpenOptionsSetWarningHandlerExtR(options, ctiff_silent, NULL);
    TIFF *file = TIFFClientOpenExt(
        "memory", "rm", (thandle_t)&memory, ctiff_memory_read, ctiff_memory_write, ctiff_memory_seek, ctiff_memory_close, ctiff_memory_size,
        NULL, NULL, options);
    TIFFOpenOptionsFree(options);
    if (file == NULL) return 0;
    int isWhole = TIFFStripSize(file) == size && TIFFReadEncodedStrip(file, 0, target, size) == size;
    TIFFClose(file);
    return isWhole;
}
