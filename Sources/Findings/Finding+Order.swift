extension [Finding] {
    /// Files in alphabetical order, places ascending, findings without place first; those of one place stay in the order they were told in.
    package var ordered: [Finding] {
        enumerated().sorted { a, b in
            let (left, right) = (a.element.readingOrder, b.element.readingOrder)
            return left == right ? a.offset < b.offset : left < right
        }.map(\.element)
    }

    /// Each once, the first of equal ones.
    package var distinct: [Finding] {
        var seen: Set<Finding> = []
        return filter { seen.insert($0).inserted }
    }
}

extension Finding {
    fileprivate var readingOrder: (String, Int, Int) {
        switch place {
        case .file(let file, let line, let column): (file, line, column)
        case .cell(let file, let row, _, _): (file, row, 0)
        case .option(let option): (option, 0, 0)
        case nil: ("", 0, 0)
        }
    }
}
