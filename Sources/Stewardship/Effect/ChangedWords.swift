import Production

/// Which words on the pages of a sample contract are new: what is marked in their pictures.
package enum ChangedWords {
    /// - Parameters:
    ///   - before: words of all pages as they are, in reading order; heads and feet among them are not compared.
    ///   - after: those of the pages that look otherwise.
    /// - Returns: for each page of `after` the numbers of its words that are not in `before`, in the order of both.
    package static func marks(before: [[PreviewWord]], after: [[PreviewWord]]) -> [[Int]] {
        let old = before.flatMap { page in page.filter { !$0.isFurniture }.map(\.text) }
        var places: [(page: Int, word: Int)] = []
        for (page, words) in after.enumerated() { for (index, word) in words.enumerated() where !word.isFurniture { places.append((page, index)) } }
        let new = places.map { after[$0.page][$0.word].text }
        var marks = after.map { _ in [Int]() }
        for change in new.difference(from: old) {
            if case .insert(let offset, _, _) = change { marks[places[offset].page].append(places[offset].word) }
        }
        return marks.map { $0.sorted() }
    }
}
