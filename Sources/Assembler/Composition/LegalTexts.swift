import DocumentModel
import Findings
import GermanText

/// Members of a party that the assembler states from the facts when a text asks for them: nothing is read for an agreement
/// that prints none of them.
struct LegalTexts: Sendable {
    let law: PartyLaw
    let land: String
    let mode: GenderMode
    /// Paths and records of the parties, for the list of all of them; without record: open.
    let parties: [(path: FieldPath, record: Record?)]

    /// Field of the agreement that lists the law of each party.
    static let listName = "datenschutz_der_parteien"
    static let listField = FieldDeclaration(listName, .list(of: .longText), label: "Datenschutzrecht der Parteien", isRequired: false)

    private enum Member: String {
        case act = "datenschutzgesetz"
        case authority = "datenschutzaufsicht"
    }

    /// Whether the assembler states what stands at that path.
    static func states(_ path: FieldPath) -> Bool {
        if path.rawValue == listName { return true }
        guard path.rawValue.hasSuffix(Member.act.rawValue) || path.rawValue.hasSuffix(Member.authority.rawValue) else { return false }
        return path.parts.count == 2 && path.parts.last.flatMap { Member(rawValue: String($0)) } != nil
    }

    /// What stands at a path that has no value of its own; `nil` where the path is none of these.
    func content(_ path: FieldPath, _ declaration: FieldDeclaration, record: Record?) -> FieldContent? {
        if path.rawValue == Self.listName { return list(declaration) }
        guard let member = Member(rawValue: declaration.name), path.parts.count == 2, let record else { return nil }
        var presentation = FieldPresentation(declaration)
        guard let regime = regime(of: record) else { return .missing(presentation) }
        do throws(Findings) {
            guard let found = try statement(member, regime, of: record) else { return .missing(presentation) }
            presentation.findings = found.findings
            presentation.isProse = true
            return .value(.text(found.text), presentation)
        } catch {
            presentation.findings = error.all
            return .value(.text(""), presentation)
        }
    }

    /// The fields that decide about what ``content(_:_:record:)`` states.
    func basis(of path: FieldPath) -> [FieldPath] {
        func fields(_ party: FieldPath, _ names: [String]) -> [FieldPath] { names.map { party.appending($0) } }
        if path.rawValue == Self.listName { return parties.flatMap { fields($0.path, ["name", "land", "datenschutzrecht"]) } }
        return path.parts.first.map { fields(FieldPath(String($0)), ["land", "datenschutzrecht"]) } ?? []
    }

    /// One entry a party: its name, its law, who supervises it.
    private func list(_ declaration: FieldDeclaration) -> FieldContent {
        var presentation = FieldPresentation(declaration)
        var lines: [Value] = []
        for party in parties {
            guard let record = party.record, let name = record.text("name"), let regime = regime(of: record) else { continue }
            do throws(Findings) {
                guard let act = try statement(.act, regime, of: record), let authority = try statement(.authority, regime, of: record) else { continue }
                presentation.findings += act.findings + authority.findings
                // § 35 Abs. 2 SGB I: for Sozialdaten these provisions are conclusive beside the DSGVO.
                let social = party.path.rawValue == "stelle" ? "§ 35 SGB I, die §§ 67 bis 85a SGB X, die §§ 61 bis 68 SGB VIII, im Übrigen " : ""
                let union = regime == .publicBody || regime == .federal ? "die DSGVO und " : "nach Art. 91 DSGVO "
                lines.append(.text("\(name): \(social)\(union)\(act.text); die Aufsicht führt \(authority.text)"))
            } catch {
                presentation.findings += error.all
            }
        }
        return lines.isEmpty ? .absent : .value(.list(lines), presentation)
    }

    /// Who supervises a party; `nil` where the facts do not tell.
    func authority(of record: Record) -> String? {
        regime(of: record).flatMap { try? statement(.authority, $0, of: record) }?.text
    }

    private func statement(_ member: Member, _ regime: DataProtectionRegime, of record: Record) throws(Findings) -> PartyLaw.Statement? {
        var land = land
        if case .choice(let own)? = record["land"] { land = own }
        switch member {
        case .act: return try law.act(regime, land: land)
        case .authority: return try law.authority(regime, land: land, mode: mode)
        }
    }

    private func regime(of record: Record) -> DataProtectionRegime? {
        guard case .choice(let raw)? = record["datenschutzrecht"] else { return nil }
        return DataProtectionRegime(rawValue: raw)
    }
}
