import Foundation

/// Notes what a page without structure draws and where, while its content is cleaned: text with the meaning of each glyph, pictures, lines.
///
/// What cannot be told apart is a defect of the page: text within nested drawings, glyphs without meaning, writing downwards.
final class InkRecorder: ContentRecorder {
    private(set) var ink = PageInk()
    private let resources: QPDFObject
    private let shelf: ForeignResources
    private let geometry: PageGeometry
    private var state: State
    private var stack: [State] = []
    private var text = GlyphPlane()
    private var line = GlyphPlane()
    private var objects = 0
    private var path = InkPath()
    private var pathStart: Int?
    private var drawings = 0

    private struct State {
        var plane: GlyphPlane
        var font: FontInspector?
        var size = 0.0
        var letterGap = 0.0
        var wordGap = 0.0
        var stretch = 1.0
        var leading = 0.0
        var rise = 0.0
    }

    private static let runLimit = 20_000
    private static let drawingLimit = 4_000
    private static let formNesting = 6

    init(_ resources: QPDFObject, _ shelf: ForeignResources, _ geometry: PageGeometry) {
        self.resources = resources
        self.shelf = shelf
        self.geometry = geometry
        state = State(plane: GlyphPlane(geometry.matrix) ?? GlyphPlane())
        let isTurned = geometry.rotation % 180 != 0
        (ink.width, ink.height) = isTurned ? (geometry.height, geometry.width) : (geometry.width, geometry.height)
    }

    func mark(_ operation: String, _ operands: ArraySlice<UInt8>, at place: Int) {}
    func finish() {}

    func fail(_ reason: String) { if ink.defect == nil { ink.defect = StructureDefect(reason: reason) } }

    func kept(_ operation: String, _ operands: ArraySlice<UInt8>, from place: Int, to end: Int) {
        guard ink.defect == nil else { return }
        switch operation {
        case "q": stack.append(state)
        case "Q": state = stack.popLast() ?? state
        case "cm":
            if let plane = GlyphPlane(numbers(operands)) { state.plane = plane.then(state.plane) }
            if !state.plane.isFinite { fail("Angaben zum Ort von Text sind unbrauchbar") }
        case "gs":
            if let name = ContentOperandReader.operands(operands).last?.name, let font = resources["/ExtGState"]["/" + name]["/Font"].items.first,
                font.kind == .dictionary
            {
                fail("eine Schrift steht in den Zeichenvorgaben")
            }
        case "BT", "ET", "Td", "TD", "Tm", "T*", "Tf", "Tc", "Tw", "Tz", "TL", "Ts": textState(operation, operands)
        case "Tj", "TJ": show(ContentOperandReader.operands(operands), from: place, to: end)
        case "'":
            nextLine()
            show(ContentOperandReader.operands(operands), from: place, to: end)
        case "\"":
            let found = ContentOperandReader.operands(operands)
            (state.wordGap, state.letterGap) = (found.first?.number ?? 0, found.dropFirst().first?.number ?? 0)
            nextLine()
            show(found, from: place, to: end)
        case "m", "l", "c", "v", "y", "re", "h":
            if pathStart == nil { pathStart = place }
            path.add(operation, numbers(operands))
        case "n":
            path = InkPath()
            pathStart = nil
        case "f", "F", "f*", "B", "B*", "b", "b*", "s", "S":
            paint(from: pathStart ?? place, to: end)
        case "sh":
            // What it covers is decided by what it is cut to.
            ink.items.append(.stroke(ink.strokes.count))
            let none = InkBox(x0: 0, y0: 0, x1: 0, y1: 0)
            ink.strokes.append(PageInk.Stroke(from: place, to: end, box: none, own: none, rules: [], isDrawing: false))
        case "BI": picture(from: place, to: end, GlyphPlane(), width: 1, height: 1)
        case "Do": draw(ContentOperandReader.operands(operands).last?.name ?? "", from: place, to: end)
        default: break
        }
    }

    private func numbers(_ operands: ArraySlice<UInt8>) -> [Double] { ContentOperandReader.operands(operands).compactMap(\.number) }

    // MARK: - Text

    private func textState(_ operation: String, _ operands: ArraySlice<UInt8>) {
        let found = ContentOperandReader.operands(operands)
        let numbers = found.compactMap(\.number)
        switch operation {
        case "BT":
            objects += 1
            (text, line) = (GlyphPlane(), GlyphPlane())
        case "Td", "TD":
            guard numbers.count == 2 else { return }
            if operation == "TD" { state.leading = -numbers[1] }
            line = GlyphPlane.moving(numbers[0], numbers[1]).then(line)
            text = line
        case "Tm":
            guard let plane = GlyphPlane(numbers) else { return }
            (text, line) = (plane, plane)
        case "T*": nextLine()
        case "Tf":
            state.size = numbers.last ?? 0
            guard let name = found.first(where: { $0.name != nil })?.name else { return }
            let font = resources["/Font"]["/" + name]
            state.font = font.kind == .dictionary ? shelf.inspector(shelf.key(of: font)) : nil
        case "Tc": state.letterGap = numbers.last ?? 0
        case "Tw": state.wordGap = numbers.last ?? 0
        case "Tz": state.stretch = (numbers.last ?? 100) / 100
        case "TL": state.leading = numbers.last ?? 0
        case "Ts": state.rise = numbers.last ?? 0
        default: break
        }
    }

    private func nextLine() {
        line = GlyphPlane.moving(0, -state.leading).then(line)
        text = line
    }

    private func show(_ operands: [ContentOperand], from place: Int, to end: Int) {
        guard let font = state.font else { return }
        guard !font.isVertical else { return fail("Text ist von oben nach unten gesetzt") }
        var line = GlyphLineReader(plane: text.then(state.plane), size: state.size, stretch: state.stretch, rise: state.rise)
        var moved = 0.0
        let shown: [ContentOperand]
        if case .array(let items)? = operands.last { shown = items } else { shown = Array(operands.suffix(1)) }
        // Room between all letters of a word spaces it out; after a single one it is what parts words (Ghostscript writes it so).
        let isSpacedOut = state.letterGap > GlyphLineReader.blank * abs(state.size) && shown.flatMap(\.strings).flatMap(font.codes).count > 2
        for operand in shown {
            switch operand {
            case .number(let back): moved -= back / 1000 * state.size * state.stretch
            case .string(let bytes):
                for code in font.codes(in: bytes) {
                    guard let meaning = font.text(of: code) else { return fail("Zeichen der Schrift „\(font.name)“ haben keinen Unicode-Wert") }
                    let width = font.advance(code) * state.size * state.stretch
                    line.add(meaning, from: moved, to: moved + width)
                    let gap = state.letterGap + (code == 32 && font.kind != .type0 ? state.wordGap : 0)
                    moved += width + gap * state.stretch
                    if isSpacedOut { line.end = moved }
                }
            default: break
            }
        }
        text = GlyphPlane.moving(moved, 0).then(text)
        guard text.isFinite, line.isPlaced else { return fail("Angaben zum Ort von Text sind unbrauchbar") }
        guard let run = line.run(from: place, to: end, object: objects, isBold: font.isBold) else { return }
        guard run.box.meets(InkBox(x0: 0, y0: 0, x1: ink.width, y1: ink.height)) else { return append(run, isSeen: false) }
        append(run, isSeen: true)
    }

    /// What continues the run before becomes one with it.
    private func append(_ run: PageInk.Run, isSeen: Bool) {
        if case .run(let index)? = ink.items.last, ink.runs[index].continues(run), !ink.runs[index].text.isEmpty == isSeen {
            ink.runs[index].append(run)
            return
        }
        guard ink.runs.count < Self.runLimit else { return fail("sie hat zu viele einzelne Textstücke") }
        var run = run
        if !isSeen { (run.text, run.glyphText) = ("", "") }
        ink.items.append(.run(ink.runs.count))
        ink.runs.append(run)
    }

    // MARK: - Drawings

    private func paint(from place: Int, to end: Int) {
        defer {
            path = InkPath()
            pathStart = nil
        }
        let own = GlyphPlane(geometry.matrix).flatMap(\.inverted)
        guard let stroke = path.stroke(from: place, to: end, through: state.plane, own: own) else { return }
        if stroke.isDrawing { drawings += 1 }
        guard drawings <= Self.drawingLimit else { return fail("sie hat zu viele einzelne Zeichnungen") }
        ink.items.append(.stroke(ink.strokes.count))
        ink.strokes.append(stroke)
    }

    private func picture(from place: Int, to end: Int, _ plane: GlyphPlane, x: Double = 0, y: Double = 0, width: Double, height: Double) {
        let whole = plane.then(state.plane)
        let corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)].map { whole.point($0.0, $0.1) }
        guard let box = InkBox.around(corners), let back = GlyphPlane(geometry.matrix).flatMap(\.inverted),
            let own = InkBox.around(corners.map { back.point($0.x, $0.y) })
        else { return fail("ein Bild hat keinen brauchbaren Ort") }
        ink.items.append(.picture(ink.pictures.count))
        ink.pictures.append(PageInk.Picture(from: place, to: end, box: box, own: own))
    }

    private func draw(_ name: String, from place: Int, to end: Int) {
        let object = resources["/XObject"]["/" + name]
        guard object["/Subtype"].name == "Form" else { return picture(from: place, to: end, GlyphPlane(), width: 1, height: 1) }
        if Self.hasText(object, depth: 0) { return fail("Text steht in eingesetzten Zeichnungen") }
        let plane = GlyphPlane(object["/Matrix"].items.compactMap(\.double)) ?? GlyphPlane()
        guard let box = PageGeometry.rectangle(object["/BBox"]) else { return fail("eine eingesetzte Zeichnung hat keinen brauchbaren Ort") }
        picture(from: place, to: end, plane, x: box.x0, y: box.y0, width: box.x1 - box.x0, height: box.y1 - box.y0)
    }

    /// A drawing that has fonts may show text with them.
    private static func hasText(_ form: QPDFObject, depth: Int) -> Bool {
        guard depth < formNesting else { return true }
        let own = form["/Resources"]
        // One without resources draws with the page's.
        guard own.kind == .dictionary else { return true }
        if !own["/Font"].keys.isEmpty { return true }
        let inner = own["/XObject"]
        return inner.keys.contains { inner[$0]["/Subtype"].name == "Form" && hasText(inner[$0], depth: depth + 1) }
    }
}

extension GlyphPlane {
    var inverted: GlyphPlane? {
        let determinant = a * d - b * c
        guard abs(determinant) > 1e-9 else { return nil }
        return GlyphPlane([
            d / determinant, -b / determinant, -c / determinant, a / determinant, (c * f - d * e) / determinant, (b * e - a * f) / determinant,
        ])
    }
}
