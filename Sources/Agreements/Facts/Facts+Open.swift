import DocumentModel
import Findings

/// A fact that nobody has seen at its source, or that has to be looked up again.
package struct OpenFact: Sendable, Hashable {
    /// What it is about: „Berlin: Datenschutzgesetz (BlnDSG)“.
    package var subject: String
    package var mark: FactMark
}

extension Facts {
    /// All facts that are not verified, in the order of the files; those of the past left out.
    package func openFacts() throws(FindingList) -> [OpenFact] {
        var found: [OpenFact] = []
        func note(_ subject: String, _ mark: FactMark, also isVerified: Bool = true) {
            guard mark.holdsUntil == nil, !mark.isVerified || !isVerified else { return }
            found.append(OpenFact(subject: subject, mark: mark))
        }
        for statute in try statutes().all { note("Gesetz \(statute.abbreviation)", statute.mark, also: statute.isNameVerified) }
        for land in try laender().all {
            for act in land.dataProtectionActs {
                note("\(land.name): Datenschutzgesetz (\(act.abbreviation ?? act.name))", act.mark, also: act.abbreviation == nil || act.isAbbreviationVerified)
            }
            for authority in land.authorities { note("\(land.name): Datenschutzaufsicht", authority.mark) }
            for law in land.childProtectionLaws {
                switch law {
                case .act(let act): note("\(land.name): Kinderschutzgesetz (\(act.shortName ?? act.name))", act.mark, also: act.abbreviation == nil || act.isAbbreviationVerified)
                case .none(_, let mark): note("\(land.name): kein Kinderschutzgesetz", mark)
                }
            }
            note("\(land.name): Regel zu Geschlechtszeichen", land.genderRule.mark)
        }
        let church = try churchLaw()
        for act in church.acts { note("Kirchenrecht \(act.abbreviation)", act.mark, also: act.isNameVerified) }
        for authority in church.authorities { note("Kirchliche Datenschutzaufsicht: \(authority.area)", authority.mark) }
        for diocese in church.dioceses {
            let day = diocese.lawSince.map { ", KDG neu seit \($0.inGerman)" } ?? ""
            note("\(diocese.name): Aufsicht und Länder\(day)", diocese.mark, also: diocese.isLawSinceVerified)
        }
        let forms = try formRules()
        for rule in forms.representations { note("\(rule.land): \(rule.provision) (\(rule.bodies.map(\.rawValue).joined(separator: ", ")))", rule.mark) }
        note("Dienstsiegel", forms.sealMark)
        let state = try stateLaw()
        for procedure in state.procedures { note("\(procedure.land): Verwaltungsverfahren (\(procedure.abbreviation))", procedure.mark) }
        for act in state.coOperations { note("\(act.land): kommunale Zusammenarbeit (\(act.abbreviation))", act.mark) }
        for duty in state.duties { note("\(duty.land): Meldepflicht nach \(duty.provision)", duty.mark) }
        for holiday in try publicHolidays().all {
            let laender = (holiday.laender.map { $0.union(holiday.partly).sorted() } ?? ["alle Länder"]).joined(separator: ", ")
            note("Feiertag \(holiday.name) (\(laender))", holiday.mark)
        }
        let changes = try lawChanges()
        for change in changes.changes { note("Änderung vom \(change.day.inGerman): \(change.names.joined(separator: ", "))", change.mark) }
        for watch in changes.watched { found.append(OpenFact(subject: "Nachsehen ab \(watch.lookAgain.inGerman): \(watch.subject)", mark: watch.mark)) }
        return found
    }
}
