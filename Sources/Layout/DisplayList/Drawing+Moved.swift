extension Drawing {
    /// The same, so many points further right and down.
    func moved(x dx: Double, y dy: Double) -> Drawing {
        switch self {
        case .text(var run):
            run.origin = run.origin.moved(x: dx, y: dy)
            return .text(run)
        case .rectangle(let rect, let color): return .rectangle(rect.moved(x: dx, y: dy), color)
        case .line(let from, let to, let width, let color):
            return .line(from: from.moved(x: dx, y: dy), to: to.moved(x: dx, y: dy), width: width, color)
        case .circle(let centre, let radius, let width, let color):
            return .circle(centre: centre.moved(x: dx, y: dy), radius: radius, width: width, color)
        case .symbol(let text, let rect): return .symbol(text, rect.moved(x: dx, y: dy))
        case .image(let file, let rect): return .image(file: file, rect.moved(x: dx, y: dy))
        case .foreignPage(let file, let index, let rect):
            return .foreignPage(file: file, index: index, rect.moved(x: dx, y: dy))
        }
    }
}

extension FieldArea {
    func moved(x dx: Double, y dy: Double) -> FieldArea {
        var copy = self
        copy.rect = rect.moved(x: dx, y: dy)
        return copy
    }
}
