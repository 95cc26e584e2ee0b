import Agreements
import Findings
import Finishing

/// Makes contracts anew from their origins, with further annexes: numbers, list and page counts come out right. Serves many contracts: library and annexes
/// are read once.
struct AnnexMaker: Sendable {
    let files: [AttachedFile]
    /// Foreign pages that cannot stand in an archive as they are are errors.
    let strict: Bool
    let libraries: ReadLibraries

    struct Made {
        let bytes: [UInt8]
        let pages: Int
        /// Of the new annexes.
        let findings: [Finding]
    }

    /// - Parameter tools: the worker's.
    /// - Throws: ``Failure``: 65 where the contract is signed, changed, or no longer what the library gives, or where a file cannot be an annex.
    func make(_ carried: CarriedOrigin, _ tools: OwnPress) throws(Failure) -> Made {
        try Self.check(carried)
        let now = try Verification.of(carried, nil, over: libraries, tools)
        guard now.verdict == .unchanged else { throw Self.refused(now) }
        let reassembly = try Reassembly(carried, over: libraries)
        // Its files are wanted until the pages are there.
        defer { withExtendedLifetime(reassembly) {} }
        do throws(Failure) {
            for file in files { try reassembly.attach(file) }
            let assembled = try reassembly.assemble(strict: strict)
            try requireCarried(reassembly.workshop.supplies.annexes)
            let press = try tools.press(reassembly.workshop.supplies)
            let result = try press.layOut(assembled.document)
            let bytes = try press.pdf(result.list, origin: assembled.origin)
            let weights = try reassembly.workshop.weights(of: assembled.document)
            return Made(bytes: bytes, pages: result.list.pages.count, findings: told(assembled.findings + result.findings + weights))
        } catch { throw Failure(error.status, error.findings.map(reassembly.displayed)) }
    }

    /// What would be wrong with every contract: files that can be no annex, and pages that they do not have.
    func checkFiles() throws(Failure) {
        let store = try libraries.workshop().supplies.annexes
        try requireCarried(store)
        for file in files {
            let annex = try failing(store.file(file.path))
            let taken = try file.pages.map { pages throws(Failure) in try AttachedFile.selection(pages) }
            guard case .success(let numbers)? = taken?.numbers(of: annex.document.pages.count) else { continue }
            let errors = annex.findings(strict: strict, pages: Set(numbers)).filter { $0.severity == .fehler }
            if !errors.isEmpty { throw Failure(FindingList(errors)) }
        }
    }

    /// What speaks against annexes whatever they are.
    private static func check(_ carried: CarriedOrigin) throws(Failure) {
        let path = carried.path
        if let field = carried.signedFields.first {
            throw refused(
                path, "vertrag-unterschrieben", "Der Vertrag ist unterschrieben (Feld „\(field)“); jede Änderung machte die Unterschrift ungültig.",
                "Vereinbaren Sie die Anlage in einem Nachtrag.")
        }
        if carried.addedBytes > 0 {
            throw refused(
                path, "vertrag-ergaenzt", "In dem Vertrag sind Felder ausgefüllt oder Anmerkungen ergänzt worden; sie gingen verloren.",
                "Verwenden Sie die Datei, wie „build“ oder „batch“ sie geschrieben haben.")
        }
        if carried.origin?.amendment != nil {
            throw refused(
                path, "nachtrag-ohne-anlagen", "Diese Datei ist ein Nachtrag; Anlagen lassen sich ihm nicht anfügen.",
                "Fügen Sie die Anlage dem Vertrag selbst an, solange er nicht unterschrieben ist.")
        }
    }

    /// What concerns the new annexes; of the rest whoever made the contract has been told, and nothing of it can be mended here.
    private func told(_ findings: [Finding]) -> [Finding] {
        let paths = Set(files.map(\.path))
        let ours = findings.filter { finding in
            if case .file(let path, _, _)? = finding.place { paths.contains(path) } else { finding.rule != "anlage-ungenannt" }
        }
        let shown = ours.map { finding in
            var shown = finding
            // Its size is set where an agreement names the annex.
            if finding.rule == "anlage-verkleinert" { shown.remedy = nil }
            return shown
        }
        guard findings.contains(where: { $0.rule == "anlage-ungenannt" && $0.place == .option("--title") }) else { return shown }
        return shown + [AttachedFile.unnamed(count: files.count)]
    }

    /// What does not travel in the file could not be proved later.
    private func requireCarried(_ store: AnnexStore) throws(Failure) {
        for file in files {
            let annex = try failing(store.file(file.path))
            guard annex.travelsAlong else {
                throw Failure(.data, AnnexLook.notToClean(file.path))
            }
        }
    }

    private static func refused(_ path: String, _ rule: String, _ message: String, _ remedy: String) -> Failure {
        Failure(.data, Finding(.fehler, rule, at: .file(path), message, remedy: remedy))
    }

    /// What comes out today would be another contract than the one that was agreed on.
    static func refused(_ verification: Verification) -> Failure {
        let differences = verification.differences.prefix(5).map(\.text).joined(separator: "; ")
        return refused(
            verification.path, "vertrag-veraendert",
            "Mit der heutigen Bibliothek entstünde ein anderer Vertrag" + (differences.isEmpty ? "." : ": \(differences)."),
            "Sehen Sie mit „verify“ nach, was sich geändert hat, oder erstellen Sie den Vertrag neu.")
    }
}

extension Reassembly {
    /// - Throws: ``Failure`` 65 where its pages are no selection.
    fileprivate func attach(_ file: AttachedFile) throws(Failure) {
        try agreement.attach(file, into: &data)
    }
}
