/// The marked content of a foreign page (ISO 32000-1, 14.6), by places in its cleaned content.
struct PageSequences: Sendable {
    struct Sequence: Sendable {
        var kind: Kind
        /// What is kept of its property list, as it is written.
        var properties = ""
        var hasText = false
        var hasPicture = false

        /// Something is there to be read or seen; lines and surfaces alone are decoration unless a Figure has them.
        var isReal: Bool { hasText || hasPicture }
    }

    enum Kind: Sendable, Hashable {
        /// With its number, as the structure names it.
        case content(Int)
        case artifact
        /// Of no number: replacement texts and languages within content.
        case other
        /// Means nothing where it stands.
        case ignored
    }

    enum Event: Sendable {
        case begin(Int)
        case end(Int)
        /// Of a line or surface, in the sequence in which it is drawn; `nil`: in none.
        case beginPath(in: Int?)
        case endPath(in: Int?)
    }

    var sequences: [Sequence] = []
    var events: [(at: Int, event: Event)] = []
    /// Numbers within artifacts.
    var buried: Set<Int> = []
    var defect: StructureDefect?

    /// By number.
    var contents: [Int: Sequence] {
        var found: [Int: Sequence] = [:]
        for sequence in sequences { if case .content(let id) = sequence.kind { found[id] = sequence } }
        return found
    }

    /// The content with its marks: those that the structure names have new numbers, all others are artifacts.
    ///
    /// - Parameters:
    ///   - content: as it was cleaned.
    ///   - numbers: new by old.
    func written(into content: [UInt8], numbers: [Int: Int]) -> [UInt8] {
        var out = PDFBytes()
        out.reserveCapacity(content.count + events.count * 24)
        var at = 0
        var isInContent = false
        for (place, event) in events {
            out.raw(content[at..<place])
            at = place
            switch event {
            case .beginPath(let owner): if isLoose(owner) { out.text("/Artifact BMC\n") }
            case .endPath(let owner): if isLoose(owner) { out.text("EMC\n") }
            case .begin(let index): begin(sequences[index], numbers, &isInContent, &out)
            case .end(let index): end(sequences[index], numbers, &isInContent, &out)
            }
        }
        out.raw(content[at...])
        return out.bytes
    }

    private func isLoose(_ owner: Int?) -> Bool { owner.map { sequences[$0].kind == .ignored } ?? true }

    private func begin(_ sequence: Sequence, _ numbers: [Int: Int], _ isInContent: inout Bool, _ out: inout PDFBytes) {
        switch sequence.kind {
        case .content(let id):
            guard let number = numbers[id] else { return out.text("/Artifact BMC\n") }
            isInContent = true
            out.text("/Span<</MCID ")
            out.int(number)
            out.raw(sequence.properties)
            out.text(">>BDC\n")
        case .artifact:
            out.text("/Artifact BMC\n")
        case .other where isInContent && !sequence.properties.isEmpty:
            out.text("/Span<<")
            out.raw(sequence.properties)
            out.text(">>BDC\n")
        case .other, .ignored:
            break
        }
    }

    private func end(_ sequence: Sequence, _ numbers: [Int: Int], _ isInContent: inout Bool, _ out: inout PDFBytes) {
        switch sequence.kind {
        case .content:
            isInContent = false
            out.text("EMC\n")
        case .artifact:
            out.text("EMC\n")
        case .other where isInContent && !sequence.properties.isEmpty:
            out.text("EMC\n")
        case .other, .ignored:
            break
        }
    }
}
