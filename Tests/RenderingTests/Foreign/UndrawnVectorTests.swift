import Foundation
import Testing
import VectorPicture

/// What a renderer would leave out of a drawing, or draw black (svg-undrawn.txt).
@Suite("Nothing of an SVG picture is left out in silence")
struct UndrawnVectorTests {
    /// One line: what the message names, empty for what passes; and what stands in the drawing.
    struct Case: Sendable, CustomTestStringConvertible {
        var says: String
        var content: String
        var testDescription: String { content }
    }

    static let cases: [Case] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "svg-undrawn.txt")
        let lines = (try? String(contentsOf: path, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return Case(says: parts[0], content: parts.last ?? "")
        }
    }()

    @Test("what is not drawn is named with its line, what is drawn passes") func outcomes() throws {
        #expect(Self.cases.count > 60)
        for known in Self.cases {
            let text = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"10\" height=\"10\">\n\(known.content)</svg>"
            if known.says.isEmpty {
                #expect(throws: Never.self, "\(known.content)") { try SVGInspection(Array(text.utf8)) }
            } else {
                let error = #expect(throws: SVGDefect.self, "\(known.content)") { try SVGInspection(Array(text.utf8)) }
                let reason = error?.reason ?? ""
                #expect(reason.contains("Zeile 2") && reason.contains(known.says), "\(known.content): \(reason)")
            }
        }
    }
}
