/// A file that came back against what was sent: word by word, formatting left out, with what the file itself marks and what it does not.
package struct DocumentComparison: Sendable {
    /// In the order of what was sent.
    package private(set) var changes: [TextChange] = []
    package private(set) var controls: [ControlChange] = []
    /// Text that nobody can see: hidden, white, or of a point and less; with its place.
    package private(set) var invisible: [(place: String, text: String)] = []
    /// Comments with the place they hang at.
    package private(set) var comments: [(place: String, heading: String, comment: ReadDocument.ReadComment)] = []
    /// Whether the file tracks anything.
    package let hasRevisions: Bool
    /// Paragraphs that were compared.
    package let paragraphs: Int

    package init(sent: ReadDocument, returned: ReadDocument) {
        hasRevisions = returned.hasRevisions
        let texts = Readings(sent.paragraphs, returned.paragraphs)
        paragraphs = texts.sent.paragraphs.count
        changes = texts.changes(.text)
        changes += Readings(sent.notes, returned.notes).changes(.note)
        changes += DocumentComparison.furniture(sent.furniture, returned.furniture)
        controls = DocumentComparison.controls(sent, returned)
        let seen = Set(sent.paragraphs.flatMap(\.pieces).filter(\.isHidden).map { Wording.normal($0.text) })
        for paragraph in texts.accepted.paragraphs {
            let text = FlatText.text(paragraph.tokens.filter(\.isHidden))
            if !text.isEmpty, !seen.contains(text) { invisible.append((paragraph.place, text)) }
        }
        for comment in returned.comments {
            let index = comment.paragraph.flatMap { texts.accepted.indices[$0] }
            let paragraph = index.flatMap { texts.accepted.paragraphs.indices.contains($0) ? texts.accepted.paragraphs[$0] : nil }
            comments.append((paragraph?.place ?? "", paragraph?.heading ?? "", comment))
        }
    }

    /// Heads and feet come once a section, and other programs make more or fewer of them: each wording counts once.
    private static func furniture(_ sent: [ReadParagraph], _ returned: [ReadParagraph]) -> [TextChange] {
        func once(_ paragraphs: [ReadParagraph], accepted: Bool) -> [ReadParagraph] {
            var seen: Set<String> = []
            return paragraphs.filter { seen.insert($0.text(accepted: accepted)).inserted }
        }
        let (old, new) = (once(sent, accepted: true), once(returned, accepted: true))
        let known = Set(old.map(\.text))
        let there = Set(new.map(\.text)).union(returned.map { $0.text(accepted: false) })
        let added = new.filter { !known.contains($0.text) && !$0.text.isEmpty }
        // A head that a program has dropped because no page shows it is no change of the text.
        guard !added.isEmpty else { return [] }
        return Readings(old.filter { !there.contains($0.text) }, added).changes(.furniture)
    }

    private static func controls(_ sent: ReadDocument, _ returned: ReadDocument) -> [ControlChange] {
        let (before, after) = (values(sent), values(returned))
        return before.keys.sorted().compactMap { tag in
            guard let old = before[tag], let new = after[tag] else { return nil }
            let known = Set(old)
            let other = new.filter { !known.contains($0) }
            guard !other.isEmpty else { return nil }
            var seen: Set<String> = []
            return ControlChange(tag: tag, before: Array(known).sorted(), after: other.filter { seen.insert($0).inserted }, changedPlaces: other.count, places: new.count)
        }
    }

    /// What each control says, by tag, in the order of the text.
    private static func values(_ document: ReadDocument) -> [String: [String]] {
        var texts: [String: [(number: Int, text: String)]] = [:]
        for piece in document.paragraphs.flatMap(\.pieces) {
            guard let tag = piece.control, piece.isThere(accepted: true) else { continue }
            var own = texts[tag] ?? []
            if let last = own.last, last.number == piece.controlNumber {
                own[own.count - 1].text += piece.text
            } else {
                own.append((piece.controlNumber, piece.text))
            }
            texts[tag] = own
        }
        return texts.mapValues { $0.map { Wording.normal($0.text) } }
    }
}

/// What was sent, and what came back with its marked changes accepted and rejected.
private struct Readings {
    let sent: FlatText
    let accepted: FlatText
    let rejected: FlatText
    private let now: ParagraphAlignment
    /// By paragraph of what was sent.
    private let formerly: [Int: Int]

    init(_ sent: [ReadParagraph], _ returned: [ReadParagraph]) {
        self.sent = FlatText(sent, accepted: true)
        accepted = FlatText(returned, accepted: true)
        rejected = FlatText(returned, accepted: false)
        now = ParagraphAlignment(self.sent.paragraphs, accepted.paragraphs)
        let before = ParagraphAlignment(self.sent.paragraphs, rejected.paragraphs)
        formerly = Dictionary(before.pairs.map { ($0.old, $0.new) }, uniquingKeysWith: { first, _ in first })
    }

    func changes(_ region: TextChange.Region) -> [TextChange] {
        var found: [(order: Double, change: TextChange)] = []
        for pair in now.pairs {
            let (old, new) = (sent.paragraphs[pair.old], accepted.paragraphs[pair.new])
            let isEqual = old.key == new.key
            guard !isEqual || pair.isMoved else { continue }
            let (parts, touched) = TextChange.parts(old.tokens, new.tokens)
            var change = TextChange(kind: pair.isMoved ? .moved : .changed, marking: marking(of: pair.old, old, new), parts: parts)
            change.isReferenceOnly = !isEqual && touched.allSatisfy(\.isReference)
            change.people = people(new.tokens) + people(of: pair.old)
            (change.old, change.new) = (pair.old, pair.new)
            found.append((Double(pair.old), describe(change, region, old)))
        }
        for index in now.deleted {
            let old = sent.paragraphs[index]
            var change = TextChange(
                kind: .deleted, marking: rejectedParagraph(index).map { $0.key == old.key } ?? false ? .tracked : .hidden, parts: [.removed(old.text)])
            change.people = people(of: index)
            change.old = index
            found.append((Double(index), describe(change, region, old)))
        }
        for index in now.inserted {
            let new = accepted.paragraphs[index]
            let marked = new.tokens.filter { $0.revision?.isAddition ?? false }.count
            var change = TextChange(
                kind: .inserted, marking: marked == new.tokens.count ? .tracked : marked == 0 ? .hidden : .partly, parts: [.added(new.text)])
            change.people = people(new.tokens)
            change.new = index
            let before = now.pairs.last { $0.new < index && !$0.isMoved } ?? now.pairs.filter { $0.new < index }.max { $0.new < $1.new }
            change.clause = new.source.clause ?? before.flatMap { sent.paragraphs[$0.old].source.clause }
            change.place = before.map { "nach " + sent.paragraphs[$0.old].place } ?? "am Anfang"
            if change.place == "nach " { change.place = "" }
            change.heading = before.map { sent.paragraphs[$0.old].heading } ?? ""
            change.region = region
            found.append(((before.map { Double($0.old) } ?? -1) + 0.5 + Double(index) * 1e-6, change))
        }
        return found.sorted { $0.order < $1.order }.map(\.change)
    }

    private func describe(_ change: TextChange, _ region: TextChange.Region, _ old: FlatText.Paragraph) -> TextChange {
        var change = change
        (change.region, change.clause, change.place, change.heading) = (region, old.source.clause, old.place, old.heading)
        return change
    }

    private func rejectedParagraph(_ index: Int) -> FlatText.Paragraph? { formerly[index].map { rejected.paragraphs[$0] } }

    private func marking(of index: Int, _ old: FlatText.Paragraph, _ new: FlatText.Paragraph) -> TextChange.Marking {
        guard let before = rejectedParagraph(index) else { return new.tokens.contains { $0.revision != nil } ? .partly : .hidden }
        if before.key == old.key { return new.key == old.key && new.tokens.allSatisfy { $0.revision == nil } ? .hidden : .tracked }
        return before.key == new.key ? .hidden : .partly
    }

    private func people(of index: Int) -> [String] { rejectedParagraph(index).map { people($0.tokens) } ?? [] }

    private func people(_ tokens: [FlatText.Token]) -> [String] {
        var seen: Set<String> = []
        return tokens.compactMap(\.revision).map { [$0.author, $0.date].filter { !$0.isEmpty }.joined(separator: ", ") }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
