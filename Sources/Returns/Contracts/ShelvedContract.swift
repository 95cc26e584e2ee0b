import Finishing

/// A contract whose sheets may come back.
struct ShelvedContract: Sendable, Hashable {
    /// Twelve characters, as on its pages.
    let mark: String
    /// Of its file.
    let path: String
    /// In the register; `nil` where it is not in there.
    let identifier: String?
    /// „Kooperationsvereinbarung mit …“, or the file's name.
    let title: String
    /// Of its pages, points.
    let sizes: [PageSize]
    /// Places to sign.
    let fields: [SignatureField]

    struct PageSize: Sendable, Hashable {
        let width: Double
        let height: Double
    }
}
