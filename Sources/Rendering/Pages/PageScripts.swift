import Layout
import Typeface

/// A page taken apart into its layers: what lies beneath first.
struct PageScripts {
    struct Layer {
        var kind: PageLayer.Kind
        /// What it was made of; for artifacts.
        var items: [PageItem]
        var script: PaintScript
    }

    private(set) var layers: [Layer] = []
    private(set) var pictures: [DrawnPage.Picture] = []
    private(set) var missing: [FontID: Set<GlyphUse>] = [:]

    init(_ page: Page, _ repertoires: [Repertoire]) {
        let byFont = Dictionary(repertoires.map { ($0.font, $0) }) { first, _ in first }
        addArtifacts(.watermark, page.furniture + page.items, byFont)
        addArtifacts(.layout, page.furniture + page.items, byFont)
        addBody(page, byFont)
        addArtifacts(.header, page.furniture + page.items, byFont)
        addArtifacts(.footer, page.furniture + page.items, byFont)
        for layer in layers { missing.merge(layer.script.missing) { $0.union($1) } }
    }

    private mutating func addArtifacts(_ kind: Artifact, _ all: [PageItem], _ repertoires: [FontID: Repertoire]) {
        let items = all.filter { $0.mark == .artifact(kind) }
        var script = PaintScript(repertoires)
        for item in items {
            if let picture = item.drawing.picture(mark: nil) { pictures.append(picture) } else { script.add(item.drawing) }
        }
        if !script.steps.isEmpty { layers.append(Layer(kind: .artifact(kind), items: items, script: script)) }
    }

    private mutating func addBody(_ page: Page, _ repertoires: [FontID: Repertoire]) {
        var script = PaintScript(repertoires)
        for (mark, leaf) in page.leaves.enumerated() {
            if leaf.isPicture {
                pictures.append(contentsOf: leaf.items.compactMap { page.items[$0].drawing.picture(mark: mark) })
            } else {
                script.begin(leaf.structure)
                for index in leaf.items { script.add(page.items[index].drawing) }
                script.end()
            }
        }
        if !script.steps.isEmpty { layers.append(Layer(kind: .body, items: [], script: script)) }
    }
}

extension Drawing {
    func picture(mark: Int?) -> DrawnPage.Picture? {
        switch self {
        case .image(let file, let rect): DrawnPage.Picture(source: .image(file: file), rect: rect, mark: mark)
        case .foreignPage(let file, let index, let rect):
            DrawnPage.Picture(source: .foreignPage(file: file, index: index), rect: rect, mark: mark)
        case .text, .rectangle, .line, .circle: nil
        }
    }
}
