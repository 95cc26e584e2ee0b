import DocumentModel
import Findings
import Finishing
import Rendering

/// Somebody else's file looked over before it becomes an annex.
public struct AnnexLook: Sendable {
    public struct Page: Sendable, Hashable {
        /// Points, as seen.
        public let width: Double
        public let height: Double
        /// Why it becomes a picture, a German clause; `nil`: it stands as it is.
        public let pictured: String?
    }

    public let path: String
    /// In the order of the file.
    public let pages: [Page]
    /// What concerns the file, and what its findings say of pages besides ``Page/pictured``.
    public let remarks: [Finding]

    /// What does not travel along could not be proved later.
    static func notToClean(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-nicht-zu-reinigen", at: .file(path), "Aus der Anlage „\(path)“ lassen sich die ausführbaren Inhalte nicht entfernen.",
            remedy: "Speichern Sie die Anlage als PDF/A.")
    }
}

extension WarmLibrary {
    /// Reads and converts a file; takes seconds for a long one, and next to nothing once it is known.
    ///
    /// - Throws: ``Failure`` that says why it cannot be an annex.
    public func look(atAnnex path: String) throws(Failure) -> AnnexLook {
        let store = try workshop().supplies.annexes
        let file = try failing(store.file(path))
        guard file.travelsAlong else { throw Failure(.data, AnnexLook.notToClean(path)) }
        var reasons: [Int: String] = [:]
        for (reason, numbers) in file.pictured { for number in numbers { reasons[number] = reason } }
        let pages = file.document.pages.map { AnnexLook.Page(width: $0.width, height: $0.height, pictured: reasons[$0.number]) }
        return AnnexLook(path: path, pages: pages, remarks: file.remarks)
    }

    /// A page of such a file as a PNG picture.
    ///
    /// - Parameters:
    ///   - number: from 1.
    ///   - pixels: of the longer side.
    public func picture(ofAnnex path: String, page number: Int, pixels: Int) throws(Failure) -> [UInt8] {
        let store = try workshop().supplies.annexes
        let pages = try failing(store.file(path)).document.pages
        guard pages.indices.contains(number - 1) else {
            throw Failure(.data, Finding(.fehler, "seite-fehlt", "Eine Seite \(number) gibt es nicht.", remedy: "Laden Sie die Vorschau neu."))
        }
        return try failing(listing(DrawingError.self, ForeignPagePicture.png(path, index: number - 1, pages[number - 1], pixels: pixels)))
    }
}
