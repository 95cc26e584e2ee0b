import Foundation
import Testing

/// Cairo's locks do not bear two threads that look up glyphs or let go of fonts at once (`GlyphPages`). Whether they meet is chance, so the sources are read.
@Suite("Cairo's fonts")
struct CairoLockTests {
    /// What looks up glyphs, or lets go of a font: by name, by a state that is restored, by a face, surface or context that goes.
    private static let shared: Set<String> = [
        "cairo_show_glyphs", "cairo_show_page", "cairo_surface_finish", "cairo_surface_destroy", "cairo_destroy", "cairo_restore", "cairo_set_font_face", "cairo_set_font_matrix",
        "cairo_set_font_size", "cairo_font_face_destroy", "cairo_scaled_font_destroy", "cairo_set_scaled_font", "cairo_glyph_path", "cairo_glyph_extents", "cairo_show_text",
        "cairo_show_text_glyphs", "cairo_text_path", "cairo_text_extents", "cairo_font_extents", "cairo_get_scaled_font", "cairo_copy_page", "cairo_pop_group",
        "cairo_pop_group_to_source", "cairo_surface_show_page", "cairo_surface_copy_page",
    ]

    /// Calls in a text, each with how many times over it is within `GlyphPages.alone { … }`; the word itself counts as a call.
    private static func calls(in text: String) -> [(name: String, depth: Int)] {
        let code = text.split(separator: "\n").map { $0.replacing(/\/\/.*/, with: "") }.joined(separator: "\n")
        var found: [(name: String, depth: Int)] = []
        // By brace: whether it opens a part that is alone.
        var braces: [Bool] = []
        for match in code.matches(of: /GlyphPages\.alone \{|[a-z_]+(?=\()|[{}]/) {
            switch match.output {
            case "{": braces.append(false)
            case "}": _ = braces.popLast()
            case "GlyphPages.alone {":
                found.append(("alone", braces.count { $0 }))
                braces.append(true)
            default: found.append((String(match.output), braces.count { $0 }))
            }
        }
        return found
    }

    @Test("Whoever looks up glyphs or lets go of fonts is alone, and does not wait for himself") func alone() throws {
        var (seen, parts) = (0, 0)
        for target in try SourceScan.targets() where target != "klauselwerk-svg" {
            let root = "\(SourceScan.sources)/\(target)"
            let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted() ?? []
            for name in names {
                for call in Self.calls(in: try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)) {
                    if call.name == "alone" {
                        parts += 1
                        #expect(call.depth == 0, "\(target)/\(name): alone within alone")
                    } else if Self.shared.contains(call.name) {
                        seen += 1
                        #expect(call.depth == 1, "\(target)/\(name): \(call.name)")
                    }
                }
            }
        }
        #expect(seen >= 10 && parts >= 8)
    }

    @Test("The reader of the sources sees what is not alone") func reader() {
        let text = """
            deinit { cairo_destroy(pointer) }
            func show() {
                GlyphPages.alone {
                    if turns { cairo_save(pointer) }  // cairo_restore(pointer)
                    cairo_show_glyphs(pointer, glyphs, 1)
                }
                cairo_restore(pointer)
            }
            """
        let calls = Self.calls(in: text).filter { Self.shared.contains($0.name) }
        #expect(calls.map(\.name) == ["cairo_destroy", "cairo_show_glyphs", "cairo_restore"])
        #expect(calls.map(\.depth) == [0, 1, 0])
    }
}
