import Styles

extension StyleSheet {
    /// Levels from 1; deeper ones look like the deepest.
    func heading(at level: Int) -> HeadingStyle {
        headings.isEmpty ? HeadingStyle(block: body) : headings[max(0, min(level, headings.count) - 1)]
    }
}
