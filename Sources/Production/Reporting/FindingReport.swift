import Findings

/// Findings as text for people: one paragraph each, worst first within a file, places ascending.
public struct FindingReport: Sendable {
    /// Colour by ANSI sequences; only for terminals.
    public var usesColour: Bool

    public init(usesColour: Bool) { self.usesColour = usesColour }

    /// One text, ending with a line break; empty for no findings.
    public func text(_ findings: [Finding]) -> String {
        findings.ordered.map(paragraph).joined()
    }

    /// „2 Fehler, 1 Warnung“; empty for no findings.
    public static func summary(_ findings: [Finding]) -> String {
        let fehler = findings.count { $0.severity == .fehler }
        let warnungen = findings.count { $0.severity == .warnung }
        let hinweise = findings.count { $0.severity == .hinweis }
        return [
            fehler == 0 ? nil : "\(fehler) Fehler",
            warnungen == 0 ? nil : warnungen == 1 ? "1 Warnung" : "\(warnungen) Warnungen",
            hinweise == 0 ? nil : hinweise == 1 ? "1 Hinweis" : "\(hinweise) Hinweise",
        ].compactMap { $0 }.joined(separator: ", ")
    }

    private func paragraph(_ finding: Finding) -> String {
        let head = coloured(finding.severity.rawValue, finding.severity)
        let place = finding.place.map { "\(FindingReport.printable($0.description)): " } ?? ""
        var text = "\(place)\(head): \(FindingReport.printable(finding.message))\n"
        if let remedy = finding.remedy { text += "    → \(FindingReport.printable(remedy))\n" }
        return text
    }

    private func coloured(_ text: String, _ severity: Severity) -> String {
        guard usesColour else { return text }
        let code =
            switch severity {
            case .fehler: "1;31"
            case .warnung: "1;33"
            case .hinweis: "1;36"
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    /// Messages quote what users typed: control characters must not reach the terminal.
    static func printable(_ text: String) -> String {
        if isPrintable(text) { return text }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: clean.append(scalar)
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: clean.append("\u{FFFD}")
            default: clean.append(scalar)
            }
        }
        return String(clean)
    }

    /// Whether there is nothing to replace, as in nearly every text; by bytes.
    private static func isPrintable(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for (index, byte) in bytes.enumerated() {
                switch byte {
                case 0x0A: continue
                case 0..<0x20, 0x7F: return false
                // U+0080 to U+009F.
                case 0xC2 where bytes[index + 1] < 0xA0: return false
                // U+202A to U+202E, U+2066 to U+2069.
                case 0xE2 where bytes[index + 1] == 0x80 && (0xAA...0xAE).contains(bytes[index + 2]): return false
                case 0xE2 where bytes[index + 1] == 0x81 && (0xA6...0xA9).contains(bytes[index + 2]): return false
                default: continue
                }
            }
            return true
        }
    }
}
