#pragma once
/* What is called of librsvg 2.54 (rsvg.h, rsvg-cairo.h) and GLib 2.74, declared here: their own headers need compiler flags
   of GLib (-pthread) that the Swift package manager refuses with a warning at every build. */
typedef struct _RsvgHandle RsvgHandle;
typedef struct _GError GError;
typedef struct _cairo cairo_t;
typedef struct {
    double x;
    double y;
    double width;
    double height;
} RsvgRectangle;

/* Of the library that is loaded. */
extern const unsigned int rsvg_major_version;
extern const unsigned int rsvg_minor_version;
extern const unsigned int rsvg_micro_version;

RsvgHandle *rsvg_handle_new_from_data(const unsigned char *data, unsigned long length, GError **error);
void rsvg_handle_set_dpi(RsvgHandle *handle, double dpi);
int rsvg_handle_render_document(RsvgHandle *handle, cairo_t *context, const RsvgRectangle *viewport, GError **error);
void g_object_unref(void *object);
void g_clear_error(GError **error);
