import Rendering

/// Collects what the pages of a file without usable structure draw while they are converted, and makes a structure of it.
struct UntaggedReading {
    private var inks: [PageInk]
    private var contents: [Int: (bytes: [UInt8], dictionary: PDFFragment, matrix: [Double])] = [:]

    init(pages: Int) { inks = Array(repeating: PageInk(), count: pages) }

    mutating func add(_ page: Int, _ found: PageInk, _ bytes: [UInt8], _ dictionary: PDFFragment, matrix: [Double]) {
        inks[page] = found
        contents[page] = (bytes, dictionary, matrix)
    }

    mutating func fail(_ page: Int, _ reason: String) {
        inks[page] = PageInk()
        inks[page].defect = StructureDefect(reason: reason)
    }

    /// - Parameter defect: of the structure that the file brings.
    func structure(instead defect: StructureDefect?, _ recognised: RecognisedPages? = nil) -> AnnexStructure {
        let failures = inks.map(Self.failure)
        let orders = zip(inks, failures).map { ink, failure in failure == nil ? PageOrder(ink) : nil }
        let shaper = UntaggedShaper(inks, orders)
        let units = Self.units(shaper.elements, pages: inks.count)
        var forms: [Int: MarkedForm] = [:]
        var numbers: [[Int: Int]] = []
        for (page, ink) in inks.enumerated() {
            let marks = UntaggedMarks(ink, used: units[page], blanks: shaper.blanks[page] ?? [])
            numbers.append(marks.numbers)
            guard failures[page] == nil, let content = contents[page] else { continue }
            forms[page] = MarkedForm(
                dictionary: content.dictionary, content: Flate.compress(marks.sequences.written(into: content.bytes, numbers: marks.numbers)),
                count: marks.numbers.count, matrix: content.matrix)
        }
        let made = MadeStructure(
            elements: shaper.elements.map { $0.renumbered(numbers) }, failures: failures.enumerated().reduce(into: [:]) { $0[$1.offset] = $1.element },
            uncertain: Set(orders.indices.filter { orders[$0]?.isUncertain ?? false }), defect: defect, recognised: recognised)
        return AnnexStructure(forms: forms, later: { recognised?.form($0) }) { made.outcome($0) }
    }

    /// Why a page stays a picture.
    private static func failure(_ ink: PageInk) -> StructureDefect? {
        if let defect = ink.defect { return defect }
        let letters = ink.runs.reduce(0) { $0 + $1.text.count { !$0.isWhitespace } }
        guard letters > 0 else { return StructureDefect(reason: ink.pictures.isEmpty ? "auf ihr steht kein Text" : "sie ist ein Bild") }
        let signs = ink.strokes.count { $0.isDrawing && max($0.box.width, $0.box.height) < 24 }
        return signs > 150 && signs * 2 > letters ? StructureDefect(reason: "Buchstaben sind als Zeichnung ausgeführt") : nil
    }

    private static func units(_ elements: [AnnexElement], pages: Int) -> [Set<Int>] {
        var found: [Set<Int>] = Array(repeating: [], count: pages)
        for mark in elements.flatMap(\.marks) { found[mark.page].insert(mark.number) }
        return found
    }
}

/// A structure that was made, for any pages of its file.
struct MadeStructure: Sendable {
    let elements: [AnnexElement]
    /// By page.
    let failures: [Int: StructureDefect]
    let uncertain: Set<Int>
    let defect: StructureDefect?
    let recognised: RecognisedPages?

    func outcome(_ pages: Set<Int>) -> AnnexStructure.Outcome {
        var failed = failures.filter { pages.contains($0.key) }
        var (sure, read): ([Int: Int], [AnnexElement]) = ([:], [])
        for page in failed.keys.sorted() {
            do throws(ConfinedProgram.Obstacle) {
                guard let found = try recognised?.page(page) else { continue }
                sure[page] = found.confidence
                read += found.elements
                failed[page] = nil
            } catch { return .hindered(error) }
        }
        guard failed.count < pages.count else { return defect.map { .defective($0) } ?? .untagged }
        let kept = (elements.compactMap { $0.on(pages) } + read).enumerated().sorted { ($0.element.firstPage, $0.offset) < ($1.element.firstPage, $1.offset) }.map(\.element)
        let figures = Set(kept.flatMap(\.undescribedPages))
        return .made(
            AnnexStructure.Made(
                content: AnnexStructure.Content(language: nil, elements: kept, undescribed: figures.sorted()), failures: failed.mapValues(\.reason), recognised: sure,
                uncertain: uncertain.intersection(pages).sorted(), defect: defect?.reason, tally: UntaggedTally(kept)))
    }
}

extension AnnexElement {
    fileprivate func renumbered(_ numbers: [[Int: Int]]) -> AnnexElement {
        var made = self
        made.kids = kids.map { kid in
            switch kid {
            case .mark(var mark):
                mark.number = numbers[mark.page][mark.number] ?? 0
                return .mark(mark)
            case .link: return kid
            case .element(let element): return .element(element.renumbered(numbers))
            }
        }
        return made
    }

    /// What of it is on the pages; `nil` where that is nothing.
    fileprivate func on(_ pages: Set<Int>) -> AnnexElement? {
        guard marks.contains(where: { pages.contains($0.page) }) else { return nil }
        // Rows and cells of a table are all on one page, even those that hold nothing.
        guard role != .table else { return self }
        var made = self
        made.kids = kids.compactMap { kid in
            switch kid {
            case .mark(let mark): return pages.contains(mark.page) ? kid : nil
            case .link(let link): return pages.contains(link.page) ? kid : nil
            case .element(let element): return element.on(pages).map { .element($0) }
            }
        }
        return made
    }

    fileprivate var firstPage: Int { marks.first?.page ?? 0 }

    fileprivate var undescribedPages: [Int] {
        role == .figure ? marks.prefix(1).map(\.page) : elements.flatMap(\.undescribedPages)
    }
}

extension UntaggedTally {
    fileprivate init(_ elements: [AnnexElement]) {
        for element in elements {
            switch element.role {
            case .heading1: headings += 1
            case .list: lists += 1
            case .table: tables += 1
            case .figure: figures += 1
            default: paragraphs += 1
            }
        }
    }
}

/// The marks of a page whose structure was made, where its content draws what they hold.
struct UntaggedMarks {
    private(set) var sequences = PageSequences()
    /// New by unit.
    private(set) var numbers: [Int: Int] = [:]

    init(_ ink: PageInk, used: Set<Int>, blanks: Set<Int>) {
        for item in ink.items {
            switch item {
            case .run(let index):
                let run = ink.runs[index]
                let text = blanks.contains(index) ? run.text + " " : run.text
                add(index, used, from: run.from, to: run.to, text: text == run.glyphText ? nil : text)
            case .picture(let index):
                add(ink.runs.count + index, used, from: ink.pictures[index].from, to: ink.pictures[index].to, text: nil)
            case .stroke(let index):
                add(ink.runs.count + ink.pictures.count + index, used, from: ink.strokes[index].from, to: ink.strokes[index].to, text: nil)
            }
        }
    }

    private mutating func add(_ unit: Int, _ used: Set<Int>, from: Int, to: Int, text: String?) {
        var sequence = PageSequences.Sequence(kind: used.contains(unit) ? .content(unit) : .artifact)
        if used.contains(unit) {
            numbers[unit] = numbers.count
            if let text { sequence.properties = Self.actual(text) }
        }
        sequences.events.append((from, .begin(sequences.sequences.count)))
        sequences.events.append((to, .end(sequences.sequences.count)))
        sequences.sequences.append(sequence)
    }

    private static func actual(_ text: String) -> String {
        var out = PDFBytes()
        out.text("/ActualText")
        out.string(text)
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
