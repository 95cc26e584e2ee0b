/// What forms over files of the library offer, from the same lists that the readers know.
package enum FormChoices {
    /// `art` of a body.
    package static var bodyKinds: [FieldChoice] { RecordShape.bodyKinds }
    /// `land`
    package static var states: [FieldChoice] { FederalState.choices }
    /// `art` of a field.
    package static var fieldKinds: [String] { FieldKind.declarableNames }
    /// `von` of a list.
    package static var elementKinds: [String] { FieldKind.Word.allCases.filter(\.isOfElements).map(\.rawValue) }
    /// Keys of an agreement, of its groups, of a body and of a clause's head, in the order in which files have them.
    package static func keys(of group: String) -> [String] {
        switch group {
        case "": AgreementReader.keys.names
        case "gliederung": AgreementReader.numberingKeys.names
        case "seiten": AgreementReader.furnitureKeys.names
        case "brief": AgreementReader.letterKeys.names
        case "deckblatt": AgreementReader.coverKeys.names
        case "klausel": ClauseEntryReader.clauseKeys.names
        case "abschnitt": ClauseEntryReader.groupKeys.names
        case "stelle": BodyReader.keys.names
        case "kopf": ClauseReader.keys.names
        default: []
        }
    }
}
