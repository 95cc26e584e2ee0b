import Agreements

/// What somebody may want to do with the library. Filling in contracts is none of it: everybody who gets in may do that.
package enum StewardAction: String, Sendable, Hashable, CaseIterable {
    /// Clauses, their findings and where they stand.
    case ansehen
    /// Two wordings word by word, and what a change does.
    case vergleichen
    /// Who did what, when.
    case protokoll
    /// Findings of a text that is not saved.
    case pruefen
    case aendern, umbenennen
    case beantragen
    /// A request of one's own.
    case zuruecknehmen
    case freigeben, ablehnen, widerrufen
    /// Saying until when a version holds.
    case abloesen
    /// Changing agreements, and making new ones.
    case vereinbarung
    case vereinbarungUmbenennen = "vereinbarung-umbenennen"
    /// Changing and adding bodies with their coats of arms, and house styles.
    case stelle, stil

    /// Who has one of these may do it, as far as nothing else stands against it.
    var roles: Set<HouseRoles.Role> {
        switch self {
        case .ansehen, .vergleichen, .protokoll: [.lesen, .bearbeiten, .freigeben, .verwalten]
        case .pruefen, .aendern, .beantragen, .zuruecknehmen, .vereinbarung, .vereinbarungUmbenennen, .stelle, .stil: [.bearbeiten]
        case .umbenennen: [.bearbeiten, .verwalten]
        case .freigeben, .ablehnen: [.freigeben]
        case .widerrufen, .abloesen: [.freigeben, .verwalten]
        }
    }

    /// „eine Klausel ändern“
    package var inGerman: String {
        switch self {
        case .ansehen: "Klauseln ansehen"
        case .vergleichen: "Klauseln vergleichen"
        case .protokoll: "das Protokoll lesen"
        case .pruefen: "einen Text prüfen"
        case .aendern: "Klauseln ändern"
        case .umbenennen: "Klauseln umbenennen"
        case .beantragen: "eine Freigabe beantragen"
        case .zuruecknehmen: "einen Antrag zurücknehmen"
        case .freigeben: "Klauseln freigeben"
        case .ablehnen: "eine Freigabe ablehnen"
        case .widerrufen: "eine Freigabe widerrufen"
        case .abloesen: "Klauseln ablösen"
        case .vereinbarung: "Vereinbarungen ändern"
        case .vereinbarungUmbenennen: "Vereinbarungen umbenennen"
        case .stelle: "Stellen ändern"
        case .stil: "Hausstile ändern"
        }
    }
}
