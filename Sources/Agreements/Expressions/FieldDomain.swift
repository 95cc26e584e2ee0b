import DocumentModel
import Foundation

/// Which values a field can have, as far as conditions can tell them apart.
package struct FieldDomain: Sendable, Hashable {
    package var kind: FieldKind
    /// No value at all is possible, too.
    package var canBeAbsent: Bool
    /// Absent means left open: a rule to write on, all alternatives printed.
    package var isOpen = false
    package var minimum: Decimal?
    package var maximum: Decimal?
    /// Known beforehand: the commissioning body's own data, values given in the agreement at the clause's place.
    package var fixed: Value??

    package init(_ declaration: FieldDeclaration, canBeAbsent: Bool, fixed: Value?? = .none) {
        kind = declaration.kind
        self.canBeAbsent = canBeAbsent
        isOpen = declaration.isOpen
        minimum = declaration.minimum
        maximum = declaration.maximum
        self.fixed = fixed
    }
}

/// Divides the domains of the fields of one formula into cells: classes of values that none of its comparisons tells apart.
///
/// A comparison of a field with a literal splits the domain at that literal; comparisons of fields with one another are met by as
/// many values in each interval as there are fields compared, so that every order among them occurs. One value stands for each
/// cell; to look at all of them is to look at all values.
package struct Cells {
    private var literals: [FieldPath: [Value]] = [:]
    private var elements: [FieldPath: [Value]] = [:]
    private var partners: [FieldPath: Set<FieldPath>] = [:]
    private let domain: (FieldPath) -> FieldDomain?

    package init(of formula: Proposition, domain: @escaping (FieldPath) -> FieldDomain?) {
        self.domain = domain
        collect(formula)
    }

    private mutating func collect(_ formula: Proposition) {
        switch formula {
        case .constant, .flag, .isPresent: break
        case .compare(let path, _, let value): literals[path, default: []].append(value)
        case .isOneOf(let path, let values): literals[path, default: []] += values
        case .contains(let path, let value): elements[path, default: []].append(value)
        case .compareFields(let a, _, let b):
            partners[a, default: []].insert(b)
            partners[b, default: []].insert(a)
        case .not(let inner): collect(inner)
        case .all(let parts), .any(let parts): for part in parts { collect(part) }
        }
    }

    /// One value for each cell; `nil` is „no value“. Never empty.
    package func values(of path: FieldPath) -> [Value?] {
        guard let domain = domain(path) else { return [nil] }
        if let fixed = domain.fixed { return [fixed] }
        let values = present(path, domain)
        return (domain.canBeAbsent ? values + [nil] : values) + (values.isEmpty && !domain.canBeAbsent ? [nil] : [])
    }

    private func present(_ path: FieldPath, _ domain: FieldDomain) -> [Value?] {
        let group = compared(with: path)
        let points = group.flatMap { literals[$0] ?? [] }
        switch domain.kind {
        case .flag: return [.flag(true), .flag(false)]
        case .choice(let choices): return choices.map { .choice($0.value) }
        case .text, .longText, .representation, .iban:
            let texts = Set(points.compactMap { if case .text(let text) = $0 { text } else { nil } }).sorted()
            return (texts + (1...group.count).map { "\u{1}\($0)" }).map { .text($0) }
        case .number: return numbers(points, group, domain).map { .number($0) }
        case .money: return numbers(points, group, domain).map { .money($0) }
        case .date: return dates(points, group.count).map { .date($0) }
        case .list:
            // Every choice of the elements that conditions ask for.
            let asked = Array(Set(elements[path] ?? []).prefix(Cells.largestElementCount))
            return (0..<(1 << asked.count)).map { mask in .list(asked.indices.filter { mask >> $0 & 1 == 1 }.map { asked[$0] }) }
        case .person, .address, .body, .table, .inflection: return [.record(Record())]
        }
    }

    /// Elements of one list that conditions ask for; more than these are not distinguished.
    private static let largestElementCount = 10

    /// The fields that comparisons tie to this one, itself included.
    private func compared(with path: FieldPath) -> Set<FieldPath> {
        var group: Set<FieldPath> = [path]
        var open = [path]
        while let next = open.popLast() {
            for other in partners[next] ?? [] where group.insert(other).inserted { open.append(other) }
        }
        return group
    }

    // MARK: - Ordered kinds

    private func numbers(_ points: [Value], _ group: Set<FieldPath>, _ domain: FieldDomain) -> [Decimal] {
        var cuts = Set(
            points.compactMap { value -> Decimal? in
                switch value {
                case .number(let number), .money(let number): number
                default: nil
                }
            })
        // Bounds of the others, too, so that values between them are there for all.
        for path in group { if let other = self.domain(path) { cuts.formUnion([other.minimum, other.maximum].compactMap { $0 }) } }
        var sorted = cuts.sorted()
        if sorted.isEmpty { sorted = [1] }
        var values = sorted
        let count = group.count
        for (low, high) in zip(sorted, sorted.dropFirst()) { values += Cells.between(low, high, count) }
        if let first = sorted.first, let last = sorted.last {
            for step in 1...count {
                values.append(first - Decimal(step))
                values.append(last + Decimal(step))
            }
        }
        return values.filter { value in (domain.minimum.map { value >= $0 } ?? true) && (domain.maximum.map { value <= $0 } ?? true) }.sorted()
    }

    /// `count` numbers strictly between two others, whole ones where there are enough.
    private static func between(_ low: Decimal, _ high: Decimal, _ count: Int) -> [Decimal] {
        if high - low > Decimal(count) { return (1...count).map { low + Decimal($0) } }
        return (1...count).map { low + (high - low) * Decimal($0) / Decimal(count + 1) }
    }

    private func dates(_ points: [Value], _ count: Int) -> [CalendarDate] {
        let cuts = Set(points.compactMap { if case .date(let date) = $0 { date } else { nil } }).sorted()
        guard !cuts.isEmpty else { return (1...count).compactMap { CalendarDate(year: 2026, month: 1, day: min($0, 28)) } }
        var days = Set(cuts)
        for cut in cuts {
            var before: CalendarDate? = cut
            var after: CalendarDate? = cut
            for _ in 1...count {
                before = before.flatMap { $0.neighbour(-1) }
                after = after.flatMap { $0.neighbour(1) }
                days.formUnion([before, after].compactMap { $0 })
            }
        }
        return days.sorted()
    }
}

extension CalendarDate {
    /// The day before (-1) or after (1); `nil` beyond the years 1 to 9999.
    fileprivate func neighbour(_ step: Int) -> CalendarDate? {
        if let same = CalendarDate(year: year, month: month, day: day + step) { return same }
        if step > 0 { return CalendarDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1) }
        let (y, m) = month == 1 ? (year - 1, 12) : (year, month - 1)
        return CalendarDate(year: y, month: m, day: CalendarDate.days(inMonth: m, of: y))
    }
}
