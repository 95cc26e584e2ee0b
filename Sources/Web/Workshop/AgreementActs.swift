import Findings
import Stewardship

/// What the buttons of the agreement's form do to its file.
enum AgreementActs {
    /// Moving, removing and adding, as buttons and dragging name it.
    ///
    /// - Returns: the row that has the attention afterwards; `nil`: none.
    /// - Throws: why the file cannot be changed so; ``Problem`` for what no button says.
    static func act(_ text: String, _ form: FormFields, _ edit: inout SettingTreeEdit) throws -> SettingPath? {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let verb = parts.first else { throw Problem.unreadable }
        let rest = parts.count > 1 ? parts[1] : ""
        let place = SettingPath(rest)
        switch verb {
        case "auf", "ab":
            guard let index = place.index, let count = edit.tree[place.parent]?.elements.count else { throw Problem.unreadable }
            let new = verb == "auf" ? index - 1 : index + 1
            guard (0..<count).contains(new) else { return place }
            try edit.move(place, to: place.parent + (verb == "auf" ? new : new + 1))
            return place.parent + new
        case "zieh":
            let ends = rest.split(separator: ">").map { SettingPath(String($0)) }
            guard ends.count == 2, edit.tree[ends[0]] != nil, ends[0] != ends[1], isKin(ends[0], ends[1]) else { throw Problem.unreadable }
            try edit.move(ends[0], to: ends[1])
            return nil
        case "weg":
            guard edit.tree[place] != nil, place.steps.count > 1 else { throw Problem.unreadable }
            if let index = place.index { try edit.remove(index, in: place.parent) } else { try edit.set(place, to: nil) }
            return nil
        case "hinein":
            guard let index = place.index, index > 0, let group = edit.tree[place.parent]?.elements[index - 1], group["abschnitt"] != nil else { throw Problem.unreadable }
            let list = place.parent + (index - 1) + (group["unterabschnitte"] != nil ? "unterabschnitte" : "absaetze")
            let count = edit.tree[list]?.elements.count ?? 0
            try edit.move(place, to: list + count)
            return list + count
        case "heraus":
            let group = place.parent.parent
            guard let index = group.index, edit.tree[place] != nil else { throw Problem.unreadable }
            try edit.move(place, to: group.parent + (index + 1))
            return group.parent + (index + 1)
        case "neu": return try add(rest, form, &edit)
        case "kette":
            let text = edit.tree[place]?.string ?? ""
            try edit.set(place, to: .list([.group([SettingNode.Entry("funktion", .text(text.isEmpty ? "Vorstand" : text))])]))
            return place + 0
        case "fest": return try exchange(SettingPath("beispiel") + rest, SettingPath(rest), &edit)
        case "beispiel": return try exchange(SettingPath(rest), SettingPath("beispiel") + rest, &edit)
        default: throw Problem.unreadable
        }
    }

    /// Clauses may go from list to list, all else stays in its own.
    private static func isKin(_ a: SettingPath, _ b: SettingPath) -> Bool {
        a.index != nil && b.index != nil && (a.parent == b.parent || (a.steps.first == .key("klauseln") && b.steps.first == .key("klauseln")))
    }

    private static func exchange(_ from: SettingPath, _ to: SettingPath, _ edit: inout SettingTreeEdit) throws -> SettingPath? {
        guard let node = edit.tree[from], edit.tree[to] == nil else { throw Problem.unreadable }
        var changed = edit
        try changed.set(to, to: node)
        try changed.set(from, to: nil)
        edit = changed
        return nil
    }

    private static func add(_ what: String, _ form: FormFields, _ edit: inout SettingTreeEdit) throws -> SettingPath? {
        let parts = what.split(separator: ":", maxSplits: 1).map(String.init)
        func typed(_ name: String) -> String { SettingControl.clean(form["neu." + name] ?? "", keepsLines: false) }
        func append(_ node: SettingNode, _ list: String) throws -> SettingPath {
            let place = SettingPath(list)
            let count = edit.tree[place]?.elements.count ?? 0
            try edit.insert(node, at: count, in: place)
            return place + count
        }
        switch parts.first {
        case "klausel":
            let list = parts.count > 1 ? parts[1] : "klauseln"
            let name = typed("klausel." + list)
            guard !name.isEmpty else { throw nothingTyped("Nennen Sie die Klausel, die hinzukommen soll.") }
            guard SettingPath(list).steps.first == .key("klauseln") else { throw Problem.unreadable }
            return try append(.text(name), list)
        case "abschnitt":
            let heading = typed("abschnitt")
            guard !heading.isEmpty else { throw nothingTyped("Nennen Sie die Überschrift des Abschnitts.") }
            let form = typed("form") == "unterabschnitte" ? "unterabschnitte" : "absaetze"
            return try append(.group([SettingNode.Entry("abschnitt", .text(heading)), SettingNode.Entry(form, .list([]))]), "klauseln")
        case "stelle-der-unterschriften": return try append(.text("unterschriften"), "klauseln")
        case "partei": return try addParty(typed("partei"), isFixed: typed("partei.angaben") != "beispiel", &edit)
        case "person":
            let list = parts.count > 1 ? parts[1] : ""
            guard list.hasSuffix("vertreten_durch"), case .list? = edit.tree[SettingPath(list)] else { throw Problem.unreadable }
            let office = typed("person." + list)
            guard !office.isEmpty else { throw nothingTyped("Nennen Sie das Amt der Person.") }
            return try append(.group([SettingNode.Entry("funktion", .text(office))]), list)
        case "unterschrift":
            var entries = [SettingNode.Entry("partei", .text(typed("unterschrift").isEmpty ? "stelle" : typed("unterschrift")))]
            if !typed("unterschrift.ort").isEmpty { entries.append(SettingNode.Entry("ort", .text(typed("unterschrift.ort")))) }
            return try append(.group(entries), "unterschriften.einheiten")
        case "anlage":
            let title = typed("anlage")
            guard !title.isEmpty else { throw nothingTyped("Nennen Sie den Titel der Anlage.") }
            let file = typed("anlage.datei")
            let taken = Set((edit.tree["anlagen"]?.elements ?? []).compactMap { $0["kennung"]?.string })
            var entries = [SettingNode.Entry("kennung", .text(free(key(title, "-"), taken, "-"))), SettingNode.Entry("titel", .text(title))]
            if !typed("anlage.zu").isEmpty { entries.append(SettingNode.Entry("zu", .text(typed("anlage.zu"), isQuoted: true))) }
            entries.append(SettingNode.Entry("art", .text(file.hasSuffix(".pdf") ? "pdf" : file.hasSuffix(".md") || file.isEmpty ? "text" : "bild")))
            if !file.isEmpty { entries.append(SettingNode.Entry("datei", .text(file))) }
            return try append(.group(entries), "anlagen")
        case "feld":
            let label = typed("feld")
            guard !label.isEmpty else { throw nothingTyped("Nennen Sie die Beschriftung des Feldes.") }
            let name = free(key(label, "_"), names(edit), "_")
            let kind = typed("feld.art")
            var entries = [SettingNode.Entry("art", .text(kind.isEmpty ? "text" : kind)), SettingNode.Entry("beschriftung", .text(label))]
            if kind == "auswahl" { entries.append(SettingNode.Entry("werte", .list([.text("ja"), .text("nein")]))) }
            if kind == "liste" { entries.append(SettingNode.Entry("von", .text("text"))) }
            let place = SettingPath("felder") + name
            try edit.set(place, to: .group(entries))
            return place
        default: throw Problem.unreadable
        }
    }

    /// A field of kind `stelle`, the party itself, and what it is called.
    private static func addParty(_ called: String, isFixed: Bool, _ edit: inout SettingTreeEdit) throws -> SettingPath? {
        guard !called.isEmpty else { throw nothingTyped("Nennen Sie, wie die Partei im Vertrag heißt.") }
        let list = SettingPath("parteien.liste")
        let count = edit.tree[list]?.elements.count ?? 0
        guard count < 20 else {
            throw FindingList([
                Finding(.fehler, "parteien-zu-viele", "Mehr als zwanzig Parteien lassen sich hier nicht anlegen.", remedy: "Verwenden Sie ein Feld „liste“ von Stellen.")
            ])
        }
        let name = free(key(called, "_"), names(edit), "_")
        var changed = edit
        try changed.set(SettingPath("felder") + name, to: .group([SettingNode.Entry("art", .text("stelle")), SettingNode.Entry("beschriftung", .text(called))]))
        try changed.insert(.group([SettingNode.Entry("stelle", .text(name)), SettingNode.Entry("bezeichnung", .text(called))]), at: count, in: list)
        let record = (isFixed ? SettingPath("") : SettingPath("beispiel")) + name
        try changed.set(record, to: .group([SettingNode.Entry("name", .text(called))]))
        edit = changed
        return list + count
    }

    /// Names that a field cannot have: those of others, and of the agreement's own settings.
    private static func names(_ edit: SettingTreeEdit) -> Set<String> {
        Set((edit.tree["felder"]?.entries ?? []).map(\.key) + edit.tree.entries.map(\.key) + AgreementKeys.all).union(AgreementKeys.builtIn)
    }

    private static func free(_ name: String, _ taken: Set<String>, _ joint: String) -> String {
        guard taken.contains(name) else { return name }
        return (2...1000).lazy.map { "\(name)\(joint)\($0)" }.first { !taken.contains($0) } ?? name
    }

    /// „Träger der Jugendhilfe“ → `traeger_der_jugendhilfe`
    static func key(_ text: String, _ joint: String) -> String {
        var result = ""
        for character in text.lowercased() {
            switch character {
            case "ä": result += "ae"
            case "ö": result += "oe"
            case "ü": result += "ue"
            case "ß": result += "ss"
            case "a"..."z", "0"..."9": result.append(character)
            default: if !result.isEmpty, !result.hasSuffix(joint) { result += joint }
            }
        }
        // A letter with a mark that has no letter of its own („aͤ“) counts as one between a and z.
        var name = String(String(result.unicodeScalars.filter(\.isASCII)).prefix(40))
        while name.hasSuffix(joint) { name.removeLast(joint.count) }
        return name.isEmpty ? "n" : name.first?.isNumber == true ? "n" + joint + name : name
    }

    private static func nothingTyped(_ remedy: String) -> FindingList {
        FindingList([Finding(.fehler, "eingabe-fehlt", "Das Feld neben dem Knopf ist leer; geändert wurde nichts.", remedy: remedy)])
    }
}
