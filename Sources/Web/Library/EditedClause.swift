import Checksum
import Findings
import Stewardship

/// What somebody has typed into the form of a clause, laid over its file: only what they have changed is changed in it.
struct EditedClause: Sendable {
    /// Settings that have a field of their own; of ``lists`` a line each. The others are changed in the head as it stands, or by the program.
    static let texts = ["ueberschrift", "zusammenfassung", "gilt_ab", "gilt_bis", "grundlage_stand", "wenn"]
    static let lists = ["grundlage", "rechtszeilen", "erfordert", "schliesst_aus", "erfordert_anlage", "merkmale"]

    /// As the form holds it.
    let body: String
    let head: String
    private(set) var settings: [String: String]
    let comment: String
    /// SHA-256 of the file that the form was filled from.
    let seen: String
    /// Checksums of what the form held when it was shown, by field: what is still so nobody has touched, whatever has become of the file since.
    let shown: String

    /// - Throws: ``Problem`` where it is not our form.
    init(_ form: FormFields) throws(Problem) {
        guard let body = form["wortlaut"], let head = form["kopf"], let seen = form["_gesehen"] else { throw .unreadable }
        (self.body, self.head, self.seen) = (EditedClause.plain(body), EditedClause.plain(head), seen)
        comment = form["kommentar"] ?? ""
        shown = form["_stand"] ?? ""
        settings = Dictionary(
            (EditedClause.texts + EditedClause.lists).compactMap { key in form[key].map { (key, EditedClause.plain($0)) } }, uniquingKeysWith: { first, _ in first })
    }

    /// The same with another text in one of the fields.
    func setting(_ key: String, to text: String) -> EditedClause {
        var changed = self
        changed.settings[key] = text
        return changed
    }

    /// The file with what has been changed of it, in this order: the head as text, single settings, the wording.
    func applied(to file: ClauseEdit) throws(FindingList) -> ClauseEdit {
        var edit = file
        if isTouched("kopf", head), head != file.head { try edit.setHead(head) }
        for (key, text) in settings.sorted(by: { $0.key < $1.key }) where isTouched(key, text) && text != EditedClause.shownSetting(key, file) {
            let lines = text.split(separator: "\n").map { String($0).trimmedAtEnds }.filter { !$0.isEmpty }
            if EditedClause.lists.contains(key) {
                try edit.set(key, to: lines.isEmpty ? .removed : .list(lines))
            } else {
                let line = lines.joined(separator: " ")
                try edit.set(key, to: line.isEmpty && key != "ueberschrift" ? .removed : .text(line))
            }
        }
        if isTouched("wortlaut", body), body != file.body { edit.setBody(body) }
        return edit
    }

    /// Whether somebody has changed a field of the form.
    func isTouched(_ key: String, _ text: String) -> Bool { !shown.split(separator: " ").contains(Substring(EditedClause.mark(key, text))) }

    /// What the form holds of a file.
    static func shown(_ file: ClauseEdit) -> String {
        ([mark("kopf", file.head), mark("wortlaut", file.body)] + (texts + lists).map { mark($0, shownSetting($0, file)) }).joined(separator: " ")
    }

    private static func mark(_ key: String, _ text: String) -> String { "\(key):\(SHA256.hex(of: text).prefix(16))" }

    /// A setting as its field shows it.
    static func shownSetting(_ key: String, _ file: ClauseEdit) -> String { (file.setting(key) ?? []).joined(separator: "\n") }

    private static func plain(_ text: String) -> String { text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") }
}

extension String {
    fileprivate var trimmedAtEnds: String {
        var text = Substring(self)
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
