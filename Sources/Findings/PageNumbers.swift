/// Numbers of pages in a sentence.
package enum PageNumbers {
    /// „Seite 3“, „Seiten 1–3 und 7“.
    ///
    /// - Parameter numbers: at least one.
    package static func text(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in Set(numbers).sorted() {
            if let last = runs.last, number == last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let texts = runs.flatMap { run -> [String] in
            // Two are a pair, not a range.
            run.count < 3 ? run.map(String.init) : ["\(run.lowerBound)–\(run.upperBound)"]
        }
        let list = texts.count < 2 ? texts.joined() : texts.dropLast().joined(separator: ", ") + " und " + (texts.last ?? "")
        return Set(numbers).count == 1 ? "Seite \(list)" : "Seiten \(list)"
    }
}
