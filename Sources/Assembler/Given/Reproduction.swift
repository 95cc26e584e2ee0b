import Agreements
import DocumentModel
import Findings

/// How a document was made that is to be made again: what the library decided then and must not decide anew, because it has learned since.
///
/// Where it is given, nothing is judged: approvals, rules, requirements and missing values were matters of the day it was made.
package struct Reproduction: Sendable, Hashable {
    package struct Clause: Sendable, Hashable {
        /// `kuendigung/frist`
        package var name: String
        package var version: String
        /// Of the file.
        package var sha256: String

        package init(name: String, version: String, sha256: String) {
            self.name = name
            self.version = version
            self.sha256 = sha256
        }
    }

    package var clauses: [Clause]
    /// Variants that amendments have put in the place of others, by the name of what stood there: `kuendigung/frist` to `kuendigung/lang`.
    package var exchanged: [String: String] = [:]
    /// The status that came out.
    package var status: String
    /// Where neither data nor agreement say it, it came from facts.
    package var gender: String
    /// What the finished file conformed to.
    package var profile: PDFProfile
    /// Whether its pages bear marks, which an option may have asked for.
    package var hasPageMarks: Bool

    /// Of a document that amendments change: values that it had and nothing records for what it is to be now, forms of names that have been
    /// changed, values that it did not print. Printing them is an error. `nil`: it is made as it was, and nothing is judged.
    package var lost: Set<FieldPath>?

    package init(clauses: [Clause], status: String, gender: String, profile: PDFProfile, hasPageMarks: Bool) {
        self.clauses = clauses
        self.status = status
        self.gender = gender
        self.profile = profile
        self.hasPageMarks = hasPageMarks
    }

    func clause(_ family: String, _ variant: String) -> Clause? { clauses.first { $0.name == "\(family)/\(variant)" } }

    /// What stands by amendments in the place of a variant that the agreement names.
    func variant(_ variant: String, of family: String) -> String {
        exchanged["\(family)/\(variant)"].map { String($0.dropFirst(family.count + 1)) } ?? variant
    }

    /// The variants of a family that the document has; empty where it has none.
    func variants(of family: String) -> Set<String> {
        Set(clauses.compactMap { $0.name.hasPrefix(family + "/") ? String($0.name.dropFirst(family.count + 1)) : nil })
    }
}

extension ClauseLibrary {
    /// The file that a clause was taken from: the same content, else the same version. Whether it is valid still does not matter.
    func source(_ recorded: Reproduction.Clause, of variant: ClauseFamily.Variant, in family: String) -> ClauseSource? {
        let sources = variant.files.compactMap { try? source($0, family: family, variant: variant.name) }
        return sources.first { $0.sha256 == recorded.sha256 } ?? sources.first { $0.version.version == recorded.version }
    }
}
