/// Which body of data-protection law binds a party; the raw values are those of `datenschutzrecht` in the data.
package enum DataProtectionRegime: String, Sendable, Hashable, CaseIterable {
    /// DSGVO and the act of the Land.
    case publicBody = "oeffentlich"
    /// Bodies that grant social benefits under the Land's supervision: Sozialdaten by SGB I and SGB X (§ 35 SGB I), all else as above.
    case socialBenefits = "sozialleistungstraeger"
    /// A joint body of Federation and municipality (§ 44b SGB II): Sozialdaten as above, supervised by the BfDI (§ 50 Abs. 4 SGB II).
    case jobCentre = "jobcenter"
    /// Public bodies of the Federation: DSGVO and BDSG, supervised by the BfDI (§ 9 BDSG).
    case federalBody = "bund"
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
    package init?(bodyKind: String) {
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
        case .socialBenefits: "DSGVO und SGB (Sozialleistungsträger unter Aufsicht des Landes)"
        case .jobCentre: "DSGVO und SGB (Jobcenter als gemeinsame Einrichtung)"
        case .federalBody: "DSGVO und BDSG (öffentliche Stelle des Bundes)"
        case .federal: "DSGVO und BDSG"
        case .catholic: "KDG"
        case .order: "KDR-OG"
        case .protestant: "DSG-EKD"
        }
    }

    /// Whether Sozialdaten are governed by the SGB alone beside the DSGVO (§ 35 Abs. 2 SGB I).
    package var keepsSocialSecrecy: Bool { self == .socialBenefits || self == .jobCentre }

    /// Whether it leaves the DSGVO in force; church law takes its place (Art. 91 DSGVO).
    package var isStateLaw: Bool {
        switch self {
        case .publicBody, .socialBenefits, .jobCentre, .federalBody, .federal: true
        case .catholic, .order, .protestant: false
        }
    }

    /// The act that stands in the facts under this abbreviation; `nil`: that of the Land.
    var abbreviation: String? {
        switch self {
        case .publicBody, .socialBenefits: nil
        case .federal, .federalBody, .jobCentre: "BDSG"
        case .catholic: "KDG"
        case .order: "KDR-OG"
        case .protestant: "DSG-EKD"
        }
    }
}
