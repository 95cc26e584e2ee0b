import Agreements
import Stewardship

/// Orders of keys, so that a new one stands where somebody who reads the file looks for it.
enum AgreementKeys {
    static let all = FormChoices.keys(of: "")
    /// Names that are always there.
    static let builtIn: Set<String> = ["stelle", "land", "gender", "datum", "stichtag", "status", "parteien"]

    @Sendable static func order(_ place: SettingPath) -> [String] {
        guard let first = place.steps.first else { return all }
        if place.steps.count == 1, case .key(let key) = first { return FormChoices.keys(of: key) }
        guard case .key("klauseln") = first, place.index != nil else { return [] }
        return place.steps.count == 2 ? FormChoices.keys(of: "abschnitt") + FormChoices.keys(of: "klausel") : FormChoices.keys(of: "klausel")
    }

    @Sendable static func bodyOrder(_ place: SettingPath) -> [String] { place.steps.isEmpty ? FormChoices.keys(of: "stelle") : [] }
}
