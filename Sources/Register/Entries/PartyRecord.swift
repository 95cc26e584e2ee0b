import Checksum
import Production

/// A partner as a contract or a clerk names it, from a day on.
package struct PartyRecord: Sendable, Hashable {
    package var name: String
    package var street: String
    package var postcode: String
    package var town: String
    /// Who acts for it.
    package var representative: String

    package init(name: String, street: String = "", postcode: String = "", town: String = "", representative: String = "") {
        self.name = name
        self.street = street
        self.postcode = postcode
        self.town = town
        self.representative = representative
    }

    package var hasAddress: Bool { !postcode.isEmpty || !town.isEmpty }

    /// What makes two records the same partner: name, postcode and town, however they are spelt.
    var key: String {
        func words(_ text: String) -> String {
            GermanFolding.fold(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }).joined(separator: " ")
        }
        return [name, postcode, town].map(words).joined(separator: "|")
    }

    /// `p-` and the beginning of the key's checksum: what people type.
    var identifier: String { "p-" + SHA256.hex(of: key).prefix(12) }

    /// „Musterweg 1, 00000 Musterau“
    package var address: String { [street, [postcode, town].filter { !$0.isEmpty }.joined(separator: " ")].filter { !$0.isEmpty }.joined(separator: ", ") }
}

extension PartyRecord {
    /// The parties that were given for a contract, in the order of their names in the data: what has a name, and an address or a kind of body. The
    /// body that commissions is none of them.
    static func given(in origin: ContractOrigin) -> [(role: String, party: PartyRecord)] {
        var scalars: [String: [String: RecordedText]] = [:]
        var found: [(role: String, party: PartyRecord)] = []
        var order: [String] = []
        for value in origin.values where value.source.isGiven || value.path.contains(".") {
            let content = RecordedText(value.content)
            guard let dot = value.path.firstIndex(of: ".") else {
                if case .list(let elements) = content {
                    for element in elements {
                        if case .group(let members) = element, let party = PartyRecord(members) { found.append((value.path, party)) }
                    }
                } else if case .group(let members) = content, let party = PartyRecord(members) {
                    found.append((value.path, party))
                }
                continue
            }
            let (head, member) = (String(value.path[..<dot]), String(value.path[value.path.index(after: dot)...]))
            guard head != "stelle", head != "klauseln", !member.contains(".") else { continue }
            if scalars[head] == nil { order.append(head) }
            scalars[head, default: [:]][member] = content
        }
        let named = order.compactMap { head in PartyRecord(scalars[head] ?? [:]).map { (role: head, party: $0) } }
        return (named + found).sorted { $0.role < $1.role }
    }

    /// - Returns: `nil` where the members are not those of a body.
    private init?(_ members: [String: RecordedText]) {
        func text(_ name: String) -> String { members[name]?.oneLine ?? "" }
        guard !text("name").isEmpty, ["art", "ort", "plz", "strasse"].contains(where: { !text($0).isEmpty }) else { return nil }
        self.init(
            name: text("name"), street: text("strasse"), postcode: text("plz"), town: text("ort"), representative: text("vertreten_durch"))
    }
}
