import Assembler
import Rendering

/// The final version of one contract is no place for another: made once more with a corrected value it is still the same, with another partner or
/// from another agreement it is not.
enum OtherContract {
    /// Agreement and parties of the contract that lies at the path, for people; `nil` where it is a draft, the same contract, or none.
    ///
    /// - Parameter bytes: of what is to lie there, a contract or not.
    static func name(at path: String, hidden bytes: [UInt8]) -> String? {
        guard let old = FileBytes.read(path, limit: CarriedOrigin.sizeLimit), old != bytes, let before = origin(old, path), before.settings.status == "endfassung" else {
            return nil
        }
        let parties = names(before)
        if let now = origin(bytes, path), before.agreement.name == now.agreement.name, parties == names(now) { return nil }
        return (["Vereinbarung „\(before.agreement.name)“"] + parties.map { "„\($0)“" }).joined(separator: ", ")
    }

    private static func origin(_ bytes: [UInt8], _ path: String) -> ContractOrigin? {
        guard let carried = try? CarriedOrigin(bytes, path: path) else { return nil }
        return carried.origin
    }

    /// Of everybody but the body itself, in the order of the fields. Withheld ones are not known.
    private static func names(_ origin: ContractOrigin) -> [String] {
        origin.values.compactMap { value in
            guard value.path.hasSuffix(".name"), !value.path.hasPrefix("stelle."), case .text(let name) = value.content else { return nil }
            return name
        }
    }
}
