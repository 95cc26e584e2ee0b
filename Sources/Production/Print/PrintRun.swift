import Agreements
import Assembler
import DocumentModel
import Findings
import Finishing
import Foundation
import Layout

/// All contracts of a batch in one file for the copier: every copy begins on a front page, and its lines and pages are those of
/// the partner's own file.
struct PrintRun {
    let source: any SeriesSource
    let options: PrintOptions
    let claims: OutputClaims
    let output: OutputClaims.Output

    /// Sets are made and drawn on several threads; one puts them into volumes, in order, so that the bytes do not depend on how many there are.
    ///
    /// - Parameters:
    ///   - failed: numbers of those that have no contract.
    ///   - room: whose presses have made the contracts.
    func write(without failed: Set<Int>, in room: WorkerRoom<OwnPress>, control: RunControl) throws(Failure) -> [PrintedVolume] {
        let press = try Press(source.supplies)
        let letter = try options.coverLetter.map { name throws(Failure) in try source.letter(named: name) }
        var binder = PrintBinder(options, claims, output)
        let ordered = sorted(without: failed)
        let sets = OrderedWork<PrintSet>(count: ordered.count, workers: room.count)
        sets.begin(in: room) { (index, own) throws(Failure) in try set(ordered[index], own.press(source.supplies), letter) }
        defer {
            sets.end()
            room.wait()
        }
        for index in ordered.indices where !control.isStopping {
            try binder.add(try sets.value(index), press)
            control.tell(BatchProgress(stage: .printing, total: ordered.count, done: index + 1))
        }
        if control.isStopping { return [] }
        return try binder.finish()
    }

    private func sorted(without failed: Set<Int>) -> [Int] {
        let present = (0..<source.count).filter { !failed.contains(source.turn($0).number) }
        guard !options.order.isEmpty else { return present }
        let keyed = present.map { index in (index: index, keys: source.sortTexts(index, by: options.order).map(SortKey.init)) }
        return keyed.sorted { a, b in
            for (left, right) in zip(a.keys, b.keys) where left != right { return left < right }
            return a.index < b.index
        }.map(\.index)
    }

    /// Everything that is printed for one partner.
    private func set(_ index: Int, _ press: Press, _ letter: AgreementFile?) throws(Failure) -> PrintSet {
        let turn = source.turn(index)
        let contract = try source.work(index).contract
        let title = [turn.key, turn.partner].filter { !$0.isEmpty }.joined(separator: " ")
        var set = PrintSet(title: title, info: contract.document.info)
        if options.slipSheets {
            let slip = SlipSheet(label: turn.label, name: turn.partner, copies: options.copies)
            set.parts.append(PrintSet.Part(title: "Trennblatt", pages: try press.draw(press.slip(of: slip, before: contract.document.info))))
        }
        if let letter {
            let document = try source.letter(index, letter, title: contract.document.info.shortTitle)
            set.parts.append(PrintSet.Part(title: "Anschreiben", pages: try press.draw(press.layOut(document).list)))
        }
        let copies = (1...options.copies).map { CopyLabel(mark: options.mark($0), number: $0) }
        for (copy, result) in zip(copies, try press.layOut(contract.document, copies: copies)) {
            set.parts.append(PrintSet.Part(title: copy.mark ?? "Vertrag", pages: try press.draw(result.list)))
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
