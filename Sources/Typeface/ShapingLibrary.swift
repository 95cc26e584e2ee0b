import CHarfBuzz

/// The library that shapes words; widths and glyphs depend on it.
public enum ShapingLibrary {
    public static let version = String(cString: hb_version_string())
}
