import Layout
import Rendering

/// Elements of a foreign structure as they stand in a file, finished but for the numbers of objects: every contract of a series has the same ones.
struct ElementBlock: Sendable {
    /// What decides about them besides the structure and its place.
    struct Key: Hashable {
        var usesNamespaces: Bool
        /// What the parent of all of them is.
        var parent: StructureRole
        /// Of the document's pages, in points.
        var pageHeights: [Double]
    }

    /// A number of an object that is put into the text.
    private struct Gap {
        var at: Int32
        var object: Named
    }

    private enum Named {
        /// By its place in the file.
        case element(Int32)
        /// By its place in ``Others``.
        case other(Int32)
    }

    /// How many elements are in the file.
    private(set) var count = 0
    /// By number in the structure; `nil` where nothing belongs to an element.
    private var places: [Int32?] = []
    private var text: [UInt8] = []
    private var gaps: [Gap] = []
    /// Where in the text each element begins.
    private var starts: [Int32] = []
    /// Of elements that have one, with their places in the file.
    private(set) var identifiers: [(key: String, place: Int)] = []
    let others: Others

    /// What elements refer to besides each other: their parent, the namespace, our pages and the forms of the foreign pages, annotations.
    struct Others: Sendable {
        /// By foreign page.
        fileprivate let pages: [Int: Int]
        let annotations: Int

        static let parent = 0
        static let namespace = 1

        init(_ site: PlantedStructure.Place, annotations: Int) {
            pages = Dictionary(uniqueKeysWithValues: site.order.enumerated().map { ($1, $0) })
            self.annotations = annotations
        }

        func page(_ index: Int) -> Int? { pages[index].map { 2 + 2 * $0 } }
        func form(_ index: Int) -> Int? { pages[index].map { 3 + 2 * $0 } }
        func annotation(_ index: Int) -> Int { 2 + 2 * pages.count + index }
        var count: Int { 2 + 2 * pages.count + annotations }
    }

    init(_ planting: Planting, _ key: Key, _ conformance: Conformance) {
        let (site, structure) = (planting.site, planting.structure)
        // In the order in which annotations are written.
        let links = structure.links.enumerated().sorted { ($0.element.page, $0.offset) < ($1.element.page, $1.offset) }.map(\.element)
        others = Others(site, annotations: links.count)
        /// Each object has the number 1 more than its place here, elements follow.
        func symbol(_ place: Int) -> PDFReference { PDFReference(number: place + 1) }
        var pages = Array(repeating: PDFReference(number: 0), count: site.pageCount)
        for (index, place) in site.pages { if let symbolic = others.page(index) { pages[place.page] = symbol(symbolic) } }
        var writer = StructureWriter(
            planting, in: key.parent, pages: pages, heights: key.pageHeights, namespace: symbol(Others.namespace), conformance)
        for index in site.order {
            guard let page = site.pages[index]?.page, let form = others.form(index) else { continue }
            for (mark, owner) in (structure.owners[index] ?? []).enumerated() {
                if let owner { writer.add(mark: mark, page: page, of: owner, in: symbol(form)) }
            }
        }
        for (index, link) in links.enumerated() {
            writer.add(annotation: symbol(others.annotation(index)), page: link.page, of: link.area.structure)
        }
        let isKept = writer.kept()
        for index in structure.elements.indices where isKept[site.count + index] {
            places += repeatElement(nil, count: index - places.count)
            places.append(Int32(count))
            count += 1
        }
        places += repeatElement(nil, count: structure.elements.count - places.count)
        var numbers: [PDFReference?] = Array(repeating: nil, count: site.count)
        numbers[Int(site.parent.rawValue)] = symbol(Others.parent)
        writer.number(numbers + places.map { $0.map { symbol(others.count + Int($0)) } })
        for case (let index, let place?) in places.enumerated() {
            starts.append(Int32(text.count))
            var content = PDFBytes()
            writer.writeContent(of: site.count + index, root: PDFReference(number: 0), &content)
            add(content.bytes)
            if let identifier = writer.identifier(of: site.count + index) { identifiers.append((identifier, Int(place))) }
        }
    }

    /// Takes out the numbers of what is referred to.
    private mutating func add(_ content: [UInt8]) {
        var lexer = PDFLexer(content[...])
        var numbers: [(value: Int, range: Range<Int>)] = []
        var copied = 0
        while let token = lexer.next() {
            switch token {
            case .number(let value?):
                numbers.append((value, lexer.range))
                continue
            // Object 0 is none (ISO 32000-1, 7.3.10) and stays as it is.
            case .keyword where lexer.isText("R") && numbers.count > 1 && numbers[numbers.count - 2].value > 0:
                let object = numbers[numbers.count - 2]
                text += content[copied..<object.range.lowerBound]
                copied = object.range.upperBound
                let place = object.value - 1
                let named = place < others.count ? Named.other(Int32(place)) : .element(Int32(place - others.count))
                gaps.append(Gap(at: Int32(text.count), object: named))
            default: break
            }
            numbers = []
        }
        text += content[copied...]
    }

    /// Where an element stands among those that are in the file.
    /// - Parameter index: in the structure.
    func place(_ index: Int) -> Int? { places.indices.contains(index) ? places[index].map { Int($0) } : nil }

    /// The elements' objects.
    ///
    /// - Parameters:
    ///   - first: number of the first one; the others' follow.
    ///   - others: numbers of objects, as in ``Others``.
    /// - Returns: the bytes, and where each object begins.
    func written(from first: Int, _ others: [Int]) -> (bytes: [UInt8], starts: [Int]) {
        var places: [Int] = []
        places.reserveCapacity(starts.count)
        // No number has more digits than a word.
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count + 20 * gaps.count) { room, length in
            text.withUnsafeBufferPointer { text in
                var (copied, next) = (0, 0)
                for gap in gaps {
                    let end = Int(gap.at)
                    while next < starts.count, Int(starts[next]) <= end {
                        places.append(length + Int(starts[next]) - copied)
                        next += 1
                    }
                    length = room.put(text[copied..<end], at: length)
                    copied = end
                    switch gap.object {
                    case .element(let place): length = room.put(first + Int(place), at: length)
                    case .other(let place): length = room.put(others[Int(place)], at: length)
                    }
                }
                for start in starts[next...] { places.append(length + Int(start) - copied) }
                length = room.put(text[copied...], at: length)
            }
        }
        return (bytes, places)
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Returns what comes after it.
    fileprivate func put(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, at place: Int) -> Int {
        self[place..<(place + bytes.count)].update(fromContentsOf: bytes)
    }

    /// The number in decimal digits.
    fileprivate func put(_ number: Int, at place: Int) -> Int {
        var (rest, length) = (number.magnitude / 10, 1)
        while rest > 0 {
            length += 1
            rest /= 10
        }
        rest = number.magnitude
        for digit in stride(from: place + length - 1, through: place, by: -1) {
            self[digit] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return place + length
    }
}
