import DocumentModel

/// An instruction as it is printed: a sentence, and the wording that it brings.
struct PrintedInstruction: Sendable, Hashable {
    var sentence: String
    /// Printed below it in quotation marks.
    var wording: [ContractPart] = []
    /// How many instructions it says.
    var count = 1
}

/// Says instructions in German, as amending acts do (Handbuch der Rechtsförmlichkeit, part D).
struct InstructionText {
    let old: ContractPart

    /// In order; neighbouring new numbers of one kind are said in one sentence.
    func printed(_ instructions: [AmendingInstruction]) -> [PrintedInstruction] {
        var result: [PrintedInstruction] = []
        var rest = instructions[...]
        while let instruction = rest.first {
            if case .renumber(let place, let label) = instruction {
                let run = renumberings(rest, place, label)
                result.append(PrintedInstruction(sentence: sentence(ofRenumbering: run), count: run.count))
                rest = rest.dropFirst(run.count)
            } else {
                result.append(printed(instruction))
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private func printed(_ instruction: AmendingInstruction) -> PrintedInstruction {
        switch instruction {
        case .replace(let place, let new): PrintedInstruction(sentence: "\(subject(place)) erhält folgende Fassung:", wording: [new])
        case .words(let place, let before, let after):
            PrintedInstruction(sentence: "\(within(place)) \(Self.quoted(before, isSubject: true)) durch \(Self.quoted(after, isSubject: false)) ersetzt.")
        case .content(let place, let new): content(place, new)
        case .heading(let place, let new):
            PrintedInstruction(
                sentence: old[place]?.heading.isEmpty ?? true
                    ? "\(subject(place)) erhält folgende Überschrift:" : "Die Überschrift von \(old.citation(of: place, .dative)) erhält folgende Fassung:",
                wording: [ContractPart(.text, content: new)])
        case .insert(let place, let after, let provisions): insertion(place, after, provisions)
        case .delete(let place): PrintedInstruction(sentence: "\(subject(place)) wird gestrichen.")
        case .renumber(let place, let label): PrintedInstruction(sentence: sentence(ofRenumbering: [(place, label)]))
        }
    }

    /// A provision's own words, where more stands below it.
    private func content(_ place: ProvisionPlace, _ new: [Inline]) -> PrintedInstruction {
        let citation = old.citation(of: place, .dative)
        let isSection = old[place]?.kind == .section
        let what = isSection ? "die Zeile der Rechtsgrundlagen unter der Überschrift" : "der Text vor dem ersten Unterpunkt"
        if new.isEmpty { return PrintedInstruction(sentence: "In \(citation) wird \(what) gestrichen.") }
        return PrintedInstruction(sentence: "In \(citation) erhält \(what) folgende Fassung:", wording: [ContractPart(.text, content: new)])
    }

    private func insertion(_ place: ProvisionPlace, _ after: ProvisionPlace.Step?, _ provisions: [ContractPart]) -> PrintedInstruction {
        let whole = old[place] ?? old
        let steps = whole.steps
        let new = Self.named(provisions, in: whole)
        let verb = provisions.count == 1 ? "wird" : "werden"
        let here = old.citation(of: place, .dative)
        if let after, after == steps.last, place != .contract {
            return PrintedInstruction(sentence: "Am Ende von \(here) \(verb) \(new) angefügt:", wording: provisions)
        }
        if let after { return PrintedInstruction(sentence: "Nach \(neighbour(place.appending(after))) \(verb) \(new) eingefügt:", wording: provisions) }
        if let first = steps.first {
            return PrintedInstruction(sentence: "Vor \(neighbour(place.appending(first))) \(verb) \(new) eingefügt:", wording: provisions)
        }
        return PrintedInstruction(sentence: "In \(here) \(verb) \(new) eingefügt:", wording: provisions)
    }

    // MARK: - New numbers

    /// Siblings of one kind that follow one another and move by the same count.
    private func renumberings(_ rest: ArraySlice<AmendingInstruction>, _ place: ProvisionPlace, _ label: String) -> [(place: ProvisionPlace, label: String)] {
        var run = [(place: place, label: label)]
        guard let whole = old[place.parent], let last = place.steps.last, var index = whole.steps.firstIndex(of: last) else { return run }
        for instruction in rest.dropFirst() {
            guard case .renumber(let next, let label) = instruction, next.parent == place.parent, let step = next.steps.last,
                whole.steps.firstIndex(of: step) == index + 1, step.kind == last.kind
            else { break }
            run.append((next, label))
            index += 1
        }
        return run
    }

    private func sentence(ofRenumbering run: [(place: ProvisionPlace, label: String)]) -> String {
        guard let (place, label) = run.first, let step = place.steps.last, let whole = old[place.parent] else { return "" }
        func new(_ label: String) -> ProvisionName { ProvisionName(ProvisionPlace.Step(kind: step.kind, label: label, ordinal: 1), in: whole) }
        let before = ProvisionName(step, in: whole)
        let within = place.parent == .contract ? "" : "In \(old.citation(of: place.parent, .dative)) "
        guard run.count > 1, let last = run.last, let end = last.place.steps.last else {
            let article = before.gender == "m" ? "der bisherige" : "die bisherige"
            if within.isEmpty { return "\(article.prefix(1).uppercased())\(article.dropFirst()) \(before.text) wird \(new(label).text)." }
            return "\(within)wird \(article) \(before.text) \(new(label).text)."
        }
        let link = run.count == 2 ? "und" : "bis"
        let numbers = "\(before.plural)\u{A0}\(before.number) \(link) \(ProvisionName(end, in: whole).number)"
        let target = "die \(new(label).plural)\u{A0}\(new(label).number) \(link) \(new(last.label).number)"
        return within.isEmpty ? "Die bisherigen \(numbers) werden \(target)." : "\(within)werden die bisherigen \(numbers) \(target)."
    }

    // MARK: - Words

    /// At the head of a sentence.
    private func subject(_ place: ProvisionPlace) -> String {
        guard isBareText(place), place.steps.count > 1 else { return old.citation(of: place, isFirst: true) }
        return "Der Text von \(old.citation(of: place.parent, .dative))"
    }

    private func within(_ place: ProvisionPlace) -> String { "In \(old.citation(of: place, .dative))" }

    /// What something is put before or behind.
    private func neighbour(_ place: ProvisionPlace) -> String {
        guard isBareText(place), place.steps.count > 1 else { return old.citation(of: place, .dative) }
        return "dem Text von \(old.citation(of: place.parent, .dative))"
    }

    /// The only paragraph of what it stands in: nothing to cite it by.
    private func isBareText(_ place: ProvisionPlace) -> Bool {
        guard let step = place.steps.last, step.kind == .text, let whole = old[place.parent] else { return false }
        return ProvisionName(step, in: whole).noun == .text
    }

    /// „werden die Wörter „…““, „das Wort „…““, „die Angabe „…““.
    private static func quoted(_ text: String, isSubject: Bool) -> String {
        let hasFigures = text.contains { $0.isNumber || $0 == "§" }
        let isOne = !text.contains(where: \.isWhitespace)
        let what = hasFigures ? "die Angabe" : isOne ? "das Wort" : "die Wörter"
        let verb = hasFigures || isOne ? "wird" : "werden"
        return "\(isSubject ? verb + " " : "")\(what) „\(text)“"
    }

    /// „folgender Absatz 3“, „folgende §§ 8 und 9“.
    private static func named(_ provisions: [ContractPart], in whole: ContractPart) -> String {
        let names = provisions.map { provision in
            ProvisionName(ProvisionPlace.Step(kind: provision.kind, label: provision.label, ordinal: 1), in: whole)
        }
        guard let first = names.first else { return "" }
        let hasNumber = provisions.allSatisfy { !$0.label.isEmpty && $0.kind != .bullet }
        if names.count == 1 { return (first.gender == "m" ? "folgender " : "folgende ") + (hasNumber ? first.text : first.singular) }
        guard hasNumber, names.allSatisfy({ $0.noun == first.noun }), let last = names.last else { return "folgende Bestimmungen" }
        return "folgende \(first.plural)\u{A0}\(first.number) \(names.count == 2 ? "und" : "bis") \(last.number)"
    }
}
