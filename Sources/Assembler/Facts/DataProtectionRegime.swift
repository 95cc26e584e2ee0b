/// Which body of data-protection law binds a party; the raw values are those of `datenschutzrecht` in the data.
public enum DataProtectionRegime: String, Sendable, Hashable, CaseIterable {
    /// DSGVO and the act of the Land.
    case publicBody = "oeffentlich"
    /// DSGVO and BDSG (§ 1 Abs. 1 Satz 2 BDSG).
    case federal = "bdsg"
    /// Catholic bodies (Art. 91 DSGVO).
    case catholic = "kdg"
    /// Catholic orders of papal right.
    case order = "kdr_og"
    /// Protestant bodies, Diakonie among them.
    case protestant = "dsg_ekd"

    /// What follows from the kind of a body. A Caritas association that is an e. V. has to say „kdg“ itself: the KDG applies
    /// whatever the legal form (§ 3 KDG).
    init?(bodyKind: String) {
        switch bodyKind {
        case "land", "gebietskoerperschaft", "koerperschaft", "anstalt", "behoerde", "schule": self = .publicBody
        case "stiftung", "ev", "gmbh", "ggmbh", "einzelperson", "sonstige": self = .federal
        case "kirche_kath": self = .catholic
        case "kirche_ev": self = .protestant
        default: return nil
        }
    }

    var label: String {
        switch self {
        case .publicBody: "DSGVO und Landesrecht (öffentliche Stelle)"
        case .federal: "DSGVO und BDSG"
        case .catholic: "KDG"
        case .order: "KDR-OG"
        case .protestant: "DSG-EKD"
        }
    }

    /// The act that stands in the facts under this abbreviation; `nil`: that of the Land.
    var abbreviation: String? {
        switch self {
        case .publicBody: nil
        case .federal: "BDSG"
        case .catholic: "KDG"
        case .order: "KDR-OG"
        case .protestant: "DSG-EKD"
        }
    }
}
