import CCairo
import CFreeType
import CZlib

/// The libraries that a page's bytes depend on.
public enum DrawingLibraries {
    /// By name.
    public static let versions: [String: String] = [
        "cairo": String(cString: cairo_version_string()),
        "freetype": "\(FREETYPE_MAJOR).\(FREETYPE_MINOR).\(FREETYPE_PATCH)",
        "zlib": String(cString: zlibVersion()),
    ]
}
