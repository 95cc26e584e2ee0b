import Typeface

/// Breaks styled text into lines: what the blocks need of the paragraph setter.
///
/// Generic rather than existential, so that it costs nothing; tests put a setter with invented metrics in its place.
protocol ParagraphSetting: AnyObject {
    /// Overfull lines and missing characters are reported, not thrown.
    ///
    /// - Parameter looseness: lines more (or fewer) than the best setting has, as far as that goes.
    func set(_ text: StyledText, _ format: ParagraphFormat, looseness: Int) -> SetParagraph
    /// Nothing has failed yet; what was set after a failure is not what the document wants.
    var isSound: Bool { get }
    /// Width in one line, points.
    func naturalWidth(of text: StyledText) -> Double
    /// Width of the longest piece that is not broken without need, points.
    func minimumWidth(of text: StyledText) -> Double
}

/// The paragraph setter as the blocks see it. A broken font file is rare and fatal: the first error is kept and thrown when
/// the document is done, so that the hundred places that set text need not pass it on.
final class FontSetting: ParagraphSetting {
    private let setter: ParagraphSetter
    private(set) var failure: FontError?

    init(_ setter: ParagraphSetter) { self.setter = setter }

    var isSound: Bool { failure == nil }

    func set(_ text: StyledText, _ format: ParagraphFormat, looseness: Int) -> SetParagraph {
        attempt({ () throws(FontError) in try setter.set(text, format, looseness: looseness) }) ?? SetParagraph(lines: [])
    }

    func naturalWidth(of text: StyledText) -> Double {
        attempt({ () throws(FontError) in try setter.naturalWidth(of: text) }) ?? 0
    }

    func minimumWidth(of text: StyledText) -> Double {
        attempt({ () throws(FontError) in try setter.minimumWidth(of: text) }) ?? 0
    }

    private func attempt<Value>(_ body: () throws(FontError) -> Value) -> Value? {
        do throws(FontError) {
            return try body()
        } catch {
            failure = failure ?? error
            return nil
        }
    }
}
