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
<<<<<<< HEAD

    private static func fields(of agreement: AgreementFile) -> [FieldPath: WordField] {
        var fields: [FieldPath: WordField] = [:]
        for field in agreement.fields {
            fields[FieldPath(field.name)] = WordField(
                label: field.label, choices: field.choices.map { WordField.Choice(text: $0.label, value: $0.value) })
        }
        return fields
    }
}

extension Press {
    /// The document as a file of a word processor; pictures and foreign pages are drawn as PNG.
    func word(
        _ document: Document, pages: [NodeID: Int], origin: ContractOrigin?, fields: [FieldPath: WordField], locksClauses: Bool
    ) throws(Failure) -> [UInt8] {
        let style = try sheet(document.info.style)
        do throws(FindingList) {
            let input = WordInput(
                style: style, origin: origin?.json, fields: fields, pages: pages, locksClauses: locksClauses
            ) { picture throws(FindingList) in
                do throws(Failure) { return try self.png(of: picture, in: document.info) } catch { throw FindingList(error.findings) }
            }
            return try WordFile.bytes(of: document, input)
        } catch { throw Failure(error) }
    }

    private func png(of picture: WordPicture, in info: DocumentInfo) throws(Failure) -> [UInt8] {
        let (drawing, size): (Drawing, Size) =
            switch picture {
            case .file(let file, let size): (.image(file: file, Rect(x: 0, y: 0, width: size.width, height: size.height)), size)
            case .foreignPage(let file, let index, let size):
                (.foreignPage(file: file, index: index, Rect(x: 0, y: 0, width: size.width, height: size.height)), size)
            }
        let page = Page(size: size, label: "", items: [PageItem(.artifact(.layout), drawing)])
        return try png(DisplayList(info: info, pages: [page], structure: StructureTree()), page: 0, dpi: 150)
    }
=======
>>>>>>> hub/main
}
