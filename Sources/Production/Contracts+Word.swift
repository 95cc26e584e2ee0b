import Assembler
import DocumentModel
import Findings
import Finishing
import Layout
import Word

extension Contracts {
    /// Assembles one contract and writes it as a file of a word processor.
    ///
    /// - Parameters:
    ///   - output: the DOCX; `nil`: the agreement's name in the current folder.
    ///   - locksClauses: whether clauses can only be read.
    /// - Throws: ``Failure`` with all findings; nothing has been written then. A file of that name with another content is never replaced:
    ///   somebody may have changed it.
    public static func word(
        _ request: ContractRequest, output: String?, locksClauses: Bool = false
    ) throws(Failure) -> BuiltContract {
        let (workshop, agreement) = try Workshop.open(request)
        let path = output ?? agreement.name + WordFile.ending
        var claims = OutputClaims(against: InputFiles(workshop, agreement, request))
        let file = try claims.claim(path, .wordFile, option: "-o")
        let assembled = try assemble(workshop, agreement, request)
        let press = try Press(workshop.supplies)
        // Where parts begin on our pages is what tables of contents say until Word counts for itself.
        let result = try press.layOut(assembled.document)
        let bytes = try press.word(
            assembled.document, pages: result.list.destinations.mapValues { $0.page + 1 }, origin: assembled.origin, fields: agreement.wordFields,
            locksClauses: locksClauses)
        try claims.write([(output: file, bytes: bytes)])
        return BuiltContract(path: path, pages: result.list.pages.count, bytes: bytes.count, findings: assembled.findings)
    }
    /// A finished contract, made anew from the origin that its PDF carries, as a file of a word processor.
    ///
    /// - Throws: ``Failure`` 65 where the file is not ours, an amendment, changed, or no longer what the library gives.
    public static func wordBytes(ofContract path: String, library: String?, locksClauses: Bool = false) throws(Failure) -> (bytes: [UInt8], pages: Int) {
        let carried = try CarriedOrigin(contentsOf: path)
        guard try carried.requiredOrigin().amendment == nil else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "nachtrag-ohne-word", at: .file(path), "Diese Datei ist ein Nachtrag; als Word-Datei lässt er sich nicht neu erstellen.",
                    remedy: "Nehmen Sie die Datei des Vertrags, zu dem der Nachtrag gehört."))
        }
        let now = try Verification.of(path, library: library)
        guard now.verdict == .unchanged || now.verdict == .recorded else { throw AnnexMaker.refused(now) }
        let reassembly = try Reassembly(carried, library: library)
        return try reassembly.displaying { () throws(Failure) in
            let assembled = try reassembly.assemble()
            let press = try Press(reassembly.workshop.supplies)
            let result = try press.layOut(assembled.document)
            let bytes = try press.word(
                assembled.document, pages: result.list.destinations.mapValues { $0.page + 1 }, origin: assembled.origin, fields: reassembly.agreement.wordFields,
                locksClauses: locksClauses)
            return (bytes, result.list.pages.count)
        }
    }

    /// The same, written to a file; one of another content is never replaced.
    public static func word(ofContract path: String, library: String?, output: String?, locksClauses: Bool = false) throws(Failure) -> BuiltContract {
        let name = output ?? FileName.wordCopy(beside: path.lastPathName)
        var inputs = InputFiles(try Workspace.locate(agreement: nil, library: library))
        inputs.add(path, as: "der Vertrag selbst")
        var claims = OutputClaims(against: inputs)
        let file = try claims.claim(name, .wordFile, option: "-o")
        let (bytes, pages) = try wordBytes(ofContract: path, library: library, locksClauses: locksClauses)
        try claims.write([(output: file, bytes: bytes)])
        return BuiltContract(path: name, pages: pages, bytes: bytes.count, findings: [])
    }
}
