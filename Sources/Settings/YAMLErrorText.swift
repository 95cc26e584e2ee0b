import Findings
import Yams

/// Says in German what libyaml says in English, and guesses what the clerk did.
struct YAMLErrorText {
    let file: SourceFile
    let firstLine: Int
    let text: String

    func findings(for error: YamlError) -> [Finding] {
        switch error {
        case .scanner(let context?, "found unexpected end of stream", _, _):
            // The end of the file says nothing; what was opened does.
            return [finding("found unexpected end of stream", at: context.mark)]
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            return [finding(problem, at: mark)]
        case .duplicatedKeysInMapping(let duplicates, let context):
            return duplicates.sorted().map { duplicate($0, after: context.mark) }
        case .reader:
            return [
                Finding(
                    .fehler, "yaml-zeichen", at: controlCharacter(), "Hier steht ein Steuerzeichen, das in YAML nicht erlaubt ist.",
                    remedy: "Löschen Sie das unsichtbare Zeichen.")
            ]
        default:
            return [
                Finding(
                    .fehler, "yaml-fehlerhaft", at: .file(file.path, line: firstLine, column: 1), "Der Text lässt sich nicht als YAML lesen.",
                    remedy: "Prüfen Sie Einrückung und Anführungszeichen.")
            ]
        }
    }

    private func finding(_ problem: String, at mark: Mark) -> Finding {
        let place = place(mark.line, mark.column)
        // A tab is the commonest cause, and libyaml names it by its consequences.
        for number in [mark.line, mark.line - 1] {
            if let tab = tabInIndentation(of: number) {
                return Finding(
                    .fehler, "yaml-tabulator", at: self.place(number, tab), "Die Zeile ist mit einem Tabulator eingerückt.",
                    remedy: "Rücken Sie mit Leerzeichen ein (zwei je Ebene).")
            }
        }
        let (message, remedy) = explanation(problem, line: mark.line)
        return Finding(.fehler, "yaml-fehlerhaft", at: place, message, remedy: remedy)
    }

    private func explanation(_ problem: String, line: Int) -> (String, String) {
        switch problem {
        case "mapping values are not allowed in this context":
            return (
                "Hier steht ein Doppelpunkt, wo keiner stehen kann.",
                "Setzen Sie einen Wert, der „: “ enthält, in Anführungszeichen; sonst prüfen Sie die Einrückung."
            )
        case "could not find expected ':'":
            return ("Nach dem Namen fehlt der Doppelpunkt.", "Schreiben Sie: name: wert.")
        case "did not find expected key":
            return (
                "Hier wird ein Name mit Doppelpunkt erwartet.",
                "Prüfen Sie, ob die Zeile so weit eingerückt ist wie die vorige, und ob Anführungszeichen paarweise stehen."
            )
        case "did not find expected '-' indicator":
            return ("Hier wird der nächste Listeneintrag erwartet.", "Beginnen Sie den Eintrag mit „- “ auf gleicher Höhe wie die anderen.")
        case "did not find expected ',' or ']'":
            return ("Die Liste in eckigen Klammern ist nicht vollständig.", "Trennen Sie die Einträge mit Komma und schließen Sie mit „]“.")
        case "did not find expected ',' or '}'":
            return (
                "Die Angaben in geschweiften Klammern sind nicht vollständig.",
                "Trennen Sie sie mit Komma und schließen Sie mit „}“. Ein Wert, der mit „{{“ beginnt, steht in Anführungszeichen."
            )
        case "found unexpected end of stream":
            return ("Ein Anführungszeichen oder eine Klammer wird nicht geschlossen.", "Ergänzen Sie das schließende Zeichen.")
        case "found undefined alias", "did not find expected alphabetic or numeric character":
            return ("Ein Wert, der mit „*“ oder „&“ beginnt, braucht Anführungszeichen.", "Schreiben Sie: \"*…\".")
        case "found character that cannot start any token":
            return ("Mit diesem Zeichen kann kein Wert beginnen.", "Setzen Sie den Wert in Anführungszeichen.")
        case "found unknown escape character":
            return (
                "Nach „\\“ steht ein Zeichen, das dort keine Bedeutung hat.",
                "Schreiben Sie „\\\\“ für einen umgekehrten Schrägstrich, oder verwenden Sie einfache Anführungszeichen."
            )
        case "did not find expected <document start>", "but found another document":
            return ("Die Datei enthält mehr als einen YAML-Teil.", "Löschen Sie die Zeile „---“ oder den Text nach dem ersten Teil.")
        case "block sequence entries are not allowed in this context":
            return ("Ein Listeneintrag steht auf derselben Zeile wie sein Name.", "Schreiben Sie „- “ in eine eigene Zeile darunter.")
        case let problem where problem.hasPrefix("Maximum nesting"):
            return ("Die Angaben sind zu tief geschachtelt (höchstens \(Limits.nesting) Ebenen).", "Prüfen Sie Klammern und Einrückung.")
        default:
            return (
                "Der Aufbau ist hier nicht in Ordnung.",
                "Prüfen Sie Einrückung, Doppelpunkte, Klammern und Anführungszeichen in dieser und der vorigen Zeile."
            )
        }
    }

    /// Yams names the first of the equal keys; what is to be removed is the second.
    private func duplicate(_ key: String, after mark: Mark) -> Finding {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var found = (line: mark.line, column: mark.column)
        for number in lines.indices.dropFirst(mark.line) {
            let line = lines[number]
            let indentation = line.prefix { $0 == " " || $0 == "-" }
            let rest = line.dropFirst(indentation.count)
            guard indentation.unicodeScalars.count + 1 == mark.column else { continue }
            if [key, "\"\(key)\"", "'\(key)'"].contains(where: { rest.hasPrefix($0 + ":") || rest.hasPrefix($0 + " :") }) {
                found.line = number + 1
                break
            }
        }
        return Finding(
            .fehler, "schluessel-doppelt", at: place(found.line, found.column), "„\(key)“ steht zweimal in derselben Gruppe.",
            remedy: "Löschen Sie eine der beiden Angaben (die erste steht in Zeile \(mark.line + firstLine - 1)).")
    }

    private func tabInIndentation(of number: Int) -> Int? {
        guard number >= 1 else { return nil }
        let lines = text.split(separator: "\n", maxSplits: number, omittingEmptySubsequences: false)
        guard number <= lines.count else { return nil }
        let blanks = lines[number - 1].unicodeScalars.prefix { $0 == " " || $0 == "\t" || $0 == "-" }
        return blanks.enumerated().first { $0.element == "\t" }.map { $0.offset + 1 }
    }

    private func controlCharacter() -> Place {
        var line = 1
        var column = 1
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                line += 1
                column = 1
                continue
            }
            if TextHygiene.forbiddenName(of: scalar) != nil { break }
            column += 1
        }
        return place(line, column)
    }

    private func place(_ line: Int, _ column: Int) -> Place { .file(file.path, line: line + firstLine - 1, column: column) }
}
