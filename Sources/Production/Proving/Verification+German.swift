import Finishing

extension Verification {
    /// For people: the verdict, what it rests on, what was added, what is different, and what to do.
    public var text: String {
        var lines = ["\(path): \(sentence)"]
        if let record { lines.append("  \(record.sentence)") }
        lines += refusedAdditions.map { "  Nicht erlaubt: \($0)" } + additions.map { "  Hinzugefügt: \($0.text)" }
        if verdict == .altered, differences.isEmpty, let firstDifferentByte {
            lines.append("  Die erste Abweichung steht in Byte \(firstDifferentByte + 1).")
        }
        if verdict == .unchanged, !differences.isEmpty { lines.append("  Seither anders, ohne Wirkung auf diesen Vertrag:") }
        lines += differences.map { "  \($0.text)" }
        if let advice { lines.append("  → \(advice)") }
        return lines.joined(separator: "\n")
    }

    private var hasSignature: Bool { additions.contains { $0.art == .signature } }

    /// The verdict.
    package var sentence: String {
        let subject = addedBytes == 0 || verdict == .altered ? "Die Datei" : "Der Vertrag, wie er erstellt wurde,"
        switch verdict {
        case .unchanged: return "\(subject) ist unverändert; aus Herkunft und Bibliothek entstehen dieselben Bytes."
        case .recorded: return "\(subject) ist unverändert; das zeigt der Nachweis. Mit der heutigen Bibliothek entsteht der Vertrag so nicht mehr."
        case .altered: return "\(subject) wurde nach der Erstellung verändert."
        case .extended: return "An die Datei wurde nach der Erstellung etwas angefügt, das keine Unterschrift ist."
        case .libraryMovedOn:
            return "Die Bibliothek ergibt diesen Vertrag heute so nicht mehr. Ob auch jemand die Datei verändert hat, lässt sich daraus nicht feststellen."
        case .otherProgram:
            return "\(reasonOfOtherProgram) Ob jemand die Datei verändert hat, lässt sich daraus nicht feststellen."
        case .sameClauses:
            return
                "Alle Klauseln stimmen mit der Bibliothek überein. Die Werte trägt die Datei nicht; neu zusammensetzen lässt sie sich nicht, und ob jemand sie verändert hat, lässt sich daraus nicht feststellen."
        case .notRecorded: return "Die Datei steht nicht im genannten Nachweis."
        }
    }

    /// A system with other libraries draws the same pages in other bytes: that is no other program.
    private var reasonOfOtherProgram: String {
        let libraries = differences.compactMap(\.programLibrary)
        guard !libraries.isEmpty, libraries.count == differences.count else { return "Eine andere Programmfassung hat die Datei erstellt und setzt anders." }
        let names = libraries.map { Self.libraryNames[$0] ?? $0 }
        let listed = names.count == 1 ? names[0] : "\(names.dropLast().joined(separator: ", ")) und \(names[names.count - 1])"
        return "Die Datei ist mit \(names.count == 1 ? "anderer Fassung" : "anderen Fassungen") von \(listed) erstellt; heute entstehen andere Bytes."
    }

    /// As their makers write them, where an origin has them in small letters.
    private static let libraryNames = [
        "cairo": "Cairo", "freetype": "FreeType", "fribidi": "FriBidi", "harfbuzz": "HarfBuzz", "icu": "ICU", "lcms2": "Little CMS", "poppler": "Poppler",
        "tesseract": "Tesseract",
    ]

    /// What to do about it.
    package var advice: String? {
        switch verdict {
        case .altered: return "Verwenden Sie die Datei nicht; nehmen Sie die abgelegte Fassung, oder erstellen Sie den Vertrag neu."
        case .extended:
            return "Verwenden Sie die Datei nicht; lassen Sie sich den Vertrag ohne diese Ergänzungen geben, und fragen Sie nach, wer sie angebracht hat."
        case .libraryMovedOn, .otherProgram, .sameClauses:
            if hasSignature {
                return "Prüfen Sie die Unterschrift im Signaturprogramm: Sie gilt für die ganze Datei; ist sie gültig, so ist auch der Vertrag unverändert."
            }
            return
                "Nennen Sie das Manifest der Serie oder den Nachweis von „build --nachweis“: --manifest datei.json; oder prüfen Sie mit der Bibliothek und dem Programm von damals."
        case .notRecorded: return "Nennen Sie das Manifest des Laufs, in dem der Vertrag entstanden ist, oder fragen Sie nach, woher die Datei stammt."
        case .unchanged, .recorded:
            return hasSignature || additions.contains { $0.art == .timeStamp } ? "Ob Unterschriften und Zeitstempel gültig sind, sagt Ihr Signaturprogramm." : nil
        }
    }
}
