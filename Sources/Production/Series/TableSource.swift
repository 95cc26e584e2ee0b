import Agreements
import Assembler
import DocumentModel
import Findings

/// The rows of a partner table, each with its contract.
struct TableSource: SeriesSource {
    let rows: BatchRows
    let annexes: RowAnnexes
    let workshop: Workshop
    let inputs: RunInputs
    /// Foreign pages that cannot stand in an archive as they are are errors.
    let strict: Bool
    /// What the check has composed.
    var checked: CheckedContracts?

    var count: Int { rows.count }
    var supplies: Supplies { workshop.supplies }
    var common: String { inputs.common }

    private func row(_ index: Int) -> PartnerRow { rows.table.rows[rows.indices[index]] }

    func turn(_ index: Int) -> SeriesTurn {
        let row = row(index)
        let name = rows.name(of: row)
        let owner = rows.owner(rows.indices[index])
        var turn = SeriesTurn(
            number: row.number, key: row.key, label: "Nr. \(row.key)", partner: annexes.data.with(row).text(at: "partner.name") ?? "",
            input: inputs.hash(of: row, name: name), name: name, place: .cell(rows.table.path, row: row.number, column: nil), findings: row.findings,
            isOwner: owner == nil)
        if let owner, !row.key.isEmpty {
            turn.findings.append(
                Finding(
                    .fehler, "dateiname-doppelt", at: .cell(rows.table.path, row: row.number, column: PartnerTable.keyColumn),
                    "Die Datei „\(name)“ gehört schon zu Zeile \(owner).",
                    remedy: "Geben Sie der Zeile eine Nummer, die sich in Ziffern oder Buchstaben unterscheidet."))
        }
        return turn
    }

    func work(_ index: Int) throws(Failure) -> SeriesWork {
        let row = row(index)
        var work: SeriesWork
        if let known = checked?.take(row: row.number) {
            work = known
        } else {
            let whole = try annexes.contract(of: row)
            let plan = try workshop.plan(whole.agreement, whole.data)
            work = try whole.work(plan, workshop, strict: strict, noting: FieldUse(decisive: plan.decisive))
        }
        work.weights = try workshop.weights(of: work.contract.document)
        return work
    }

    func hasFile(_ key: UInt64) -> Bool { rows.hasFile(key) }
    func rows(of keys: Set<UInt64>) -> [UInt64: Bool] { rows.rows(of: keys) }

    func sortTexts(_ index: Int, by paths: [String]) -> [String] {
        let row = row(index)
        return paths.map { path in path == PartnerTable.keyColumn ? row.key : annexes.data.with(row).text(at: path) ?? "" }
    }

    func letter(named name: String) throws(Failure) -> AgreementFile {
        let workspace = try Workspace.locate(agreement: name, library: workshop.workspace.library)
        return try workshop.agreement(at: workspace.agreement ?? name)
    }

    func letter(_ index: Int, _ letter: AgreementFile, title: String) throws(Failure) -> Document {
        let given = try annexes.contract(of: row(index)).data
        return try workshop.assemble(try workshop.plan(letter, given.limited(to: letter, with: annexes.agreement, title: title))).document
    }
}

extension RowAnnexes.Contract {
    /// The row's contract, ready to be set.
    func work(_ plan: AssemblyPlan, _ workshop: Workshop, strict: Bool = false, noting use: FieldUse) throws(Failure) -> SeriesWork {
        let contract = try workshop.assemble(plan, strict: strict, noting: use)
        let clauses = plan.clauses.map { "\($0.source.version.family)/\($0.source.version.variant) \($0.source.version.version)" }
        return SeriesWork(contract: contract, selection: ClauseSelection(clauses), locate: located)
    }
}
