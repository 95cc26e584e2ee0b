import Findings

/// A line whose words stand very far apart, and where its text was written.
struct LooseLine {
    var text: String
    var place: Place?
}

/// What a clerk is told of the document's very loose lines (``SetLine/isVeryLoose``): once a document, with the worst of them, since one long
/// word in a narrow column makes many.
struct VeryLooseLines {
    private struct Line {
        var page: Int
        var text: String
        /// Spaces in relation to the usual ones; `nil` where the line was rather left short.
        var factor: Double?
        var place: Place?
    }

    /// The worst first.
    private let lines: [Line]

    private static let mostNamed = 3

    /// - Parameter written: texts of lines and where they come from; of equal ones the first counts.
    init(_ trace: LayoutTrace, written: [LooseLine]) {
        var found: [Line] = []
        for (page, placed) in trace.pages.enumerated() {
            for line in placed.lines where line.line.isVeryLoose {
                let text = line.text
                found.append(
                    Line(
                        page: page + 1, text: text, factor: line.setting.isShort ? nil : 1 + line.setting.stretch,
                        place: written.first { $0.text == text }?.place))
            }
        }
        // Stable: of equal ones the first in the document.
        lines = found.enumerated().sorted { a, b in
            let (left, right) = (a.element.factor ?? .infinity, b.element.factor ?? .infinity)
            return left == right ? a.offset < b.offset : left > right
        }.map(\.element)
    }

    var finding: Finding? {
        guard let worst = lines.first else { return nil }
        let named = lines.prefix(Self.mostNamed).map { line in
            let text = "Seite \(line.page), „\(TextIssue.shortened(Self.shown(line.text)))“"
            let place = line.place.map { $0 == worst.place ? "" : ", \($0)" } ?? ""
            guard let factor = line.factor else { return "\(text) (nicht auf die volle Breite gebracht\(place))" }
            return "\(text) (\(Self.decimal(factor))-mal so weit wie üblich\(place))"
        }
        let others = lines.count - named.count
        let count = lines.count == 1 ? "In einer Zeile" : "In \(lines.count) Zeilen"
        return Finding(
            .hinweis, "zeilen-zu-weit", at: worst.place,
            "\(count) stehen die Wörter sehr weit auseinander: \(named.joined(separator: "; "))\(others > 0 ? " und \(others) weitere" : "").",
            remedy:
                "Lassen Sie ein langes Wort darin oder dahinter trennen (ein Eintrag in fonts/trennung.txt, etwa „Ge-richts=stand“), formulieren Sie um oder machen Sie die Spalte breiter."
        )
    }

    /// As it looks: U+00AD stands for a hyphen that was added.
    private static func shown(_ text: String) -> String { text.replacing("\u{AD}", with: "-").trimmingSuffix { $0 == " " } }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((min(value, 1_000) * 10).rounded())
        return "\(tenths / 10),\(tenths % 10)"
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var end = endIndex
        while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end])
    }
}
