import Agreements
import DocumentModel
import Findings
import Settings

extension AgreementData {
    /// Whether the agreement's `beispiel:` is among the sources of values at all.
    func takesExample(_ agreement: AgreementFile) -> Bool {
        switch examples {
        case .always, .asDraft, .asDraftUnlessBegun: true
        case .inDrafts: !asksForFinalVersion(agreement)
        case .never: false
        }
    }

    /// Whether the document is to be a final version: by what is given, else by the agreement, else by default.
    private func asksForFinalVersion(_ agreement: AgreementFile) -> Bool {
        let given = layers.lazy.compactMap { $0.root["status"]?.scalar?.text.value.trimmed.lowercased() }.first { !$0.isEmpty }
        let status = given.flatMap(DocumentStatus.init(rawValue:)) ?? agreement.status?.value ?? .endfassung
        return status == .endfassung
    }
}

extension PlanBuilder {
    /// Why a preview with invented values is no final version.
    func exampleReason(_ values: [ResolvedValue]) -> [String] {
        guard [.asDraft, .asDraftUnlessBegun].contains(data.examples) else { return [] }
        let names = values.compactMap { value in
            if case .example = value.source { value.path.rawValue } else { nil }
        }
        guard !names.isEmpty else { return [] }
        return ["Aus dem Beispiel der Vereinbarung kommen: \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? ", …" : "")."]
    }

    /// How to look at a final version that lacks what only the example gives.
    func exampleAdvice(_ path: String) -> String {
        guard data.examples == .inDrafts, let example = agreement.example, !resolver.layers.contains(where: { $0.kind == .example }) else { return "" }
        var node: InputNode? = example
        for part in path.split(separator: ".") { node = node?[String(part)] }
        return node == nil ? "" : " Beispielwerte kommen in keine Endfassung; mit ihnen ansehen können Sie sie als Entwurf: --set status=entwurf."
    }
}
