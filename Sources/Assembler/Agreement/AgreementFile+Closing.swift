import DocumentModel
import Findings

/// One entry of `anlagen:`.
public struct AnnexSettings: Sendable, Hashable {
    /// `kennung`: what `{{anlage:…}}` names.
    public var key: Located<String>
    public var title: SourceText
    public var content: AnnexKind
    public var introduction: SourceText?
    /// `alternativtext`: what stands for foreign pages where they cannot be seen.
    public var alternativeText: SourceText?
    /// `seiten`: of a foreign file; `nil`: all.
    public var pages: PageSelection?
    /// `groesse`: of a foreign file.
    public var size = AnnexSize.passend
    public var condition: ExpressionSyntax?
    /// `zu`: „Artikel 1 Abs. 3“, with a reference.
    public var belongsTo: SourceText?
    /// `stand`
    public var asOf: SourceText?
    /// As given when it was added to a contract; `nil` for what the agreement itself names.
    public var attached: AttachedAnnex?
}

extension AgreementFile {
    /// Where a file lies that an annex is made of.
    func path(ofAnnex file: String) -> String { "\(LibraryLocation.folder(of: path))/\(file)" }

    /// Other people's files that are annexes of every contract, as plans name them.
    public var constantForeignFiles: [String] {
        annexes.compactMap { annex in
            guard annex.condition == nil, annex.attached == nil, case .foreign(let file) = annex.content, !file.value.hasPrefix("/") else { return nil }
            return path(ofAnnex: file.value)
        }
    }
}

/// An annex that a contract has besides those its agreement names.
public struct AttachedAnnex: Sendable, Hashable {
    /// The name by which ``AgreementData/take(annexFile:from:)`` is told where it is.
    public var file: String
    /// Plain text, as the next two.
    public var title: String
    /// A ``PageSelection``; `nil`, and whatever is none: all.
    public var pages: String?
    public var alternativeText: String?

    public init(file: String, title: String, pages: String? = nil, alternativeText: String? = nil) {
        (self.file, self.title, self.pages, self.alternativeText) = (file, title, pages, alternativeText)
    }
}

/// What becomes of foreign pages that are larger than the agreement's paper.
public enum AnnexSize: String, Sendable, Hashable, CaseIterable {
    /// They are reduced to it.
    case passend
    /// They have sheets of their own size.
    case original
}

/// Pages of a foreign file, as a print dialogue takes them: `1-3, 7`, `4-`.
public struct PageSelection: Sendable, Hashable {
    /// In the order they are wanted.
    private var parts: [Part]

    private struct Part: Sendable, Hashable {
        /// From 1.
        var first: Int
        /// `nil`: to the end.
        var last: Int?
    }

    /// - Returns: `nil` for what is no selection.
    public init?(_ text: String) {
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
    public func numbers(of count: Int) -> Result<[Int], MissingPage> {
        var numbers: [Int] = []
        for part in parts {
            let last = part.last ?? count
            guard part.first <= count else { return .failure(MissingPage(number: part.first)) }
            guard last <= count else { return .failure(MissingPage(number: last)) }
            numbers += Array(part.first...last)
        }
        return .success(numbers)
    }

    public struct MissingPage: Error, Sendable, Hashable {
        public var number: Int
    }
}

public enum AnnexKind: Sendable, Hashable {
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
public struct SignatureSettings: Sendable, Hashable {
    public var form: SignatureForm
    public var introduction: SourceText?
    public var units: [SignatureUnitSettings]
    /// For the table: further units to be filled in by hand.
    public var emptyRows: Int
    /// Headings of the table's columns.
    public var tableHeader: [SourceText]
}

public enum SignatureForm: String, Sendable, Hashable, CaseIterable {
    case nebeneinander, untereinander, tabelle, ohne
}

public struct SignatureUnitSettings: Sendable, Hashable {
    /// A field of kind stelle; `nil`: nobody in particular.
    public var party: Located<FieldPath>?
    /// „Für die Stadt Musterau“; default: the party's name.
    public var line: SourceText?
    /// Prints „Musterau, den ____“; `nil`: „Ort, Datum“ under the rule.
    public var location: SourceText?
    /// `datum`: of a signature that has been given, or a date agreed upon; `nil`: a rule to write it on.
    public var date: SourceText?
    /// „Im Auftrag“, „In Vertretung“
    public var mandate: SourceText?
    /// Empty: the name is written by hand; `nil`: the party's representative.
    public var name: SourceText?
    public var office: SourceText?
    /// `funktion_oben`: the office stands above the place to sign.
    public var hasOfficeAbove: Bool
    /// `gezeichnet`: „gez.“ and the name instead of a place to sign.
    public var isSigned: Bool
    public var hasSeal: Bool
    /// 1 or 2.
    public var signatories: Int
    public var place: Place
}

/// `stellen/NAME.yaml`: the commissioning body's own data.
public struct BodyFile: Sendable, Hashable {
    public var name: String
    public var path: String
    /// The record that `{{stelle.…}}` reads; `vertretung` has become `vertreten_durch`.
    public var record: Record
    /// Where each member is written.
    public var places: [String: Place]
    public var land: Located<String>?
    public var gender: Located<GenderSetting>?
    /// `herkunft`
    public var provenance: Located<ProvenanceDetail>?
    public var style: Located<String>?
    /// `pdf`
    public var profile: Located<PDFProfile>?
    public var arms: ArmsSettings?
    public var letter: BodyLetterSettings?
    public var findings: [Finding]
    /// SHA-256 of its text, whatever its line ends.
    public var sha256: String
}

/// `wappen: {datei, alternativtext, breite}`
public struct ArmsSettings: Sendable, Hashable {
    /// Relative to the folder of the body's file.
    public var file: Located<String>
    public var alternativeText: String
    /// Millimetres.
    public var width: Double
}

/// `brief:` of a body: what its letters have in common.
public struct BodyLetterSettings: Sendable, Hashable {
    public var form: LetterForm?
    /// `absender`: head of the sheet, one entry a line.
    public var sender: [SourceText]
    /// `ruecksendezeile`: parts of the return address, joined by middle dots.
    public var returnAddress: [SourceText]
    public var information: [InformationSettings]
    /// `fusszeile`: columns of lines.
    public var footer: [[SourceText]]
}
