import Agreements
import Checksum
import Composition
import Findings
import Foundation
import Production
import Rendering
import VectorPicture

extension LibraryDesk {
    /// A file as it is now. The program's own styles are there to be read; who saves one saves the library's own.
    ///
    /// - Returns: `nil` where there is none.
    package func open(_ file: LibraryFile) throws(Failure) -> (bytes: [UInt8], sha256: String)? {
        try allow(.ansehen)
        guard ClauseLibrary.isSafe(name: file.name) else { return nil }
        guard let bytes = FileBytes.read("\(workspace.library)/\(file.path)", limit: LibraryChange.limit) else {
            guard file.kind == .style, let path = try? workspace.styleFile(file.name), let bytes = FileBytes.read(path, limit: LibraryChange.limit) else { return nil }
            return (bytes, LibraryDesk.ofTheProgram)
        }
        return (bytes, SHA256.hex(of: bytes))
    }

    /// Stands for the checksum of a file that the library has not itself.
    package static let ofTheProgram = "programm"

    package enum FileSaveResult: Sendable, Hashable {
        case unchanged, saved
        /// Somebody else has saved since, or made a file of that name; nothing has been written.
        case conflict(theirs: [UInt8], sha256: String)
    }

    /// Writes a file whole or not at all, and only over what somebody has seen.
    ///
    /// - Parameter seen: SHA-256 of the file that it was made from; empty or ``ofTheProgram``: there was none.
    /// - Throws: ``Failure`` where it could not be such a file, the person may not change it, or writing fails; nothing has been written then.
    package func save(_ file: LibraryFile, _ bytes: [UInt8], from seen: String) throws(Failure) -> FileSaveResult {
        try allow(file.kind.action)
        try checkName(file.name)
        _ = try failing(file.check(bytes, in: workspace.library))
        return try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            let path = "\(workspace.library)/\(file.path)"
            let wanted = seen.isEmpty || seen == LibraryDesk.ofTheProgram ? nil : seen
            let there = FileBytes.read(path, limit: LibraryChange.limit)
            let sum = there.map { SHA256.hex(of: $0) }
            if let there, there == bytes { return .unchanged }
            guard sum == wanted else { return .conflict(theirs: there ?? [], sha256: sum ?? "") }
            var change = LibraryChange()
            change.write(bytes, to: path, before: wanted)
            try commit(change, there == nil ? .angelegt : .geaendert, file.path, bytes)
            return .saved
        }
    }

    /// Gives an agreement another name. Contracts that were made of it name the old one: `verify` then says that the agreement is not there.
    ///
    /// - Parameter seen: SHA-256 of the file that somebody has before them.
    package func rename(agreement name: String, to new: String, from seen: String) throws(Failure) {
        try allow(.vereinbarungUmbenennen)
        try checkName(new)
        try checkName(name)
        try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            let (from, to) = (workspace.path(ofAgreement: name), workspace.path(ofAgreement: new))
            let bytes = try LibraryDesk.bytes(from)
            guard LibraryChange.sum(to) == nil else {
                throw Failure(
                    .data, Finding(.fehler, "name-vergeben", at: .option(new), "Eine Vereinbarung „\(new)“ gibt es schon.", remedy: "Wählen Sie einen anderen Namen."))
            }
            var change = LibraryChange()
            change.write(bytes, to: to, before: nil)
            change.remove(from, before: seen)
            try commit(change, .umbenannt, "agreements/\(name).yaml", bytes, text: "agreements/\(new).yaml")
        }
    }

    /// Keeps a coat of arms beside the bodies, under a name that says what is in it: nothing is ever replaced.
    ///
    /// - Returns: the name by which the body's file names it.
    /// - Throws: `wappen-unlesbar` for what is neither SVG of vectors alone nor PNG nor JPEG.
    package func addArms(_ bytes: [UInt8], of body: String) throws(Failure) -> String {
        try allow(.stelle)
        try checkName(body)
        let ending = try LibraryDesk.pictureEnding(bytes)
        let name = "wappen/\(body)-\(SHA256.hex(of: bytes).prefix(8)).\(ending)"
        return try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            let path = "\(workspace.library)/stellen/\(name)"
            if let there = LibraryChange.sum(path), there == SHA256.hex(of: bytes) { return name }
            var change = LibraryChange()
            change.write(bytes, to: path, before: nil)
            try commit(change, .angelegt, "stellen/\(name)", bytes)
            return name
        }
    }

    /// What was done with a file, the latest first; under its former names, too.
    package func history(of file: LibraryFile) -> [ApprovalLog.Entry] { ApprovalLog(library: workspace.library).history(of: file.path) }

    /// Writes files with a line in the log.
    ///
    /// - Parameters:
    ///   - path: what the line is about, below the library's folder.
    ///   - bytes: that it holds now.
    private func commit(_ change: LibraryChange, _ act: ApprovalLog.Act, _ path: String, _ bytes: [UInt8], text: String = "") throws(Failure) {
        var state = try LibraryState(workspace.library)
        // A record that has been lost is not made anew here: an empty one would hide that it is missing.
        if state.recordSum == nil, state.library.currentSources.contains(where: { $0.frontMatter.status.claimsApproval }) {
            return try commit(change, saying: "\(path): \(act == .geaendert ? "geändert" : act.rawValue)")
        }
        state.note([ApprovalLog.Deed(act, by: account, path, ApprovalLog.noVersion, SHA256.hex(of: bytes), text: text)], at: time())
        try commit(state, change)
    }

    private static func pictureEnding(_ bytes: [UInt8]) throws(Failure) -> String {
        func refused(_ reason: String) -> Failure {
            Failure(
                .data,
                Finding(
                    .fehler, "wappen-unlesbar", "Das Bild lässt sich nicht als Wappen verwenden: \(reason).", remedy: "Nehmen Sie eine SVG-, PNG- oder JPEG-Datei bis 16 MiB."))
        }
        guard bytes.count <= SVGInspection.sizeLimit else { throw refused("es ist größer als 16 MiB") }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return try readable(bytes, "png", refused) }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return try readable(bytes, "jpg", refused) }
        let found: SVGInspection
        do throws(SVGDefect) { found = try SVGInspection(bytes) } catch { throw refused(error.reason) }
        guard !found.isActive else { throw refused("die SVG-Datei enthält Programme (Skripte)") }
        return "svg"
    }

    /// Whether the picture's own reader takes it, and it is not too large.
    private static func readable(_ bytes: [UInt8], _ ending: String, _ refused: (String) -> Failure) throws(Failure) -> String {
        let path = NSTemporaryDirectory() + "klauselwerk-wappen-\(UUID().uuidString).\(ending)"
        defer { unlink(path) }
        try AtomicFile.write(bytes, to: path)
        guard let size = try? PictureHeader.size(of: path), size.width > 0, size.height > 0 else { throw refused("die Datei ist beschädigt") }
        guard size.width * size.height <= 50_000_000 else { throw refused("es hat mehr als 50 Millionen Bildpunkte") }
        return ending
    }

    func checkName(_ name: String) throws(Failure) {
        guard ClauseLibrary.isSafe(name: name) else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "name-unzulaessig", at: .option(name), "„\(name)“ kann kein Name sein.",
                    remedy: "Verwenden Sie Kleinbuchstaben ohne Umlaute, Ziffern und „-“, zum Beispiel: netzwerk-sued."))
        }
    }
}
