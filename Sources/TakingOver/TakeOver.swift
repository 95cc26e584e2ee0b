import Agreements
import DocumentModel
import Findings
import GermanText
import Production
import Settings
import Word

/// Old contracts taken apart into agreements and clauses of ours: `uebernehmen`.
package enum TakeOver {
    package struct Request: Sendable {
        /// DOCX and ODT.
        package var files: [String]
        /// New; nothing is ever written into a library that is there.
        package var folder: String
        /// Whose clauses the sections are held against.
        package var library: String?
        /// ISO 3166-2:DE without its country (`NW`), for the commissioning body; the library's own where it is `nil`.
        package var land: String?

        package init(files: [String], folder: String, library: String? = nil, land: String? = nil) {
            (self.files, self.folder, self.library, self.land) = (files, folder, library, land)
        }
    }

    /// - Throws: ``Failure`` where the folder is not new, the library is missing, or no file can be read; nothing has been written then.
    package static func run(_ request: Request) throws(Failure) -> TakeOverReport {
        try NewFolder.check(request.folder)
        let workspace = try Workspace.locate(agreement: nil, library: request.library)
        let citations = try citationFinder(workspace)
        let library = ClauseLibrary(root: workspace.library)
        var entries: [TakeOverReport.Entry] = []
        var refused: [Finding] = []
        var names: Set<String> = []
        var dissections: [Dissection] = []
        for path in request.files {
            do throws(Failure) {
                let document = try ReadDocument.file(path)
                dissections.append(Dissection(document, path: path, name: OldName.unique(name(of: path), &names), citations: citations))
            } catch { refused += error.findings }
        }
        guard !dissections.isEmpty else { throw Failure(.data, refused) }
        let known = KnownClauses(library)
        let land = try Land(request.land, library, workspace)
        var folder = NewLibrary()
        for dissection in dissections { entries.append(folder.add(dissection, known: known, land: land, citations: citations)) }
        try NewFolder.write(folder.files, to: request.folder)
        var report = TakeOverReport(folder: request.folder, entries: entries, refused: refused, clusters: ClauseClusters(dissections.map(\.contract)))
        check(&report, folder, citations)
        try AtomicFile.write(Array(report.page.utf8), to: request.folder + "/bericht.html")
        return report
    }

    private static func citationFinder(_ workspace: Workspace) throws(Failure) -> CitationFinder {
        return try failing(Facts(folder: workspace.folder(of: "facts")).citationFinder())
    }

    private static func name(of path: String) -> String {
        let file = path.lastPathName
        let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        let slug = OldName.slug(stem)
        return slug.isEmpty ? "altvertrag" : slug
    }

    /// Whether it can be made, whether it says the same, and what `check` says.
    private static func check(_ report: inout TakeOverReport, _ folder: NewLibrary, _ citations: CitationFinder) {
        for index in report.entries.indices {
            let contract = report.entries[index].contract
            do throws(Failure) {
                let made = try Contracts.asRead(ContractRequest(agreement: "\(report.folder)/agreements/\(contract.name).yaml", library: report.folder))
                report.entries[index].isBuildable = true
                report.entries[index].deviations = Deviations(contract, made, fields: folder.fields[contract.name] ?? [], citations: citations).all
            } catch { report.checked += error.findings.filter { $0.severity == .fehler } }
            let count = report.entries[index].deviations.count
            if count > 0 {
                report.entries[index].findings.append(
                    Finding(
                        .warnung, "uebernahme-abweichung", at: .file(contract.path),
                        count == 1
                            ? "Ein Absatz lautet in der neuen Vereinbarung anders als in der alten Datei."
                            : "\(count) Absätze lauten in der neuen Vereinbarung anders als in der alten Datei.",
                        remedy: "Vergleichen Sie sie im Bericht unter „Anders als in der alten Datei“."))
            }
        }
        do throws(Failure) { report.checked += try Check.run(agreements: [], library: report.folder).findings } catch { report.checked += error.findings }
        var seen: Set<Finding> = []
        report.checked = report.checked.filter { seen.insert($0).inserted }
    }

    /// The Land that the new bodies get, and how it is known.
    struct Land {
        let code: String
        let isGuessed: Bool

        init(_ wanted: String?, _ library: ClauseLibrary, _ workspace: Workspace) throws(Failure) {
            if let wanted {
                (code, isGuessed) = (wanted.uppercased(), false)
                return
            }
            let bodies = LibraryLocation.bodies(in: workspace.library).lazy.compactMap { try? library.body(Located($0, at: .file(workspace.library))) }
            (code, isGuessed) = (bodies.compactMap { $0.land?.value }.first ?? "NW", true)
        }
    }
}
