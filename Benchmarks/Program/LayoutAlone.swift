import Agreements
import Assembler
import DocumentModel
import Foundation
import HouseStyle
import Layout
import Production
import Rendering
import Styles
import TestDocuments
import Typeface

/// Layout without drawing: the contract as the first of a run and for another partner; documents of every length; and what
/// Cairo's part costs with glyph expansion and without.
struct LayoutAlone: Benchmark {
    let name = "layout"

    private struct Tools {
        let fonts: FontLibrary
        let hyphenator: Hyphenator
        let style: StyleSheet

        /// Knows no word and no paragraph yet; fonts are open.
        func engine(_ style: StyleSheet? = nil) throws -> LayoutEngine {
            try LayoutEngine(fonts: fonts, hyphenator: hyphenator, style: style ?? self.style)
        }
    }

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let documents = try contracts(setting, partners: 40)
        let catalogue = try CatalogueReader.read(contentsOf: setting.checkout + "/fonts/catalogue.yaml")
        let fonts = FontLibrary(catalogue)
        let tools = Tools(
            fonts: fonts, hyphenator: try Hyphenator(from: fonts),
            style: try StyleReader.read(contentsOf: setting.checkout + "/styles/klassisch.yaml"))
        return try contract(documents, tools) + lengths(tools) + cairo(documents, tools)
    }

    private func contracts(_ setting: Setting, partners: Int) throws -> [Document] {
        let workspace = try Workspace.locate(agreement: setting.contract(), library: setting.library)
        let workshop = try Workshop(workspace)
        let agreement = try workshop.agreement(at: workspace.agreement ?? "")
        return try PartnerTable(contentsOf: setting.partners(partners)).rows.map {
            try workshop.assemble(try workshop.plan(agreement, AgreementData.none.with($0))).document
        }
    }

    private func contract(_ documents: [Document], _ tools: Tools) throws -> [Measurement] {
        var first = Double.infinity
        var pages = 0
        for document in documents.prefix(12) {
            let engine = try tools.engine()
            let start = Clock.cpu()
            pages = try engine.layout(document).list.pages.count
            first = min(first, Clock.cpu() - start)
        }
        let engine = try tools.engine()
        let warmUp = 5
        var others: [Double] = []
        for (index, document) in documents.enumerated() {
            let start = Clock.cpu()
            _ = try engine.layout(document)
            if index >= warmUp { others.append(Clock.cpu() - start) }
        }
        return [
            Measurement("layout of the contract, \(pages) pages, nothing known", first * 1_000, "ms CPU", .atMost(8)),
            Measurement("layout for another partner, median", others.sorted()[others.count / 2] * 1_000, "ms CPU", .atMost(1.5)),
        ]
    }

    /// Sections of prose, no paragraph twice.
    private func lengths(_ tools: Tools) throws -> [Measurement] {
        let costs = try [(10, 8), (100, 3), (1_000, 2)].map { wanted, repeats -> (pages: Int, cost: Double) in
            let document = Self.document(sections: wanted * Self.sectionsPerTenPages / 10)
            var least = Double.infinity
            var pages = 1
            for _ in 0..<repeats {
                let engine = try tools.engine()
                let start = Clock.cpu()
                pages = try engine.layout(document).list.pages.count
                least = min(least, Clock.cpu() - start)
            }
            return (pages, least / Double(pages))
        }
        return costs.map { Measurement("layout a page, \($0.pages) pages", $0.cost * 1_000, "ms CPU") }
            + costs.dropFirst().map {
                Measurement("cost a page, \($0.pages) pages to \(costs[0].pages)", $0.cost / costs[0].cost, "×", .between(0.8, 1.2))
            }
    }

    private static let sectionsPerTenPages = 16

    private static func document(sections: Int) -> Document {
        let builder = DocumentBuilder()
        return builder.document(
            (1...sections).map { number in
                builder.section("§ \(number)", "Abschnitt \(number)") {
                    [
                        builder.list(
                            .absaetze,
                            (1...4).map { absatz in
                                ("(\(absatz))", { [builder.paragraph("Nummer \(number).\(absatz) " + DocumentBuilder.prose(55 + absatz * 7, seed: number * absatz))] })
                            })
                    ]
                }
            })
    }

    private func cairo(_ documents: [Document], _ tools: Tools) throws -> [Measurement] {
        var rigid = tools.style
        rigid.lines.costs.expansionLimit = 0
        return try [("with expansion", tools.style), ("without expansion", rigid)].map { what, style in
            let engine = try tools.engine(style)
            var spent: [Double] = []
            for document in documents.prefix(16) {
                let list = try engine.layout(document).list
                // A drawer remembers pages; this one has its fonts and nothing more.
                let drawer = try PageDrawer(fonts: tools.fonts)
                try drawer.prepare(Self.fonts(of: list))
                let start = Clock.cpu()
                _ = try drawer.draw(list)
                spent.append(Clock.cpu() - start)
            }
            return Measurement("Cairo, the contract, \(what)", spent.sorted()[spent.count / 2] * 1_000, "ms CPU")
        }
    }

    private static func fonts(of list: DisplayList) -> [FontID] {
        Set(
            list.pages.flatMap { $0.items + $0.furniture }.compactMap { item in
                if case .text(let run) = item.drawing { run.font } else { nil }
            }
        ).sorted()
    }
}
