import CFriBidi
import CHarfBuzz
import CICU

/// The libraries that widths, glyphs, directions and line breaks depend on, by name.
public enum ShapingLibraries {
    public static let versions: [String: String] = [
        "fribidi": FRIBIDI_VERSION,
        "harfbuzz": String(cString: hb_version_string()),
        "icu": String(cString: icu_version()),
    ]
}
