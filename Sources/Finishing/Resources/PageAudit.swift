/// What a page draws, followed as a reader would: which resources its content names, which glyphs it shows, and what of that
/// cannot stand in an archive.
final class PageAudit {
    /// German clauses in the order they were met, each once.
    private(set) var defects: [String] = []
    /// Pictures stand within the content.
    private(set) var hasInlineImages = false
    private let layers: Layers
    private let writesLengths: Bool
    private let shelf: ForeignResources
    private var uses: [ForeignResources.FontKey: FontUse] = [:]
    private var order: [ForeignResources.FontKey] = []
    private var visited: Set<String> = []
    private var forms: Set<ForeignResources.FormKey> = []

    private struct FontUse {
        var visible: Set<Int> = []
        var hidden: Set<Int> = []
        /// Shown with a text that is read instead.
        var substituted: Set<Int> = []
    }

    private struct TextState {
        var font: ForeignResources.FontKey?
        /// How the content that set it calls it.
        var fontName: String?
        /// Render mode 3: neither filled nor stroked.
        var isHidden = false
    }

    /// What is read instead of what the operator shows that was met last.
    private var substitute: String?
    private static let nestingLimit = 24

    /// - Parameter writesLengths: as in ``ContentCleaner``.
    init(_ shelf: ForeignResources, _ layers: Layers, writesLengths: Bool = false) {
        self.writesLengths = writesLengths
        self.shelf = shelf
        self.layers = layers
    }

    func report(_ defect: String) {
        if !defects.contains(defect) { defects.append(defect) }
    }

    /// Looks through a page or form and all that it draws.
    /// - Parameter recorder: takes note of the marks in it.
    /// - Returns: The content cleaned, with the names of what it uses, for copying.
    @discardableResult
    func content(_ bytes: [UInt8], resources: QPDFObject, depth: Int = 0, recorder: (any ContentRecorder)? = nil) -> CleanContent {
        var state = TextState()
        return content(bytes, resources: resources, &state, depth: depth, recorder)
    }

    private func content(
        _ bytes: [UInt8], resources: QPDFObject, _ state: inout TextState, depth: Int, _ recorder: (any ContentRecorder)? = nil
    ) -> CleanContent {
        var used = UsedNames()
        var stack: [TextState] = []
        guard depth < Self.nestingLimit else {
            report("Zeichnungen sind zu tief verschachtelt")
            return CleanContent(bytes: [], used: used, resources: resources)
        }
        guard shelf.mayFollow(bytes.count) else {
            report("der Inhalt der Seite ist zu umfangreich")
            return CleanContent(bytes: [], used: used, resources: resources)
        }
        let properties = resources["/Properties"]
        if resources.number == 0 || isNew("layers \(resources.number)") {
            for name in properties.keys { layer(properties[name]) }
        }
        // Colours, spacing and fonts go on into a form, but what a font is called does not.
        state.fontName = nil
        var local = state
        var idle = IdleFonts()
        let cleaner = ContentCleaner(
            bytes, writesLengths: writesLengths,
            observe: { operation, operands in
                let stays = self.observe(operation, operands, resources, &local, &stack, &used, depth)
                if stays { idle.observe(operation, operands, font: local.fontName) }
                return stays
            }, recorder: recorder, substitute: { self.substitute })
        recorder?.finish()
        state = local
        var output = cleaner.output
        let useless = idle.names.filter { !mayStand($0, resources) }
        if !useless.isEmpty {
            if idle.moves(useless) {
                inspect(useless, resources)
            } else {
                output = IdleFonts.without(useless, output)
                recorder?.fail("eine Schrift ohne Text fällt weg")
                // Their texts are gone with all other marks.
                for (key, use) in uses { uses[key]?.visible.formUnion(use.substituted) }
                for name in useless { used.remove(name, "/Font") }
            }
        }
        // Spaces that stand for the device's own (ISO 32000-1, 8.6.5.6) are used without being named.
        for name in ["DefaultGray", "DefaultRGB"] where resources["/ColorSpace"]["/" + name].kind == .array {
            used.insert(name, "/ColorSpace")
        }
        if cleaner.usesCMYK { used.insert(Self.inkSpace, "/ColorSpace") }
        hasInlineImages = hasInlineImages || cleaner.hasInlineImages
        if cleaner.isDamaged { report("der Inhalt der Seite ist beschädigt") }
        return CleanContent(bytes: output, used: used, resources: resources)
    }

    /// Stands for DeviceCMYK where content names that (ISO 32000-1, 8.6.5.6).
    static let inkSpace = "DefaultCMYK"

    /// - Returns: Whether the operator may stay.
    private func observe(
        _ operation: String, _ operands: ArraySlice<UInt8>, _ resources: QPDFObject, _ state: inout TextState,
        _ stack: inout [TextState], _ used: inout UsedNames, _ depth: Int
    ) -> Bool {
        substitute = nil
        switch operation {
        case "q": stack.append(state)
        case "Q": state = stack.popLast() ?? state
        case "Tf":
            guard let name = ContentOperandReader.operands(operands).first(where: { $0.name != nil })?.name else { return false }
            let font = resources["/Font"]["/" + name]
            guard font.kind == .dictionary else {
                report("die Schrift „\(name)“ fehlt in der Datei")
                return false
            }
            used.insert(name, "/Font")
            state.font = shelf.key(of: font)
            state.fontName = name
        case "Tr":
            if case .number(let mode)? = ContentOperandReader.operands(operands).last { state.isHidden = mode == 3 }
        case "Tj", "TJ", "'", "\"":
            show(ContentOperandReader.operands(operands).flatMap(\.strings), state, depth, resources)
        case "gs":
            return graphicsState(operands, resources, &state, &used, depth)
        case "Do":
            return draw(operands, resources, state, &used, depth)
        case "cs", "CS":
            guard let name = ContentOperandReader.operands(operands).last?.name else { return false }
            colorSpace(named: name, resources, &used)
        case "scn", "SCN":
            if let name = ContentOperandReader.operands(operands).last?.name { return pattern(name, resources, &used, depth) }
        case "sh":
            guard let name = ContentOperandReader.operands(operands).last?.name,
                [.dictionary, .stream].contains(resources["/Shading"]["/" + name].kind)
            else { return false }
            used.insert(name, "/Shading")
        case "BI":
            inlineImage(operands, resources, &used)
        default:
            break
        }
        return true
    }

    /// What an annotation shows.
    func appearance(_ form: QPDFObject) {
        layer(form["/OC"])
        self.form(form, form, TextState(), 0)
    }

    /// Content of a layer stays only where all of it is shown; a picture shows what a reader would.
    private func layer(_ content: QPDFObject) {
        if layers.state(of: content) != .shown { report("Ebenen der Seite sind ausgeblendet") }
    }

    // MARK: - Text

    private func show(_ strings: [[UInt8]], _ state: TextState, _ depth: Int, _ resources: QPDFObject) {
        guard let key = state.font, let inspector = shelf.inspector(key) else {
            if strings.contains(where: { !$0.isEmpty }) { report("Text steht ohne Schrift da") }
            return
        }
        if uses[key] == nil { order.append(key) }
        let codes = strings.flatMap(inspector.codes)
        let signs = codes.map(inspector.sign)
        if !codes.isEmpty, !state.isHidden, !signs.contains(nil) {
            substitute = signs.compactMap { $0 }.joined()
            uses[key, default: FontUse()].substituted.formUnion(codes)
        } else if state.isHidden {
            uses[key, default: FontUse()].hidden.formUnion(codes)
        } else {
            uses[key, default: FontUse()].visible.formUnion(codes)
        }
        guard inspector.kind == .type3 else { return }
        for code in Set(codes).sorted() {
            guard let procedure = inspector.type3Procedure(code), isNew("\(procedure.number)") else { continue }
            let own = inspector.font["/Resources"]
            if let bytes = procedure.data(.generalized) {
                let found = content(bytes, resources: own.kind == .dictionary ? own : resources, depth: depth + 1)
                // Its font is copied with the resources that it has.
                if found.used.names["/ColorSpace"]?.contains(Self.inkSpace) == true { report("Zeichen sind in CMYK ohne Farbprofil gezeichnet") }
            } else {
                report("der Inhalt der Seite ist beschädigt")
            }
        }
    }

    /// To be called when all content has been followed.
    func inspectFonts() {
        for key in order {
            guard let use = uses[key], let inspector = shelf.inspector(key) else { continue }
            if let defect = inspector.defect(showing: use.visible, isVisible: true), !use.visible.isEmpty { report(defect) }
            let signs = use.substituted.subtracting(use.visible)
            if !signs.isEmpty, let defect = inspector.defect(showing: signs, isVisible: true, isSubstituted: true) { report(defect) }
            let hidden = use.hidden.subtracting(use.visible)
            if !hidden.isEmpty, let defect = inspector.defect(showing: hidden, isVisible: false) { report(defect) }
        }
    }

    /// Whether the font may be in an archive though nothing is set in it.
    private func mayStand(_ name: String, _ resources: QPDFObject) -> Bool {
        shelf.inspector(shelf.key(of: resources["/Font"]["/" + name]))?.defect(showing: [], isVisible: true) == nil
    }

    private func inspect(_ names: Set<String>, _ resources: QPDFObject) {
        for name in names.sorted() {
            if let defect = shelf.inspector(shelf.key(of: resources["/Font"]["/" + name]))?.defect(showing: [], isVisible: true) {
                report(defect)
            }
        }
    }

    // MARK: - Resources

    private func graphicsState(
        _ operands: ArraySlice<UInt8>, _ resources: QPDFObject, _ state: inout TextState, _ used: inout UsedNames, _ depth: Int
    ) -> Bool {
        guard let name = ContentOperandReader.operands(operands).last?.name else { return false }
        let values = resources["/ExtGState"]["/" + name]
        guard values.kind == .dictionary else { return false }
        used.insert(name, "/ExtGState")
        if let font = values["/Font"].items.first, font.kind == .dictionary {
            let key = shelf.key(of: font)
            state.font = key
            state.fontName = nil
            if let defect = shelf.inspector(key)?.defect(showing: [], isVisible: true) { report(defect) }
        }
        let mask = values["/SMask"]["/G"]
        if mask.kind == .stream { form(mask, resources, TextState(), depth) }
        return true
    }

    private func draw(
        _ operands: ArraySlice<UInt8>, _ resources: QPDFObject, _ state: TextState, _ used: inout UsedNames, _ depth: Int
    ) -> Bool {
        guard let name = ContentOperandReader.operands(operands).last?.name else { return false }
        let object = resources["/XObject"]["/" + name]
        guard object.kind == .stream else { return false }
        layer(object["/OC"])
        switch object["/Subtype"].name {
        case "Form":
            form(object, resources, state, depth)
        case "Image":
            if isNew("\(object.number)") { image(object) }
        default:
            // PostScript is forbidden (ISO 19005-3, 6.2.9), anything else unknown.
            return false
        }
        used.insert(name, "/XObject")
        return true
    }

    private func form(_ object: QPDFObject, _ resources: QPDFObject, _ state: TextState, _ depth: Int) {
        let key = ForeignResources.FormKey(object, drawnWith: resources)
        guard forms.insert(key).inserted else { return }
        guard let bytes = object.data(.generalized) else { return report("der Inhalt der Seite ist beschädigt") }
        var state = state
        // Old files let forms use what the page has (ISO 32000-1, 7.8.3).
        let own = object["/Resources"]
        let found = content(bytes, resources: own.kind == .dictionary ? own : resources, &state, depth: depth + 1)
        shelf.keep(found, for: key)
    }

    private func pattern(_ name: String, _ resources: QPDFObject, _ used: inout UsedNames, _ depth: Int) -> Bool {
        let pattern = resources["/Pattern"]["/" + name]
        guard pattern.kind == .dictionary || pattern.kind == .stream else {
            report("ein Muster fehlt in der Datei")
            return false
        }
        used.insert(name, "/Pattern")
        if pattern.kind == .stream { form(pattern, resources, TextState(), depth) }
        return true
    }

    private func colorSpace(named name: String, _ resources: QPDFObject, _ used: inout UsedNames) {
        if name == "DeviceCMYK" { return used.insert(Self.inkSpace, "/ColorSpace") }
        if ["DeviceGray", "DeviceRGB", "Pattern"].contains(name) { return }
        let space = resources["/ColorSpace"]["/" + name]
        guard space.kind != .null else { return report("ein Farbraum fehlt in der Datei") }
        used.insert(name, "/ColorSpace")
    }

    private func image(_ image: QPDFObject) {
        let filters = image["/Filter"].kind == .array ? image["/Filter"].items.compactMap(\.name) : [image["/Filter"].name].compactMap { $0 }
        // Its colours and depth stand inside the data; making certain of them would need a decoder.
        if filters.contains("JPXDecode") { report("ein Bild ist nach JPEG 2000 verdichtet") }
        let isMask = image["/ImageMask"].isTrue
        let bits = image["/BitsPerComponent"].double
        let size = [image["/Width"], image["/Height"]].map { $0.double ?? 0 }
        let isSound = (bits == nil && (isMask || filters.contains("JPXDecode"))) || (bits.map { [1, 2, 4, 8, 16].contains($0) } ?? false)
        if !isSound || !size.allSatisfy({ (1...100_000).contains($0) }) || (isMask && bits != nil && bits != 1) {
            report("die Angaben zu einem Bild sind beschädigt")
        }
        if isSound, ImageAudit.isDamaged(image) { report("ein Bild ist beschädigt oder unvollständig") }
        for key in ["/SMask", "/Mask"] where image[key].kind == .stream && isNew("\(image[key].number)") { self.image(image[key]) }
    }

    private func inlineImage(_ header: ArraySlice<UInt8>, _ resources: QPDFObject, _ used: inout UsedNames) {
        let operands = ContentOperandReader.operands(header)
        let words = operands.flatMap { operand -> [String] in
            if case .array(let items) = operand { items.compactMap(\.name) } else { [operand.name].compactMap { $0 } }
        }
        // ISO 19005-3, 6.1.10 and 6.2.8.
        if words.contains(where: { ["LZW", "LZWDecode", "Crypt", "I", "Interpolate"].contains($0) && !isIndexed($0, words) }) {
            report("ein Bild im Seiteninhalt ist auf unzulässige Weise verdichtet")
        }
        for (key, value) in zip(words, words.dropFirst()) where key == "CS" || key == "ColorSpace" {
            if ["G", "RGB", "DeviceGray", "DeviceRGB", "I", "Indexed"].contains(value) { continue }
            colorSpace(named: value == "CMYK" ? "DeviceCMYK" : value, resources, &used)
        }
    }

    /// `I` is the abbreviation of Interpolate as a key, of Indexed as a colour space.
    private func isIndexed(_ word: String, _ words: [String]) -> Bool {
        word == "I" && zip(words, words.dropFirst()).contains { ($0 == "CS" || $0 == "ColorSpace") && $1 == "I" }
    }

    private func isNew(_ key: String) -> Bool { visited.insert(key).inserted }
}

/// Names that content uses, by the dictionary they stand in: `/Font`, `/XObject` …
struct UsedNames {
    private(set) var names: [String: Set<String>] = [:]

    mutating func insert(_ name: String, _ category: String) { names[category, default: []].insert(name) }

    mutating func remove(_ name: String, _ category: String) {
        names[category]?.remove(name)
        if names[category]?.isEmpty == true { names[category] = nil }
    }

    mutating func formUnion(_ other: UsedNames) { names.merge(other.names) { $0.union($1) } }
}

/// Content as it is copied.
struct CleanContent {
    var bytes: [UInt8]
    var used: UsedNames
    var resources: QPDFObject
}
