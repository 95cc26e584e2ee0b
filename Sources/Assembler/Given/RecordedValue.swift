import Agreements
import DocumentModel
import Findings
import Settings

/// A value as a document's origin records it: text in the notations that data is read in, so that reading it gives the same value.
package struct RecordedValue: Sendable, Hashable {
    /// `partner.name`, `klauseln.kuendigung.frist`
    package var path: FieldPath
    package var content: RecordedContent

    package init(path: FieldPath, content: RecordedContent) {
        self.path = path
        self.content = content
    }
}

package indirect enum RecordedContent: Sendable, Hashable {
    case text(String)
    case list([RecordedContent])
    case group([String: RecordedContent])
    /// Taken away by an option (`--set feld=`).
    case nothing
}

extension RecordedContent {
    /// - Parameters:
    ///   - kind: what the value is of; records within lists keep only what is printed of them.
    ///   - ofParties: a list of bodies that are parties: of these the block and the signatures print who represents them, and what they
    ///     are decides about article, role and law.
    package init(_ value: Value, as kind: FieldKind, ofParties: Bool = false) {
        switch value {
        case .text(let text), .choice(let text): self = .text(text)
        case .date(let date): self = .text(date.isoText)
        case .number(let number), .money(let number): self = .text(number.inGerman)
        case .flag(let flag): self = .text(flag ? "ja" : "nein")
        case .list(let values):
            let element: FieldKind =
                switch kind {
                case .list(let element): element
                case .table, .representation: kind
                case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .person, .address, .body, .inflection: .text
                }
            self = .list(values.map { RecordedContent($0, as: element, ofParties: ofParties) })
        case .record(let record):
            var members: [String: RecordedContent] = [:]
            for (name, value) in record.fields {
                guard let member = kind.printedMember(name, ofParty: ofParties) else { continue }
                members[name] = RecordedContent(value, as: member)
            }
            self = .group(members)
        }
    }

    /// The same with one part changed.
    ///
    /// - Parameters:
    ///   - path: numbers from 1 within lists, names within groups: `2.betrag`. One more than a list has is a new entry.
    ///   - text: empty: of a whole entry, it is taken away.
    /// - Returns: `nil` where there is no such part.
    package func changing(_ path: some StringProtocol, to text: String) -> RecordedContent? {
        let first = String(path.prefix { $0 != "." })
        let rest = path.dropFirst(first.count + 1)
        switch self {
        case .list(var elements):
            guard let number = Int(first), (1...elements.count + 1).contains(number) else { return nil }
            if rest.isEmpty, text.isEmpty {
                guard number <= elements.count else { return nil }
                elements.remove(at: number - 1)
                return .list(elements)
            }
            if number > elements.count { elements.append(rest.isEmpty ? .text("") : .group([:])) }
            guard let changed = rest.isEmpty ? .text(text) : elements[number - 1].changing(rest, to: text) else { return nil }
            elements[number - 1] = changed
            return .list(elements)
        case .group(var members):
            guard !first.isEmpty else { return nil }
            guard !rest.isEmpty else {
                members[first] = .text(text)
                return .group(members)
            }
            guard let changed = members[first]?.changing(rest, to: text) else { return nil }
            members[first] = changed
            return .group(members)
        case .text, .nothing: return nil
        }
    }

    /// The part at a path, of the same notation.
    package subscript(_ path: some StringProtocol) -> RecordedContent? {
        let first = String(path.prefix { $0 != "." })
        let rest = path.dropFirst(first.count + 1)
        let part: RecordedContent? =
            switch self {
            case .list(let elements): Int(first).flatMap { $0 > 0 ? elements.dropFirst($0 - 1).first : nil }
            case .group(let members): members[first]
            case .text, .nothing: nil
            }
        return rest.isEmpty ? part : part?[rest]
    }

    /// The same, an entry of a list of bodies without what was said of its name, if it had another one. Of tables nothing changes: their columns have other names.
    ///
    /// - Parameter number: from 1.
    package func renaming(_ number: Int, to name: String) -> RecordedContent {
        guard case .list(var elements) = self, number >= 1, number <= elements.count, case .group(var members) = elements[number - 1], members["name"] != .text(name)
        else { return self }
        for form in NameForms.members where form != "kurz" { members[form] = nil }
        elements[number - 1] = .group(members)
        return .list(elements)
    }

    /// As the reader of data would have found it.
    func node(at place: Place) -> InputNode {
        switch self {
        case .text(let text): InputNode(.scalar(InputScalar(.whole(text, at: place), style: .quoted)), at: place)
        case .nothing: InputNode(.scalar(InputScalar(.whole("", at: place), style: .quoted)), at: place)
        case .list(let elements): InputNode(.sequence(elements.map { $0.node(at: place) }), at: place)
        case .group(let members):
            InputNode(.mapping(members.sorted { $0.key < $1.key }.map { InputEntry($0.key, at: place, $0.value.node(at: place)) }), at: place)
        }
    }
}

extension FieldKind {
    /// The kind of a member of a record that stands in a list, where it is printed.
    fileprivate func printedMember(_ name: String, ofParty: Bool) -> FieldKind? {
        switch self {
        case .table(let columns): columns.first { $0.name == name }?.kind
        case .representation: (RecordShape.namesOnOneLine + ["funktion"]).contains(name) ? .text : nil
        case .body where ofParty && RecordShape.ofParties.contains(name): member(name)?.kind
        case .person, .address, .body:
            (RecordShape.namesOnOneLine + RecordShape.addressOnOneLine).contains(name) ? member(name)?.kind : nil
        case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .list, .inflection: member(name)?.kind
        }
    }
}

extension AgreementData {
    /// What a document's origin records, in place of options, files, rows and examples.
    ///
    /// - Parameters:
    ///   - body: name of the commissioning body, where the data had given it.
    ///   - withheld: values that were given but are neither printed nor decisive, and so are not recorded.
    ///   - annexFiles: files to take instead of those that the agreement names, by the name it gives them.
    package init(recorded values: [RecordedValue], body: String?, withheld: Set<FieldPath>, annexFiles: [String: String] = [:]) {
        let place = Place.option("Herkunft")
        var tree = InputTree(root: place)
        for value in values { _ = tree.set(value.path.rawValue, value.content.node(at: .option("Herkunft \(value.path)"))) }
        layers = [InputLayer(kind: .commandLine, root: tree.root)]
        if let body {
            layers.append(InputLayer(kind: .dataFile, root: InputNode(.mapping([InputEntry("stelle", at: place, RecordedContent.text(body).node(at: place))]), at: place)))
        }
        self.withheld = withheld
        self.annexFiles = annexFiles
        examples = .never
    }
}
