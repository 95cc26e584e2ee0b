import DocumentModel

/// Finds the instructions that lead from one wording to another.
package enum InstructionFinder {
    /// In the order of the old text; renumbering comes behind what makes it necessary.
    package static func instructions(from old: ContractPart, to new: ContractPart) -> [AmendingInstruction] {
        compare(old, new, at: .contract)
    }

    private static func compare(_ old: ContractPart, _ new: ContractPart, at place: ProvisionPlace) -> [AmendingInstruction] {
        if old == new { return [] }
        let isContract = place == .contract
        let sameShape = old.kind == new.kind && old.role == new.role && old.table == new.table && old.key == new.key
        guard isContract || sameShape else { return [.replace(place, new)] }
        var own: [AmendingInstruction] = []
        if old.content != new.content {
            if let (before, after) = WordReplacement.find(old.content, new.content) {
                own.append(.words(place, old: before, new: after))
            } else if old.parts.isEmpty, new.parts.isEmpty {
                return [.replace(place, new)]
            } else {
                own.append(.content(place, new.content))
            }
        }
        if old.heading != new.heading { own.insert(.heading(place, new.heading), at: 0) }
        let inner = parts(old, new, at: place)
        if !isContract, isBetterWhole(own + inner, old, new) { return [.replace(place, new)] }
        return own + inner + (old.label == new.label ? [] : [.renumber(place, new.label)])
    }

    // MARK: - Parts

    private static func parts(_ old: ContractPart, _ new: ContractPart, at place: ProvisionPlace) -> [AmendingInstruction] {
        let steps = old.steps
        var found: [AmendingInstruction] = []
        var renumbered: [AmendingInstruction] = []
        var anchor: ProvisionPlace.Step?
        var gone: [Int] = []
        var come: [Int] = []

        /// What stands between two provisions that stay.
        func close() {
            let count = zip(gone, come).prefix { old.parts[$0].kind == new.parts[$1].kind }.count
            for (i, j) in zip(gone.prefix(count), come.prefix(count)) {
                found.append(.replace(place.appending(steps[i]), new.parts[j]))
                anchor = steps[i]
            }
            for i in gone.dropFirst(count) { found.append(.delete(place.appending(steps[i]))) }
            let added = come.dropFirst(count).map { new.parts[$0] }
            if !added.isEmpty { found.append(.insert(into: place, after: anchor, added)) }
            (gone, come) = ([], [])
        }

        for pair in ProvisionAlignment(old.parts, new.parts).pairs {
            switch pair {
            case .old(let i): gone.append(i)
            case .new(let j): come.append(j)
            case .both(let i, let j):
                close()
                for instruction in compare(old.parts[i], new.parts[j], at: place.appending(steps[i])) {
                    if case .renumber(let own, _) = instruction, own == place.appending(steps[i]) {
                        renumbered.append(instruction)
                    } else {
                        found.append(instruction)
                    }
                }
                anchor = steps[i]
            }
        }
        close()
        return found + renumbered
    }

    /// Whether so much changes that whoever reads it is better off with the whole anew.
    private static func isBetterWhole(_ instructions: [AmendingInstruction], _ old: ContractPart, _ new: ContractPart) -> Bool {
        guard [.section, .absatz, .item, .bullet, .quotation].contains(old.kind), instructions.count > 1 else { return false }
        // A section with sections is not printed anew for some of them.
        if new.parts.contains(where: { $0.kind == .section }) { return false }
        let written = instructions.reduce(0) { $0 + size($1) }
        let whole = new.lines.reduce(0) { $0 + $1.count }
        return 2 * written > whole || instructions.count > max(3, new.parts.count)
    }

    /// Letters that have to be printed.
    private static func size(_ instruction: AmendingInstruction) -> Int {
        switch instruction {
        case .replace(_, let new): new.lines.reduce(0) { $0 + $1.count }
        case .insert(_, _, let new): new.flatMap(\.lines).reduce(0) { $0 + $1.count }
        case .content(_, let new), .heading(_, let new): new.plainText.count
        case .words(_, let old, let new): old.count + new.count
        case .delete, .renumber: 0
        }
    }
}

/// The words that two texts differ in, where it is one place.
enum WordReplacement {
    /// Longer ones are harder to find in the text than the text itself.
    private static let longest = 160

    /// - Returns: old and new words; the old ones stand in the text once, and both begin and end with a word.
    static func find(_ old: [Inline], _ new: [Inline]) -> (String, String)? {
        guard case .text(let before)? = old.first, old.count == 1, case .text(let after)? = new.first, new.count == 1 else { return nil }
        let (a, b) = (pieces(before), pieces(after))
        let first = zip(a, b).prefix { $0 == $1 }.count
        let most = min(a.count, b.count) - first
        let last = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        var (low, high, end) = (first, a.count - min(last, most), b.count - min(last, most))
        var goesLeft = true
        func isSound(_ pieces: ArraySlice<String>) -> Bool {
            !pieces.isEmpty && !(pieces.first?.first?.isWhitespace ?? true) && !(pieces.last?.first?.isWhitespace ?? true)
        }
        while true {
            let (mine, yours) = (a[low..<high], b[low..<end])
            let text = mine.joined()
            if text.count > longest || yours.joined().count > longest || 2 * text.count > before.count + 40 { return nil }
            if isSound(mine), isSound(yours), let changed = old.replacing(once: text, by: yours.joined()), changed == new { return (text, yours.joined()) }
            guard low > 0 || high < a.count else { return nil }
            if low > 0, goesLeft || high == a.count { low -= 1 } else { (high, end) = (high + 1, end + 1) }
            goesLeft.toggle()
        }
    }

    /// Words, and the blanks between them.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var wasBlank: Bool?
        for character in text {
            if character.isWhitespace == wasBlank, !pieces.isEmpty { pieces[pieces.count - 1].append(character) } else { pieces.append(String(character)) }
            wasBlank = character.isWhitespace
        }
        return pieces
    }
}
