/// Which standards a finished PDF keeps.
public enum PDFProfile: String, Sendable, Hashable, CaseIterable {
    /// PDF/A-3a with PDF/UA-1: what archives and the law on accessibility name today.
    case archiv
    /// PDF/A-4f with PDF/UA-2 and WTPDF, on PDF 2.0.
    case archiv2 = "archiv-2"

    /// The standards by their names, as people ask for them: „PDF/A-3a und PDF/UA-1“.
    public var standards: String {
        switch self {
        case .archiv: "PDF/A-3a und PDF/UA-1"
        case .archiv2: "PDF/A-4f, PDF/UA-2 und WTPDF"
        }
    }
}
