import Agreements
import DocumentModel
import Findings
import Settings

/// Finds the value of a field among the layers of data. Records are put together member by member, each from the most
/// important layer that gives it, and every part remembers its source.
struct FieldResolver {
    /// The most important first.
    let layers: [InputLayer]
    let log: FindingLog
    /// Sources whose begun records `beispiel:` completes.
    var completed: Set<InputLayer.Kind> = []
    /// What an example says beside a name that is typed into a form.
    private static let beside: Set<String> = NameForms.members.union(["einheit"])
    private let facts: Facts?
    /// Of the agreement, once it is settled.
    var land: String?
    /// Values found so far, for `explain`.
    private(set) var values: [ResolvedValue] = []
    /// Paths of values that are given but wrong: that such a value is missing need not be told.
    private(set) var faulty: Set<String> = []
    /// Members of bodies that were given with another name than the one that counts, by the body's path.
    private(set) var lost: [String: Set<String>] = [:]

    init(layers: [InputLayer], log: FindingLog, facts: Facts?) {
        self.layers = layers
        self.log = log
        self.facts = facts
    }

    /// What a layer gives at a path.
    struct Candidate {
        var layer: InputLayer
        var node: InputNode
    }

    /// Candidates for a path, the most important first. `beispiel` does not complete what others have begun: an invented address, or an
    /// invented representative, must never get into a contract for a real partner.
    func candidates(_ path: [String]) -> [Candidate] {
        var found: [Candidate] = []
        for layer in layers {
            if layer.kind == .example, found.contains(where: { !completed.contains($0.layer.kind) }) { continue }
            var node: InputNode? = layer.root
            for part in path { node = node?[part] }
            if let node { found.append(Candidate(layer: layer, node: node)) }
        }
        return found
    }

    /// The value at a path with its source; `nil` where no layer gives one or it is wrong (reported).
    mutating func value(of field: FieldDeclaration, at path: [String]) -> (value: Value, source: ValueSource)? {
        value(of: field, named: path.joined(separator: "."), from: candidates(path))
    }

    /// The value out of given candidates.
    mutating func value(of field: FieldDeclaration, named name: String, from candidates: [Candidate]) -> (value: Value, source: ValueSource)? {
        guard !candidates.isEmpty else { return nil }
        let members = field.kind.members
        if !members.isEmpty, candidates.contains(where: { !$0.node.entries.isEmpty }) {
            return record(field, members, named: name, from: candidates)
        }
        // An option given as empty takes a value away; an empty cell or line leaves it to the others.
        let first = candidates.first { !$0.node.isEmpty || $0.layer.kind == .commandLine }
        let before = log.errorCount
        guard let chosen = first, let value = ValueConverter(log: log, land: land, facts: facts).value(chosen.node, for: field, path: name) else {
            if log.errorCount > before { faulty.insert(name) }
            return nil
        }
        let source = chosen.layer.source(chosen.node.place)
        note(value, of: field, named: name, from: source)
        return (value, source)
    }

    private mutating func record(
        _ field: FieldDeclaration, _ members: [FieldDeclaration], named name: String, from candidates: [Candidate]
    ) -> (value: Value, source: ValueSource)? {
        var record = Record()
        let converter = ValueConverter(log: log)
        for candidate in candidates {
            if case .scalar = candidate.node.content, !candidate.node.isEmpty { _ = converter.value(candidate.node, for: field, path: name) }
            for entry in candidate.node.entries where !members.contains(where: { $0.name == entry.key }) {
                converter.unknownMember(entry, members, path: name)
            }
        }
        let agreed = land
        defer { land = agreed }
        if let own = candidates.lazy.compactMap({ $0.node["land"]?.scalar?.text.value.trimmed }).first(where: { !$0.isEmpty }) {
            land = FieldChoice.meant(by: own, among: FederalState.choices)?.value
        }
        let isNamedInForm = candidates.contains { $0.layer.kind == .form && $0.node["name"]?.isEmpty == false }
        let named = field.kind == .body ? ofTheName(candidates, at: name) : candidates
        for member in members {
            let parts = (NameForms.members.contains(member.name) ? named : candidates).compactMap { candidate in
                isNamedInForm && candidate.layer.kind == .example && Self.beside.contains(member.name)
                    ? nil : candidate.node[member.name].map { Candidate(layer: candidate.layer, node: $0) }
            }
            guard let found = value(of: member, named: "\(name).\(member.name)", from: parts) else { continue }
            record.fields[member.name] = found.value
        }
        // The least important source that gives parts is the one that gives most of them, and should give what is missing.
        guard !record.fields.isEmpty, let main = candidates.last(where: { !$0.node.entries.isEmpty }) else { return nil }
        return (.record(record), main.layer.source(main.node.place))
    }

    /// The candidates without those that give the body another name than the one that counts: their forms are not its forms.
    private mutating func ofTheName(_ candidates: [Candidate], at path: String) -> [Candidate] {
        guard candidates.count > 1 else { return candidates }
        func text(_ candidate: Candidate) -> String? { candidate.node["name"]?.scalar?.text.value.trimmed }
        guard let name = candidates.lazy.compactMap({ candidate in text(candidate).flatMap { $0.isEmpty && candidate.layer.kind != .commandLine ? nil : $0 } }).first
        else { return candidates }
        return candidates.indices.compactMap { index in
            // Parts given without a name belong to that of the next source.
            let own = candidates[index...].lazy.compactMap(text).first { !$0.isEmpty } ?? name
            guard own != name else { return candidates[index] }
            if candidates[index].layer.kind != .example { tellOtherName(path, own, candidates[index].node.entries) }
            return nil
        }
    }

    /// Says what of a source does not hold, because the body has another name than there.
    ///
    /// - Parameters:
    ///   - path: of the body.
    ///   - name: as the source has it.
    mutating func tellOtherName(_ path: String, _ name: String, _ entries: [InputEntry]) {
        let lost = entries.filter { NameForms.members.contains($0.key) && !$0.value.isEmpty }
        guard let first = lost.first else { return }
        tellOtherName(path, name, lost.map(\.key), at: first.keyPlace)
    }

    mutating func tellOtherName(_ path: String, _ name: String, _ members: [String], at place: Place) {
        guard !members.isEmpty else { return }
        lost[path, default: []].formUnion(members)
        log.note(
            "angabe-anderer-name", at: place,
            "\(members.map { "„\(path).\($0)“" }.joined(separator: ", ")) \(members.count == 1 ? "gehört" : "gehören") zum Namen \(quoted(name)); für den angegebenen Namen gilt das nicht.",
            remedy: "Soll davon etwas gelten, so geben Sie es zusammen mit dem Namen an.")
    }

    /// Remembers a value that came from elsewhere (defaults, the body's file).
    mutating func note(_ value: Value, of field: FieldDeclaration, named name: String, from source: ValueSource) {
        if case .record = value, !field.kind.members.isEmpty { return }
        values.append(ResolvedValue(path: FieldPath(name), declaration: field, value: value, source: source))
    }

    /// The same of a body that comes whole: each of its members, so that a document carries those that it reads.
    mutating func noteWhole(_ value: Value, of field: FieldDeclaration, from source: ValueSource) {
        guard field.kind == .body, case .record(let record) = value else { return note(value, of: field, named: field.name, from: source) }
        for member in field.kind.members {
            if let value = record[member.name] { note(value, of: member, named: "\(field.name).\(member.name)", from: source) }
        }
    }

    /// Takes away and returns what was found after so many values.
    mutating func removeValues(after count: Int) -> [ResolvedValue] {
        let later = Array(values[count...])
        values.removeLast(later.count)
        return later
    }

    /// Another value takes the place of the one that was found.
    mutating func replace(_ value: Value, of field: FieldDeclaration, named name: String, from source: ValueSource) {
        values.removeAll { $0.path.rawValue == name }
        note(value, of: field, named: name, from: source)
    }
}
