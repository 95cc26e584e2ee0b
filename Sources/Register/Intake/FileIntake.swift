import Findings
import Foundation
import Production

/// Takes in what somebody names: contracts as PDF, manifests of series, tables of older contracts, folders of PDF.
package struct FileIntake: Sendable {
    let store: RegisterStore
    /// Folder of the library; `nil`: found as for `verify`.
    let library: String?
    /// A manifest or record that contracts are measured by.
    let record: String?

    package init(_ store: RegisterStore, library: String? = nil, record: String? = nil) {
        self.store = store
        self.library = library
        self.record = record
    }

    /// Everything that can be taken in is; what cannot is told, and the rest goes on.
    ///
    /// - Throws: ``Failure`` where the register cannot be written.
    package func take(_ paths: [String]) throws(Failure) -> IntakeResult {
        var result = IntakeResult()
        // That there is no library is true of every file.
        var told: Set<Finding> = []
        for path in paths {
            do throws(Failure) { try ArchivedContracts.requireUnpacked(in: path) } catch { result.findings += error.findings }
        }
        for path in paths.flatMap(FileIntake.files) {
            do throws(Failure) {
                let one = try take(path)
                result.new += one.new
                result.completed += one.completed
                result.unchanged += one.unchanged
                result.findings += one.findings
                result.early += one.early
            } catch {
                // What is wrong with one file says nothing about the next; what is wrong with the register does.
                if error.findings.contains(where: { $0.place == .file(store.path) }) { throw error }
                result.findings += error.findings.filter { told.insert($0).inserted }
            }
        }
        // „vertrag-nachtrag-1.pdf“ stands before „vertrag.pdf“.
        try store.note(amendments: result.early)
        result.early = []
        return result
    }

    /// The PDF of a folder in order of their names; anything else is itself.
    private static func files(_ path: String) -> [String] {
        guard let names = SpreadFolder.files(in: path, ending: ".pdf") else { return [path] }
        return names.map { "\(path)/\($0)" }
    }

    private func take(_ path: String) throws(Failure) -> IntakeResult {
        if path.lowercased().hasSuffix(".pdf") { return try takeContract(path) }
        if ArchivedContracts.isArchive(path) { throw ArchivedContracts.unpackFirst(path) }
        if ManifestContracts.isManifest(path) { return try takeManifest(path) }
        return try RegisterIntake(store).take(path)
    }

    // MARK: - Contracts

    /// Only what is as it was made gets in; what can no longer be proved gets in with that remark.
    private func takeContract(_ path: String) throws(Failure) -> IntakeResult {
        let verification = try Verification.of(path, library: library, record: record)
        switch verification.verdict {
        case .altered, .extended, .notRecorded:
            throw Failure(
                .data,
                Finding(
                    .fehler, "register-verfaelscht", at: .file(path), "Diese Datei wird nicht aufgenommen: \(verification.reason)",
                    remedy: "Nehmen Sie die Datei auf, wie „build“ oder „batch“ sie geschrieben haben; was anders ist, sagt „klauselwerk verify“."))
        case .unchanged, .recorded, .libraryMovedOn, .otherProgram, .sameClauses: break
        }
        var entry = ContractEntry(verification.contract, source: .pdf)
        entry.proof = verification.verdict.rawValue
        var result = try store.take([entry])
        if !verification.isUnchanged {
            result.findings.append(
                Finding(
                    .hinweis, "register-unbewiesen", at: .file(path), "Aufgenommen, aber nicht nachgewiesen: \(verification.reason)",
                    remedy: "Mit dem Manifest der Serie lässt es sich nachweisen: --nachweis manifest.json."))
        }
        if !verification.signedFields.isEmpty {
            result.findings.append(
                Finding(
                    .hinweis, "register-unterschrift", at: .file(path),
                    "Die Datei ist elektronisch unterschrieben (\(verification.signedFields.joined(separator: ", "))); wann und von wem, sagt Ihr Signaturprogramm.",
                    remedy: "Tragen Sie es ein: klauselwerk register ereignis \(ContractEntry.identifier(ofChecksum: entry.sha256)) unterschrieben --am TAG --wer NAME"))
        }
        return result
    }

    // MARK: - Manifests

    private func takeManifest(_ path: String) throws(Failure) -> IntakeResult {
        var result = IntakeResult()
        var entries: [ContractEntry] = []
        func flush() throws(Failure) {
            let one = try store.take(entries)
            result.new += one.new
            result.completed += one.completed
            result.unchanged += one.unchanged
            entries.removeAll(keepingCapacity: true)
        }
        try ManifestContracts.forEach(path) { contract throws(Failure) in
            entries.append(ContractEntry(contract, source: .manifest))
            if entries.count >= RegisterStore.group { try flush() }
        }
        try flush()
        return result
    }
}

extension Verification {
    /// The verdict as one sentence.
    var reason: String {
        switch verdict {
        case .unchanged, .recorded: "Sie ist unverändert."
        case .altered: "Sie wurde nach der Erstellung verändert."
        case .extended: "An sie wurde etwas angefügt, das keine Unterschrift ist."
        case .libraryMovedOn: "Die Bibliothek ergibt diesen Vertrag heute so nicht mehr."
        case .otherProgram: "Eine andere Programmfassung hat sie erstellt."
        case .sameClauses: "Sie trägt nur Kennungen, keine Werte."
        case .notRecorded: "Sie steht nicht im genannten Nachweis."
        }
    }
}
