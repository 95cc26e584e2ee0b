import Agreements
import Assembler
import Checksum
import DocumentModel
import Findings

/// An amendment as it is going to be set.
struct ReadyAmendment: Sendable {
    /// Of the contract, as it was given.
    let path: String
    let number: Int
    let sentences: [String]
    let contract: AssembledContract
    /// What a letter that goes with it is made of.
    let agreement: AgreementFile
    let data: AgreementData
    /// Hash of all that it is made of, the library apart.
    let input: String

    /// „12-kita-nachtrag-1“: by that lists know it.
    var key: String {
        let name = path.lastPathName
        return "\(name.hasSuffix(".pdf") ? String(name.dropLast(4)) : name)-nachtrag-\(number)"
    }

    var name: String { key + ".pdf" }

    func text(at path: String) -> String { data.text(at: path) ?? "" }

    func told(at path: String, sha256: String, pages: Int?) -> MadeAmendment {
        MadeAmendment(
            file: MadeContract(
                path: path, sha256: sha256, pages: pages, contract.document, origin: contract.origin, clauses: [], number: key, partner: text(at: "partner.name")),
            contract: self.path, number: number, instructions: sentences)
    }
}

/// The amendments of a run.
struct AmendmentSource: SeriesSource {
    let ready: [ReadyAmendment]
    let workshop: Workshop
    let common: String

    var count: Int { ready.count }
    var supplies: Supplies { workshop.supplies }

    func turn(_ index: Int) -> SeriesTurn {
        let own = ready[index]
        return SeriesTurn(
            number: index + 1, key: own.key, label: own.key, partner: own.text(at: "partner.name"),
            input: SHA256.hex(of: [common, own.name, own.input].joined(separator: "\n")), name: own.name, place: .file(own.path))
    }

    func work(_ index: Int) throws(Failure) -> SeriesWork {
        let contract = ready[index].contract
        return SeriesWork(contract: contract, selection: ClauseSelection((contract.origin?.listedClauses ?? []).map { "\($0.name) \($0.version)" }))
    }

    func hasFile(_ key: UInt64) -> Bool { ready.contains { FileName.key($0.name) == key } }
    func rows(of keys: Set<UInt64>) -> [UInt64: Bool] {
        Dictionary(ready.map { (FileName.key($0.key), true) }.filter { keys.contains($0.0) }, uniquingKeysWith: { first, _ in first })
    }

    func sortTexts(_ index: Int, by paths: [String]) -> [String] {
        paths.map { $0 == PartnerTable.keyColumn ? ready[index].key : ready[index].text(at: $0) }
    }

    func letter(named name: String) throws(Failure) -> AgreementFile {
        let workspace = try Workspace.locate(agreement: name, library: workshop.workspace.library)
        return try workshop.agreement(at: workspace.agreement ?? name)
    }

    func letter(_ index: Int, _ letter: AgreementFile, title: String) throws(Failure) -> Document {
        let own = ready[index]
        var data = own.data
        // The letter is of today, and judged as one.
        data.reproduction = nil
        return try workshop.assemble(try workshop.plan(letter, data.limited(to: letter, with: own.agreement, title: title))).document
    }
}
