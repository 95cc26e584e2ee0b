import Finishing
import Findings

/// What a contract carries about its making: `inspect`.
public struct OriginListing: Sendable {
    public let path: String
    public let origin: ContractOrigin
    public let isIntact: Bool
    public let signedFields: [String]
    /// Places to sign electronically, for signing programs.
    package let signatureFields: [SignatureField]

    /// - Throws: ``Failure``: 66 where the file is missing, 65 where it is not ours or carries no origin.
    public static func of(_ path: String) throws(Failure) -> OriginListing {
        let carried = try CarriedOrigin(contentsOf: path)
        return OriginListing(
            path: path, origin: try carried.requiredOrigin(), isIntact: carried.isIntact, signedFields: carried.signedFields,
            signatureFields: try carried.signatureFields())
    }

    /// The file `vereinbarung.json`, and beside its entries `unterschriftsfelder`.
    public var json: String {
        var out = JSONWriter()
        out.object { out in
            out.array("unterschriftsfelder", signatureFields) { out, field in
                out.object { out in
                    out.member("feld", field.name)
                    out.name("seite")
                    out.number(Double(field.page))
                    out.array("rechteck", field.rect) { $0.number($1) }
                    if let signatory = field.signatory { out.member("name", signatory) }
                    if let office = field.office { out.member("funktion", office) }
                    if let party = field.party { out.member("partei", party) }
                    out.name("unterschrieben")
                    out.flag(field.isSigned)
                }
            }
        }
        // Both are objects: one goes on in the other.
        return String(decoding: origin.json.dropLast() + [UInt8(ascii: ",")] + out.bytes.dropFirst(), as: UTF8.self)
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
        section("Nachtrag", origin.amendment.map(Self.lines) ?? [], &lines)
        lines += ["", "Klauseln"]
        for clause in origin.clauses {
            lines.append("  \(clause.name) \(clause.version)  \(clause.sha256.prefix(12))…")
            if let reason = clause.reason { lines.append("      \(reason)") }
        }
        section("Weggelassen", origin.omissions.flatMap { ["  \($0.subject)", "      \($0.reason)"] }, &lines)
        section("Anlagen aus Dateien", origin.annexes.map { "  \($0.key): \($0.file)  \($0.sha256.prefix(12))…" }, &lines)
        section("Felder für elektronische Unterschriften", signatureFields.map(Self.line), &lines)
        section("Werte", origin.values.map { "  \($0.path): \($0.content.oneLine)   (\($0.source.inGerman))" }, &lines)
        section("Angegeben, aber nirgends gedruckt", origin.withheld.map { "  \($0)" }, &lines)
        section("Grundlagen", origin.resources.map { "  \($0.file)  \($0.sha256.prefix(12))…" }, &lines)
        return lines.joined(separator: "\n")
    }

    private static func lines(_ amendment: ContractOrigin.Amendment) -> [String] {
        ["  ändert den Vertrag mit der Prüfsumme \(amendment.contract.prefix(16))… (alles Weitere hier ist von ihm)"]
            + amendment.steps.flatMap { step -> [String] in
                ["  \(step.number). Nachtrag vom \(step.date)\(step.effective.map { ", wirkt ab \($0)" } ?? "")"]
                    + step.clauses.map { "      \($0.name) in der Fassung \($0.version)" } + step.values.map { "      \($0.path): „\($0.text)“" }
            }
    }

    private static func line(_ field: SignatureField) -> String {
        let who = [field.signatory, field.office, field.party].compactMap { $0 }.joined(separator: ", ")
        return "  \(field.name): Seite \(field.page)\(who.isEmpty ? "" : ", " + who)\(field.isSigned ? " (unterschrieben)" : "")"
    }

    private func section(_ heading: String, _ content: [String], _ lines: inout [String]) {
        if !content.isEmpty { lines += ["", heading] + content }
    }
}
