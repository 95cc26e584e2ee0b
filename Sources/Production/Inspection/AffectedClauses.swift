import Agreements
import Assembler
import Findings
import GermanText

/// What depends on a provision: clauses, agreements that can select them, changes on record.
public struct AffectedClauses: Sendable, Encodable {
    struct Clause: Sendable, Encodable {
        let name: String
        let fassung: String
        let gilt: String
        /// Among the legal bases, or in the text only.
        let grundlage: Bool
        let stand: String?
    }

    struct Change: Sendable, Encodable {
        let tag: String
        let durch: String
        let was: String
        let geprueft: Bool
    }

    let vorschrift: String
    let aenderungen: [Change]
    let klauseln: [Clause]
    let vereinbarungen: [String]

    /// - Throws: ``Failure`` where the library cannot be found, its facts cannot be read or the text names no provision.
    public static func of(_ text: String, library: String?) throws(Failure) -> AffectedClauses {
        let workshop = try Workshop(Workspace.locate(agreement: nil, library: library))
        let clauses = workshop.planner.library
        let watch = try failing(LawWatch(Facts(folder: workshop.workspace.folder(of: "facts"))))
        guard let provision = watch.provision(text) else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "vorschrift-unlesbar", at: nil, "„\(text)“ ist keine Vorschrift, die sich suchen lässt.",
                    remedy: "Schreiben Sie Zeichen, Nummer und Gesetz in Anführungszeichen, zum Beispiel: klauselwerk betroffen \"§ 77 SGB VIII\"."))
        }
        let hits = watch.clauses(citing: provision, among: clauses.allSources)
        let agreements = workshop.workspace.agreementNames.filter { name in
            guard let agreement = try? workshop.agreement(at: workshop.workspace.path(ofAgreement: name)) else { return false }
            return agreement.clauseUses.contains { use in
                hits.contains { hit in
                    hit.clause.fileVersion == nil && hit.clause.family == use.mention.family && (use.mention.variant ?? hit.clause.variant) == hit.clause.variant
                }
            }
        }
        return AffectedClauses(
            vorschrift: text,
            aenderungen: watch.changes(of: provision).map { Change(tag: $0.day.inGerman, durch: $0.act, was: $0.what, geprueft: $0.mark.isVerified) },
            klauseln: hits.map {
                Clause(
                    name: $0.clause.name, fassung: $0.clause.version.version, gilt: $0.clause.frontMatter.period, grundlage: $0.isBasis,
                    stand: $0.clause.frontMatter.legalBasisAsOf?.inGerman)
            },
            vereinbarungen: agreements)
    }

    /// As the command prints it.
    public var text: String {
        var lines = ["\(vorschrift)"]
        lines += aenderungen.map { "  geändert am \($0.tag) durch \($0.durch)\($0.geprueft ? "" : " (nicht geprüft)"): \($0.was)" }
        lines += ["", klauseln.isEmpty ? "Keine Klausel nennt diese Vorschrift." : "Klauseln:"]
        lines += klauseln.map { clause in
            "  \(clause.name) \(clause.fassung) (\(clause.gilt))\(clause.grundlage ? "" : ", nur im Text")\(clause.stand.map { ", Stand der Grundlagen \($0)" } ?? "")"
        }
        lines += ["", vereinbarungen.isEmpty ? "Keine Vereinbarung verwendet eine dieser Klauseln." : "Vereinbarungen, die solche Klauseln verwenden können:"]
        lines += vereinbarungen.map { "  \($0)" }
        lines += ["", "Geschlossene Verträge nennt dieser Befehl nicht; ihre Klauseln und Fassungen stehen in den Begleitdateien und Übersichten der Läufe."]
        return lines.joined(separator: "\n")
    }
}
