import Findings
import PageMarks
import Production

/// A sheet whose mark nobody could read, put to its page by somebody who has looked at it.
package struct HandPlacement: Sendable, Hashable, Codable {
    /// Of the scans, from 1 in the order in which they are read.
    package var scan: Int
    /// In its scan, from 1.
    package var sheet: Int
    /// Identifier of the contract in the register, or the mark on its other pages.
    package var contract: String
    /// 0: the contract's own file; else the copy of a print run.
    package var copy: Int
    /// From 1.
    package var page: Int
    /// Degrees with the clock, by which the sheet has to be turned: 0, 90, 180 or 270; `nil`: as the print is found again.
    package var turn: Int?
    /// Who has done it.
    package var by: String

    package init(scan: Int, sheet: Int, contract: String, copy: Int, page: Int, turn: Int? = nil, by: String) {
        (self.scan, self.sheet, self.contract, self.copy, self.page, self.turn, self.by) = (scan, sheet, contract, copy, page, turn, by)
    }

    package static let turns = [0, 90, 180, 270]
    /// The highest number of a copy.
    package static var copyLimit: Int { PageMark.copyLimit }
}

extension HandPlacement {
    /// - Parameters:
    ///   - sheets: how many each scan has.
    ///   - Throws: ``Failure`` where there is no such sheet, or two are put upon one another.
    static func checked(_ placements: [HandPlacement], sheets: [Int]) throws(Failure) -> [[Int: HandPlacement]] {
        var found = [[Int: HandPlacement]](repeating: [:], count: sheets.count)
        for placement in placements {
            guard sheets.indices.contains(placement.scan - 1), (1...max(1, sheets[placement.scan - 1])).contains(placement.sheet) else {
                throw Failure(
                    .data,
                    Finding(
                        .fehler, "zuordnung-blatt", at: .option("--zuordnen"), "Ein Blatt \(placement.sheet) gibt es im \(placement.scan). Scan nicht.",
                        remedy: "Die Nummern der Blätter stehen im Bericht des Rücklaufs."))
            }
            guard found[placement.scan - 1].updateValue(placement, forKey: placement.sheet) == nil else {
                throw Failure(
                    .data,
                    Finding(
                        .fehler, "zuordnung-doppelt", at: .option("--zuordnen"), "Blatt \(placement.sheet) ist zweimal zugeordnet.",
                        remedy: "Ordnen Sie jedes Blatt nur einer Seite zu."))
            }
        }
        return found
    }

    /// - Throws: ``Failure`` where the contract has no such page, or the copy no number that there can be.
    func require(pages count: Int) throws(Failure) {
        guard (1...max(1, count)).contains(page) else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "zuordnung-seite", at: .option("--zuordnen"), "Eine Seite \(page) hat dieser Vertrag nicht; er hat \(count).",
                    remedy: "Nennen Sie die Seite, die auf dem Blatt zu sehen ist."))
        }
        guard (0...Self.copyLimit).contains(copy) else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "zuordnung-ausfertigung", at: .option("--zuordnen"), "Eine Ausfertigung \(copy) gibt es nicht.",
                    remedy: "Nennen Sie die Nummer, die unten auf den Blättern der Ausfertigung steht, oder keine."))
        }
    }
}
