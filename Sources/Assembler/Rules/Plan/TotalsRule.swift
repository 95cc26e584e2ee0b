import Agreements
import DocumentModel
import Findings
import Foundation
import Settings

/// Totals of tables are what the agreement says elsewhere: shares 100 per cent, receipts as much as expenses.
enum TotalsRule: PlanRule {
    static let card = RuleCard(
        "summe-falsch", .fehler, "Tabellen mit Beträgen gehen auf: Anteile ergeben 100 Prozent, Einnahmen so viel wie Ausgaben.",
        remedy: "Berichtigen Sie die Beträge der Tabelle oder den Betrag, mit dem sie übereinstimmen muss.")

    static func concerns(_ plan: AssemblyPlan, _ facts: Facts?) -> Bool {
        plan.agreement.fields.contains { $0.totals != nil } || plan.clauses.contains { $0.source.frontMatter.fields.contains { $0.totals != nil } }
    }

    static func findings(_ plan: AssemblyPlan, _ facts: Facts?) -> [Finding] {
        var found: [Finding] = []
        func look(_ fields: [FieldDeclaration], _ environment: Environment, _ place: (FieldDeclaration) -> Place?) {
            for field in fields {
                guard let totals = field.totals, case .list(let rows)? = environment.state(field.name)?.value else { continue }
                for finding in self.findings(field, totals, rows, environment, at: place(field)) where !found.contains(finding) { found.append(finding) }
            }
        }
        look(plan.agreement.fields, plan.environment) { plan.environment.state($0.name)?.source?.place ?? $0.place }
        for clause in plan.clauses {
            // What the agreement declares itself has been looked at.
            let own = clause.source.frontMatter.fields.filter { field in
                clause.fields[field.name]?.source != nil || !plan.agreement.fields.contains { $0.name == field.name && $0.totals != nil }
            }
            look(own, plan.environment(of: clause)) { plan.source(of: $0.name, in: clause)?.place ?? clause.place }
        }
        return found
    }

    private static func findings(_ field: FieldDeclaration, _ totals: TableTotals, _ rows: [Value], _ environment: Environment, at place: Place?) -> [Finding] {
        guard case .table(let columns) = field.kind else { return [] }
        var found: [Finding] = []
        let labelColumn = columns.first { !$0.kind.isAmount }?.name
        if let row = rows.first(where: { totals.isTotal($0, labelColumn: labelColumn) }), let labelColumn, case .text(let text)? = row.member(labelColumn) {
            found.append(
                Finding(
                    .fehler, card.id, at: place, "Die Tabelle „\(field.label)“ hat eine Zeile \(quoted(text)); ihre Beträge zählten doppelt.",
                    remedy: "Löschen Sie die Zeile. Die Summe rechnet und druckt das Programm."))
        }
        guard let target = totals.target else { return found }
        for name in totals.columns {
            guard let column = columns.first(where: { $0.name == name }) else { continue }
            let total = TableTotals.total(of: name, in: rows)
            let isMoney = column.kind == .money
            func text(_ amount: Decimal) -> String { (isMoney ? Value.money(amount) : .number(amount)).inGermanText }
            switch target {
            case .number(let wanted) where total != wanted:
                found.append(broken(at: place, "Die Tabelle „\(field.label)“ ergibt unter „\(column.label)“ \(text(total)), verlangt sind \(text(wanted))."))
            case .number: break
            case .fields(let paths):
                var wanted: Decimal = 0
                var isKnown = true
                for path in paths {
                    switch amount(of: path, in: environment) {
                    case .some(let amount): wanted += amount
                    case .none:
                        isKnown = false
                        if case .unknown(let remedy) = environment.lookup(path), !isColumn(path, in: environment) {
                            found.append(
                                Finding(
                                    .fehler, card.id, at: totals.place, "„ergibt“ nennt \(quoted(path.rawValue)); ein solches Feld gibt es nicht.",
                                    remedy: remedy ?? "Nennen Sie ein Feld der Art „betrag“ oder „zahl“, oder eine Spalte als tabelle.spalte."))
                        }
                    }
                }
                guard isKnown, wanted != total else { continue }
                let names = paths.map { "„\(label(of: $0, in: environment))“" }.joined(separator: " + ")
                found.append(
                    broken(
                        at: place, "Die Tabelle „\(field.label)“ ergibt unter „\(column.label)“ \(text(total)), \(names) \(paths.count > 1 ? "ergeben" : "ist") \(text(wanted))."))
            }
        }
        return found
    }

    /// `nil`: not known (left open, or no such field). A field that may be missing and is counts nothing.
    private static func amount(of path: FieldPath, in environment: Environment) -> Decimal? {
        switch environment.lookup(path) {
        case .value(let value, _): return value.amount
        case .open: return nil
        case .absent(_, let isRequired): return isRequired ? nil : 0
        case .unknown:
            guard let column = columnName(path, in: environment), case .list(let rows)? = environment.state(path.head)?.value else { return nil }
            return TableTotals.total(of: column.name, in: rows)
        }
    }

    private static func isColumn(_ path: FieldPath, in environment: Environment) -> Bool { columnName(path, in: environment) != nil }

    /// `ausgaben.betrag`: a column of another table.
    private static func columnName(_ path: FieldPath, in environment: Environment) -> FieldDeclaration? {
        let parts = path.parts
        guard parts.count == 2, case .table(let columns)? = environment.state(path.head)?.declaration.kind else { return nil }
        return columns.first { $0.name == parts[1] && $0.kind.isAmount }
    }

    private static func label(of path: FieldPath, in environment: Environment) -> String {
        guard let field = environment.state(path.head)?.declaration else { return path.rawValue }
        return columnName(path, in: environment).map { "\(field.label), \($0.label)" } ?? field.label
    }
}
