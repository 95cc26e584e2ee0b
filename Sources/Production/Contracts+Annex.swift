import Findings
import Finishing

extension Contracts {
    /// Makes a contract anew from its origin, with further annexes: numbers, list and page counts come out right.
    ///
    /// - Parameters:
    ///   - path: the contract as `build` or `batch` wrote it.
    ///   - library: folder of the library; `nil`: found from the current folder upward, else the installed one.
    ///   - agreement: path of the agreement, where it does not lie in the library.
    ///   - replaces: whether the PDF may take the place of a final version with another content.
    /// - Throws: ``Failure``: 65 where the contract is not ours, signed, changed, or no longer what the library gives, or where a
    ///   file cannot be an annex; nothing has been written then.
    public static func annex(
        _ path: String, _ files: [AttachedFile], library: String?, agreement: String? = nil, output: String, strict: Bool, replaces: Bool = false
    ) throws(Failure) -> BuiltContract {
        let carried = try CarriedOrigin(contentsOf: path)
        var inputs = InputFiles(try Workspace.locate(agreement: nil, library: library))
        inputs.add(path, as: "der Vertrag selbst")
        for file in files { inputs.add(file.path, as: "eine der Anlagen") }
        if let agreement { inputs.add(agreement, as: "die Vereinbarung") }
        var claims = OutputClaims(against: inputs, replaces: replaces)
        let claimed = try claims.claim(output, .pdf, option: "-o")
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
        let now = try Verification.of(path, library: library, agreement: agreement)
        guard now.verdict == .unchanged else { throw refused(now) }
        let reassembly = try Reassembly(carried, library: library, agreement: agreement)
        return try reassembly.displaying { () throws(Failure) in
            for file in files { try reassembly.attach(file) }
            let assembled = try reassembly.assemble(strict: strict)
            try requireCarried(files, reassembly.workshop.supplies.annexes)
            let press = try Press(reassembly.workshop.supplies)
            let result = try press.layOut(assembled.document)
            let bytes = try press.pdf(result.list, origin: assembled.origin)
            let weights = try reassembly.workshop.weights(of: assembled.document)
            try claims.write([(claimed, bytes)])
            return BuiltContract(
                path: output, pages: result.list.pages.count, bytes: bytes.count,
                findings: told(assembled.findings + result.findings + weights, of: files))
        }
    }

    /// What concerns the new annexes; of the rest whoever made the contract has been told, and nothing of it can be mended here.
    private static func told(_ findings: [Finding], of files: [AttachedFile]) -> [Finding] {
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
    private static func requireCarried(_ files: [AttachedFile], _ store: AnnexStore) throws(Failure) {
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
    func attach(_ file: AttachedFile) throws(Failure) {
        try agreement.attach(file, into: &data)
    }
}
