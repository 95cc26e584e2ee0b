import Agreements
import Findings
import Foundation
import Production
import Settings

/// A draft's choices about clauses, as texts over the library: the agreement names another variant, a wording of its own is another variant's file.
///
/// Laid anew over what the library says today whenever it is asked for, so that a draft follows its library.
struct DraftTexts {
    let library: WarmLibrary

    /// The name of the variant that holds a wording for one contract.
    static let ownVariant = "eigene-fassung"

    /// - Throws: ``Failure`` where the agreement cannot be read.
    func overlay(of draft: Draft) throws(Failure) -> SourceOverlay {
        guard !draft.choices.isEmpty else { return .none }
        let agreement = try library.agreement(draft.agreement)
        let clauses = try library.workshop().planner.library
        var texts: [String: String] = [:]
        var lines = (try text(at: agreement.path)).components(separatedBy: "\n")
        for (family, choice) in draft.choices.sorted(by: { $0.key < $1.key }) {
            guard let base = clauses.family(family)?.variant(choice.variant)?.files.first else { continue }
            let variant = choice.text == nil ? choice.variant : DraftTexts.ownVariant
            if let own = choice.text { texts["clauses/\(family)/\(variant).md"] = DraftTexts.clause(try text(at: base.path), saying: own) }
            for use in agreement.clauseUses where use.mention.family == family && use.choice == nil { DraftTexts.name("\(family)/\(variant)", use.mention, in: &lines) }
        }
        texts["agreements/\(draft.agreement).yaml"] = lines.joined(separator: "\n")
        return SourceOverlay(texts)
    }

    /// Whether the agreement takes the family's variant from a field: then that is chosen in the form.
    static func field(choosing family: String, in agreement: AgreementFile) -> String? { agreement.clauseUses.first { $0.mention.family == family && $0.choice != nil }?.choice }

    /// Whether a mention (`laufzeit`, `laufzeit/befristet`) means a clause.
    static func means(_ mention: ClauseMention, _ source: ClauseSource) -> Bool { mention.family == source.family && (mention.variant ?? source.variant) == source.variant }

    /// Puts another name where the agreement names a clause. From the last place of a line to the first nothing moves.
    private static func name(_ name: String, _ mention: ClauseMention, in lines: inout [String]) {
        guard case .file(_, let line, let column) = mention.place, lines.indices.contains(line - 1), column > 0 else { return }
        let scalars = Array(lines[line - 1].unicodeScalars)
        let old = Array(mention.name.unicodeScalars)
        // Earlier names of the same line may have moved it.
        guard
            let start = (column - 1..<max(column, scalars.count)).first(where: { scalars[$0...].starts(with: old) })
                ?? scalars.indices.first(where: { scalars[$0...].starts(with: old) })
        else { return }
        var changed = String.UnicodeScalarView(scalars[..<start])
        changed.append(contentsOf: name.unicodeScalars)
        changed.append(contentsOf: scalars[(start + old.count)...])
        lines[line - 1] = String(changed)
    }

    /// The head of a clause over another text. Nobody has approved it.
    private static func clause(_ text: String, saying own: String) -> String {
        let (head, _) = parts(text)
        var kept: [String] = []
        var isDropped = false
        for line in head {
            // What is indented belongs to the key above.
            if !line.hasPrefix(" ") { isDropped = ["status:", "wenn:", "gilt_bis:"].contains { line.hasPrefix($0) } }
            if !isDropped { kept.append(line) }
        }
        return (["---"] + kept + ["status: entwurf", "---", "", own]).joined(separator: "\n") + "\n"
    }

    /// What a clerk reads of a clause: the text without the head.
    static func body(_ text: String) -> String { parts(text).body.trimmingCharacters(in: .whitespacesAndNewlines) }

    private static func parts(_ text: String) -> (head: [String], body: String) {
        let lines = text.components(separatedBy: "\n")
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return ([], text) }
        return (Array(lines[1..<end]), lines[(end + 1)...].joined(separator: "\n"))
    }

    private func text(at path: String) throws(Failure) -> String {
        return try failing(SourceFile(contentsOf: path).text)
    }
}
