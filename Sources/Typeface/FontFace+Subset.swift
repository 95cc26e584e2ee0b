import CHarfBuzz
import CHarfBuzzSubset

extension FontFace {
    /// Whether the outlines are TrueType's, as a simple font of a PDF wants them.
    public var hasTrueTypeOutlines: Bool { table("glyf").count > 0 }

    /// Smallest box around all glyphs, in em: left, lower, right, upper.
    public var boundingBox: [Double] {
        // OpenType, table head: xMin, yMin, xMax, yMax at 36.
        let head = table("head")
        guard head.count >= 44 else { return [0, -metrics.descender, 1, metrics.ascender] }
        return (0..<4).map { index in
            Double(Int16(bitPattern: UInt16(head[36 + 2 * index]) << 8 | UInt16(head[37 + 2 * index]))) / metrics.unitsPerEm
        }
    }

    /// A font program with these characters alone; `nil` where HarfBuzz cannot make one.
    public func subset(_ scalars: some Sequence<UInt32>) -> [UInt8]? {
        guard let input = hb_subset_input_create_or_fail() else { return nil }
        defer { hb_subset_input_destroy(input) }
        let wanted = hb_subset_input_unicode_set(input)
        for scalar in scalars { hb_set_add(wanted, scalar) }
        guard let made = hb_subset_or_fail(hb_font_get_face(font), input) else { return nil }
        defer { hb_face_destroy(made) }
        let blob = hb_face_reference_blob(made)
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        let start = hb_blob_get_data(blob, &length)
        return Array(UnsafeRawBufferPointer(start: start, count: Int(length)))
    }

    private func table(_ name: StaticString) -> [UInt8] {
        let blob = hb_face_reference_table(hb_font_get_face(font), tag(name))
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        let start = hb_blob_get_data(blob, &length)
        return Array(UnsafeRawBufferPointer(start: start, count: Int(length)))
    }
}
