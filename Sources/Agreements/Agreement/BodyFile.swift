import DocumentModel
import Findings
import Settings

/// `stellen/NAME.yaml`: the commissioning body's own data.
///
/// Its parts stand in one place of memory that all copies share: each plan of a series has it.
package struct BodyFile: Sendable, Hashable {
    private var shared: Shared<Parts>

    struct Parts: Sendable, Hashable {
        var name: String
        var path: String
        var record: Record
        var places: [String: Place]
        var land: Located<String>?
        var gender: Located<GenderSetting>?
        var provenance: Located<ProvenanceDetail>?
        var style: Located<String>?
        var profile: Located<PDFProfile>?
        var arms: ArmsSettings?
        var letter: BodyLetterSettings?
        var findings: [Finding]
        var sha256: String
    }

    init(_ parts: Parts) { shared = Shared(parts) }

    mutating func change(_ change: (inout Parts) -> Void) { shared = shared.changed(change) }

    package var name: String { shared.parts.name }

    package var path: String { shared.parts.path }

    /// The record that `{{stelle.…}}` reads; `vertretung` has become `vertreten_durch`.
    package var record: Record { shared.parts.record }

    /// Where each member is written.
    package var places: [String: Place] { shared.parts.places }

    package var land: Located<String>? { shared.parts.land }

    package var gender: Located<GenderSetting>? { shared.parts.gender }

    /// `herkunft`
    package var provenance: Located<ProvenanceDetail>? { shared.parts.provenance }

    package var style: Located<String>? { shared.parts.style }

    /// `pdf`
    package var profile: Located<PDFProfile>? { shared.parts.profile }

    package var arms: ArmsSettings? { shared.parts.arms }

    package var letter: BodyLetterSettings? { shared.parts.letter }

    package var findings: [Finding] { shared.parts.findings }

    /// SHA-256 of its text, whatever its line ends.
    package var sha256: String { shared.parts.sha256 }
}

/// `wappen: {datei, alternativtext, breite}`
package struct ArmsSettings: Sendable, Hashable {
    /// Relative to the folder of the body's file.
    package var file: Located<String>
    package var alternativeText: String
    /// Millimetres.
    package var width: Double
}

/// `brief:` of a body: what its letters have in common.
package struct BodyLetterSettings: Sendable, Hashable {
    package var form: LetterForm?
    /// `absender`: head of the sheet, one entry a line.
    package var sender: [SourceText]
    /// `ruecksendezeile`: parts of the return address, joined by middle dots.
    package var returnAddress: [SourceText]
    package var information: [InformationSettings]
    /// `fusszeile`: columns of lines.
    package var footer: [[SourceText]]
}
