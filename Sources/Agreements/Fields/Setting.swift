import DocumentModel

/// What every agreement has besides its own fields: written in its file or in that of its body, or given with the data.
package enum Setting: String, Sendable, CaseIterable {
    case body = "stelle"
    case land
    case date = "datum"
    case referenceDate = "stichtag"
    case status
    case gender
    case style = "stil"
    case isForm = "formular"
    case isSignable = "signaturfelder"
    case profile = "pdf"
    case hasPageMarks = "seitenkennung"

    /// Whether conditions and texts can name it, so that no field can be called so; the others say how the file looks.
    package var isField: Bool {
        switch self {
        case .body, .land, .date, .referenceDate, .status, .gender: true
        case .style, .isForm, .isSignable, .profile, .hasPageMarks: false
        }
    }

    /// What may be given for it, as for a field.
    package var declaration: FieldDeclaration {
        switch self {
        case .body: Fields.body
        case .land: Fields.land
        case .date: Fields.date
        case .referenceDate: Fields.referenceDate
        case .status: Fields.status
        case .gender: Fields.gender
        case .style: Fields.style
        case .isForm: Fields.isForm
        case .isSignable: Fields.isSignable
        case .profile: Fields.profile
        case .hasPageMarks: Fields.hasPageMarks
        }
    }

    package static let names = Set(allCases.map(\.rawValue))
    package static let fieldNames = Set(allCases.filter(\.isField).map(\.rawValue))

    /// Made once: plans of thousands of rows ask for them. Of the two dates one will do.
    private enum Fields {
        static let body = FieldDeclaration("stelle", .body, label: "Stelle")
        static let land = FieldDeclaration("land", .choice(FederalState.choices), label: "Land")
        static let date = FieldDeclaration("datum", .date, label: "Datum", isRequired: false)
        static let referenceDate = FieldDeclaration("stichtag", .date, label: "Stichtag", isRequired: false)
        static let status = FieldDeclaration("status", .choice(DocumentStatus.allCases.map { FieldChoice($0.rawValue) }), label: "Status", isRequired: false)
        static let gender = FieldDeclaration("gender", .choice(GenderSetting.allCases.map { FieldChoice($0.rawValue) }), label: "Geschlechtergerechte Form")
        static let style = FieldDeclaration("stil", .text, label: "Stil", isRequired: false)
        static let isForm = FieldDeclaration("formular", .flag, label: "Formular zum Ausfüllen am Bildschirm", isRequired: false)
        static let isSignable = FieldDeclaration("signaturfelder", .flag, label: "Felder für elektronische Unterschriften", isRequired: false)
        static let profile = FieldDeclaration("pdf", .choice(PDFProfile.allCases.map { FieldChoice($0.rawValue) }), label: "Norm des PDF", isRequired: false)
        static let hasPageMarks = FieldDeclaration("seitenkennung", .flag, label: "Kennung auf jeder Seite", isRequired: false)
    }
}
