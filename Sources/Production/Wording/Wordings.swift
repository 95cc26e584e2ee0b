import Assembler
import DocumentModel
import Findings

/// What `lesefassung`, `aenderungsfassung` and `synopse` are asked to do.
public struct WordingRequest: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case reading = "lesefassung"
        case marked = "aenderungsfassung"
        case synopsis = "synopse"
    }

    public var kind: Kind
    /// Contracts and their amendments.
    public var paths: [String]
    public var library: String?
    /// ISO: amendments that take effect later do not count; `nil`: all count.
    public var day: String?
    /// Where the files go.
    public var folder: String

    public init(_ kind: Kind, paths: [String], library: String? = nil, day: String? = nil, folder: String) {
        (self.kind, self.paths, self.library, self.day, self.folder) = (kind, paths, library, day, folder)
    }
}

/// How contracts read after their amendments.
public enum Wordings {
    /// - Returns: a file for each contract.
    /// - Throws: ``Failure`` with all findings; nothing has been written then.
    public static func make(_ request: WordingRequest) throws(Failure) -> [BuiltContract] {
        let chains = try AmendmentChain.read(request.paths)
        var inputs = InputFiles(try Workspace.locate(agreement: nil, library: request.library))
        for path in request.paths { inputs.add(path, as: "einer der Verträge") }
        var claims = OutputClaims(against: inputs)
        var made: [BuiltContract] = []
        var contents: [(output: OutputClaims.Output, bytes: [UInt8])] = []
        var presses = PressShelf()
        for chain in chains {
            let name = chain.path.lastPathName
            let stem = name.hasSuffix(".pdf") ? String(name.dropLast(4)) : name
            let path = (request.folder.isEmpty ? "" : request.folder.hasSuffix("/") ? request.folder : request.folder + "/") + "\(stem)-\(request.kind.rawValue).pdf"
            let output = try claims.claim(path, .pdf, option: "-o")
            let reassembly = try chain.reassembly(library: request.library)
            let version = try ReadingVersion(chain, reassembly, on: request.day)
            let press = try presses.press(reassembly.workshop)
            let layout = try press.layOut(version.paper(request.kind))
            let bytes = try press.pdf(layout.list, origin: nil)
            contents.append((output, bytes))
            made.append(BuiltContract(path: path, pages: layout.list.pages.count, bytes: bytes.count, findings: layout.findings.map(reassembly.displayed)))
        }
        try claims.write(contents)
        return made
    }
}

extension ReadingVersion {
    func paper(_ kind: WordingRequest.Kind) -> Document {
        if kind == .reading { return annotated }
        let standing = steps.last.map { "in der Fassung des \($0.number). Nachtrags vom \(CalendarDate(written: $0.date)?.inGerman ?? $0.date)" } ?? "nicht geändert"
        let papers = WordingDocuments(
            info: document.info, old: wordings.first ?? ContractPart(.contract), new: wordings.last ?? ContractPart(.contract), standing: standing)
        return kind == .marked ? papers.marked : papers.synopsis
    }
}

/// One press for all contracts of a library: fonts are loaded once.
private struct PressShelf {
    private var presses: [Workspace: Press] = [:]

    mutating func press(_ workshop: Workshop) throws(Failure) -> Press {
        let key = Workspace(library: workshop.workspace.library, agreement: nil, resources: workshop.workspace.resources)
        if let known = presses[key] { return known }
        let press = try Press(workshop.supplies)
        presses[key] = press
        return press
    }
}
