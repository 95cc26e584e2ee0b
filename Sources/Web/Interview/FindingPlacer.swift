import Assembler
import Findings
import Production

/// Says of each finding which field it stands beside.
struct FindingPlacer {
    let groups: [InterviewGroup]
    let answers: [String: String]
    /// Names fields as the form does, also those that it does not ask for.
    let words: SeriesWords

    func told(_ findings: [Finding]) -> [ToldFinding] {
        var told: [ToldFinding] = []
        for finding in findings {
            for found in expanded(finding) where !told.contains(found) { told.append(found) }
        }
        let order = Dictionary(groups.flatMap(\.fields).enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
        return told.enumerated().sorted { a, b in
            if a.element.severity != b.element.severity { return a.element.severity > b.element.severity }
            let (left, right) = (a.element.path.flatMap { order[$0] } ?? -1, b.element.path.flatMap { order[$0] } ?? -1)
            return left == right ? a.offset < b.offset : left < right
        }.map(\.element)
    }

    /// A record that is missing as a whole is told of each part that is needed.
    private func expanded(_ finding: Finding) -> [ToldFinding] {
        let fields = groups.flatMap(\.fields)
        guard let path = AgreementData.answeredPath(finding.place)?.rawValue else { return [derived(finding, fields) ?? told(finding, nil)] }
        let isMissing = finding.rule == "feld-fehlt" || finding.rule == "datum-fehlt"
        if isMissing {
            let parts = fields.filter { $0.path.hasPrefix(path + ".") && $0.isNeeded && (answers[$0.path] ?? "").isEmpty }
            if !parts.isEmpty { return parts.map { missing($0) } }
            if let field = fields.first(where: { $0.path == path }) { return [missing(field)] }
        }
        let owner = fields.first { $0.path == path } ?? fields.first { path.hasPrefix($0.path + ".") } ?? fields.first { $0.path.hasPrefix(path + ".") }
        return [told(finding, owner?.path)]
    }

    /// A value of a party that follows from what kind of body it is: where nobody has said that, it is that which is missing.
    private func derived(_ finding: Finding, _ fields: [InterviewField]) -> ToldFinding? {
        guard finding.rule == "wert-fehlt", let path = finding.message.firstMatch(of: /„([a-z0-9_]+)\.[a-z0-9_.]+“/) else { return nil }
        if let kind = fields.first(where: { $0.path == "\(path.output.1).art" }), (answers[kind.path] ?? "").isEmpty { return missing(kind) }
        let whole = path.output.0.dropFirst().dropLast()
        return fields.first { $0.path == whole }.map { told(finding, $0.path) }
    }

    private func missing(_ field: InterviewField) -> ToldFinding {
        ToldFinding(severity: .fehler, isMissing: true, rule: "feld-fehlt", message: "Diese Angabe fehlt noch.", remedy: nil, path: field.path)
    }

    private func told(_ finding: Finding, _ path: String?) -> ToldFinding {
        ToldFinding(severity: finding.severity, rule: finding.rule, message: words.sentence(finding.message), remedy: words.remedy(finding.remedy), path: path)
    }
}
