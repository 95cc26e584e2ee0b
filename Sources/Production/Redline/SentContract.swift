import Agreements
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
    init(_ request: RedlineRequest, returned: ReadDocument, of draft: DraftContract? = nil) throws(Failure) {
        if let draft {
            self = try Self.draft(draft, returned, request.file, request.name ?? request.file)
        } else if let path = request.sent {
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
            self = try Self.remade(try Reassembly(origin, of: request.file, library: request.library), from: request.name ?? request.file)
        }
    }

    /// The contract that an origin tells of.
    private static func remade(_ reassembly: Reassembly, from file: String) throws(Failure) -> SentContract {
        let origin = reassembly.origin
        let assembled = try reassembly.assemble()
        let differences = OriginDifference.all(from: origin, to: assembled.origin ?? origin).filter { !$0.isOfProgram }
        return SentContract(
            text: try word(assembled.document, reassembly.workshop, reassembly.agreement), origin: origin, workshop: reassembly.workshop, agreement: reassembly.agreement,
            info: assembled.document.info, findings: differences.isEmpty ? [] : [otherLibrary(file, differences)],
            description: "der Vertrag, neu gemacht aus der Herkunft in der Datei"
        ) { changed throws(Failure) in
            try word(try reassembly.document(changing: changed), reassembly.workshop, reassembly.agreement)
        }
    }

    /// A draft: as it was sent, where the file says that, else as it is now.
    private static func draft(_ draft: DraftContract, _ returned: ReadDocument, _ path: String, _ file: String) throws(Failure) -> SentContract {
        let origin = returned.origin.flatMap { ContractOrigin(json: $0) }
        let overlay = try draft.overlay(origin.map { Set($0.clauses.map(\.name)) })
        let workshop = try draft.library.workshop(overlay)
        let agreement = try draft.library.agreement(draft.agreement, overlay)
        if let origin {
            guard origin.agreement.name == agreement.name else { throw otherAgreement(file) }
            if origin.detail == .voll { return try remade(try Reassembly(origin, of: path, workshop, agreement, annex: draft.annex), from: file) }
        }
        let now = try draft.assembled(changing: [:])
        return SentContract(
            text: try word(now.document, workshop, agreement), origin: now.origin, workshop: workshop, agreement: agreement, info: now.document.info,
            findings: [noOriginOfDraft(file)], description: "der Entwurf, wie er war, als die Datei kam"
        ) { changed throws(Failure) in
            try word(try draft.assembled(changing: changed).document, workshop, agreement)
        }
    }

    private init(
        text: ReadDocument, origin: ContractOrigin?, workshop: Workshop?, agreement: AgreementFile?, info: DocumentInfo?, findings: [Finding], description: String,
        remade: @escaping (_ changed: [String: String]) throws(Failure) -> ReadDocument
    ) {
        (self.text, self.origin, self.workshop, self.agreement, self.info) = (text, origin, workshop, agreement, info)
        (self.findings, self.description, self.remade) = (findings, description, remade)
    }

    static func assembled(_ request: ContractRequest, _ workshop: Workshop, _ agreement: AgreementFile) throws(Failure) -> AssembledContract {
        try workshop.assemble(try workshop.plan(agreement, try workshop.data(request, for: agreement)), strict: request.strict)
    }

    static func read(_ path: String) throws(Failure) -> ReadDocument {
        let bytes = try bytes(path)
        return try failing(.data, ReadDocument(bytes, path: path))
    }

    static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        guard let bytes = FileBytes.read(path, limit: ReadLimits.fileBytes) else {
            throw UnreadFile.failure(path, "Die Datei fehlt, ist nicht lesbar oder größer als \(ReadLimits.fileBytes >> 20) MiB.")
        }
        return bytes
    }

    /// What a file of the document would say: written and read as any other, so that nothing but the words can differ.
    static func word(_ document: Document, _ workshop: Workshop, _ agreement: AgreementFile) throws(Failure) -> ReadDocument {
        // Pictures say nothing.
        let input = WordInput(style: try failing(workshop.supplies.style(document.info.style)), fields: agreement.wordFields) { _ throws(FindingList) in [] }
        let bytes = try failing(WordFile.bytes(of: document, input))
        return try failing(listing(ReadDocument(bytes, path: document.info.agreement)))
    }

    private static func noOrigin(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "herkunft-fehlt", at: .file(path), "Diese Word-Datei trägt keine Herkunft mehr; woraus sie entstanden ist, muss dazugesagt werden.",
                remedy: "Nennen Sie die Datei, die Sie verschickt haben (--gesendet vertrag.docx), oder die Vereinbarung (--vereinbarung NAME) mit ihren Werten (--daten)."))
    }

    private static func otherAgreement(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "herkunft-andere", at: .file(path), "Diese Word-Datei ist aus einer anderen Vereinbarung entstanden als dieser Entwurf.",
                remedy: "Öffnen Sie den Entwurf, aus dem Sie die Datei verschickt haben, und laden Sie sie dort hoch."))
    }

    private static func noOriginOfDraft(_ path: String) -> Finding {
        Finding(
            .warnung, "herkunft-im-entwurf", at: .file(path),
            "Diese Word-Datei sagt nicht mehr, woraus sie entstanden ist; verglichen ist sie mit dem Entwurf, wie er war, als sie kam.",
            remedy: "Haben Sie den Entwurf seit dem Versand geändert, so stehen auch diese Änderungen im Vergleich.")
    }

    private static func otherLibrary(_ path: String, _ differences: [OriginDifference]) -> Finding {
        let list = differences.prefix(5).map(\.text).joined(separator: "; ") + (differences.count > 5 ? " …" : "")
        return Finding(
            .warnung, "stand-abweichend", at: .file(path), "Die Bibliothek ist seit dem Versand eine andere (\(list)); manche Abweichung kann daher rühren.",
            remedy: "Vergleichen Sie mit der Datei, die Sie verschickt haben: --gesendet vertrag.docx.")
    }
}
