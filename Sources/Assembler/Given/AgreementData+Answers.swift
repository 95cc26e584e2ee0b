import DocumentModel
import Findings
import Settings

extension AgreementData {
    /// Values that were typed into a form, in German notation, by their fields' paths (`partner.name`, `klauseln.kuendigung.frist`,
    /// `kontakte` as a list of groups). They count as a data file's do and leave the same origin in the contract.
    ///
    /// What is empty is not given. The place of each value is its path (``answeredPath(_:)``), that of a part of a list `kontakte.2.name`.
    ///
    /// - Throws: fields that exclude one another (`partner` as a text and `partner.name`).
    package init(answers: [FieldPath: RecordedContent]) throws(FindingList) {
        let log = FindingLog()
        var tree = InputTree(root: .option("Formular"))
        for (path, content) in answers.sorted(by: { $0.key < $1.key }) {
            guard let node = content.answer(at: path.rawValue) else { continue }
            if let taken = tree.set(path.rawValue, node) {
                log.error(
                    "option-falsch", at: .option(path.rawValue), "„\(path)“ und „\(taken)“ lassen sich nicht zugleich angeben.",
                    remedy: "Geben Sie entweder das Ganze oder seine Teile an.")
            }
        }
        try log.throwIfErrors()
        self.init(layers: [InputLayer(kind: .form, root: tree.root.withNumberedLists)])
    }

    /// The field whose answer stands at a place; `nil`: the place is none of a form.
    package static func answeredPath(_ place: Place?) -> FieldPath? {
        guard case .option(let text)? = place, !text.hasPrefix("--") else { return nil }
        return FieldPath(text)
    }
}

extension RecordedContent {
    /// `nil` where nothing is given.
    fileprivate func answer(at path: String) -> InputNode? {
        let place = Place.option(path)
        switch self {
        case .nothing: return nil
        case .text(let text):
            // As files are brought to when they are read; browsers end lines with CR LF.
            let clean = (text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text).precomposed
            guard clean.unicodeScalars.contains(where: { !$0.isWhiteSpace }) else { return nil }
            return InputNode(.scalar(InputScalar(.whole(clean, at: place), style: .quoted)), at: place)
        case .list(let elements):
            let nodes = elements.enumerated().compactMap { $1.answer(at: "\(path).\($0 + 1)") }
            return nodes.isEmpty ? nil : InputNode(.sequence(nodes), at: place)
        case .group(let members):
            let entries = members.sorted { $0.key < $1.key }.compactMap { name, member -> InputEntry? in
                member.answer(at: "\(path).\(name)").map { InputEntry(name, at: $0.place, $0) }
            }
            return entries.isEmpty ? nil : InputNode(.mapping(entries), at: place)
        }
    }
}
