import Assembler
import DocumentModel
import Findings
import Finishing
import Foundation
import Rendering
import Word

/// What was sent, to hold against what came back: made again from the origin that the file carries, or from agreement and data, or read from
/// the very file that was sent.
struct SentContract {
    let text: ReadDocument
    /// Of the contract that was made; `nil` where only the file is there.
    let origin: ContractOrigin?
    let workshop: Workshop?
    let agreement: AgreementFile?
    /// Title, body, date and style; `nil` where only the file is there.
    let info: DocumentInfo?
    let findings: [Finding]
    /// „aus der Herkunft in der Datei“
    let description: String
    /// The same contract with other values; `nil` where nobody can make it.
    let remade: ((_ changed: [String: String]) throws(Failure) -> ReadDocument)?

    /// - Throws: ``Failure`` where it cannot be made: no origin and nothing else named, another library, a damaged file.
    init(_ request: RedlineRequest, returned: ReadDocument) throws(Failure) {
        if let path = request.sent {
            text = try Self.read(path)
            (origin, workshop, agreement, info, findings, remade) = (nil, nil, nil, nil, [], nil)
            description = "die Datei „\(path.lastPathName)“"
        } else if let contract = request.contract {
            let (workshop, agreement) = try Workshop.open(contract)
            let assembled = try Self.assembled(contract, workshop, agreement)
            text = try Self.word(assembled.document, workshop, agreement)
            (origin, self.workshop, self.agreement, info, findings) = (assembled.origin, workshop, agreement, assembled.document.info, [])
            description = "die Vereinbarung „\(agreement.name)“ mit den angegebenen Werten"
            remade = { changed throws(Failure) in
                var other = contract
                other.settings += changed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                return try Self.word(try Self.assembled(other, workshop, agreement).document, workshop, agreement)
            }
        } else {
            guard let bytes = returned.origin, let origin = ContractOrigin(json: bytes) else { throw Self.noOrigin(request.file) }
            let reassembly = try Reassembly(origin, of: request.file, library: request.library)
            let assembled = try reassembly.assemble()
            text = try Self.word(assembled.document, reassembly.workshop, reassembly.agreement)
            (self.origin, workshop, agreement, info) = (origin, reassembly.workshop, reassembly.agreement, assembled.document.info)
            let differences = OriginDifference.all(from: origin, to: assembled.origin ?? origin).filter { !$0.isOfProgram }
            findings = differences.isEmpty ? [] : [Self.otherLibrary(request.file, differences)]
            description = "der Vertrag, neu gemacht aus der Herkunft in der Datei"
            remade = { changed throws(Failure) in
                try Self.word(try reassembly.document(changing: changed), reassembly.workshop, reassembly.agreement)
            }
        }
    }

    static func assembled(_ request: ContractRequest, _ workshop: Workshop, _ agreement: AgreementFile) throws(Failure) -> AssembledContract {
        try workshop.assemble(try workshop.plan(agreement, try workshop.data(request, for: agreement)), strict: request.strict)
    }

    static func read(_ path: String) throws(Failure) -> ReadDocument {
        let bytes = try bytes(path)
        do throws(Finding) { return try ReadDocument(bytes, path: path) } catch { throw Failure(.data, error) }
    }

    static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        guard let bytes = FileBytes.read(path, limit: ReadLimits.fileBytes) else {
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "datei-fehlt", at: .file(path), "Die Datei fehlt, ist nicht lesbar oder größer als \(ReadLimits.fileBytes >> 20) MiB.",
                    remedy: "Prüfen Sie Namen, Ordner und Leserechte."))
        }
        return bytes
    }

    /// What a file of the document would say: written and read as any other, so that nothing but the words can differ.
    static func word(_ document: Document, _ workshop: Workshop, _ agreement: AgreementFile) throws(Failure) -> ReadDocument {
        do throws(FindingList) {
            // Pictures say nothing.
            let input = WordInput(style: try workshop.supplies.style(document.info.style), fields: agreement.wordFields) { _ throws(FindingList) in [] }
            let bytes = try WordFile.bytes(of: document, input)
            do throws(Finding) { return try ReadDocument(bytes, path: document.info.agreement) } catch { throw FindingList([error]) }
        } catch { throw Failure(error) }
    }

    private static func noOrigin(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "herkunft-fehlt", at: .file(path), "Diese Word-Datei trägt keine Herkunft mehr; woraus sie entstanden ist, muss dazugesagt werden.",
                remedy: "Nennen Sie die Datei, die Sie verschickt haben (--gesendet vertrag.docx), oder die Vereinbarung (--vereinbarung NAME) mit ihren Werten (--daten)."))
    }

    private static func otherLibrary(_ path: String, _ differences: [OriginDifference]) -> Finding {
        let list = differences.prefix(5).map(\.text).joined(separator: "; ") + (differences.count > 5 ? " …" : "")
        return Finding(
            .warnung, "stand-abweichend", at: .file(path), "Die Bibliothek ist seit dem Versand eine andere (\(list)); manche Abweichung kann daher rühren.",
            remedy: "Vergleichen Sie mit der Datei, die Sie verschickt haben: --gesendet vertrag.docx.")
    }
}
