import Agreements
import DocumentModel
import Findings
import GermanText

/// Members of a party that the assembler states from the facts when a text asks for them: nothing is read for an agreement
/// that prints none of them.
package final class LegalTexts: Sendable {
    let law: PartyLaw
    let land: String
    let mode: GenderMode
    /// On which law and authorities are to be those in force; `nil`: until further notice.
    let day: CalendarDate?
    /// Paths and records of the parties, for the list of all of them; without record: open.
    let parties: [(path: FieldPath, record: Record?)]

    package init(law: PartyLaw, land: String, mode: GenderMode, day: CalendarDate?, parties: [(path: FieldPath, record: Record?)]) {
        self.law = law
        self.land = land
        self.mode = mode
        self.day = day
        self.parties = parties
    }

    /// Field of the agreement that lists the law of each party.
    package static let listName = "datenschutz_der_parteien"
    package static let listField = FieldDeclaration(listName, .list(of: .longText), label: "Datenschutzrecht der Parteien", isRequired: false)

    private enum Member: String {
        case act = "datenschutzgesetz"
        case authority = "datenschutzaufsicht"
        case networks = "netzwerkgrundlage"
        case contracts = "vertragsvorschriften"
        case adjustment = "anpassungsvorschrift"
        case addition = "ergaenzungsvorschrift"
        case coOperation = "zusammenarbeitsvorschrift"
    }

    /// Whether the assembler states what stands at that path.
    package static func states(_ path: FieldPath) -> Bool {
        if path.rawValue == listName { return true }
        let bytes = path.rawValue.utf8
        guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")) else { return false }
        return Member(rawValue: String(path.rawValue[bytes.index(after: dot)...])) != nil
    }

    /// What stands at a path that has no value of its own; `nil` where the path is none of these.
    package func content(_ path: FieldPath, _ declaration: FieldDeclaration, record: Record?) -> FieldContent? {
        if path.rawValue == Self.listName { return list(declaration) }
        guard let member = Member(rawValue: declaration.name), path.parts.count == 2, let record else { return nil }
        var presentation = FieldPresentation(declaration)
        do throws(FindingList) {
            guard let found = try statement(member, of: record) else { return .missing(presentation) }
            presentation.findings = found.findings
            presentation.isProse = true
            return .value(.text(found.text), presentation)
        } catch {
            presentation.findings = error.all
            return .value(.text(""), presentation)
        }
    }

    private static let basis = ["land", "datenschutzrecht", "bistum"]

    /// The fields that decide about what ``content(_:_:record:)`` states.
    package func basis(of path: FieldPath) -> [FieldPath] {
        func fields(_ party: FieldPath, _ names: [String]) -> [FieldPath] { names.map { party.appending($0) } }
        if path.rawValue == Self.listName { return parties.flatMap { fields($0.path, ["name"] + Self.basis) } + [FieldPath("stichtag")] }
        return (path.parts.first.map { fields(FieldPath(String($0)), Self.basis) } ?? []) + [FieldPath("stichtag")]
    }

    /// One entry a party: its name, its law, who supervises it.
    private func list(_ declaration: FieldDeclaration) -> FieldContent {
        var presentation = FieldPresentation(declaration)
        var lines: [Value] = []
        for party in parties {
            guard let record = party.record, let name = record.text("name"), let regime = regime(of: record) else { continue }
            do throws(FindingList) {
                guard let act = try statement(.act, of: record), let authority = try statement(.authority, of: record) else { continue }
                presentation.findings += act.findings + authority.findings
                // § 35 Abs. 2 SGB I: for Sozialdaten these provisions are conclusive beside the DSGVO.
                let law =
                    if party.path.rawValue == "stelle" {
                        "die DSGVO, für Sozialdaten zudem § 35 SGB I, die §§ 67 bis 85a SGB X und die §§ 61 bis 68 SGB VIII, für andere personenbezogene Daten \(act.text)"
                    } else if regime.keepsSocialSecrecy {
                        "die DSGVO, für Sozialdaten zudem § 35 SGB I und die §§ 67 bis 85a SGB X, für andere personenbezogene Daten \(act.text)"
                    } else {
                        (regime.isStateLaw ? "die DSGVO und " : "nach Art. 91 DSGVO ") + act.text
                    }
                lines.append(.text("\(name): \(law); die Aufsicht führt \(authority.text)"))
            } catch {
                presentation.findings += error.all
            }
        }
        return lines.isEmpty ? .absent : .value(.list(lines), presentation)
    }

    /// Who supervises a party; `nil` where the facts do not tell.
    package func authority(of record: Record) -> String? {
        // Without a day: until further notice.
        guard day == nil, let regime = regime(of: record) else { return (try? statement(.authority, of: record))?.text }
        var land = land
        if case .choice(let own)? = record["land"] { land = own }
        let body = Facts.Supervised(land: land, regime: regime, diocese: record.text("bistum"), mode: mode)
        return law.facts.authorityName(of: body) { (try? statement(.authority, of: record))?.text }
    }

    private func statement(_ member: Member, of record: Record) throws(FindingList) -> PartyLaw.Statement? {
        var land = land
        if case .choice(let own)? = record["land"] { land = own }
        switch member {
        case .networks: return try law.networkBasis(land: land, on: day)
        case .contracts: return try law.procedure(\.contract, land: land, on: day)
        case .adjustment: return try law.procedure(\.adjustment, land: land, on: day)
        case .addition: return try law.procedure(\.addition, land: land, on: day)
        case .coOperation: return try law.coOperation(land: land, on: day)
        case .act, .authority: break
        }
        guard let regime = regime(of: record) else { return nil }
        if member == .act { return try law.act(regime, land: land, on: day) }
        return try law.authority(regime, land: land, mode: mode, on: day, diocese: record.text("bistum"))
    }

    private func regime(of record: Record) -> DataProtectionRegime? {
        guard case .choice(let raw)? = record["datenschutzrecht"] else { return nil }
        return DataProtectionRegime(rawValue: raw)
    }
}
