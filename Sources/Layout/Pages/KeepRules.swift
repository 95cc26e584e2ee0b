/// Turns „so many lines stay with this row“ into costs of breaks.
enum KeepRules {
    static func apply(to rows: inout [GalleyRow]) {
        for index in rows.indices {
            if rows[index].keepFollowing > 0 { keepFollowing(index, &rows) }
            if rows[index].keepPreceding > 0 { keepPreceding(index, &rows) }
        }
    }

    private static func keepFollowing(_ index: Int, _ rows: inout [GalleyRow]) {
        var lines = 0
        var next = index + 1
        while next < rows.count, lines < rows[index].keepFollowing, rows[next].breakCost != PageDemerits.forced {
            // A heading keeps lines of its own section; where that has but one, the next begins a page like any other. Else sections of a
            // line each would hold together from the first page to the last, and the signatures would be parted instead.
            if lines > 0, rows[next].keepFollowing >= 2 { return }
            rows[next].breakCost = max(rows[next].breakCost, PageDemerits.forbidden)
            lines += rows[next].lines
            next += 1
        }
    }

    private static func keepPreceding(_ index: Int, _ rows: inout [GalleyRow]) {
        var lines = 0
        var row = index
        while row > 0, lines < rows[index].keepPreceding, rows[row].breakCost != PageDemerits.forced {
            rows[row].breakCost = max(rows[row].breakCost, PageDemerits.forbidden)
            row -= 1
            lines += rows[row].lines
        }
    }
}
