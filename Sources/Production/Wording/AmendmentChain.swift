import Assembler
import DocumentModel
import Findings

/// A contract with the amendments that it has so far, in order.
struct AmendmentChain {
    let contract: CarriedOrigin
    /// Of ``contract`` as it was made.
    let checksum: String
    private(set) var amendments: [CarriedOrigin] = []

    var path: String { contract.path }
    /// All amendments, as the last of them says.
    var steps: [ContractOrigin.AmendmentStep] { amendments.last?.origin?.amendment?.steps ?? [] }

    /// Reads contracts and amendments, in any order.
    ///
    /// - Throws: ``Failure``: a file that is none of ours, an amendment whose contract is missing, two that cannot both follow one contract.
    static func read(_ paths: [String]) throws(Failure) -> [AmendmentChain] {
        var chains: [AmendmentChain] = []
        var amendments: [(carried: CarriedOrigin, amendment: ContractOrigin.Amendment)] = []
        for path in paths {
            let carried = try CarriedOrigin(contentsOf: path)
            let origin = try carried.requiredOrigin()
            try carried.requireIntact()
            if let amendment = origin.amendment {
                amendments.append((carried, amendment))
            } else {
                let checksum = carried.checksum
                if !chains.contains(where: { $0.checksum == checksum }) { chains.append(AmendmentChain(contract: carried, checksum: checksum)) }
            }
        }
        for (carried, amendment) in amendments.sorted(by: { ($0.amendment.steps.count, $0.carried.path) < ($1.amendment.steps.count, $1.carried.path) }) {
            guard let index = chains.firstIndex(where: { $0.checksum == amendment.contract }) else { throw orphan(carried.path) }
            try chains[index].append(carried, amendment)
        }
        return chains
    }

    private mutating func append(_ carried: CarriedOrigin, _ amendment: ContractOrigin.Amendment) throws(Failure) {
        if amendment.steps == steps { return }
        // Each names all those before it.
        guard Array(amendment.steps.dropLast()) == steps else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "nachtrag-reihe", at: .file(carried.path),
                    "Dieser Nachtrag folgt nicht auf „\((amendments.last?.path ?? path).lastPathName)“: Es fehlt ein Nachtrag dazwischen, oder beide ändern denselben Stand.",
                    remedy: "Nennen Sie alle Nachträge des Vertrags. Wurde einer nicht unterschrieben, lassen Sie ihn weg und erstellen den späteren neu."))
        }
        amendments.append(carried)
    }

    private static func orphan(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "nachtrag-ohne-vertrag", at: .file(path), "Zu diesem Nachtrag fehlt der Vertrag, den er ändert.",
                remedy: "Nennen Sie auch die Datei des Vertrags, oder den Ordner, in dem beide liegen."))
    }

    /// The contract made again, proved to read as it was signed.
    ///
    /// - Throws: ``Failure`` where the library gives another contract by now: what was signed is not to be guessed.
    func reassembly(library: String?) throws(Failure) -> Reassembly {
        let now = try Verification.of(path, library: library)
        let isSame = now.verdict == .unchanged || now.verdict == .otherProgram && now.differences.allSatisfy(\.isOfProgram)
        guard isSame else {
            let differences = now.differences.prefix(5).map(\.text).joined(separator: "; ")
            throw Failure(
                .data,
                Finding(
                    .fehler, "nachtrag-wortlaut", at: .file(path),
                    "Der unterschriebene Wortlaut lässt sich mit dieser Bibliothek nicht wiederherstellen" + (differences.isEmpty ? "." : ": \(differences)."),
                    remedy: "Bewahren Sie ältere Fassungen der Klauseln auf („frist@1.0.md“), oder nennen Sie die Bibliothek von damals (--library)."))
        }
        return try Reassembly(contract, library: library)
    }
}

extension CarriedOrigin {
    /// - Throws: ``Failure`` 65 where somebody has changed the file.
    func requireIntact() throws(Failure) {
        guard !isIntact else { return }
        throw Failure(
            .data,
            Finding(
                .fehler, "vertrag-veraendert", at: .file(path), "Diese Datei ist nicht mehr, wie sie erstellt wurde.",
                remedy: "Verwenden Sie die Datei, wie „build“ oder „batch“ sie geschrieben haben; Unterschriften schaden nicht."))
    }
}
