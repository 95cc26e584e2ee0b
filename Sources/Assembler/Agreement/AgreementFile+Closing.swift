import DocumentModel
import Findings

/// One entry of `anlagen:`.
public struct AnnexSettings: Sendable, Hashable {
    /// `kennung`: what `{{anlage:…}}` names.
    public var key: Located<String>
    public var title: SourceText
    public var content: AnnexKind
    public var introduction: SourceText?
    public var condition: ExpressionSyntax?
}

public enum AnnexKind: Sendable, Hashable {
    /// `art: text` with `datei:`, a Markdown file relative to the agreement.
    case textFile(Located<String>)
    /// `art: text` with `klausel:`.
    case clause(ClauseUse)
    /// `art: tabelle`; without data so many empty rows to write in.
    case table(field: Located<FieldPath>, emptyRows: Int)
    /// `art: pdf`; path relative to the agreement.
    case pdf(Located<String>)
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
    /// „Im Auftrag“, „In Vertretung“
    public var mandate: SourceText?
    /// Empty: the name is written by hand; `nil`: the party's representative.
    public var name: SourceText?
    public var office: SourceText?
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
