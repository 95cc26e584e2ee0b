import Assembler
import Findings
import Rendering

/// The final version of a contract that lies where something is to be written: it may have been issued, and is replaced only where that is asked for. The same
/// bytes are the same contract.
enum IssuedContract {
    /// Why it stays; `nil` where there is a draft, no contract, or the same bytes.
    ///
    /// - Parameters:
    ///   - bytes: of what is to lie there, a contract or not.
    ///   - option: „-o“, which names the path.
    ///   - canReplace: whether the command has an option that replaces it.
    static func refusal(_ path: String, _ bytes: [UInt8], option: String, canReplace: Bool) -> Finding? {
        guard let old = FileBytes.read(path, limit: CarriedOrigin.sizeLimit), old != bytes, let before = origin(old, path), before.isFinal else { return nil }
        let now = origin(bytes, path)
        let elsewhere = "Geben Sie mit \(option) einen anderen Namen an"
        let parties = names(before)
        guard let now, before.agreement.name == now.agreement.name, parties == names(now) else {
            let name = (["Vereinbarung „\(before.agreement.name)“"] + parties.map { "„\($0)“" }).joined(separator: ", ")
            return Finding(
                .fehler, "vertrag-anderer", at: .file(path), "Hier liegt schon die Endfassung eines anderen Vertrags: \(name).",
                remedy: elsewhere + (canReplace ? "; soll sie weg, ersetzen Sie sie mit --replace (--ersetzen)." : ", oder verschieben Sie diese Datei."))
        }
        let told = OriginDifference.told(old, path: path, now)
        return Finding(
            .fehler, "endfassung-vorhanden", at: .file(path),
            "Hier liegt schon eine Endfassung dieses Vertrags; heute entstünde ein anderer: \(told.isEmpty ? "sein Inhalt" : told.joined(separator: "; ")).",
            remedy: elsewhere
                + (canReplace
                    ? "; ist sie noch nicht ausgegeben, ersetzen Sie sie mit --replace (--ersetzen)."
                    : "; ist sie noch nicht ausgegeben, löschen oder verschieben Sie diese Datei."))
    }

    private static func origin(_ bytes: [UInt8], _ path: String) -> ContractOrigin? { (try? CarriedOrigin(bytes, path: path))?.origin }

    /// Of everybody but the body itself, in the order of the fields. Withheld ones are not known.
    private static func names(_ origin: ContractOrigin) -> [String] {
        origin.values.compactMap { value in
            guard value.path.hasSuffix(".name"), !value.path.hasPrefix("stelle."), case .text(let name) = value.content else { return nil }
            return name
        }
    }
}

extension ContractOrigin {
    /// Of an amendment what it is itself, whatever its contract is.
    fileprivate var isFinal: Bool { (amendment?.status ?? settings.status) == "endfassung" }
}
