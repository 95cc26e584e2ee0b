import Assembler
import Findings
import GRDB
import Production

/// Tells a draft which of its clauses have another text than when somebody last looked at it.
struct ClauseChanges: Sendable {
    let office: Office

    struct Change: Sendable, Hashable {
        let family: String
        let title: String
        let name: String
        let before: String
    }

    /// The changes since; clauses that are new to the draft are noted as seen.
    func noted(_ draft: Draft, _ interview: Interview) async throws -> [Change] {
        var seen = draft.seen
        var texts: [String: String] = [:]
        var changes: [Change] = []
        for clause in interview.clauses where clause.source.variant != DraftTexts.ownVariant {
            let (name, checksum) = (clause.source.name, clause.source.sha256)
            if let before = draft.seen[name] {
                if before != checksum { changes.append(Change(family: clause.source.family, title: ClauseNames.title(clause), name: name, before: before)) }
            } else {
                seen[name] = checksum
                texts[checksum] = clause.source.body.value
            }
        }
        if seen != draft.seen {
            // A draft can be read while nobody can write: what is not noted now is noted the next time.
            do { try await office.drafts.note(seen, texts, in: draft.id) } catch is DatabaseError {}
        }
        return changes
    }

    /// Somebody has seen the clauses as they are now.
    func acknowledge(_ draft: Draft, _ interview: Interview) async throws {
        var seen = draft.seen
        var texts: [String: String] = [:]
        for clause in interview.clauses where clause.source.variant != DraftTexts.ownVariant {
            seen[clause.source.name] = clause.source.sha256
            texts[clause.source.sha256] = clause.source.body.value
        }
        try await office.drafts.note(seen, texts, in: draft.id)
    }
}
