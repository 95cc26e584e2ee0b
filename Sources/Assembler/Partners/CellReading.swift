import Agreements
import CharacterSets
import DocumentModel
import Findings
import Settings
import Tables

/// Turns what a cell holds into an input value. What a spreadsheet did to it is undone where that is certain; otherwise it is a
/// finding.
enum CellReading {
    /// The cell as a text, for names of columns and for `nr`.
    static func plain(_ value: CellValue) -> String {
        switch value {
        case .text(let text): unquotedFormula(text).map(cleaned) ?? cleaned(text)
        case .number(let text, _, let shown): shown ?? text
        case .date(let text, let shown): shown ?? text
        case .percent(let text): text + " %"
        case .flag: value.shown
        case .fault(_, let text): cleaned(text)
        }
    }

    /// A cell of the column `nr`. Every row's is kept in memory, so no more than a number's length of it.
    static func key(_ value: CellValue) -> String {
        let text = plain(value)
        return text.utf8.count <= longestKey ? text : String(decoding: text.utf8.prefix(longestKey), as: UTF8.self)
    }

    static let longestKey = 1_000

    /// `nil` for a cell without a value, or with one that cannot be trusted (told in `findings`).
    static func node(_ value: CellValue, at place: Place, _ findings: inout [Finding]) -> InputNode? {
        func node(_ text: String, _ style: ScalarStyle = .quoted, stored: String? = nil) -> InputNode {
            InputNode(.scalar(InputScalar(.whole(text.precomposed, at: place), style: style, stored: stored)), at: place)
        }
        switch value {
        case .text(let text):
            let clean = unquotedFormula(text).map(cleaned) ?? cleaned(text)
            guard !clean.isEmpty else { return nil }
            if let finding = spoilt(clean, at: place) {
                findings.append(finding)
                if finding.severity == .fehler { return nil }
            }
            return node(clean)
        case .number(let text, let isSerial, nil): return node(text, isSerial ? .cellNumber : .quoted)
        case .number(let text, _, let shown?): return node(shown, stored: text)
        case .date(let text, let shown): return node(shown ?? text, stored: shown == nil ? nil : text)
        case .percent(let text): return node(text + " %")
        case .flag: return node(value.shown)
        case .fault(let fault, let text):
            findings.append(finding(fault, text, at: place))
            return nil
        }
    }

    /// Without blanks, byte order marks and spaces of no width at both ends; tables copied from web pages have them.
    private static func cleaned(_ text: String) -> String {
        let trimmed = text.trimmed
        guard let first = trimmed.unicodeScalars.first, let last = trimmed.unicodeScalars.last, isUnseen(first) || isUnseen(last) else { return trimmed }
        var scalars = trimmed.unicodeScalars[...]
        while let first = scalars.first, isUnseen(first) || first.isWhiteSpace { scalars.removeFirst() }
        while let last = scalars.last, isUnseen(last) || last.isWhiteSpace { scalars.removeLast() }
        return String(scalars)
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{FEFF}" || scalar == "\u{200B}" }

    /// `="00002"`: how people make Excel keep a zero.
    private static func unquotedFormula(_ text: String) -> String? {
        guard text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count >= 3 else { return nil }
        let inner = text.dropFirst(2).dropLast()
        return inner.contains("\"") ? nil : String(inner)
    }

    /// What a text shows of a spreadsheet that spoilt it.
    private static func spoilt(_ text: String, at place: Place) -> Finding? {
        if text.hasPrefix("#"), errorValues.contains(text) || text.allSatisfy({ $0 == "#" }) { return finding(.formulaError, text, at: place) }
        if text.hasPrefix("=") {
            return Finding(
                .fehler, "formel", at: place, "In der Zelle steht eine Formel, kein Wert: \(quoted(text)).",
                remedy: "Schreiben Sie den Wert selbst in die Zelle, oder speichern Sie die Tabelle als XLSX.")
        }
        if isRounded(text) { return finding(.rounded, text, at: place) }
        if mayBeGarbled(text), garbled.contains(where: text.contains) {
            return Finding(
                .warnung, "zeichen-verfaelscht", at: place,
                "Der Text \(quoted(text)) sieht aus, als wäre er in der falschen Kodierung gespeichert worden.",
                remedy: "Prüfen Sie Umlaute und Anführungszeichen in der Tabelle.")
        }
        return nil
    }

    /// „1,23E+11“: what a spreadsheet shows of a number too long for it.
    private static func isRounded(_ text: String) -> Bool {
        // The expression is made anew for every cell, so only cells that could match ask for it.
        text.utf8.contains(UInt8(ascii: "+")) && text.utf8.contains(UInt8(ascii: "E")) && text.wholeMatch(of: /[+-]?[0-9]([.,][0-9]+)?E\+[0-9]{1,3}/) != nil
    }

    /// As German and English spreadsheets show them.
    private static let errorValues: Set<String> = [
        "#NV", "#N/A", "#WERT!", "#VALUE!", "#BEZUG!", "#REF!", "#DIV/0!", "#ZAHL!", "#NUM!", "#NAME?", "#NULL!", "#ÜBERLAUF!", "#SPILL!",
    ]

    /// Whether a byte pair occurs that all of ``garbled`` begin with, „Ã“ or „â“; most cells need not be searched.
    private static func mayBeGarbled(_ text: String) -> Bool {
        var before: UInt8 = 0
        for byte in text.utf8 {
            if before == 0xC3, byte == 0x83 || byte == 0xA2 { return true }
            before = byte
        }
        return false
    }

    /// UTF-8 read as Windows-1252.
    private static let garbled = ["ä", "ö", "ü", "Ä", "Ö", "Ü", "ß", "é", "–", "„", "“", "’"].map(Windows1252.misread)

    private static func finding(_ fault: CellFault, _ text: String, at place: Place) -> Finding {
        switch fault {
        case .textAfterQuote:
            Finding(
                .fehler, "csv-anfuehrung", at: place, "Nach dem schließenden Anführungszeichen steht noch Text.",
                remedy: "Verdoppeln Sie Anführungszeichen innerhalb der Zelle (\"\"), oder speichern Sie die Tabelle neu aus Excel.")
        case .spansRows:
            Finding(
                .fehler, "csv-anfuehrung", at: place,
                "Die Zelle reicht über mehrere Zeilen und hat so viele Trennzeichen wie eine ganze Zeile; vermutlich fehlt ein Anführungszeichen.",
                remedy: "Prüfen Sie die Anführungszeichen ab hier, oder speichern Sie die Tabelle neu aus Excel.")
        case .formulaError:
            Finding(
                .fehler, "formel-fehler", at: place, "Die Zelle zeigt einen Fehler: \(quoted(text)).",
                remedy: "Berichtigen Sie die Formel, oder machen Sie die Spalte breiter, wenn nur „###“ zu sehen ist.")
        case .formulaWithoutValue:
            Finding(
                .fehler, "formel-ohne-wert", at: place, "In der Zelle steht eine Formel, deren Ergebnis nicht gespeichert ist.",
                remedy: "Öffnen Sie die Tabelle in Excel oder LibreOffice, und speichern Sie sie; dabei wird gerechnet.")
        case .rounded:
            Finding(
                .fehler, "zahl-gerundet", at: place, "Aus einer langen Zahl ist \(quoted(text)) geworden; die hinteren Ziffern sind verloren.",
                remedy: "Stellen Sie die Spalte auf „Text“, und schreiben Sie die Zahl noch einmal.")
        case .impossibleDay:
            Finding(
                .fehler, "datum-falsch", at: place, "Die Zelle ist als Datum eingestellt, aber die Zahl \(quoted(text)) ist kein Tag im Kalender.",
                remedy: FieldKind.date.advice)
        case .tooLong:
            Finding(
                .fehler, "wert-zu-lang", at: place, "Der Inhalt der Zelle ist länger als \(TableLimits.cellBytes / 1_048_576) MiB.",
                remedy: "Kürzen Sie den Text, oder legen Sie ihn als Anlage bei.")
        case .unsureDisplay:
            Finding(
                .fehler, "anzeige-unsicher", at: place,
                "Was die Zelle zeigt, lässt sich nicht sicher sagen\(text.isEmpty ? "" : "; gespeichert ist \(quoted(text))").",
                remedy: "Stellen Sie die Zelle auf „Text“, und schreiben Sie hinein, was im Vertrag stehen soll.")
        case .unshownText:
            Finding(
                .fehler, "zelle-mit-verborgenem-text", at: place,
                "Die Zelle enthält Text, den sie nicht zeigt (eine Lesehilfe, eine Fußnote oder ausgeblendeten Text), hier in eckigen Klammern: \(quoted(text)).",
                remedy: "Leeren Sie die Zelle, und schreiben Sie hinein, was im Vertrag stehen soll.")
        }
    }

    static func struck(_ place: Place, isRow: Bool) -> Finding {
        isRow
            ? Finding(
                .fehler, "zeile-durchgestrichen", at: place, "Die Zeile ist durchgestrichen.",
                remedy: "Löschen Sie die Zeile, wenn kein Vertrag entstehen soll; sonst heben Sie das Durchstreichen auf.")
            : Finding(
                .fehler, "zelle-durchgestrichen", at: place, "In der Zelle ist Text durchgestrichen; gedruckt würde er wie jeder andere.",
                remedy: "Löschen Sie, was nicht gelten soll, und heben Sie das Durchstreichen auf.")
    }
}
