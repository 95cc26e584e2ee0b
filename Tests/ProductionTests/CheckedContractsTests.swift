import ApprovedLibrary
import Assembler
import Findings
import Foundation
import Testing

@testable import Production

@Suite("Contracts that the check has composed") struct CheckedContractsTests {
    private let workshop: Workshop
    private let annexes: RowAnnexes
    private let table: PartnerTable
    private let rows: BatchRows
    private let inputs: SeriesInputs

    init() throws {
        let library = try ApprovedLibrary.path()
        let request = ContractRequest(agreement: "fruehe-hilfen", library: library, partners: ApprovedLibrary.checkout + "/agreements/partner/fruehe-hilfen.csv")
        inputs = try SeriesInputs(request, fileNames: FileNamePattern.standard)
        (workshop, annexes) = (inputs.workshop, inputs.annexes)
        table = try inputs.table()
        rows = BatchRows(table, inputs.data, inputs.pattern, nil)
    }

    private func check(_ checked: CheckedContracts?) -> TableCheck {
        TableCheck(of: table, rows: rows.indices, annexes: annexes, workshop: workshop, workers: 2, checked: checked) { rows.name(of: $0) }
    }

    private func source(_ checked: CheckedContracts?) throws -> TableSource {
        try TableSource(rows: rows, annexes: annexes, workshop: workshop, inputs: inputs.hashes(), strict: false, checked: checked)
    }

    @Test("are those that would be made of the row: text, origin, clauses and what is told of them") func same() throws {
        let checked = CheckedContracts(areWantedAgain: true)
        let (kept, anew) = (check(checked), check(nil))
        #expect(kept.findings == anew.findings && kept.sound == anew.sound)
        #expect(kept.sound.count == table.rows.count)
        for index in 0..<table.rows.count {
            #expect(checked.take(row: table.rows[index].number) != nil)
            let (one, other) = (try source(checked).work(index), try source(nil).work(index))
            #expect(one.contract.document == other.contract.document)
            #expect(one.contract.origin?.json == other.contract.origin?.json)
            #expect(one.contract.findings == other.contract.findings && one.weights == other.weights)
            #expect(one.selection == other.selection)
        }
    }

    @Test("are kept until they are made, and longer only for a print run") func handedOverOnce() throws {
        let (once, again) = (CheckedContracts(areWantedAgain: false), CheckedContracts(areWantedAgain: true))
        for checked in [once, again] { _ = check(checked) }
        let row = table.rows[0].number
        #expect(once.take(row: row) != nil && once.take(row: row) == nil)
        #expect(again.take(row: row) != nil && again.take(row: row) != nil)
    }

    @Test("are few enough to be held, however long the table is") func bounded() {
        let checked = CheckedContracts(areWantedAgain: false)
        #expect(checked.wants(0) && checked.wants(CheckedContracts.limit - 1) && !checked.wants(CheckedContracts.limit) && !checked.wants(1_000_000))
    }
}
