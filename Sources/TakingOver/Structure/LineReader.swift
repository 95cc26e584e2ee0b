import Word

/// Paragraphs of the file as lines: empty ones and tables of contents left out, numbers apart from words.
struct LineReader {
    private(set) var lines: [OldLine] = []
    private(set) var notes: [String: String] = [:]
    private(set) var log: TakeOverLog

    /// - Parameter fields: tags of controls whose content does not count.
    init(_ document: ReadDocument, without fields: Set<String> = [], log: TakeOverLog) {
        self.log = log
        var pending: [ReadPiece] = []
        var hidden = 0
        for (index, paragraph) in document.paragraphs.enumerated() {
            pending += paragraph.pieces.filter { piece in piece.isThere(accepted: true) && !(piece.control.map(fields.contains) ?? false) }
            // The end of this paragraph is deleted: the next one goes on.
            if let mark = paragraph.mark, !mark.isAddition, index + 1 < document.paragraphs.count { continue }
            hidden += pending.count { $0.isHidden && !$0.text.allSatisfy(\.isWhitespace) }
            add(paragraph, pending.filter { !$0.isHidden }, index + 1)
            pending = []
        }
        for note in document.notes { if let name = note.note { notes[name] = [notes[name], note.text].compactMap { $0 }.joined(separator: " ") } }
        report(document, hidden: hidden)
    }

    private mutating func add(_ paragraph: ReadParagraph, _ pieces: [ReadPiece], _ position: Int) {
        let style = paragraph.style.lowercased()
        if style.hasPrefix("toc") || style.hasPrefix("verzeichnis") || style.hasPrefix("contents") || style.hasPrefix("inhaltsverzeichnis") { return }
        let text = pieces.map { piece in piece.note.map(NoteMark.text) ?? piece.text.replacing(/[\u{E000}\u{E001}\u{AD}\u{200B}\u{2060}\u{FEFF}]/, with: "") }.joined()
        var line = OldLine(
            position: position, text: text.trimmed, outline: paragraph.outline, isBold: paragraph.isBold, isCentred: paragraph.isCentred, style: paragraph.style,
            cell: paragraph.cell)
        if line.plain.isEmpty, paragraph.label.isEmpty || paragraph.isBullet { return }
        line.listLevel = paragraph.level
        if paragraph.isBullet {
            line.number = LeadingNumber(shape: .bullet, values: [], text: "•")
            line.isCounted = true
        } else if !paragraph.label.isEmpty, let counted = LeadingNumber.read(Wording.normal(paragraph.label), isLabel: true), counted.rest.isEmpty {
            line.number = counted.number
            line.isCounted = true
        } else {
            if !paragraph.label.isEmpty { line.text = paragraph.label + " " + line.text }
            if let typed = LeadingNumber.read(line.text) { (line.number, line.text) = (typed.number, LineReader.rest(line.text, typed.rest)) }
        }
        lines.append(line)
    }

    /// The end of a text with its line ends, whose blanks were made plain for reading the number.
    private static func rest(_ text: String, _ plain: String) -> String {
        let count = plain.count
        return count <= text.count ? String(text.suffix(count)) : plain
    }

    private mutating func report(_ document: ReadDocument, hidden: Int) {
        if document.hasRevisions {
            log.add(
                .warnung, "uebernahme-aenderungen", "Die Datei enthält gekennzeichnete Änderungen; übernommen ist der Text, wie er nach ihrer Annahme lautet.",
                "Nehmen Sie die Änderungen in Word an oder lehnen Sie sie ab, und übernehmen Sie die Datei noch einmal, wenn etwas anderes gelten soll.")
        }
        if hidden > 0 {
            log.add(
                .warnung, "uebernahme-verborgen",
                "An \(hidden == 1 ? "einer Stelle" : "\(hidden) Stellen") steht Text, den niemand sieht (verborgen, weiß oder winzig); er ist nicht übernommen.",
                "Sehen Sie in der alten Datei nach, ob er zum Vertrag gehört.")
        }
        if !document.comments.isEmpty {
            log.add(
                .hinweis, "uebernahme-kommentare",
                "Die Datei hat \(document.comments.count == 1 ? "einen Kommentar" : "\(document.comments.count) Kommentare"); sie sind nicht übernommen.",
                "Lesen Sie sie in der alten Datei, und erledigen Sie sie dort.")
        }
    }
}
