import Findings
import Foundation
import Production
import Register
import Synchronization

/// The register as the page has it: one file for the house, opened when it is first asked for, made with the first contract.
final class RecordRoom: Sendable {
    /// Of the register's file.
    let path: String
    let library: WarmLibrary
    /// Reading and searching, several at a time; SQLite lets readers go on while somebody writes.
    let reading = SideWork("register-lesen", together: true)
    /// Taking in and noting: one after the other, as SQLite has it anyway.
    let writing = SideWork("register-schreiben")
    /// Amendments, wordings and letters set whole contracts anew.
    let making = SideWork("nachtraege")
    private let opened = Mutex<(store: RegisterStore, file: UInt64)?>(nil)

    /// Below the register's folder: contracts that were made on the page, and scans beside them.
    var contracts: String { path.parentPath + "/vertraege" }

    /// Papers while they are made.
    let papers: String

    /// - Parameters:
    ///   - path: of the register's file.
    ///   - data: the page's folder.
    init(path: String, data: String, library: WarmLibrary) {
        (self.path, self.library) = (path, library)
        papers = data + "/papiere"
        // What a dead server has left.
        try? FileManager.default.removeItem(atPath: papers)
    }

    /// - Returns: `nil` where there is no register yet.
    /// - Throws: ``Failure`` where the file is none, or cannot be opened.
    func store() throws(Failure) -> RegisterStore? {
        guard let file = RecordRoom.number(of: path) else {
            opened.withLock { $0 = nil }
            return nil
        }
        if let known = opened.withLock({ $0 }), known.file == file { return known.store }
        let store = try RegisterStore(path)
        opened.withLock { $0 = (store, file) }
        return store
    }

    /// - Throws: ``Problem`` 404 where there is none yet.
    func needed() throws -> RegisterStore {
        guard let store = try store() else { throw Problem.noRegister }
        return store
    }

    /// Makes the register where there is none.
    func creating() throws(Failure) -> RegisterStore {
        if let store = try store() { return store }
        _ = try RegisterStore(path, .creating)
        if let store = try store() { return store }
        return try RegisterStore(path)
    }

    /// The files of a contract and of all its amendments.
    ///
    /// - Throws: ``Problem`` 404 where the register knows no file of it.
    func files(of entry: ContractEntry, _ store: RegisterStore) throws -> [String] {
        let path = store.location(of: entry.path)
        guard !entry.path.isEmpty, FileManager.default.fileExists(atPath: path) else { throw Problem.noContractFile }
        return [path] + (try store.amendmentFiles(of: [entry.sha256])[entry.sha256] ?? []).filter { $0 != path }
    }

    /// Changes whenever somebody, also another program, has written to the register.
    var stamp: String {
        ["", "-wal"].map { ending in
            var status = stat()
            guard stat(path + ending, &status) == 0 else { return "-" }
            return "\(status.st_ino).\(status.st_size).\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        }.joined(separator: "/")
    }

    private static func number(of path: String) -> UInt64? {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    /// Today, in the time zone of the machine; ISO.
    static var today: String { GermanTime.day(GermanTime.now()) }
}

extension Problem {
    static let noRegister = Problem(
        404, "Es gibt noch kein Register", "Das Register entsteht, sobald Sie den ersten Vertrag aufnehmen. Geändert wurde nichts.",
        remedy: "Nehmen Sie fertige Verträge auf, oder kreuzen Sie bei einer Serie „ins Register aufnehmen“ an.",
        link: Link(address: "/register/aufnehmen", text: "Verträge aufnehmen"))

    static let noRecord = Problem(
        404, "Diesen Vertrag gibt es im Register nicht", "Er wurde gelöscht, oder die Adresse stimmt nicht.", remedy: "Suchen Sie ihn im Register.",
        link: Link(address: "/register", text: "Zum Register"))

    static let noContractFile = Problem(
        404, "Die Datei dieses Vertrags fehlt", "Das Register kennt den Vertrag, aber sein PDF liegt nicht (oder nicht mehr) dort, wo es aufgenommen wurde. Geändert wurde nichts.",
        remedy: "Nehmen Sie das PDF noch einmal auf; das Register merkt sich dann den neuen Ort.", link: Link(address: "/register/aufnehmen", text: "Verträge aufnehmen"))

    /// What the register, or a paper about its contracts, cannot do.
    static func record(_ failure: Failure, back: Link) -> Problem {
        if failure.findings.contains(where: { $0.rule == "vertrag-unbekannt" }) { return .noRecord }
        let errors = failure.findings.filter { $0.severity == .fehler }.ordered
        let isBusy = errors.contains { $0.rule == "register-belegt" }
        return Problem(
            isBusy ? 503 : 422, isBusy ? "Das Register ist gerade belegt" : "Das ging nicht",
            errors.prefix(5).map { ClerkWords.sentence($0.message) }.joined(separator: " ") + " Geändert wurde nichts.",
            remedy: errors.first.flatMap { ClerkWords.remedy($0.remedy) }
                ?? "Gehen Sie zurück, und versuchen Sie es noch einmal; bleibt es dabei, so geben Sie der Stelle Bescheid, die Klauselwerk betreut.",
            link: back)
    }
}
