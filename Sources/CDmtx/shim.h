#pragma once
#include <dmtx.h>

/// Side of the symbol in modules: 22 code words, which 24 characters of C40 fill but for a few.
enum { CDMTX_SIDE = 20 };

/// Fills CDMTX_SIDE * CDMTX_SIDE bytes row by row from the top, 1 for black. Returns whether the text fits.
static inline int cdmtx_encode(const char *text, int length, unsigned char *modules) {
    DmtxEncode *encode = dmtxEncodeCreate();
    if (encode == NULL) return 0;
    dmtxEncodeSetProp(encode, DmtxPropScheme, DmtxSchemeC40);
    dmtxEncodeSetProp(encode, DmtxPropSizeRequest, DmtxSymbol20x20);
    dmtxEncodeSetProp(encode, DmtxPropModuleSize, 1);
    dmtxEncodeSetProp(encode, DmtxPropMarginSize, 0);
    int done = dmtxEncodeDataMatrix(encode, length, (unsigned char *)text) == DmtxPass && encode->image != NULL
        && encode->image->width == CDMTX_SIDE && encode->image->height == CDMTX_SIDE;
    for (int y = 0; done && y < CDMTX_SIDE; y++)
        for (int x = 0; x < CDMTX_SIDE; x++) {
            int value = 255;
            // libdmtx counts rows from the bottom.
            dmtxImageGetPixelValue(encode->image, x, CDMTX_SIDE - 1 - y, 0, &value);
            modules[y * CDMTX_SIDE + x] = value < 128;
        }
    dmtxEncodeDestroy(&encode);
    return done;
}

/// Looks for one symbol of that size in grey pixels, rows from the top. Returns the number of characters, 0 for none.
///
/// corners: of the symbol in pixels from the top left, x and y each: that of the two solid edges, the end of the lower one, the end of
/// the left one. gap: pixels between the lines that are searched. most: regions that are looked at; no clock decides.
static inline int cdmtx_decode(
    const unsigned char *pixels, int width, int height, int gap, int most, char *text, int capacity, double *corners) {
    DmtxImage *image = dmtxImageCreate((unsigned char *)pixels, width, height, DmtxPack8bppK);
    if (image == NULL) return 0;
    DmtxDecode *decode = dmtxDecodeCreate(image, 1);
    int count = 0;
    if (decode != NULL) {
        dmtxDecodeSetProp(decode, DmtxPropSymbolSize, DmtxSymbol20x20);
        dmtxDecodeSetProp(decode, DmtxPropScanGap, gap);
        while (count == 0 && most-- > 0) {
            DmtxRegion *region = dmtxRegionFindNext(decode, NULL);
            if (region == NULL) break;
            DmtxMessage *message = dmtxDecodeMatrixRegion(decode, region, DmtxUndefined);
            if (message != NULL) {
                if (message->outputIdx > 0 && message->outputIdx <= capacity) {
                    count = message->outputIdx;
                    for (int i = 0; i < count; i++) text[i] = (char)message->output[i];
                    DmtxVector2 ends[3] = {{0, 0}, {1, 0}, {0, 1}};
                    for (int i = 0; i < 3; i++) {
                        dmtxMatrix3VMultiplyBy(&ends[i], region->fit2raw);
                        corners[2 * i] = ends[i].X;
                        corners[2 * i + 1] = height - 1 - ends[i].Y;
                    }
                }
                dmtxMessageDestroy(&message);
            }
            dmtxRegionDestroy(&region);
        }
        dmtxDecodeDestroy(&decode);
    }
    dmtxImageDestroy(&image);
    return count;
}
