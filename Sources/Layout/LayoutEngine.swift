import DocumentModel
import Findings
import Styles
import Typeface

/// Lays out documents in one house style. Belongs to one worker and serves it for a whole batch: words and paragraphs that
/// repeat are set once. What it returns depends on document, style and fonts alone, not on what was laid out before.
public final class LayoutEngine {
    public let style: StyleSheet
    let setter: ParagraphSetter
    private let memory = LayoutMemory()

    /// - Parameter setter: the worker's paragraph setter; may be shared by its engines for different styles.
    public init(setter: ParagraphSetter, style: StyleSheet) {
        self.setter = setter
        self.style = style
    }

    /// - Parameter hyphenator: may be shared between workers.
    /// - Throws: that a file of the font catalogue is missing or changed.
    public convenience init(fonts: FontLibrary, hyphenator: Hyphenator, style: StyleSheet) throws(FindingList) {
        self.init(setter: try listing(ParagraphSetter(fonts: fonts, hyphenator: hyphenator)), style: style)
    }

    /// - Returns: the pages, with warnings and hints.
    /// - Throws: all errors of the document at once: characters without a font, content too high for a page, fonts that cannot
    ///   be used. Warnings and hints are among them.
    public func layout(_ document: Document) throws(FindingList) -> LayoutResult {
        return try layout { [$0.layOut(document)] }[0]
    }

    /// Copies of one document, as ``layout(_:)`` would lay out each: lines and pages are the same and are made once.
    ///
    /// - Returns: as many as there are labels, in their order.
    /// - Throws: as ``layout(_:)``.
    package func layout(_ document: Document, copies: [CopyLabel]) throws(FindingList) -> [LayoutResult] {
        return try layout { $0.layOut(document, copies: copies) }
    }

    private func layout(_ make: (DocumentLayout<FontSetting>) -> [LayoutResult]) throws(FindingList) -> [LayoutResult] {
        defer {
            setter.endDocument()
            memory.pages.endDocument()
            memory.placed.endDocument()
            memory.furniture.endDocument()
        }
        let fonts = FontSetting(setter)
        let results = make(DocumentLayout(setter: fonts, style: style, memory: memory, clock: setter.clock))
        if let failure = fonts.failure { throw FindingList([failure.finding]) }
        for result in results {
            let findings = FindingList(result.findings)
            if findings.hasErrors { throw findings }
        }
        return results
    }
}
