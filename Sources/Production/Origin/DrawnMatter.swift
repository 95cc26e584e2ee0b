import DocumentModel
import Findings
import Finishing
import PageMarks
import Rendering
import Typeface

/// What a document holds besides text, and with it the libraries that decide about its bytes: only those are recorded, for asking some
/// of them for their version starts a process.
struct DrawnMatter: Hashable {
    enum Foreign { case none, pages, scans }

    /// Pages of other people.
    var foreign: Foreign
    /// Pictures in SVG, which librsvg draws.
    var hasDrawings: Bool
    var hasPageMarks: Bool

    /// Whatever the contracts of a table may hold, known before they are made.
    static func any(hasForeignPages: Bool, hasDrawings: Bool) -> DrawnMatter {
        DrawnMatter(foreign: hasForeignPages ? .scans : .none, hasDrawings: hasDrawings, hasPageMarks: true)
    }

    private init(foreign: Foreign, hasDrawings: Bool, hasPageMarks: Bool) {
        (self.foreign, self.hasDrawings, self.hasPageMarks) = (foreign, hasDrawings, hasPageMarks)
    }

    /// - Parameter hasDrawings: whether one of its pictures or annexes is SVG.
    init(_ document: Document, hasDrawings: Bool) {
        let files = document.annexes.compactMap { if case .foreign(let file) = $0.content { file } else { nil } }
        let hasScans = files.contains { $0.pages.contains(where: \.isScan) }
        self.init(foreign: hasScans ? .scans : files.isEmpty ? .none : .pages, hasDrawings: hasDrawings, hasPageMarks: document.info.hasPageMarks)
    }

    /// What a file's origin says of it.
    init(_ origin: ContractOrigin) {
        let libraries = origin.program.libraries
        self.init(
            foreign: libraries["tesseract"] != nil ? .scans : libraries["poppler"] != nil ? .pages : .none, hasDrawings: libraries["librsvg"] != nil,
            hasPageMarks: origin.settings.mark != nil)
    }

    private static let always = FinishingLibraries.versions.merging(ShapingLibraries.versions) { first, _ in first }

    /// - Throws: that a helper program is there and could not be asked for its version: the contract would name another program than the one that made it.
    func requireHelpers() throws(FindingList) {
        guard let obstacle = FinishingLibraries.obstacle(foreignPages: foreign != .none, scans: foreign == .scans, drawings: hasDrawings) else { return }
        throw FindingList([obstacle.finding])
    }

    /// The program as it is, with the libraries that decide about such a document.
    var program: ContractOrigin.Program {
        var libraries = Self.always
        if foreign != .none { libraries.merge(FinishingLibraries.ofForeignPages) { first, _ in first } }
        if foreign == .scans { libraries.merge(FinishingLibraries.ofScans) { first, _ in first } }
        if hasDrawings { libraries.merge(FinishingLibraries.ofDrawings) { first, _ in first } }
        if hasPageMarks { libraries["libdmtx"] = MarkSymbol.libraryVersion }
        return ContractOrigin.Program(version: ProgramVersion.number, libraries: libraries)
    }
}
