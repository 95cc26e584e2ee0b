import ApprovedLibrary
import Assembler
import ChildProcess
import DocumentModel
import Foundation
import Production
import Testing
import Word

@testable import TakingOver

/// A contract as lines: what somebody types into a word processor, and where each line belongs.
struct TypedContract: CustomTestStringConvertible, Sendable {
    struct Line: Sendable, Hashable {
        var kind: String
        var label: String
        var text: String
    }

    enum Style: String, CaseIterable, Sendable {
        /// Numbers counted by Word's lists, or typed.
        case auto, hand
    }

    var name: String
    var lines: [Line] = []
    var testDescription: String { name }

    static let folder = ApprovedLibrary.checkout + "/Tests/TakingOverTests/Vertraege"

    init(named name: String) throws {
        self.name = name
        let text = try String(contentsOfFile: "\(Self.folder)/\(name).tsv", encoding: .utf8)
        for row in text.split(separator: "\n") where !row.hasPrefix("#") {
            let parts = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            lines.append(Line(kind: parts[0], label: parts[1], text: parts[2]))
        }
    }

    /// Kind of each paragraph of the sections: section, depth, text.
    struct Place: Hashable, CustomStringConvertible {
        var section: String
        var depth: Int
        var text: String
        var description: String { "\(section) \(depth) \(text.prefix(50))" }
    }

    var places: [Place] {
        var section = ""
        return lines.compactMap { line in
            if line.kind == "H" {
                section = line.label.isEmpty ? line.text : LeadingNumber.read(line.label, isLabel: true)?.number.figure ?? line.label
                return Place(section: section, depth: -1, text: Self.plain(line.text))
            }
            guard let depth = line.kind == "U" ? 0 : Int(line.kind) else { return nil }
            return Place(section: section, depth: depth, text: Self.plain(line.text))
        }
    }

    static func plain(_ text: String) -> String {
        Wording.normal(NoteMark.removed(from: text.replacing("¶", with: " ")))
    }

    /// - Returns: path of the file.
    func file(_ style: Style, in folder: String) throws -> String {
        let source = "\(folder)/\(name).tsv"
        let path = "\(folder)/\(name)-\(style.rawValue).docx"
        try lines.map { [$0.kind, $0.label, $0.text.replacing("\t", with: " ").replacing("\n", with: "¶")].joined(separator: "\t") }.joined(separator: "\n")
            .write(toFile: source, atomically: true, encoding: .utf8)
        let run = try ChildProcess.run("/usr/bin/python3", ["\(Self.folder)/tippen.py", source, path, style.rawValue])
        guard run.status == 0 else { throw Failed(message: run.errors) }
        return path
    }

    struct Failed: Error { var message: String }
}

extension TypedContract {
    /// One of the library's agreements with the values of its example, as somebody would have typed it from paper.
    init(agreement name: String, library: String) throws {
        self.name = name
        let data = "\(library)/agreements/beispiele/\(name).yaml"
        let request = ContractRequest(
            agreement: name, library: library, data: FileManager.default.fileExists(atPath: data) ? data : nil, settings: ["status=entwurf"])
        let (workshop, agreement) = try Workshop.open(request)
        let document = try workshop.assemble(try workshop.plan(agreement, try workshop.data(request, for: agreement))).document
        add(document.body, depth: 0)
    }

    private mutating func add(_ blocks: [Block], depth: Int) { for block in blocks { add(block, depth) } }

    private mutating func line(_ kind: String, _ label: String = "", _ text: [Inline]) {
        let words = text.plainText
        if !words.isEmpty { lines.append(Line(kind: kind, label: label, text: words)) }
    }

    private mutating func add(_ block: Block, _ depth: Int) {
        switch block.content {
        case .section(let section):
            if let heading = section.heading { line(section.level == 1 ? "H" : "U", heading.number ?? "", heading.text) }
            for reference in section.legalReferences { line("0", "", reference) }
            add(section.blocks, depth: 0)
        case .paragraph(let paragraph): line(String(depth), "", paragraph.content)
        case .list(let list):
            for item in list.items {
                // An Absatz without number is a paragraph to whoever reads it.
                let label = item.label ?? (list.kind == .bullets ? "–" : "")
                let first = lines.count
                add(item.blocks, depth: label.isEmpty ? depth : depth + 1)
                guard !label.isEmpty, lines.indices.contains(first) else { continue }
                (lines[first].label, lines[first].kind) = (label, String(depth))
            }
        case .table(let table):
            for row in table.header + table.rows { lines.append(Line(kind: "C", label: "", text: row.cells.map { Self.words($0.blocks) }.joined(separator: " | "))) }
        case .unit(let blocks), .quotation(let blocks): add(blocks, depth: depth)
        case .title(let title): for text in title.lines { line("T", "", text) }
        case .cover(let cover): for one in cover.lines { line("T", "", one.content) }
        case .parties(let parties): add(parties)
        case .signatures(let signatures):
            for unit in signatures.units {
                line("S", "", unit.party)
                lines.append(Line(kind: "S", label: "", text: (unit.placeAndDate?.prefix.plainText ?? "Ort, Datum") + " ____________"))
                for signatory in unit.signatories { line("S", "", signatory.name.isEmpty ? signatory.office : signatory.name) }
            }
        default: break
        }
    }

    private static func words(_ blocks: [Block]) -> String {
        blocks.map { block in if case .paragraph(let paragraph) = block.content { paragraph.content.plainText } else { "" } }.joined(separator: " ").replacing("|", with: "/")
    }

    private mutating func add(_ parties: PartyBlock) {
        if parties.form == .sentence {
            var parts = [parties.lead]
            for (index, party) in parties.parties.enumerated() {
                if index > 0, index == parties.parties.count - 1 { parts.append(parties.conjunction) }
                parts += party.lines + [party.shortName]
            }
            return line("P", "", Array((parts + [parties.collective, parties.closing]).filter { !$0.isEmpty }.joined(separator: [.text(" ")])))
        }
        line("P", "", parties.lead)
        for (index, party) in parties.parties.enumerated() {
            if index > 0, index == parties.parties.count - 1 { line("P", "", parties.conjunction) }
            for text in party.lines + [party.shortName] { line("P", "", text) }
        }
        line("P", "", parties.collective)
        line("P", "", parties.closing)
    }
}

extension OldContract {
    /// Every paragraph of the sections, with the section it is in and the depth it has there.
    var places: [TypedContract.Place] {
        sections.flatMap { section in
            let name = section.number?.figure ?? section.heading
            func below(_ nodes: [OldNode], _ depth: Int) -> [TypedContract.Place] {
                nodes.flatMap { node -> [TypedContract.Place] in
                    if case .table = node.kind { return [] }
                    return [TypedContract.Place(section: name, depth: depth, text: TypedContract.plain(node.text))] + below(node.children, depth + 1)
                }
            }
            return [TypedContract.Place(section: name, depth: -1, text: TypedContract.plain(section.heading))] + below(section.nodes, 0)
        }
    }
}
