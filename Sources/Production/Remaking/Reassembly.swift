import Agreements
import Assembler
import DocumentModel
import Findings
import Foundation

/// A contract made again from the origin that its PDF carries, with the library as it is now.
///
/// Annex files that travel in the PDF are unpacked into a private folder, which is gone when no contract of the run needs it.
public final class Reassembly {
    public let origin: ContractOrigin
    public let workshop: Workshop
    /// As it is in the library now.
    package var agreement: AgreementFile
    /// What the origin records.
    package internal(set) var data: AgreementData
    private let folder: PrivateFolder
    /// Those of ``annexFiles``, one for each time that they were added.
    private let unpacked: [String]
    let annexFiles: [String: String]

    /// - Parameters:
    ///   - carried: a PDF with a full origin.
    ///   - library: folder of the library; `nil`: found from the current folder upward, else the installed one.
    ///   - agreement: name or path, where the agreement does not lie in the library; `nil`: the one of the origin's name.
    /// - Throws: ``Failure``: 65 where the origin is missing or holds no values, 66 where agreement or library are not found.
    public convenience init(_ carried: CarriedOrigin, library: String?, agreement name: String? = nil) throws(Failure) {
        try self.init(carried, over: ReadLibraries(library: library, agreement: name))
    }

    /// Over what other contracts of the run have read.
    convenience init(_ carried: CarriedOrigin, over libraries: ReadLibraries) throws(Failure) {
        try self.init(try carried.requiredOrigin(), of: carried.path, over: libraries) { carried.file(sha256: $0)?.bytes }
    }

    /// - Parameters:
    ///   - path: of the file that carries the origin, for messages.
    ///   - annex: the bytes of a file that travels with it, by checksum; `nil`: the one that the agreement names serves.
    convenience init(
        _ origin: ContractOrigin, of path: String, library: String?, agreement name: String? = nil, annex bytes: (String) -> [UInt8]? = { _ in nil }
    ) throws(Failure) {
        try self.init(origin, of: path, over: ReadLibraries(library: library, agreement: name), annex: bytes)
    }

    private convenience init(_ origin: ContractOrigin, of path: String, over libraries: ReadLibraries, annex bytes: (String) -> [UInt8]?) throws(Failure) {
        try Self.requireValues(origin, of: path)
        let workspace = try Self.workspace(of: origin, library: libraries.library, agreement: libraries.agreement)
        let workshop = try libraries.workshop(workspace)
        let agreement = try libraries.agreement(at: workspace.agreement ?? origin.agreement.name, workshop)
        try self.init(origin, of: path, workshop, agreement, in: try libraries.annexFolder(), annex: bytes)
    }

    /// Over a library that is read already, and texts of somebody's own over it.
    ///
    /// - Parameter shared: where annexes of other contracts lie, too; `nil`: they get a folder of their own.
    init(
        _ origin: ContractOrigin, of path: String, _ workshop: Workshop, _ agreement: AgreementFile, in shared: PrivateFolder? = nil, annex bytes: (String) -> [UInt8]?
    ) throws(Failure) {
        try Self.requireValues(origin, of: path)
        self.workshop = workshop
        self.agreement = agreement
        // The file names it as it was called then, whatever it is called now.
        self.agreement.name = origin.agreement.name
        let folder = if let shared { shared } else { try PrivateFolder() }
        var files: [String: String] = [:]
        var unpacked: [String] = []
        do throws(Failure) {
            for annex in origin.annexes {
                guard let file = bytes(annex.sha256) else { continue }
                let path = try folder.add(file, named: annex.file)
                unpacked.append(path)
                files[annex.file] = path
            }
        } catch {
            folder.release(unpacked)
            throw error
        }
        (self.folder, self.unpacked) = (folder, unpacked)
        self.origin = origin
        annexFiles = files
        data = Self.data(origin, files, changed: [:])
        for annex in origin.annexes {
            guard let title = annex.title else { continue }
            self.agreement.attach(AttachedAnnex(file: annex.file, title: title, pages: annex.pages, alternativeText: annex.alternativeText))
        }
    }

    deinit { folder.release(unpacked) }

    private static func requireValues(_ origin: ContractOrigin, of path: String) throws(Failure) {
        guard origin.detail == .voll else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "herkunft-ohne-werte", at: .file(path),
                    "Diese Datei trägt nur Kennungen („herkunft: kennungen“); ohne die Werte lässt es sich nicht neu zusammensetzen.",
                    remedy: "Vergleichen lassen sich nur die Klauseln."))
        }
    }

    /// What the origin records, with some values changed.
    static func data(_ origin: ContractOrigin, _ files: [String: String], changed: [String: String]) -> AgreementData {
        data(origin, files, changes: changed.sorted { $0.key < $1.key }.map { ContractOrigin.ChangedValue(path: $0.key, text: $0.value) })
    }

    /// The same with what amendments change, and more.
    static func data(
        _ origin: ContractOrigin, _ files: [String: String], after names: ChangedNames, and more: [ContractOrigin.ChangedValue] = []
    ) -> AgreementData {
        var data = data(origin, files, changes: names.changes + more, forgetting: NameForms.members)
        if !names.isEmpty { data.reproduction?.lost = Set(names.lost.map { FieldPath($0) }) }
        return data
    }

    /// - Parameters:
    ///   - changes: in order; of two for the same path the later counts.
    ///   - forms: members of bodies that fall away where the name changes.
    private static func data(
        _ origin: ContractOrigin, _ files: [String: String], changes: [ContractOrigin.ChangedValue], forgetting forms: Set<String> = ["formen"]
    ) -> AgreementData {
        let changed = Dictionary(changes.map { ($0.path, $0.text) }, uniquingKeysWith: { $1 })
        // Of a body that the library brings, one member cannot be given alone.
        func head(_ path: String) -> Substring { path.prefix { $0 != "." } }
        let begun = Set(changed.keys.filter { $0.contains(".") }.map(head)).subtracting(["klauseln", "stelle"])
        let given = origin.values.filter { $0.source.isGiven || begun.contains(head($0.path)) }
        var body: String?
        if case .text(let name)? = given.first(where: { $0.path == "stelle" })?.content { body = name }
        var kept = given.filter { $0.path != "stelle" && changed[$0.path] == nil }.map { RecordedValue(path: FieldPath($0.path), content: $0.content) }
        // Forms belong to the name that they were recorded with.
        for (path, name) in changed where path.hasSuffix(".name") {
            let owner = path.dropLast("name".count)
            guard given.first(where: { $0.path == path })?.content != .text(name) else { continue }
            kept.removeAll { value in forms.contains { value.path.rawValue == owner + $0 || value.path.rawValue.hasPrefix(owner + $0 + ".") } }
            let parts = owner.split(separator: ".")
            if parts.count == 2, let number = Int(parts[1]), let index = kept.firstIndex(where: { $0.path.rawValue == parts[0] }) {
                kept[index].content = kept[index].content.renaming(number, to: name)
            }
        }
        var new: [String: RecordedValue] = [:]
        for change in changes {
            // Parts of a table or list are recorded with the whole.
            if let index = kept.firstIndex(where: { change.path.hasPrefix($0.path.rawValue + ".") }),
                let content = kept[index].content.changing(change.path.dropFirst(kept[index].path.rawValue.count + 1), to: change.text)
            {
                kept[index].content = content
            } else {
                new[change.path] = RecordedValue(path: FieldPath(change.path), content: .text(change.text))
            }
        }
        var data = AgreementData(recorded: kept + new.sorted { $0.key < $1.key }.map(\.value), body: body, withheld: Set(origin.withheld.map { FieldPath($0) }), annexFiles: files)
        data.reproduction = Reproduction(
            clauses: origin.clauses.map { Reproduction.Clause(name: $0.name, version: $0.version, sha256: $0.sha256) },
            status: origin.settings.status, gender: origin.settings.gender,
            profile: origin.settings.profile.flatMap(PDFProfile.init(rawValue:)) ?? .archiv, hasPageMarks: origin.settings.mark != nil)
        return data
    }

    /// The contract as it would be with other values.
    ///
    /// - Parameter changed: texts by path, as a data file would have them.
    /// - Throws: ``Failure`` where a value is none of its field.
    func document(changing changed: [String: String]) throws(Failure) -> Document {
        let plan = try workshop.plan(agreement, Self.data(origin, annexFiles, changed: changed))
        return try workshop.compose(plan).document
    }

    private static func workspace(of origin: ContractOrigin, library: String?, agreement: String?) throws(Failure) -> Workspace {
        do throws(Failure) { return try Workspace.locate(agreement: agreement ?? name(of: origin), library: library) } catch {
            guard agreement == nil else { throw error }
            let findings = error.findings.map { finding in
                guard finding.rule == "vereinbarung-unbekannt" else { return finding }
                var told = finding
                told.message = "Die Vereinbarung „\(origin.agreement.name)“, aus der dieser Vertrag entstanden ist, gibt es in der Bibliothek nicht (mehr)."
                told.remedy = "Nennen Sie die Bibliothek, in der sie liegt (--library), oder, wenn die Datei jetzt anders heißt: --agreement datei.yaml."
                return told
            }
            throw Failure(error.status, findings)
        }
    }

    /// The name of an agreement of the library, which is no path.
    private static func name(of origin: ContractOrigin) -> String {
        origin.agreement.name.filter { $0 != "/" && $0 != "\\" }
    }

    /// A finding without the temporary folder in it: the annex is in the PDF.
    func displayed(_ finding: Finding) -> Finding {
        var shown = finding
        shown.message = folder.hidden(in: finding.message)
        shown.remedy = finding.remedy.map(folder.hidden)
        if case .file(let path, let line, let column)? = finding.place { shown.place = .file(folder.hidden(in: path), line: line, column: column) }
        return shown
    }

    /// What a step of the making again tells, without the temporary folder in it.
    func displaying<Value>(_ step: () throws(Failure) -> Value) throws(Failure) -> Value {
        do throws(Failure) { return try step() } catch { throw Failure(error.status, error.findings.map(displayed)) }
    }

    /// - Throws: ``Failure`` where the library has changed so much that the contract cannot be assembled any more.
    package func plan() throws(Failure) -> AssemblyPlan { try workshop.plan(agreement, data) }

    /// The contract as this program makes it now. Its origin says of each value where it came from in the first place.
    public func assemble(strict: Bool = false) throws(Failure) -> AssembledContract {
        var contract = try workshop.assemble(try plan(), strict: strict)
        guard var made = contract.origin else { return contract }
        let sources = Dictionary(origin.values.map { ($0.path, $0.source) }, uniquingKeysWith: { first, _ in first })
        for index in made.values.indices where made.values[index].source.isGiven {
            made.values[index].source = sources[made.values[index].path] ?? made.values[index].source
        }
        made.withheld = Set(made.withheld).union(origin.withheld).sorted()
        contract.origin = made
        return contract
    }
}
