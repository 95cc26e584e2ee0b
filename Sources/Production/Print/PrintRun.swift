import Assembler
import DocumentModel
import Findings
import Finishing
import Foundation
import Layout

/// All contracts of a batch in one file for the copier: every copy begins on a front page, and its lines and pages are those of
/// the partner's own file.
struct PrintRun {
    let workshop: Workshop
    let annexes: RowAnnexes
    let options: PrintOptions
    let claims: OutputClaims
    let output: OutputClaims.Output

    /// Sets are made on several threads; one puts them into volumes, in order, so that the bytes do not depend on how many there are.
    ///
    /// - Parameter failed: rows that have no contract.
    func write(_ rows: BatchRows, without failed: Set<Int>, workers: Int, control: RunControl) throws(Failure) -> [PrintedVolume] {
        let press = try Press(workshop.supplies)
        let letter = try coverLetter()
        var binder = PrintBinder(options, claims, output)
        let ordered = sorted(rows, without: failed)
        let sets = OrderedWork<PrintSet>(count: ordered.count, workers: workers)
        let threads = try sets.start { () throws(Failure) in
            try Press(workshop.supplies)
        } make: { (index, press) throws(Failure) in
            try set(ordered[index], press, letter)
        }
        defer {
            sets.end()
            threads.join()
        }
        for index in ordered.indices where !control.isStopping {
            try binder.add(try sets.value(index), press)
            control.tell(BatchProgress(stage: .printing, total: ordered.count, done: index + 1))
        }
        if control.isStopping { return [] }
        return try binder.finish()
    }

    /// The letter's agreement, by name or path.
    private func coverLetter() throws(Failure) -> AgreementFile? {
        guard let name = options.coverLetter else { return nil }
        let workspace = try Workspace.locate(agreement: name, library: workshop.workspace.library)
        return try workshop.agreement(at: workspace.agreement ?? name)
    }

    private func sorted(_ rows: BatchRows, without failed: Set<Int>) -> [PartnerRow] {
        let present = rows.indices.map { rows.table.rows[$0] }.filter { !failed.contains($0.number) }
        guard !options.order.isEmpty else { return present }
        let keyed = present.map { row in
            let values = options.order.map { path in
                path == PartnerTable.keyColumn ? row.key : annexes.data.with(row).text(at: path) ?? ""
            }
            return (row: row, keys: values.map(SortKey.init))
        }
        return keyed.sorted { a, b in
            for (left, right) in zip(a.keys, b.keys) where left != right { return left < right }
            return a.row.number < b.row.number
        }.map(\.row)
    }

    /// Everything that is printed for one partner.
    private func set(_ row: PartnerRow, _ press: Press, _ letter: AgreementFile?) throws(Failure) -> PrintSet {
        let whole = try annexes.contract(of: row)
        let given = whole.data
        let contract = try workshop.assemble(try workshop.plan(whole.agreement, given))
        let name = given.text(at: "partner.name") ?? ""
        var set = PrintSet(title: [row.key, name].filter { !$0.isEmpty }.joined(separator: " "), info: contract.document.info)
        if options.slipSheets {
            set.parts.append(PrintSet.Part(title: "Trennblatt", list: try press.slip(of: SlipSheet(row: row, name: name, copies: options.copies), before: contract.document.info)))
        }
        if let letter {
            let assembled = try workshop.assemble(try workshop.plan(letter, given.limited(to: letter, with: annexes.agreement, title: contract.document.info.shortTitle)))
            set.parts.append(PrintSet.Part(title: "Anschreiben", list: try press.layOut(assembled.document).list))
        }
        for copy in 1...options.copies {
            var document = contract.document
            document.furniture.copyMark = options.mark(copy)
            document.furniture.pageMark?.copy = copy
            // Lines and pages are remembered: another mark costs little.
            set.parts.append(
                PrintSet.Part(title: options.mark(copy) ?? "Vertrag", list: try press.layOut(document).list))
        }
        return set
    }
}

/// Orders as a German directory does: umlauts as their letters, case and punctuation aside, numbers by their value.
struct SortKey: Comparable {
    private enum Piece: Equatable {
        case text(String)
        case number(Int)
    }

    private let pieces: [Piece]

    init(_ text: String) {
        // DIN 5007-1: ä as a, ß as ss.
        let folded = text.replacing("ß", with: "ss").replacing("ẞ", with: "ss")
            .folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        var pieces: [Piece] = []
        for part in folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            pieces.append(Int(part).map(Piece.number) ?? .text(String(part)))
        }
        self.pieces = pieces
    }

    static func < (a: SortKey, b: SortKey) -> Bool {
        for (left, right) in zip(a.pieces, b.pieces) where left != right {
            switch (left, right) {
            case (.number(let x), .number(let y)): return x < y
            case (.text(let x), .text(let y)): return x < y
            case (.number, .text): return true
            case (.text, .number): return false
            }
        }
        return a.pieces.count < b.pieces.count
    }
}
