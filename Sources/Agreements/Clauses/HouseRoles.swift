import Findings
import Settings

/// Who may do what with the library: `rollen.yaml`. Without the file there is one person, who may do everything and whom nobody checks.
package struct HouseRoles: Sendable, Hashable {
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case lesen, bearbeiten, freigeben, verwalten
    }

    package struct Person: Sendable, Hashable {
        /// As the house's sign-on says it; on the command line the account of the system.
        package var account: String
        /// „Anna Muster“
        package var name: String?
        /// For which office approvals are given: „Rechtsamt Musterstadt“.
        package var office: String?
        package var roles: Set<Role>
    }

    package static let fileName = "rollen.yaml"

    /// In the order of the file.
    package let persons: [Person]

    /// What a person may do; nothing for those whom the file does not name, and for nobody.
    package func roles(of account: String) -> Set<Role> { person(account)?.roles ?? [] }

    package func person(_ account: String) -> Person? { persons.first { $0.account == account } }

    // MARK: - The file

    static let keys = KeySet("der Rollen", ["personen"])
    static let personKeys = KeySet("einer Person", ["name", "stelle", "rollen"])

    /// Longest name of an account, in bytes.
    package static let longestAccount = 128

    /// One word of visible characters: it has to fit into a line of the log.
    package static func isSound(account: String) -> Bool {
        !account.isEmpty && account.utf8.count <= longestAccount
            && account.unicodeScalars.allSatisfy { !$0.isWhiteSpace && $0.isPlain }
    }

    /// - Parameter library: the folder that has `clauses/`.
    /// - Returns: `nil` where the library has no such file.
    /// - Throws: what is wrong with it; roles that cannot be read give nobody any.
    package static func read(library: String) throws(FindingList) -> HouseRoles? {
        let path = "\(library)/\(fileName)"
        guard FileReading.isPresent(path) else { return nil }
        return try parse(try SourceFile(contentsOf: path))
    }

    package static func parse(_ file: SourceFile) throws(FindingList) -> HouseRoles {
        let log = FindingLog()
        guard let root = YAMLReading.root(file.text, of: file, log: log), let reader = MappingReader(root, keys, log: log) else { throw FindingList(log.all) }
        var persons: [Person] = []
        if let node = reader.node("personen") {
            guard case .mapping(let entries) = node.content else {
                reader.report(node, "personen", "eine Liste von Personen, je Zeile „kennung:“ und darunter ihre Angaben")
                throw FindingList(log.all)
            }
            for entry in entries { if let person = person(entry, log) { persons.append(person) } }
        } else {
            reader.missing("personen", remedy: "Nennen Sie unter „personen“ je Person die Kennung, mit der sie sich anmeldet, und ihre „rollen“.")
        }
        if !persons.contains(where: { $0.roles.contains(.freigeben) }) {
            log.warning(
                "rollen-niemand", at: .file(file.path), "Niemand hat die Rolle „freigeben“; keine Klausel lässt sich freigeben.",
                remedy: "Geben Sie mindestens zwei Personen diese Rolle: Wer eine Fassung geschrieben hat, gibt sie nicht selbst frei.")
        }
        try log.throwIfErrors()
        return HouseRoles(persons: persons)
    }

    private static func person(_ entry: InputEntry, _ log: FindingLog) -> Person? {
        guard isSound(account: entry.key) else {
            log.error(
                "kennung-unzulaessig", at: entry.keyPlace, "\(quoted(entry.key)) kann keine Kennung sein: Sie ist ein Wort ohne Leerzeichen von höchstens \(longestAccount) Bytes.",
                remedy: "Schreiben Sie die Kennung so, wie sich die Person im Haus anmeldet.")
            return nil
        }
        guard let reader = MappingReader(entry.value, personKeys, log: log) else { return nil }
        if reader.node("rollen") == nil { reader.missing("rollen", remedy: "Ergänzen Sie zum Beispiel: rollen: [lesen, bearbeiten].") }
        var roles: Set<Role> = []
        for text in reader.texts("rollen") {
            if let role = Role(rawValue: text.value) {
                roles.insert(role)
            } else {
                let names = Role.allCases.map(\.rawValue)
                log.error(
                    "rolle-unbekannt", at: text.start, "Die Rolle \(quoted(text.value)) gibt es nicht.",
                    remedy: Suggestion.remedy(for: text.value, among: names, otherwise: "Möglich sind: \(names.joined(separator: ", "))."))
            }
        }
        let office = reader.text("stelle")
        if let office, !ApprovalRecord.Entry.isSound(office: office.value) {
            log.error(
                "stelle-unzulaessig", at: office.start,
                "Der Name der Stelle hat einen Zeilenumbruch, ein unsichtbares Zeichen, ein Leerzeichen am Rand oder mehr als \(ApprovalRecord.Entry.longestOffice) Zeichen.",
                remedy: "Schreiben Sie den Namen der Stelle in einer Zeile.")
        }
        return Person(account: entry.key, name: reader.string("name"), office: office?.value, roles: roles)
    }
}
