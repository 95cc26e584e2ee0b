import Agreements
import Assembler
import Findings
import Production

/// What a changed clause does before anybody has saved it: to agreements, to what is proved of them, to the pages of their examples.
package struct ChangeEffect: Sendable {
    package struct OnAgreement: Sendable {
        package let name: String
        /// What is found with the new text and was not with the old: claims of the proof that fail, rules, missing values.
        package let findings: [Finding]
        /// How many findings the new text mends.
        package let mended: Int
        /// Pages of the example that look otherwise, as they are numbered in the new one; `nil` where it cannot be set.
        package let changedPages: [String]?
        package let pagesBefore: Int
        package let pagesAfter: Int
        /// The example before and after; `nil` where it cannot be set.
        package let before: PreviewPages?
        package let after: PreviewPages?
        /// Pages of ``after`` that look otherwise, from 0.
        package let changed: [Int]
    }

    /// Agreements that can have the clause, those that change before those that do not.
    package let agreements: [OnAgreement]

    /// - Parameters:
    ///   - name: `FAMILY/VARIANT`
    ///   - bytes: of the file as it would be.
    ///   - users: agreements to look at.
    /// - Throws: ``Failure`` where the library cannot be read; what is wrong with an agreement is among its findings.
    package static func of(_ name: String, _ bytes: [UInt8], users: [String], in library: WarmLibrary, press: PreviewPress) async throws(Failure) -> ChangeEffect {
        try await of(["clauses/\(name).md": String(decoding: bytes, as: UTF8.self)], users: users, in: library, press: press)
    }

    /// - Parameters:
    ///   - texts: files as they would be, by their paths below the library's folder.
    ///   - old: files as they were, where that is not what lies there now.
    ///   - users: agreements to look at; one that is new has nothing before.
    package static func of(_ texts: [String: String], from old: [String: String] = [:], users: [String], in library: WarmLibrary, press: PreviewPress) async throws(Failure)
        -> ChangeEffect
    {
        // Both sides without approvals: otherwise the mark of a draft would be on every page of the new one alone.
        let record = "clauses/\(ApprovalRecord.fileName)"
        let before = SourceOverlay(old.merging([record: ""]) { $1 })
        let after = SourceOverlay(texts.merging([record: ""]) { $1 })
        var found: [OnAgreement] = []
        for agreement in users {
            let isThere = library.workspace.agreementNames.contains(agreement)
            let (old, new) = (isThere ? try await Side(agreement, before, library, press) : Side(), try await Side(agreement, after, library, press))
            let known = Set(old.findings.map(Told.init))
            let there = Set(new.findings.map(Told.init))
            let seen = Set(old.pages?.pages.map(\.id) ?? [])
            let pages = new.pages?.pages ?? []
            let numbers = pages.indices.filter { !seen.contains(pages[$0].id) }
            let changed = new.pages.map { _ in numbers.map { pages[$0].label.isEmpty ? "\($0 + 1)" : pages[$0].label } }
            found.append(
                OnAgreement(
                    name: agreement, findings: new.findings.filter { !known.contains(Told($0)) }.ordered, mended: known.subtracting(there).count, changedPages: changed,
                    pagesBefore: old.pages?.pages.count ?? 0, pagesAfter: pages.count, before: old.pages, after: new.pages, changed: numbers))
        }
        func changes(_ one: OnAgreement) -> Bool { !one.findings.isEmpty || one.mended > 0 || one.changedPages != [] }
        return ChangeEffect(agreements: found.filter(changes) + found.filter { !changes($0) })
    }

    /// A finding wherever it stands: lines move when a text changes.
    private struct Told: Hashable {
        let severity: Severity
        let rule: String
        let message: String

        init(_ finding: Finding) { (severity, rule, message) = (finding.severity, finding.rule, finding.message) }
    }

    private struct Side {
        var findings: [Finding] = []
        var pages: PreviewPages?

        /// Of what is not there.
        init() {}

        init(_ name: String, _ overlay: SourceOverlay, _ library: WarmLibrary, _ press: PreviewPress) async throws(Failure) {
            let workshop = try library.workshop(overlay)
            do throws(Failure) {
                let plan = try workshop.plan(try library.agreement(name, overlay), .none)
                findings += try workshop.prove(plan).findings
            } catch { findings += error.findings }
            var data = AgreementData.none
            data.examples = .asDraft
            do throws(Failure) {
                let set = try await press.pages(PreviewRequest(agreement: name, data: data, overlay: overlay))
                pages = set
                findings += set.findings
            } catch { findings += error.findings }
            // Which clauses nobody has approved follows from there being no record here, and says nothing of the change.
            findings.removeAll { $0.rule == "wird-entwurf" }
        }
    }
}
