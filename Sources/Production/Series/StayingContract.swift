import Assembler
import Findings
import Finishing
import Foundation
import Rendering

/// A contract that stays as it is although another one would be made today: what is told of it.
enum StayingContract {
    /// Said of a contract whose content would be another.
    static let outdated = "vertrag-veraltet"
    /// Said of one that was signed, filled in or changed.
    static let protected = "vertrag-geschuetzt"

    /// - Parameter other: an archive that this run does not write, if the contract lies in one.
    static func finding(_ name: String, at place: Place, _ standing: FileStanding, _ differences: [String], _ other: String? = nil) -> Finding {
        let what = differences.isEmpty ? "sein Inhalt" : differences.joined(separator: "; ")
        if let other, standing.reason == nil {
            return Finding(
                .warnung, outdated, at: place, "„\(name)“ liegt im Archiv „\(other)“ und bleibt, wie es ist; heute entstünde ein anderer Vertrag: \(what).",
                remedy: "Ist der Vertrag noch nicht ausgegeben, ersetzt ihn ein ungeteilter Lauf mit --archiv --ersetzen; sonst schließen Sie einen Nachtrag.")
        }
        guard let reason = standing.reason else {
            return Finding(
                .warnung, outdated, at: place, "„\(name)“ bleibt, wie es ist; heute entstünde ein anderer Vertrag: \(what).",
                remedy: "Ist der Vertrag noch nicht ausgegeben, ersetzen Sie ihn mit --replace (--ersetzen); sonst schließen Sie einen Nachtrag.")
        }
        return Finding(
            .warnung, protected, at: place, "„\(name)“ \(reason) und bleibt; heute entstünde ein anderer Vertrag: \(what).",
            remedy: "Soll es einen neuen Vertrag geben, legen Sie diese Datei in einen anderen Ordner, und setzen Sie den Lauf mit --resume fort.")
    }

    /// Of a contract that would come out the same, signed or changed since.
    static func kept(_ name: String, at place: Place, _ standing: FileStanding) -> Finding? {
        guard let reason = standing.reason else { return nil }
        let severity: Severity = standing == .altered || standing == .foreign ? .warnung : .hinweis
        return Finding(
            severity, protected, at: place, "„\(name)“ \(reason) und bleibt, wie es ist.",
            remedy: severity == .hinweis ? nil : "Soll es wieder der Vertrag von damals sein, löschen Sie diese Datei, und setzen Sie den Lauf mit --resume fort.")
    }

    static func foreign(_ name: String, at place: Place) -> Finding {
        Finding(
            .fehler, "datei-fremd", at: place, "„\(name)“ liegt schon im Ordner und ist nicht von Klauselwerk; ersetzt wird es nicht.",
            remedy: "Verschieben Sie diese Datei, oder wählen Sie mit -o einen anderen Ordner.")
    }
}

extension RowRecord {
    /// What a run said of a file that stayed holds for that run only; where the file lies, the folder tells.
    var withoutStaying: RowRecord {
        var record = self
        record.archiv = nil
        record.befunde.removeAll { $0.regel == StayingContract.outdated || $0.regel == StayingContract.protected || $0.regel == WordCopies.stays }
        return record
    }
}
