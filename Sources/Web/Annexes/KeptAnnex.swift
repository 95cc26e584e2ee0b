import Agreements

/// A file that somebody has put behind a contract, and what of it is taken.
struct KeptAnnex: Sendable, Hashable, Codable {
    /// 32 hexadecimal digits: the folder that the file lies in.
    let id: String
    /// What it is called; it lies under this name and travels along in the contract under it.
    let file: String
    /// How many pages it has.
    let count: Int
    var title: String
    /// Empty: number and title.
    var alternativeText = ""
    /// Numbers of those that are taken, in the order they are wanted; never none.
    var pages: [Int]
    /// What it was sent as, where it has been converted since: „Konzept.docx“.
    var source: String?
    /// Converted, and not looked at yet: nothing that nobody has seen stands behind a contract. `nil`: no.
    var awaitsApproval: Bool?

    var isApproved: Bool { awaitsApproval != true }

    /// Annexes of one contract.
    static let most = 50

    var isWhole: Bool { pages == Array(1...max(1, count)) }

    /// Those that are left out, in order.
    var left: [Int] {
        let taken = Set(pages)
        return (1...max(1, count)).filter { !taken.contains($0) }
    }

    /// „2“, „2, dazu 1 zu bestätigen“; `nil`: none.
    static func said(_ annexes: [KeptAnnex]) -> String? {
        let approved = annexes.count(where: \.isApproved)
        if approved == annexes.count { return annexes.isEmpty ? nil : "\(approved)" }
        return "\(approved), dazu \(annexes.count - approved) zu bestätigen"
    }

    /// „Konzept_2026.pdf“ → „Konzept 2026“
    static func title(of file: String) -> String {
        let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        return stem.replacing("_", with: " ")
    }

    /// A name that every system takes, without a path in it; never hidden.
    static func safe(_ name: String) -> String {
        var safe = ""
        for character in name {
            safe.append(character.isLetter || character.isNumber || " -_.,()&+".contains(character) ? character : "_")
            if safe.utf8.count > 150 { break }
        }
        let trimmed = safe.drop { ". ".contains($0) }
        return trimmed.isEmpty ? "Anlage" : String(trimmed)
    }
}

/// Numbers of pages as a print dialogue takes them.
enum PageList {
    /// `[3, 1, 2]` → „3, 1-2“
    static func text(_ numbers: [Int]) -> String {
        var parts: [String] = []
        var rest = numbers[...]
        while let first = rest.popFirst() {
            var last = first
            while let next = rest.first, next == last + 1 {
                last = next
                rest = rest.dropFirst()
            }
            parts.append(first == last ? "\(first)" : "\(first)-\(last)")
        }
        return parts.joined(separator: ", ")
    }

    /// What is wrong with a text that somebody has typed.
    struct Fault: Error, Sendable, Hashable { let text: String }

    /// Each page once, at its first place; an empty text means all.
    static func numbers(_ text: String, of count: Int) throws(Fault) -> [Int] {
        guard text.contains(where: { !$0.isWhitespace }) else { return Array(1...max(1, count)) }
        guard let selection = PageSelection(text) else {
            throw Fault(text: "„\(text)“ ist keine Auswahl von Seiten. Schreiben Sie zum Beispiel „1-3, 7“ (Seiten 1 bis 3 und 7) oder „4-“ (ab Seite 4).")
        }
        switch selection.numbers(of: count) {
        case .success(let numbers):
            var seen: Set<Int> = []
            return numbers.filter { seen.insert($0).inserted }
        case .failure(let missing):
            throw Fault(text: "Eine Seite \(missing.number) gibt es nicht; die Datei hat \(count == 1 ? "nur eine Seite" : "\(count) Seiten").")
        }
    }
}
