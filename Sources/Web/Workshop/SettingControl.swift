import Findings
import Stewardship

/// One field of a form over a file's settings.
struct SettingControl: Sendable {
    enum Kind: Sendable {
        case line, area
        /// A text a line; a single one stands as a text, unless the file has a list already.
        case lines(alwaysList: Bool)
        /// Values with what they are called; „nothing said“ comes by itself.
        case choice([(value: String, label: String)])
    }

    let path: SettingPath
    let label: String
    var help: String?
    var kind: Kind = .line
    /// Identifier of a list of proposals on the page.
    var proposals: String?
    /// What an empty field means, shown in it.
    var placeholder: String?

    init(_ path: SettingPath, _ label: String, _ kind: Kind = .line, help: String? = nil, proposals: String? = nil, placeholder: String? = nil) {
        (self.path, self.label, self.kind, self.help, self.proposals, self.placeholder) = (path, label, kind, help, proposals, placeholder)
    }

    static let yesOrNo: Kind = .choice([("ja", "ja"), ("nein", "nein")])
    /// Typed for a text that is empty on purpose.
    static let nothing = "\"\""

    var name: String { "a.\(path)" }

    /// What the field shows; `nil` where the file says something there that no field can show.
    func shown(_ tree: SettingNode) -> String? {
        switch tree[path] {
        case nil, .empty?:
            // `- kuendigung/frist` is short for `- klausel: kuendigung/frist`.
            if path.parent.index != nil, case .text(let text, _)? = tree[path.parent], path.steps.last == .key("klausel") { return text }
            return ""
        case .text(let text, _)?: return text.isEmpty ? SettingControl.nothing : text
        case .list(let nodes)?:
            guard case .lines = kind else { return nil }
            let texts = nodes.compactMap(\.string)
            return texts.count == nodes.count ? texts.joined(separator: "\n") : nil
        case .group?: return nil
        }
    }

    /// Lays what somebody has typed over the file.
    func write(_ typed: String, to edit: inout SettingTreeEdit) throws(FindingList) {
        let text = SettingControl.clean(typed, keepsLines: keepsLines)
        var wanted: SettingNode?
        if text == SettingControl.nothing {
            wanted = .text("")
        } else if !text.isEmpty {
            if case .lines(let alwaysList) = kind {
                let lines = text.split(separator: "\n").map(String.init)
                if case .list? = edit.tree[path] {
                    wanted = .list(lines.map { .text($0) })
                } else {
                    wanted = alwaysList || lines.count > 1 ? .list(lines.map { .text($0) }) : .text(lines[0])
                }
            } else {
                wanted = .text(text)
            }
        }
        if path.parent.index != nil, case .text(let name, _)? = edit.tree[path.parent], case .key(let key)? = path.steps.last {
            // A second setting makes a group of it.
            if key == "klausel" { return try edit.set(path.parent, to: wanted ?? .text(name)) }
            guard let wanted else { return }
            return try edit.set(path.parent, to: .group([SettingNode.Entry("klausel", .text(name)), SettingNode.Entry(key, wanted)]))
        }
        try edit.set(path, to: wanted)
    }

    /// Whether somebody has typed something else than the field showed; blanks at the ends are nothing.
    func isChanged(_ typed: String, _ tree: SettingNode) -> Bool {
        guard let shown = shown(tree) else { return false }
        return SettingControl.clean(typed, keepsLines: keepsLines) != SettingControl.clean(shown, keepsLines: keepsLines)
    }

    private var keepsLines: Bool { if case .lines = kind { true } else if case .area = kind { true } else { false } }

    static func clean(_ text: String, keepsLines: Bool) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").split(separator: "\n", omittingEmptySubsequences: true).map { line in
            var line = line
            while line.first == " " || line.first == "\t" { line.removeFirst() }
            while line.last == " " || line.last == "\t" { line.removeLast() }
            return String(line)
        }.filter { !$0.isEmpty }
        return lines.joined(separator: keepsLines ? "\n" : " ")
    }

    /// For the template; `nil` where there is no field for what the file says.
    ///
    /// - Parameter typed: what somebody has typed that could not be laid over the file.
    func values(_ tree: SettingNode, typed: String? = nil) -> [String: Any]? {
        guard let shown = typed ?? shown(tree) else { return nil }
        var values: [String: Any] = [
            "name": name, "id": "f-" + name.replacing(".", with: "-"), "beschriftung": label, "hilfe": Web.shown(help), "wert": shown, "vorschlaege": Web.shown(proposals),
            "platzhalter": Web.shown(placeholder), "zeile": false, "bereich": false, "auswahl": false, "zeilenzahl": "3",
        ]
        switch kind {
        case .line: values["zeile"] = true
        case .area, .lines:
            values["bereich"] = true
            values["zeilenzahl"] = "\(min(8, max(2, shown.split(separator: "\n").count)))"
        case .choice(let choices):
            values["auswahl"] = true
            var all = [("", placeholder ?? "(nichts angegeben)")] + choices.map { ($0.value, $0.label) }
            // What stands there and is none of the choices stays.
            if !all.contains(where: { $0.0 == shown }) { all.append((shown, shown)) }
            values["optionen"] = all.map { ["wert": $0.0, "text": $0.1, "gewaehlt": $0.0 == shown] as [String: Any] }
        }
        return values
    }
}

/// A part of the form: fields, and rows that can be ordered.
struct SettingSection: Sendable {
    struct Row: Sendable {
        /// In the file; buttons and dragging name it.
        let path: SettingPath
        let title: String
        /// What stands beside the title.
        var note: String?
        var controls: [SettingControl] = []
        /// Besides up, down and remove.
        var buttons: [Button] = []
        var rows: [Row] = []
        /// What can be added to its rows.
        var additions: [Addition] = []
        var isMovable = true
        var isRemovable = true
        /// Shown with its fields opened.
        var isOpen = false
    }

    struct Button: Sendable {
        let act: String
        let text: String
    }

    /// A way to add a row: fields with names of their own and a button.
    struct Addition: Sendable {
        struct Field: Sendable {
            let name: String
            let label: String
            var proposals: String?
            var choices: [(value: String, label: String)]?
        }

        let act: String
        let button: String
        let fields: [Field]
    }

    let id: String
    let title: String
    var help: String?
    var controls: [SettingControl] = []
    var rows: [Row] = []
    var additions: [Addition] = []
    var buttons: [Button] = []
    var isOpen = false

    var allControls: [SettingControl] { controls + rows.flatMap(SettingSection.controls) }

    private static func controls(_ row: Row) -> [SettingControl] { row.controls + row.rows.flatMap(controls) }
}
