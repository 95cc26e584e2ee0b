import DocumentModel

/// One change of a contract's wording. All places are those of the contract as it was before the amendment, so that the order of instructions
/// does not matter and nobody has to count anew.
package enum AmendingInstruction: Sendable, Hashable {
    /// „… erhält folgende Fassung“
    case replace(ProvisionPlace, ContractPart)
    /// „… werden die Wörter … durch die Wörter … ersetzt“; the old ones stand there once.
    case words(ProvisionPlace, old: String, new: String)
    /// The provision's own words, without what stands below it.
    case content(ProvisionPlace, [Inline])
    case heading(ProvisionPlace, [Inline])
    /// Behind a sibling; `nil`: before all others.
    case insert(into: ProvisionPlace, after: ProvisionPlace.Step?, [ContractPart])
    /// „… wird gestrichen“
    case delete(ProvisionPlace)
    /// „Der bisherige § 8 wird § 9“
    case renumber(ProvisionPlace, String)

    /// What is amended; of an insertion what it goes into.
    package var place: ProvisionPlace {
        switch self {
        case .replace(let place, _), .words(let place, _, _), .content(let place, _), .heading(let place, _), .delete(let place), .renumber(let place, _): place
        case .insert(let place, _, _): place
        }
    }
}

/// An instruction that does not fit the text.
package struct UnfittingInstruction: Error, Sendable, Hashable {
    package var place: ProvisionPlace
}

extension ContractPart {
    /// The contract as amended.
    ///
    /// - Parameter note: what is noted at the provisions that an instruction has changed; by its index.
    /// - Throws: an instruction that names no provision of this text, or words that it does not have exactly once.
    package func amended(by instructions: [AmendingInstruction], note: (Int) -> String? = { _ in nil }) throws(UnfittingInstruction) -> ContractPart {
        var pass = AmendingPass(instructions, note)
        guard let result = try pass.amended(self, at: .contract) else { throw UnfittingInstruction(place: .contract) }
        if let left = pass.unused { throw UnfittingInstruction(place: left) }
        return result
    }
}

/// One walk over a contract with all instructions at hand.
private struct AmendingPass {
    private var byPlace: [ProvisionPlace: [Numbered]] = [:]

    private struct Numbered {
        var instruction: AmendingInstruction
        var note: String?
    }

    init(_ instructions: [AmendingInstruction], _ note: (Int) -> String?) {
        for (index, instruction) in instructions.enumerated() {
            byPlace[instruction.place, default: []].append(Numbered(instruction: instruction, note: note(index)))
        }
    }

    /// A place that no provision stands at.
    var unused: ProvisionPlace? { byPlace.keys.min { $0.steps.count < $1.steps.count } }

    /// `nil`: deleted.
    mutating func amended(_ provision: ContractPart, at place: ProvisionPlace) throws(UnfittingInstruction) -> ContractPart? {
        let edits = byPlace.removeValue(forKey: place) ?? []
        var result = provision
        var insertions: [(after: ProvisionPlace.Step?, provisions: [ContractPart])] = []
        for edit in edits {
            switch edit.instruction {
            case .delete: return nil
            case .replace(_, let new):
                result = new
                result.aside.notes = provision.aside.notes
                note(edit, &result)
                return result
            case .words(_, let old, let new):
                guard let changed = result.content.replacing(once: old, by: new) else { throw UnfittingInstruction(place: place) }
                result.content = changed
                note(edit, &result)
            case .content(_, let new):
                result.content = new
                note(edit, &result)
            case .heading(_, let new):
                result.heading = new
                note(edit, &result)
            case .renumber(_, let label):
                result.label = label
                note(edit, &result)
            case .insert(_, let after, let provisions):
                insertions.append(
                    (
                        after,
                        provisions.map { provision in
                            var new = provision
                            note(edit, &new)
                            return new
                        }
                    ))
            }
        }
        result.parts = try parts(of: provision, at: place, &insertions, &result)
        if insertions.first != nil { throw UnfittingInstruction(place: place) }
        return result
    }

    private mutating func parts(
        of provision: ContractPart, at place: ProvisionPlace, _ insertions: inout [(after: ProvisionPlace.Step?, provisions: [ContractPart])], _ whole: inout ContractPart
    ) throws(UnfittingInstruction) -> [ContractPart] {
        func take(_ step: ProvisionPlace.Step?) -> [ContractPart] {
            let found = insertions.filter { $0.after == step }.flatMap(\.provisions)
            insertions.removeAll { $0.after == step }
            return found
        }
        var parts = take(nil)
        for (step, part) in zip(provision.steps, provision.parts) {
            let inner = place.appending(step)
            let deletion = byPlace[inner]?.first { if case .delete = $0.instruction { true } else { false } }
            if let kept = try amended(part, at: inner) {
                parts.append(kept)
            } else if let note = deletion?.note {
                // Nothing is left that it could stand at.
                whole.aside.notes.append(note)
            }
            parts += take(step)
        }
        return parts
    }

    private func note(_ edit: Numbered, _ provision: inout ContractPart) {
        if let note = edit.note, provision.aside.notes.last != note { provision.aside.notes.append(note) }
    }
}

extension [Inline] {
    /// With words put in the place of others; `nil` unless these stand in one run of plain text exactly once.
    func replacing(once old: String, by new: String) -> [Inline]? {
        guard !old.isEmpty else { return nil }
        var found: [(index: Int, range: Range<String.Index>, text: String)] = []
        for (index, inline) in enumerated() {
            guard case .text(let text) = inline else { continue }
            found += text.ranges(of: old).map { (index, $0, text) }
        }
        guard let only = found.first, found.count == 1, text(occurs: old) == 1 else { return nil }
        var result = self
        result[only.index] = .text(only.text.replacingCharacters(in: only.range, with: new))
        return result.reading
    }

    /// How often words occur, overlapping ones too.
    private func text(occurs words: String) -> Int {
        let text = plainText
        var count = 0
        var start = text.startIndex
        while let range = text[start...].firstRange(of: words) {
            count += 1
            start = text.index(after: range.lowerBound)
        }
        return count
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
