import Agreements
import Assembler
import DocumentModel
import Findings

/// What a run over a table, or the splitting of a table, reads besides the table; in the order that lets a change on the way be noticed.
struct SeriesInputs {
    let pattern: FileNamePattern
    let workspace: Workspace
    let watch: InputWatch
    let supplies: Supplies
    let workshop: Workshop
    /// With what all contracts have behind them.
    let agreement: AgreementFile
    /// What holds for all rows.
    let data: AgreementData
    let annexes: RowAnnexes
    private let request: ContractRequest

    /// - Throws: ``Failure`` where agreement, data or options are wrong as a whole.
    init(_ request: ContractRequest, fileNames: String) throws(Failure) {
        self.request = request
        // What is wrong with it is told before anything is read.
        let named = try FileNamePattern(fileNames)
        workspace = try Workspace.locate(agreement: request.agreement, library: request.library)
        // Before anything is read.
        watch = InputWatch([InputSnapshot(workspace, agreement: workspace.agreement ?? request.agreement, annexes: request.annexes)])
        supplies = Supplies(workspace)
        supplies.prepare()
        workshop = try Workshop(workspace, supplies)
        var agreement = try workshop.agreement(at: workspace.agreement ?? request.agreement)
        pattern = fileNames == FileNamePattern.standard ? try FileNamePattern(FileNamePattern.usual(for: agreement)) : named
        supplies.prepare(style: agreement.style?.value ?? Supplies.standardStyle)
        var common = request
        common.partners = nil
        var data = try workshop.data(common)
        for file in request.annexes { try agreement.attach(file, into: &data) }
        annexes = RowAnnexes(agreement, data, folder: request.annexFolder)
        (self.agreement, self.data) = (agreement, data)
    }

    /// - Throws: ``Failure`` where the table cannot be read or has no rows.
    func table() throws(Failure) -> PartnerTable {
        let table = try failing(PartnerTable(contentsOf: request.partners ?? "", ignoring: request.ignoredColumns + agreement.ownColumns, changes: request.changes, scale: .series))
        if table.rows.isEmpty { throw SeriesCheck.empty(table) }
        return table
    }

    /// A file name may only read what there is.
    func checkNames(_ table: PartnerTable) throws(Failure) {
        let scope = FieldScope(agreement.fields)
        let members = agreement.fields.flatMap { field in field.kind.memberNames.isEmpty ? [field.name] : field.kind.memberNames.map { "\(field.name).\($0)" } }
        // JSON lines have no heading.
        let isColumn: (FieldPath) -> Bool = { path in table.columns.contains(path.rawValue) || table.columns.contains { $0.hasPrefix(path.rawValue + ".") } }
        try pattern.check((table.columns + members).sorted()) { scope[$0] != nil || isColumn($0) || table.columns.isEmpty && $0.rawValue.hasPrefix("klauseln.") }
    }

    /// - Throws: ``Failure`` where a helper program could not be asked for its version.
    func hashes() throws(Failure) -> RunInputs { try failing(RunInputs(watch, workshop, annexes, pattern: pattern, strict: request.strict)) }
}
