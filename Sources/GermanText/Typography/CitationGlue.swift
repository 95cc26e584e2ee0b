/// Third pass: keeps citations together (rule: one line, if it is not too long for one; else it breaks before a level or the law only).
enum CitationGlue {
    /// About a third of a line of 80 characters: longer ones would tear holes into justified lines.
    private static let longest = 28

    private static let noLaws = LawNames([String]())

    static func run(_ buffer: inout TextBuffer) {
        guard buffer.scalars.contains(where: { $0 == "§" || $0 == "A" }) else { return }
        var scanner = CitationScanner(buffer.scalars, laws: noLaws)
        var blanks: [Int] = []
        while let (range, _) = scanner.next() {
            let seams = Set(scanner.seams)
            for index in range where buffer.scalars[index] == .space {
                if range.count <= longest || !seams.contains(index) { blanks.append(index) }
            }
        }
        for index in blanks { buffer.glue(index) }
    }
}
