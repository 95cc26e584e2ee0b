import DocumentModel
import Findings
import Settings

/// One entry of `anlagen:`.
package struct AnnexSettings: Sendable, Hashable {
    /// `kennung`: what `{{anlage:…}}` names.
    package var key: Located<String>
    package var title: SourceText
    package var content: AnnexKind
    package var introduction: SourceText?
    /// `alternativtext`: what stands for foreign pages where they cannot be seen.
    package var alternativeText: SourceText?
    /// `seiten`: of a foreign file; `nil`: all.
    package var pages: PageSelection?
    /// `groesse`: of a foreign file.
    package var size = AnnexSize.passend
    package var condition: ExpressionSyntax?
    /// `zu`: „Artikel 1 Abs. 3“, with a reference.
    package var belongsTo: SourceText?
    /// `stand`
    package var asOf: SourceText?
    /// As given when it was added to a contract; `nil` for what the agreement itself names.
    package var attached: AttachedAnnex?

    package init(
        key: Located<String>, title: SourceText, content: AnnexKind, introduction: SourceText? = nil, alternativeText: SourceText? = nil, pages: PageSelection? = nil,
        size: AnnexSize = .passend, condition: ExpressionSyntax? = nil, belongsTo: SourceText? = nil, asOf: SourceText? = nil, attached: AttachedAnnex? = nil
    ) {
        self.key = key
        self.title = title
        self.content = content
        self.introduction = introduction
        self.alternativeText = alternativeText
        self.pages = pages
        self.size = size
        self.condition = condition
        self.belongsTo = belongsTo
        self.asOf = asOf
        self.attached = attached
    }
}

extension AgreementFile {
    /// Where a file lies that an annex is made of.
    package func path(ofAnnex file: String) -> String { "\(LibraryLocation.folder(of: path))/\(file)" }

    /// Other people's files that are annexes of every contract, as plans name them.
    package var constantForeignFiles: [String] {
        annexes.compactMap { annex in
            guard annex.condition == nil, annex.attached == nil, case .foreign(let file) = annex.content, !file.value.hasPrefix("/") else { return nil }
            return path(ofAnnex: file.value)
        }
    }
}

/// An annex that a contract has besides those its agreement names.
package struct AttachedAnnex: Sendable, Hashable {
    /// The name by which ``AgreementData/take(annexFile:from:)`` is told where it is.
    package var file: String
    /// Plain text, as the next two.
    package var title: String
    /// A ``PageSelection``; `nil`, and whatever is none: all.
    package var pages: String?
    package var alternativeText: String?

    package init(file: String, title: String, pages: String? = nil, alternativeText: String? = nil) {
        (self.file, self.title, self.pages, self.alternativeText) = (file, title, pages, alternativeText)
    }
}

/// What becomes of foreign pages that are larger than the agreement's paper.
package enum AnnexSize: String, Sendable, Hashable, CaseIterable {
    /// They are reduced to it.
    case passend
    /// They have sheets of their own size.
    case original
}

/// Pages of a foreign file, as a print dialogue takes them: `1-3, 7`, `4-`.
package struct PageSelection: Sendable, Hashable {
    /// In the order they are wanted.
    private var parts: [Part]

    private struct Part: Sendable, Hashable {
        /// From 1.
        var first: Int
        /// `nil`: to the end.
        var last: Int?
    }

    /// - Returns: `nil` for what is no selection.
    package init?(_ text: String) {
        parts = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = piece.filter { !$0.isWhitespace }.split(omittingEmptySubsequences: false) { "-–".contains($0) }.map(String.init)
            guard let start = ends.first, let first = Int(start), (1...99_999).contains(first), ends.count <= 2 else { return nil }
            guard ends.count == 2 else {
                parts.append(Part(first: first, last: first))
                continue
            }
            if ends[1].isEmpty {
                parts.append(Part(first: first))
            } else if let last = Int(ends[1]), (first...99_999).contains(last) {
                parts.append(Part(first: first, last: last))
            } else {
                return nil
            }
        }
    }

    /// The numbers it means in a file of so many pages.
    /// - Returns: The first number that the file does not have, instead, where there is one.
    package func numbers(of count: Int) -> Result<[Int], MissingPage> {
        var numbers: [Int] = []
        for part in parts {
            let last = part.last ?? count
            guard part.first <= count else { return .failure(MissingPage(number: part.first)) }
            guard last <= count else { return .failure(MissingPage(number: last)) }
            numbers += Array(part.first...last)
        }
        return .success(numbers)
    }

    package struct MissingPage: Error, Sendable, Hashable {
        package var number: Int
    }
}

package enum AnnexKind: Sendable, Hashable {
    /// `art: text` with `datei:`, a Markdown file relative to the agreement.
    case textFile(Located<String>)
    /// `art: text` with `klausel:`.
    case clause(ClauseUse)
    /// `art: tabelle`; without data so many empty rows to write in.
    case table(field: Located<FieldPath>, emptyRows: Int)
    /// `art: pdf` or `art: bild`: somebody else's file; path relative to the agreement.
    case foreign(Located<String>)
}

/// `unterschriften:`
package struct SignatureSettings: Sendable, Hashable {
    package var form: SignatureForm
    package var introduction: SourceText?
    package var units: [SignatureUnitSettings]
    /// For the table: further units to be filled in by hand.
    package var emptyRows: Int
    /// Headings of the table's columns.
    package var tableHeader: [SourceText]
}

package enum SignatureForm: String, Sendable, Hashable, CaseIterable {
    case nebeneinander, untereinander, tabelle, ohne
}

package struct SignatureUnitSettings: Sendable, Hashable {
    /// A field of kind stelle; `nil`: nobody in particular.
    package var party: Located<FieldPath>?
    /// „Für die Stadt Musterau“; default: the party's name.
    package var line: SourceText?
    /// Prints „Musterau, den ____“; `nil`: „Ort, Datum“ under the rule.
    package var location: SourceText?
    /// `datum`: of a signature that has been given, or a date agreed upon; `nil`: a rule to write it on.
    package var date: SourceText?
    /// „Im Auftrag“, „In Vertretung“
    package var mandate: SourceText?
    /// Empty: the name is written by hand; `nil`: the party's representative.
    package var name: SourceText?
    package var office: SourceText?
    /// `funktion_oben`: the office stands above the place to sign.
    package var hasOfficeAbove: Bool
    /// `gezeichnet`: „gez.“ and the name instead of a place to sign.
    package var isSigned: Bool
    package var hasSeal: Bool
    /// 1 or 2.
    package var signatories: Int
    package var place: Place
}
