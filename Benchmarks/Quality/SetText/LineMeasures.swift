import Layout

/// The measures of `Benchmarks/Quality/measure.py`, taken from lines that are not drawn yet: for searching many settings. What is
/// reported is measured in the PDF.
struct LineMeasures: CustomStringConvertible {
    private var gaps = Moments()
    private var contrasts = Moments()
    private var lines = 0
    private var hyphenated = 0
    private var inLadders = 0
    private var holes = 0
    private var runts = 0
    private var paragraphs = 0

    /// Mean and spread of numbers that come one after the other.
    private struct Moments {
        var count = 0.0
        var sum = 0.0
        var squares = 0.0
        mutating func add(_ value: Double, times: Double = 1) {
            count += times
            sum += value * times
            squares += value * value * times
        }
        var mean: Double { count > 0 ? sum / count : 0 }
        var deviation: Double { max(0, squares / max(count, 1) - mean * mean).squareRoot() }
    }

    mutating func add(_ paragraph: SetParagraph, measure: Double) {
        paragraphs += 1
        var run = 0
        var before: Double?
        for line in paragraph.lines.dropLast() {
            lines += 1
            run = line.endsWithHyphen ? run + 1 : 0
            if line.endsWithHyphen { hyphenated += 1 }
            if run == 3 { inLadders += 3 } else if run > 3 { inLadders += 1 }
            let count = gapCount(of: line)
            guard count > 0, let gap = line.setting?.gap else {
                before = nil
                continue
            }
            gaps.add(gap, times: Double(count))
            if gap > 0.40 { holes += 1 }
            if let before { contrasts.add(abs(gap - before)) }
            before = gap
        }
        if paragraph.lines.count > 1, let last = paragraph.lines.last, last.width < 0.1 * measure { runts += 1 }
    }

    /// Spaces between words; that at the line's end is not one.
    private func gapCount(of line: SetLine) -> Int {
        var count = 0
        var pending = 0
        for item in line.items {
            guard case .text(let run) = item.content else { continue }
            for scalar in run.text.unicodeScalars {
                if scalar == " " || scalar == "\u{A0}" {
                    pending += 1
                } else {
                    count += pending
                    pending = 0
                }
            }
        }
        return count
    }

    var description: String {
        func number(_ value: Double) -> String { String((value * 1e5).rounded() / 1e5) }
        return "sd=\(number(gaps.deviation)) mean=\(number(gaps.mean)) contrast=\(number(contrasts.mean)) "
            + "hyphens=\(number(Double(hyphenated) / Double(max(lines, 1)))) holes=\(holes) ladders=\(inLadders) "
            + "runts=\(runts) lines=\(lines) paragraphs=\(paragraphs)"
    }
}
