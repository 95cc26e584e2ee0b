import Agreements
import Assembler
import Findings

/// Names of bodies that amendments change: what was said beside an old name – short name, gender, number, forms – does not hold for the new one.
struct ChangedNames {
    /// What the amendments change, in order; of two for the same path the later counts.
    private(set) var changes: [ContractOrigin.ChangedValue] = []
    /// The names that hold in the end, by the paths of their bodies (`partner`, `traeger.2`): of bodies whose name has been given.
    private var names: [String: String] = [:]
    /// Paths of forms that an amendment has given and a later one has left behind with the name.
    private var left: [String] = []
    private let origin: ContractOrigin
    /// Whether nothing amends the contract.
    let isEmpty: Bool

    init(_ origin: ContractOrigin, after steps: [ContractOrigin.AmendmentStep]) {
        self.origin = origin
        isEmpty = steps.isEmpty
        for step in steps {
            for value in step.values where value.path.hasSuffix(".name") {
                let owner = String(value.path.dropLast(".name".count))
                guard names.updateValue(value.text, forKey: owner) ?? recordedName(owner) != value.text else { continue }
                left += changes.map(\.path).filter { Self.isForm($0, of: owner) }
                changes.removeAll { Self.isForm($0.path, of: owner) }
            }
            changes += step.orderedValues
        }
    }

    /// Rows of tables have columns of all names.
    private static func isForm(_ path: String, of owner: String) -> Bool {
        NameForms.contain(path, of: owner) && (!owner.contains(".") || !path.hasSuffix(".kurz"))
    }

    private func recordedName(_ owner: String) -> String? {
        let found = origin.values.lazy.compactMap { value -> RecordedContent? in
            value.path == owner + ".name"
                ? value.content : owner.hasPrefix(value.path + ".") ? value.content[owner.dropFirst(value.path.count + 1)]?["name"] : nil
        }.first
        if case .text(let name)? = found { return name }
        return nil
    }

    /// Bodies that have another name in the end than in the contract, sorted.
    var owners: [String] { names.filter { recordedName($0.key) != $0.value }.keys.sorted() }

    /// What the contract had and nobody has given with the new name: `partner.kurz`.
    var lost: Set<String> { Set(owners.flatMap { lost(of: $0) }) }

    private func lost(of owner: String) -> [String] {
        // Entries of lists print names and addresses.
        guard !owner.contains(".") else { return [] }
        let given = changes.filter { !$0.text.isEmpty }.map(\.path)
        let had = origin.withheld + origin.values.map(\.path) + left
        return NameForms.members.sorted().map { "\(owner).\($0)" }.filter { form in
            Self.has(form, had) && !Self.has(form, given)
        }
    }

    private static func has(_ form: String, _ paths: [String]) -> Bool { paths.contains { $0 == form || $0.hasPrefix(form + ".") } }

    /// What to say of the forms that fall away with the names that an amendment, the last one, changes.
    func told(by step: ContractOrigin.AmendmentStep) -> [Finding] {
        owners.filter { owner in step.values.contains { $0.path == owner + ".name" } }.compactMap { told(of: $0) }
    }

    private func told(of owner: String) -> Finding? {
        let forms = lost(of: owner)
        guard let first = forms.first else { return nil }
        let names = forms.map { "„\($0)“" }.joined(separator: ", ")
        let old = recordedName(owner).map { " „\($0)“" } ?? ""
        return Finding(
            .hinweis, "angabe-anderer-name", at: .option("\(owner).name"),
            "\(names) \(forms.count == 1 ? "gehört" : "gehören") zum bisherigen Namen\(old); für den neuen gilt das nicht.",
            remedy: "Soll davon etwas gelten, so ändern Sie es zusammen mit dem Namen: --set \(first)=….")
    }
}

extension ContractOrigin {
    /// The same without what was said of names that it no longer has.
    mutating func forget(formsOf names: ChangedNames) {
        let owners = names.owners
        values.removeAll { value in owners.contains { NameForms.contain(value.path, of: $0) } }
    }
}
