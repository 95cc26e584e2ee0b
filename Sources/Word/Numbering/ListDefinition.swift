/// A multilevel list as `numbering.xml` defines it (`w:abstractNum`), filled as the document needs its levels.
struct ListDefinition: Sendable, Hashable {
    static let depth = 9

    struct Level: Sendable, Hashable {
        var pattern: NumberPattern
        /// `w:lvlText`: „§ %1“, „%1.%2“
        var text: String
        /// Without prefix and suffix, for levels below that continue it.
        var figure: String
    }

    var levels: [Level?] = Array(repeating: nil, count: Self.depth)

    /// Whether a level is, or can become, what a pattern asks for; `parent` is the level whose number it continues.
    func takes(_ pattern: NumberPattern, at level: Int) -> Bool { levels[level].map { $0.pattern == pattern } ?? true }

    mutating func fill(_ level: Int, _ pattern: NumberPattern, parent: Int?) {
        guard levels[level] == nil else { return }
        let own = "%\(level + 1)"
        let above = pattern.continuesParent ? parent.flatMap { levels[$0] }.map { $0.figure + "." } ?? "" : ""
        let figure = above + own
        levels[level] = Level(pattern: pattern, text: pattern.figures == .bullet ? pattern.prefix : pattern.prefix + figure + pattern.suffix, figure: figure)
    }
}

/// A list of that kind in the document (`w:num`).
struct ListInstance: Sendable, Hashable {
    var definition: Int
    /// Level and value where it does not go on counting.
    var start: (level: Int, value: Int)?

    static func == (a: ListInstance, b: ListInstance) -> Bool {
        a.definition == b.definition && a.start?.level == b.start?.level && a.start?.value == b.start?.value
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(definition)
        hasher.combine(start?.level)
        hasher.combine(start?.value)
    }
}

/// What numbers a heading or an item.
struct NumberAssignment: Sendable, Hashable {
    /// `w:numId`; `nil`: the one of the level's style.
    var instance: Int?
    var level: Int
    var definition: Int
    /// Printed with the number: „–“ of „§ 1 – Gegenstand“.
    var rest = ""
}
