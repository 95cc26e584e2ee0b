import Agreements
import Findings
import Foundation

extension Facts {
    /// The laws of Länder that the clause names, each once, in the order of the facts. Found once a clause: a batch asks for every partner.
    func stateLaws(citedIn clause: ClauseSource) -> [StateLawMention] {
        if let known = rememberedStateLaws(of: clause.sha256) { return known }
        guard let laender = try? laender() else { return [] }
        let basis = clause.frontMatter.legalBasis.map(\.value).joined(separator: " ")
        let text = WordText(clause.body.value + " " + basis)
        let found = laender.all.flatMap { land in
            land.lawNames.filter { text.contains($0) }.map { StateLawMention(land: land, law: $0) }
        }
        remember(found, of: clause.sha256)
        return found
    }
}

/// A text as words parted by single blanks, so that a name can be looked for as a whole. In bytes: `Character`s cost a
/// hundred times as much, and every clause of a contract is looked through for some forty names.
private struct WordText {
    private var bytes = Data([0x20])

    init(_ text: String) {
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            // Letters, figures, hyphen; the trail bytes of letters beyond ASCII.
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x80...0xBF, 0xC3...0xE1, 0xE3...0xFF: bytes.append(byte)
            // U+0080–U+00BF: no-break space, §, quotation marks. U+2000–U+2FFF: dashes, quotation marks, blanks.
            case 0xC2: part(&rest, 1)
            case 0xE2: part(&rest, 2)
            default: part(&rest, 0)
            }
        }
        part(&rest, 0)
    }

    private mutating func part(_ rest: inout ArraySlice<UInt8>, _ trailing: Int) {
        rest = rest.dropFirst(trailing)
        if bytes.last != 0x20 { bytes.append(0x20) }
    }

    func contains(_ name: String) -> Bool {
        bytes.range(of: Data(" \(name) ".utf8)) != nil
    }
}
