import Assembler
import DocumentModel
import Findings
import Layout
import Word

extension Contracts {
    /// Assembles one contract and writes it as a file of a word processor.
    ///
    /// - Parameters:
    ///   - output: the DOCX; `nil`: the agreement's name in the current folder.
    ///   - locksClauses: whether clauses can only be read.
    /// - Throws: ``Failure`` with all findings; nothing has been written then. A file of that name is never replaced: somebody may have
    ///   changed it.
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
}
