import Rendering

/// Copies what foreign pages draw with into a group of objects: the resources their content names and all these refer to – and
/// nothing else: no annotations, actions, scripts, layers, metadata, or ties to the foreign structure tree. What several pages
/// share is copied once.
struct ResourceCopier {
    var group = ObjectGroup()
    /// Of pages that are one form: its dictionary, by its object.
    private(set) var pageForms: [Int: PDFFragment] = [:]
    /// Colours of printing inks were without a profile.
    private(set) var usesInks = false
    private let shelf: ForeignResources
    private let press: QPDFObject?
    private let writesLengths: Bool
    /// The object of ``PrintingInks/profile``.
    private var inks: Int?
    /// By object number of the foreign file.
    private var copied: [Int: Int] = [:]
    /// What holds a form that draws with the resources of its surroundings, by these.
    private var copiedWithin: [Place: Int] = [:]
    /// Those of the content whose resources are being copied.
    private var surroundings: QPDFObject?
    /// Something copied since this was last reset depends on ``surroundings``.
    private var dependsOnSurroundings = false

    /// Objects of font programs that had to be written otherwise, by the object number of their stream; `nil`: one that stays.
    private var programs: [Int: (key: String, object: Int)?] = [:]

    private struct Place: Hashable {
        var number: Int
        var resources: ForeignResources.ObjectKey?
    }
    /// What spot colours mean, by name.
    private var separations: [String: String] = [:]
    /// German clauses about what was found while copying, since they were last taken.
    private var defects: [String] = []

    private static let nestingLimit = 200
    private static let objectLimit = 200_000

    /// - Parameters:
    ///   - press: The profile of the printing press that the file names, if it is sound.
    ///   - writesLengths: as in ``ContentCleaner``.
    init(_ shelf: ForeignResources, press: QPDFObject?, writesLengths: Bool = false) {
        self.shelf = shelf
        self.writesLengths = writesLengths
        self.press = press
    }

    /// Defects of what was copied since the last call.
    mutating func takeDefects() -> [String] {
        defer { defects = [] }
        return defects
    }

    /// A page as a Form XObject, with the appearances of its annotations drawn over it.
    mutating func addPage(_ content: CleanContent, page: QPDFObject, geometry: PageGeometry, appearances: [PageAppearance]) -> Int {
        let box = [geometry.box.x0, geometry.box.y0, geometry.box.x1, geometry.box.y1]
        guard !appearances.isEmpty else { return addForm(content, page: page, box: box, matrix: geometry.matrix) }
        let base = addForm(content, page: page, box: box, matrix: [1, 0, 0, 1, 0, 0])
        var drawing = "/P Do\n"
        var objects = PDFFragment("<</P ")
        objects.append(reference: base)
        for (index, appearance) in appearances.enumerated() {
            drawing += "q " + numbers(appearance.matrix) + " cm /A\(index) Do Q\n"
            objects.append("/A\(index) ")
            objects.append(within(appearance.form) { $0.copy(appearance.form, depth: 0, key: "/AP") })
        }
        var dictionary = header(box: box, matrix: geometry.matrix)
        dictionary.append("/Resources<</XObject ")
        dictionary.append(objects)
        dictionary.append(">>>>")
        return group.add(.stream(dictionary, Flate.compress(drawing.utf8)))
    }

    private mutating func addForm(_ content: CleanContent, page: QPDFObject, box: [Double], matrix: [Double]) -> Int {
        var dictionary = header(box: box, matrix: matrix)
        dictionary.append("/Resources")
        dictionary.append(resources(of: content, depth: 0))
        if page["/Group"].kind == .dictionary {
            dictionary.append("/Group")
            dictionary.append(copyDictionary(page["/Group"], depth: 0, key: "/Group"))
        }
        let form = group.add(.stream(dictionary, Flate.compress(content.bytes)))
        pageForms[form] = dictionary
        return form
    }

    private func place(_ number: Int) -> Place {
        Place(number: number, resources: surroundings.map(ForeignResources.ObjectKey.init))
    }

    private mutating func within(_ resources: QPDFObject, _ copy: (inout ResourceCopier) -> PDFFragment) -> PDFFragment {
        let outer = surroundings
        surroundings = resources
        defer { surroundings = outer }
        return copy(&self)
    }

    /// Only what the content names.
    private mutating func resources(of content: CleanContent, depth: Int) -> PDFFragment {
        within(content.resources) { $0.names(of: content, depth: depth) }
    }

    private mutating func names(of content: CleanContent, depth: Int) -> PDFFragment {
        var fragment = PDFFragment("<<")
        for (category, names) in content.used.names.sorted(by: { $0.key < $1.key }) {
            fragment.append(category + "<<")
            for entry in names.sorted() {
                fragment.append(name("/" + entry))
                let object = content.resources[category]["/" + entry]
                let isOurs = entry == PageAudit.inkSpace && category == "/ColorSpace" && object.kind == .null
                fragment.append(isOurs ? inkSpace() : copy(object, depth: depth + 1, key: category + "/*"))
            }
            fragment.append(">>")
        }
        fragment.append(">>")
        return fragment
    }

    /// DeviceCMYK with the profile that the file is meant to be printed with, or ours.
    private mutating func inkSpace() -> PDFFragment {
        usesInks = true
        var fragment = PDFFragment("[/ICCBased ")
        if let press {
            fragment.append(copy(press, depth: 1, key: "/ICCBased"))
        } else {
            let index = inks ?? group.add(.stream("/N 4/Filter/FlateDecode", Flate.compress(PrintingInks.profile)))
            inks = index
            fragment.append(reference: index)
        }
        fragment.append("]")
        return fragment
    }

    private mutating func report(_ defect: String) {
        if !defects.contains(defect) { defects.append(defect) }
    }

    private mutating func reportDamage() { report("der Inhalt der Seite ist beschädigt") }

    /// - Parameter key: Under which the object was found; decides whether a stream is page content.
    private mutating func copy(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        guard depth < Self.nestingLimit, group.objects.count < Self.objectLimit else {
            reportDamage()
            return PDFFragment("null")
        }
        let number = object.number
        // Scalars need no object of their own, whatever the foreign file makes of them.
        guard number > 0, [.dictionary, .array, .stream].contains(object.kind) else { return copyDirect(object, depth: depth, key: key) }
        var fragment = PDFFragment()
        if let known = copied[number] {
            fragment.append(reference: known)
            return fragment
        }
        if !copiedWithin.isEmpty, let known = copiedWithin[place(number)] {
            dependsOnSurroundings = true
            fragment.append(reference: known)
            return fragment
        }
        let index = group.reserve()
        copied[number] = index
        fragment.append(reference: index)
        let depended = dependsOnSurroundings
        dependsOnSurroundings = false
        group.objects[index] =
            object.kind == .stream
            ? copyStream(object, depth: depth + 1, key: key) : copyDirect(object, depth: depth + 1, key: key)
        if dependsOnSurroundings {
            copied[number] = nil
            copiedWithin[place(number)] = index
        }
        dependsOnSurroundings = dependsOnSurroundings || depended
        return fragment
    }

    private mutating func copyDirect(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        switch object.kind {
        case .dictionary:
            return copyDictionary(object, depth: depth, key: key)
        case .array:
            return copyArray(object, depth: depth, key: key)
        case .name where object.name == "DeviceCMYK":
            return inkSpace()
        case .number:
            // ISO 19005-3, 6.1.13.
            if abs(object.double ?? 0) > 2_147_483_647 { reportDamage() }
            return PDFFragment(" " + object.unparsed)
        case .string, .name:
            let text = object.unparsed
            if text.utf8.count > (object.kind == .name ? 127 : 32_767) { reportDamage() }
            if object.kind == .name { checkName(object.name ?? "") }
            return PDFFragment(" " + text)
        case .null, .boolean:
            return PDFFragment(" " + object.unparsed)
        case .stream, .other:
            return PDFFragment(" null")
        }
    }

    private mutating func copyArray(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        let items = object.items
        if items.first?.name == "ICCBased", items.count > 1, !ColorProfile.isSound(items[1]) {
            report("ein Farbprofil ist beschädigt")
        }
        if items.first?.name == "Separation", items.count == 4, let name = items[1].name {
            // ISO 19005-3, 6.2.4.4: a spot colour is the same everywhere.
            let meaning = items[2].whole() + items[3].whole()
            if separations.updateValue(meaning, forKey: name) ?? meaning != meaning { report("eine Sonderfarbe ist mehrfach verschieden beschrieben") }
        }
        // Their spot colours would have to be described one by one (6.2.4.4).
        if items.first?.name == "DeviceN" { report("Sonderfarben sind nicht vollständig beschrieben") }
        var fragment = PDFFragment("[")
        for item in items {
            fragment.append(copy(item, depth: depth + 1, key: key))
            fragment.append(" ")
        }
        fragment.append("]")
        return fragment
    }

    private mutating func copyDictionary(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        // Glyphs of Type 3 draw with what their font has.
        guard object["/Subtype"].name == "Type3", object["/Resources"].kind == .dictionary else {
            return copyEntries(object, depth: depth, key: key)
        }
        defer { dependsOnSurroundings = false }
        return within(object["/Resources"]) { $0.copyEntries(object, depth: depth, key: key) }
    }

    private mutating func copyEntries(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        if object["/FontDescriptor"].kind == .dictionary { placeProgram(of: object) }
        var fragment = PDFFragment("<<")
        for entry in ["/TR", "/TR2"] where !Self.isIdle(transfer: object[entry]) { report("Farben werden durch Übertragungsfunktionen verändert") }
        // In these the keys are names that the document chose, and may be any.
        let isNamed = Self.namedDictionaries.contains(key)
        let program = isNamed ? nil : EmbeddedProgram.stream(of: object).flatMap { programs[$0.stream.number] }.flatMap { $0 }
        if let program {
            fragment.append(program.key + " ")
            fragment.append(reference: program.object)
        }
        for entry in object.keys where isNamed || !Self.dropped.contains(entry) {
            if program != nil, EmbeddedProgram.keys.contains(entry) { continue }
            fragment.append(name(entry))
            fragment.append(copy(object[entry], depth: depth + 1, key: isNamed ? key + "/*" : entry))
        }
        if object["/Subtype"].name == "CIDFontType2", object["/CIDToGIDMap"].kind == .null {
            fragment.append("/CIDToGIDMap/Identity")
        }
        fragment.append(">>")
        return fragment
    }

    /// Where a font's program does not stand where it belongs, one that does is written for it.
    private mutating func placeProgram(of font: QPDFObject) {
        guard let number = EmbeddedProgram.stream(of: font["/FontDescriptor"])?.stream.number, number > 0 else { return }
        guard case .misplaced(let program) = EmbeddedProgram.standing(of: font) else {
            // Two fonts of different kinds with one program: what is right for the one is wrong for the other.
            if (programs.updateValue(nil, forKey: number) ?? nil) != nil { report("eine Schriftdatei gehört zu Schriften verschiedener Art") }
            return
        }
        if let known = programs[number] {
            if known?.key != program.key { report("eine Schriftdatei gehört zu Schriften verschiedener Art") }
            return
        }
        programs[number] = (program.key, group.add(.stream(PDFFragment(program.entries + "/Filter/FlateDecode"), Flate.compress(program.bytes))))
    }

    private mutating func copyStream(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        let isForm = object["/Subtype"].name == "Form" || object["/PatternType"].double == 1
        var dictionary = PDFFragment()
        let isImage = object["/Subtype"].name == "Image"
        let rebuilt: Set<String> = [
            "/Filter", "/DecodeParms", "/Interpolate", "/F", "/FFilter", "/FDecodeParms", isForm ? "/Resources" : "/Filter",
        ]
        for entry in object.keys where !Self.dropped.contains(entry) && !rebuilt.contains(entry) {
            dictionary.append(name(entry))
            dictionary.append(copy(object[entry], depth: depth + 1, key: entry))
        }
        if isImage { dictionary.append("/Interpolate false") }
        if isForm {
            let form = ForeignResources.FormKey(object, drawnWith: surroundings ?? object)
            guard let content = shelf.content(of: form) else {
                // Drawn by nothing that was followed.
                return .stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]", [])
            }
            dictionary.append("/Resources")
            dictionary.append(resources(of: content, depth: depth + 1))
            dependsOnSurroundings = form.resources != nil
            dictionary.append("/Filter/FlateDecode")
            return .stream(dictionary, Flate.compress(content.bytes))
        }
        if key != "/CharProcs/*", object.keepsFilters, object.data(.generalized) != nil, let raw = object.data(.raw) {
            for entry in ["/Filter", "/DecodeParms"] where object[entry].kind != .null {
                dictionary.append(entry + " ")
                dictionary.append(copy(object[entry], depth: depth + 1, key: entry))
            }
            return .stream(dictionary, raw)
        }
        guard let data = object.data(.generalized) else {
            reportDamage()
            return .stream("", [])
        }
        dictionary.append("/Filter/FlateDecode")
        return .stream(dictionary, Flate.compress(key == "/CharProcs/*" ? ContentCleaner(data, writesLengths: writesLengths).output : data))
    }

    /// ISO 19005-3, 6.1.8: names are UTF-8. Where one is not, it came here repaired, and is another one.
    private mutating func checkName(_ name: String) {
        if name.contains("\u{FFFD}") { report("Namen in der Datei sind falsch kodiert") }
    }

    /// qpdf hands out names decoded; they are escaped anew.
    private mutating func name(_ entry: String) -> String {
        checkName(entry)
        var out = PDFBytes()
        out.name(String(entry.dropFirst()))
        out.text(" ")
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
