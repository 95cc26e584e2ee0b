import Agreements
import Findings
import Settings

/// What was given, as one text that is the same for the same input wherever it stands: what tells a batch that goes on whether
/// a row has changed.
extension InputNode {
    func digestText(into text: inout String) {
        switch content {
        case .empty: text += "~"
        case .scalar(let scalar):
            // Lengths keep neighbours apart, whatever the values hold.
            text += "\(scalar.style.rawValue.prefix(1))\(scalar.text.value.utf8.count):\(scalar.text.value)"
            if let stored = scalar.stored { text += "=\(stored.utf8.count):\(stored)" }
        case .sequence(let nodes):
            text += "["
            for node in nodes { node.digestText(into: &text) }
            text += "]"
        case .mapping(let entries):
            text += "{"
            for entry in entries.sorted(by: { $0.key < $1.key }) {
                text += "\(entry.key.utf8.count):\(entry.key)="
                entry.value.digestText(into: &text)
            }
            text += "}"
        }
    }
}

extension AgreementData {
    /// All that is given, the most important layer first; without the places it was read from.
    package var digestText: String {
        var text = ""
        for layer in layers {
            text += "\(layer.kind)"
            layer.root.digestText(into: &text)
        }
        return text
    }

    /// Without what is given for fields that the agreement does not have: a partner table serves a letter beside the contract.
    package func limited(to agreement: AgreementFile) -> AgreementData {
        let known = Set(agreement.fields.map(\.name)).union(Setting.fieldNames)
        var data = self
        data.layers = layers.map { layer in layer.keeping { known.contains($0.key) } }
        return data
    }

    /// For a letter that goes with a contract: what its fields do not get elsewhere they get from the contract – what the contract's
    /// agreement gives its own fields of that name, and the contract's short title as `vereinbarung`.
    package func limited(to letter: AgreementFile, with contract: AgreementFile, title: String) -> AgreementData {
        let place = Place.file(contract.path)
        var entries: [InputEntry] = []
        for field in letter.fields {
            if let given = contract.settings.first(where: { $0.key == field.name }) {
                entries.append(given)
            } else if let own = contract.fields.first(where: { $0.name == field.name }), let value = own.defaultValue {
                let at = own.defaultPlace ?? place
                entries.append(InputEntry(field.name, at: at, RecordedContent(value, as: own.kind).node(at: at)))
            } else if field.name == Self.contractTitle, case .text = field.kind {
                entries.append(InputEntry(field.name, at: place, RecordedContent.text(title).node(at: place)))
            }
        }
        var data = limited(to: letter)
        data.layers.append(InputLayer(kind: .dataFile, root: InputNode(.mapping(entries), at: place)))
        return data
    }

    /// Field of a letter for the name of the contract that it goes with.
    private static let contractTitle = "vereinbarung"

    /// The value given for a dotted path, as it was typed; `nil` where none of the layers has one.
    package func text(at path: String) -> String? {
        let parts = path.split(separator: ".").map(String.init)
        for layer in layers {
            var node: InputNode? = layer.root
            for part in parts { node = node?[part] }
            if let scalar = node?.scalar { return scalar.text.value }
        }
        return nil
    }
}
