import Layout
import Rendering
import Typeface

/// Writes the pages with their content and resources.
struct PageWriter {
    private var fonts: FontReferences
    /// The short streams between the layers, by their text; as many of the same text as a page has, because one object repeated
    /// within `/Contents` confuses checkers.
    private var glue: [String: [PDFReference]] = [:]
    private var pictures: [PictureSource: PlacedPicture]
    /// Of foreign pages that bring their structure: forms with marks of their own, by page and number of the picture on it.
    var marked: [PicturePlace: PDFReference] = [:]
    /// Of a file of many documents: what is in it already.
    private var shared: Shared?

    private struct Shared {
        var programs: [FontProgram: [PDFReference]] = [:]
        var streams: [DrawnStream: PDFReference] = [:]
    }

    init(_ fonts: FontReferences, _ pictures: [PictureSource: PlacedPicture]) {
        self.fonts = fonts
        self.pictures = pictures
    }

    /// For a file of many documents: what they have in common is written once.
    init() {
        fonts = FontReferences()
        pictures = [:]
        shared = Shared()
    }

    /// Turns to the next document.
    mutating func use(_ programs: [FontProgram.Key: FontProgram], _ pictures: [PictureSource: PlacedPicture], _ file: inout PDFFile) {
        self.pictures = pictures
        fonts = FontReferences()
        for (key, program) in programs.sorted(by: { $0.key < $1.key }) {
            let references = shared?.programs[program] ?? file.add(program.objects)
            shared?.programs[program] = references
            fonts.add(program, as: key, references)
        }
        // A further copy has the same pages; another partner's are others. Glue is short and stays.
        if let streams = shared?.streams, streams.count > Self.keptStreams { shared?.streams = [:] }
    }

    private static let keptStreams = 200

    /// - Parameters:
    ///   - annotations: Of this page, in tab order.
    ///   - index: From 0; the page's key in the ParentTree; `nil` in a file without structure.
    mutating func write(
        _ page: DrawnPage, index: Int?, as object: PDFReference, parent: PDFReference, annotations: [PDFReference],
        _ file: inout PDFFile
    ) {
        let contents = contents(of: page, index, &file)
        let resources = resources(of: page, index)
        file.write(object) { out in
            out.beginPage(parent, page.size)
            out.text("/Contents[")
            for (position, content) in contents.enumerated() {
                if position > 0 { out.text(" ") }
                out.reference(content)
            }
            out.text("]/Resources<<")
            out.raw(resources.bytes)
            out.text(">>")
            if let index {
                out.text("/StructParents ")
                out.int(index)
                out.text("/Tabs/S")
            }
            if !annotations.isEmpty {
                out.text("/Annots[")
                for annotation in annotations {
                    out.reference(annotation)
                    out.text(" ")
                }
                out.text("]")
            }
            out.text(">>")
        }
    }

    /// Layers with glue between them. Cairo's stream begins with a `cm` outside its q/Q, so each layer stands in a q/Q of ours.
    private mutating func contents(of page: DrawnPage, _ index: Int?, _ file: inout PDFFile) -> [PDFReference] {
        var streams: [PDFReference] = []
        var closing = ""
        var used: [String: Int] = [:]
        var arePicturesDone = page.pictures.isEmpty
        for layer in page.layers {
            // Pictures lie above watermark and rules, beneath text, head and foot.
            if !arePicturesDone, layer.kind != .artifact(.watermark), layer.kind != .artifact(.layout) {
                streams.append(picturesStream(page, index, after: closing, &file))
                closing = ""
                arePicturesDone = true
            }
            streams.append(add(glue: closing + layer.kind.opening, &used, &file))
            streams.append(add(layer.stream, &file))
            closing = layer.kind.closing
        }
        if !arePicturesDone {
            streams.append(picturesStream(page, index, after: closing, &file))
            closing = ""
        }
        if !closing.isEmpty { streams.append(add(glue: closing, &used, &file)) }
        return streams
    }

    private mutating func add(_ stream: DrawnStream, _ file: inout PDFFile) -> PDFReference {
        if let known = shared?.streams[stream] { return known }
        let made = file.addStream(stream.data) { $0.text("/Filter/FlateDecode") }
        shared?.streams[stream] = made
        return made
    }

    /// - Parameter used: how many of each text the page has already.
    private mutating func add(glue text: String, _ used: inout [String: Int], _ file: inout PDFFile) -> PDFReference {
        let count = used[text, default: 0]
        used[text] = count + 1
        if let known = glue[text], known.indices.contains(count) { return known[count] }
        let made = file.addStream(text.utf8)
        glue[text, default: []].append(made)
        return made
    }

    private func form(_ number: Int, on index: Int?) -> PDFReference? {
        index.flatMap { marked[PicturePlace(page: $0, number: number)] }
    }

    private func picturesStream(_ page: DrawnPage, _ index: Int?, after closing: String, _ file: inout PDFFile) -> PDFReference {
        var content = PDFBytes()
        content.raw(closing)
        for (number, picture) in page.pictures.enumerated() {
            guard let placed = pictures[picture.source] else { continue }
            let rect = placed.fitted(into: picture.rect)
            let isMarked = form(number, on: index) != nil
            if isMarked {
                // Its content has its own marks, and they do not nest.
            } else if let mark = picture.mark {
                content.text("/Figure<</MCID ")
                content.int(mark)
                content.text(">>BDC\n")
            } else {
                content.text("/Artifact<</Type/Layout>>BDC\n")
            }
            content.text("q ")
            content.number(placed.isUnitSquare ? rect.width : rect.width / placed.width, decimals: 6)
            content.text(" 0 0 ")
            content.number(placed.isUnitSquare ? rect.height : rect.height / placed.height, decimals: 6)
            content.text(" ")
            content.number(rect.x)
            content.text(" ")
            content.number(page.size.height - rect.maxY)
            content.text(" cm /X")
            content.int(number)
            content.text(isMarked ? " Do Q\n" : " Do Q\nEMC\n")
        }
        return file.addStream(content.bytes)
    }

    private func resources(of page: DrawnPage, _ index: Int?) -> PDFBytes {
        var out = PDFBytes()
        // Cairo sets an opaque graphics state at the start of what it fills.
        out.text("/ExtGState<</a0<</CA 1/ca 1>>>>")
        var named: [String: PDFReference] = [:]
        for layer in page.layers {
            for font in layer.stream.fonts { named[font.name] = fonts[font] }
        }
        if !named.isEmpty {
            out.text("/Font<<")
            for (name, reference) in named.sorted(by: { $0.key < $1.key }) {
                out.name(name)
                out.text(" ")
                out.reference(reference)
            }
            out.text(">>")
        }
        if !page.pictures.isEmpty {
            out.text("/XObject<<")
            for (number, picture) in page.pictures.enumerated() {
                guard let placed = pictures[picture.source] else { continue }
                out.text("/X")
                out.int(number)
                out.text(" ")
                out.reference(form(number, on: index) ?? placed.object)
            }
            out.text(">>")
        }
        return out
    }
}

/// Which picture of which page, both from 0.
struct PicturePlace: Hashable {
    var page: Int
    var number: Int
}

/// A picture that is in the file.
struct PlacedPicture {
    var object: PDFReference
    var width: Double
    var height: Double
    var isUnitSquare: Bool

    /// The largest place of the picture's proportion in the middle of `rect`.
    func fitted(into rect: Rect) -> Rect { PictureFit.fit(width: width, height: height, into: rect) }
}

extension PageLayer.Kind {
    /// ISO 32000-1, 14.8.2.2.
    fileprivate var opening: String {
        switch self {
        case .body: "q\n"
        case .artifact(.layout): "q /Artifact<</Type/Layout>>BDC\n"
        case .artifact(.header), .artifact(.copyMark): "q /Artifact<</Type/Pagination/Subtype/Header>>BDC\n"
        case .artifact(.footer): "q /Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
        case .artifact(.watermark): "q /Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n"
        }
    }

    fileprivate var closing: String { self == .body ? "\nQ\n" : "\nEMC Q\n" }
}
