import DocumentModel
import Findings
import Foundation
import Keeping
import Settings

/// One file of the clause library, front matter typed, body still text. Immutable and shared: what is parsed from its body
/// can be kept per object and used for every partner.
package final class ClauseSource: Sendable {
    package let version: ClauseVersion
    package let frontMatter: ClauseFrontMatter
    /// The Markdown below the front matter; ``SourceText/place(at:)`` leads back to the file.
    package let body: SourceText
    /// Line of the file (from 1) on which the body begins.
    package let bodyLine: Int
    /// Path as it was opened, for findings.
    package let path: String
    /// `nil` for `frist.md`, „1.0“ for `frist@1.0.md`.
    package let fileVersion: String?
    /// Warnings and hints of reading; errors are thrown instead.
    package let findings: [Finding]
    /// SHA-256 of its text, whatever its line ends.
    package let sha256: String
    /// SHA-256 of what an approval is about: head and text without `status`, `gilt_bis`, `grundlage_stand` and `fristen`.
    package let approvalChecksum: String
    private let foundMentions: Lazy<Mentions, Never>

    init(
        version: ClauseVersion, frontMatter: ClauseFrontMatter, body: SourceText, bodyLine: Int, path: String, fileVersion: String?,
        findings: [Finding], sha256: String, approvalChecksum: String
    ) {
        self.version = version
        self.frontMatter = frontMatter
        self.body = body
        self.bodyLine = bodyLine
        self.path = path
        self.fileVersion = fileVersion
        self.findings = findings
        self.sha256 = sha256
        self.approvalChecksum = approvalChecksum
        foundMentions = Lazy { () throws(Never) in Mentions(body.value) }
    }

    /// What rules about whole agreements ask of the text, looked up once.
    package var mentions: Mentions { foundMentions.value() }

    package struct Mentions: Sendable {
        /// Keys of the annexes it refers to, in order.
        package var annexes: [String] = []
        /// It prints the list of annexes.
        /// Something in it stands under a condition about the Land.
        package var land: Bool

        package init(_ text: String) {
            land = text.contains("land ==")
            annexes = text.components(separatedBy: "{{anlage:").dropFirst().map { String($0.prefix { $0 != "}" && $0 != "|" }).trimmed }
        }
    }

    package var family: String { version.family }
    package var variant: String { version.variant }
    /// `kuendigung/frist`
    package var name: String { version.name }
}

extension ClauseSource: Hashable {
    package static func == (a: ClauseSource, b: ClauseSource) -> Bool { a === b }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// What stands between the `---` lines of a clause. Constants: an optional one has no default, so the reader has to say where each comes from.
package struct ClauseFrontMatter: Sendable, Hashable {
    /// A template like the body; `nil`: a clause without heading.
    package let heading: SourceText?
    package let summary: String?
    package let version: String
    package let status: ClauseStatus
    package let validFrom: CalendarDate?
    package let validUntil: CalendarDate?
    package let legalBasis: [SourceText]
    /// `grundlage_stand`: the state of the law that the clause was written against, or last checked.
    package let legalBasisAsOf: CalendarDate?
    /// Lines under the heading, where the agreement wants them.
    package let legalLines: [SourceText]
    package let fields: [FieldDeclaration]
    package let condition: ClauseCondition?
    package let requires: [ClauseMention]
    package let excludes: [ClauseMention]
    package let requiredAnnexes: [Located<String>]
    /// `merkmale`: what rules know the clause by, whatever its name.
    package let traits: [Located<String>]
    /// `fristen`: from which dates are reckoned.
    package let deadlines: DeadlineMarks
    /// `nummer`: a section without number (Präambel) says no.
    package let isNumbered: Bool
    /// Where each key stands, for findings about it.
    package let places: [String: Place]
}

/// What a clause says of itself; whether it is approved, the record says (``ClauseStanding``).
package enum ClauseStatus: String, Sendable, Hashable, CaseIterable {
    /// The house is still writing it.
    case entwurf
    /// Finished, as the program ships it; nobody of the house has approved it.
    case vorschlag
    case freigegeben, abgeloest

    /// Whether the file asks to be taken for approved.
    package var claimsApproval: Bool { self == .freigegeben || self == .abgeloest }
}

package enum ClauseCondition: Sendable, Hashable {
    case expression(ExpressionSyntax)
    /// `sonst`: when no other variant of the family applies.
    case otherwise(Place)
}

/// `laufzeit` or `schriftform/aenderungen`, with its place.
package struct ClauseMention: Sendable, Hashable {
    package var family: String
    package var variant: String?
    package var place: Place

    package init(family: String, variant: String? = nil, place: Place) {
        self.family = family
        self.variant = variant
        self.place = place
    }

    package var name: String { variant.map { "\(family)/\($0)" } ?? family }
}
