import CCairo
import CDeflate
import CFreeType
import CTIFF
import CZlib

/// The libraries that a page's bytes depend on, by name.
package enum DrawingLibraries {
    package static let versions: [String: String] = [
        "cairo": String(cString: cairo_version_string()),
        "freetype": "\(FREETYPE_MAJOR).\(FREETYPE_MINOR).\(FREETYPE_PATCH)",
        "libdeflate": LIBDEFLATE_VERSION_STRING,
        // Compresses what Cairo writes.
        "zlib": String(cString: zlibVersion()),
    ]

    /// Those that read foreign pages besides. Poppler finds the white around their ink, by which they are placed.
    package static let ofForeignPages: [String: String] = [
        // „LIBTIFF, Version 4.5.0“ and a line about its authors.
        "libtiff": String(cString: TIFFGetVersion()).prefix { $0 != "\n" }.split(separator: " ").last.map(String.init) ?? "",
        "poppler": ForeignPageRaster.version.text ?? "",
    ]
}
