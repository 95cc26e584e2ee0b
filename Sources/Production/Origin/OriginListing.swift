/// What a contract carries about its making: `inspect`.
public struct OriginListing: Sendable {
    public let path: String
    public let origin: ContractOrigin
    public let isIntact: Bool
    public let signedFields: [String]

    /// - Throws: ``Failure``: 66 where the file is missing, 65 where it is not ours or carries no origin.
    public static func of(_ path: String) throws(Failure) -> OriginListing {
        let carried = try CarriedOrigin(contentsOf: path)
        return OriginListing(
            path: path, origin: try carried.requiredOrigin(), isIntact: carried.isIntact, signedFields: carried.signedFields)
    }

    /// For people.
    public var text: String {
        var lines = [
            "\(origin.agreement.name) für \(origin.body.name), Stichtag \(origin.settings.referenceDate), Land \(origin.settings.land), Status \(origin.settings.status)",
            "  erstellt mit Klauselwerk \(origin.program.version) ("
                + origin.program.libraries.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ") + ")",
        ]
        if !isIntact { lines.append("  Achtung: Die Datei wurde nach der Erstellung verändert.") }
        if !signedFields.isEmpty { lines.append("  unterschrieben: \(signedFields.joined(separator: ", "))") }
        lines += ["", "Klauseln"]
        for clause in origin.clauses {
            lines.append("  \(clause.name) \(clause.version)  \(clause.sha256.prefix(12))…")
            if let reason = clause.reason { lines.append("      \(reason)") }
        }
        section("Weggelassen", origin.omissions.flatMap { ["  \($0.subject)", "      \($0.reason)"] }, &lines)
        section("Anlagen aus Dateien", origin.annexes.map { "  \($0.key): \($0.file)  \($0.sha256.prefix(12))…" }, &lines)
        section("Werte", origin.values.map { "  \($0.path): \($0.content.oneLine)   (\($0.source.inGerman))" }, &lines)
        section("Angegeben, aber nirgends gedruckt", origin.withheld.map { "  \($0)" }, &lines)
        section("Grundlagen", origin.resources.map { "  \($0.file)  \($0.sha256.prefix(12))…" }, &lines)
        return lines.joined(separator: "\n")
    }

    private func section(_ heading: String, _ content: [String], _ lines: inout [String]) {
        if !content.isEmpty { lines += ["", heading] + content }
    }
}
