import Foundation

/// The glyphs that one operator shows, as text: where room parts them as blanks do, there is a blank.
struct GlyphLineReader {
    /// From the text's own space to the page as it is seen.
    let plane: GlyphPlane
    let size: Double
    let stretch: Double
    let rise: Double
    /// In the text's own space.
    var end = 0.0
    private var start: Double?
    private var reached = 0.0
    private var glyphText = ""
    private var text = ""

    /// Of the size: blanks of narrow or crowded lines are a seventh, kerning seldom opens a twentieth.
    static let blank = 0.12

    init(plane: GlyphPlane, size: Double, stretch: Double, rise: Double) {
        (self.plane, self.size, self.stretch, self.rise) = (plane, size, stretch, rise)
    }

    mutating func add(_ meaning: String, from begin: Double, to finish: Double) {
        if start == nil { start = begin }
        if !text.isEmpty, begin - max(reached, end) > Self.blank * abs(size * stretch), !text.endsBlank, !meaning.startsBlank { text += " " }
        text += meaning
        glyphText += meaning
        reached = finish
    }

    /// Whether it lies where pages do; hostile files have texts anywhere.
    var isPlaced: Bool {
        guard let start else { return true }
        let points = [plane.point(start, rise), plane.point(max(reached, start), rise)]
        let across = hypot(plane.c, plane.d) * abs(size)
        return (points.flatMap { [$0.x, $0.y] } + [across, plane.a, plane.b, size * stretch]).allSatisfy { $0.isFinite && abs($0) < 1e6 }
    }

    /// `nil` where nothing is shown.
    func run(from place: Int, to stop: Int, object: Int, isBold: Bool) -> PageInk.Run? {
        guard let start else { return nil }
        let origin = plane.point(start, rise)
        let finish = plane.point(max(reached, start), rise)
        let across = hypot(plane.c, plane.d) * abs(size)
        // Some programs turn size and matrix upside down together.
        let sign = size * stretch < 0 ? -1.0 : 1.0
        let turn = atan2(plane.b * sign, plane.a * sign)
        let angle = (Int((turn * 180 / .pi).rounded()) + 360) % 360
        let (cosine, sine) = (cos(Double(angle) * .pi / 180), sin(Double(angle) * .pi / 180))
        let (from, to) = (origin.x * cosine + origin.y * sine, finish.x * cosine + finish.y * sine)
        let baseline = -origin.x * sine + origin.y * cosine
        let (upX, upY) = (-sine * across, cosine * across)
        var corners: [(x: Double, y: Double)] = []
        for point in [origin, finish] {
            corners.append((point.x - 0.2 * upX, point.y - 0.2 * upY))
            corners.append((point.x + 0.75 * upX, point.y + 0.75 * upY))
        }
        guard let box = InkBox.around(corners), from.isFinite, to.isFinite, across.isFinite else { return nil }
        return PageInk.Run(
            from: place, to: stop, object: object, angle: angle, start: min(from, to), end: max(from, to), baseline: baseline, size: across, isBold: isBold,
            glyphText: glyphText, text: text, box: box)
    }
}

extension PageInk.Run {
    /// Whether the other one goes on in the same line, word or style.
    func continues(_ next: PageInk.Run) -> Bool {
        guard object == next.object, angle == next.angle, isBold == next.isBold, abs(baseline - next.baseline) < 0.06 * max(size, 1), abs(size - next.size) < 0.02 * size
        else { return false }
        return (-0.4 * size...0.8 * size).contains(next.start - end)
    }

    mutating func append(_ next: PageInk.Run) {
        if next.start - end > GlyphLineReader.blank * size, !text.endsBlank, !next.text.startsBlank { text += " " }
        text += next.text
        glyphText += next.glyphText
        end = max(end, next.end)
        to = next.to
        box = box.joined(next.box)
    }
}

extension String {
    var startsBlank: Bool { first?.isWhitespace ?? false }
    var endsBlank: Bool { last?.isWhitespace ?? false }
    var isEmptyOrBlank: Bool { allSatisfy(\.isWhitespace) }
}
