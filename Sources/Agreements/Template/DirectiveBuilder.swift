import DocumentModel
import Settings

/// What conditions and alternatives can be made of: blocks and inlines.
protocol TemplateElement: Sendable, Hashable {
    static func conditional(_ content: Conditional<Self>, at position: SourcePosition) -> Self
    static func alternatives(_ content: Alternatives<Self>, at position: SourcePosition) -> Self
}

extension TemplateBlock: TemplateElement {
    static func conditional(_ content: Conditional<TemplateBlock>, at position: SourcePosition) -> TemplateBlock {
        TemplateBlock(position: position, content: .conditional(content))
    }

    static func alternatives(_ content: Alternatives<TemplateBlock>, at position: SourcePosition) -> TemplateBlock {
        TemplateBlock(position: position, content: .alternatives(content))
    }
}

extension TemplateInline: TemplateElement {
    static func conditional(_ content: Conditional<TemplateInline>, at position: SourcePosition) -> TemplateInline {
        .conditional(content)
    }

    static func alternatives(_ content: Alternatives<TemplateInline>, at position: SourcePosition) -> TemplateInline {
        .alternatives(content)
    }
}

extension MarkerContent {
    var isCondition: Bool {
        switch self {
        case .conditionStart, .brokenCondition: true
        default: false
        }
    }

    /// Opens, parts or closes a condition or a choice.
    var isDirective: Bool {
        switch self {
        case .conditionStart, .brokenCondition, .otherwise, .choiceStart, .choiceCase, .end: true
        default: false
        }
    }
}

/// Folds a row of siblings with directives between them into conditions and alternatives. Directives have to open and
/// close among the same siblings.
struct DirectiveBuilder<Element: TemplateElement> {
    private struct Frame {
        var marker: Marker
        /// Position of `sonst`.
        var otherwise: SourcePosition?
        var cases: [Alternatives<Element>.Case] = []
        var then: [Element] = []
        var current: [Element] = []
    }

    private var frames: [Frame] = []
    private var result: [Element] = []
    /// Problems found, settled by the parser once the whole text is known.
    private(set) var problems: [DirectiveProblem] = []
    private let isBlank: (Element) -> Bool

    /// `isBlank`: white space, which may stand between `wahl` and the first `fall`.
    init(isBlank: @escaping (Element) -> Bool) { self.isBlank = isBlank }

    mutating func append(_ element: Element) {
        if frames.isEmpty {
            result.append(element)
        } else {
            frames[frames.count - 1].current.append(element)
        }
    }

    mutating func append(_ marker: Marker) {
        switch marker.content {
        case .conditionStart, .brokenCondition, .choiceStart:
            if frames.count >= TemplateLimits.conditionDepth { problems.append(.tooDeep(marker)) }
            frames.append(Frame(marker: marker))
        case .otherwise:
            guard let frame = frames.last, frame.marker.content.isCondition else {
                problems.append(.misplaced(marker, within: frames.last?.marker))
                return
            }
            if let first = frame.otherwise {
                problems.append(.repeated(marker, first: first))
                return
            }
            frames[frames.count - 1].otherwise = marker.position
            frames[frames.count - 1].then = frame.current
            frames[frames.count - 1].current = []
        case .choiceCase(let value):
            guard let frame = frames.last, case .choiceStart = frame.marker.content else {
                problems.append(.misplaced(marker, within: frames.last?.marker))
                return
            }
            if let first = frame.cases.first(where: { $0.value == value }) {
                problems.append(.repeated(marker, first: first.position))
            }
            closeCase()
            frames[frames.count - 1].cases.append(.init(value: value, position: marker.position, content: []))
        case .end:
            guard !frames.isEmpty else {
                problems.append(.strayEnd(marker))
                return
            }
            close()
        default:
            break
        }
    }

    private mutating func closeCase() {
        let last = frames.count - 1
        let content = frames[last].current
        frames[last].current = []
        if frames[last].cases.isEmpty {
            if !content.allSatisfy(isBlank) { problems.append(.textBeforeCase(frames[last].marker)) }
        } else {
            frames[last].cases[frames[last].cases.count - 1].content = content
        }
    }

    private mutating func close() {
        if case .choiceStart = frames[frames.count - 1].marker.content { closeCase() }
        guard let frame = frames.popLast() else { return }
        switch frame.marker.content {
        case .conditionStart(let condition):
            let hasOtherwise = frame.otherwise != nil
            append(
                Element.conditional(
                    Conditional(
                        condition: condition, then: hasOtherwise ? frame.then : frame.current,
                        otherwise: hasOtherwise ? frame.current : []), at: frame.marker.position))
        case .choiceStart(let field):
            if frame.cases.isEmpty { problems.append(.noCase(frame.marker)) }
            append(
                Element.alternatives(
                    Alternatives(field: field, position: frame.marker.position, cases: frame.cases), at: frame.marker.position))
        default:
            break
        }
    }

    /// The folded siblings; conditions still open are reported and kept closed.
    mutating func finish() -> [Element] {
        while let frame = frames.last {
            problems.append(.unclosed(frame.marker))
            close()
        }
        return result
    }
}

enum DirectiveProblem {
    case unclosed(Marker)
    case strayEnd(Marker)
    case misplaced(Marker, within: Marker?)
    case repeated(Marker, first: SourcePosition)
    case textBeforeCase(Marker)
    case noCase(Marker)
    case tooDeep(Marker)
}
