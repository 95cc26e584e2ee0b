import DocumentModel
import Findings
import Settings
import Synchronization

/// The library: clauses by family and variant, read when they are first asked for and kept.
///
/// May be shared by all tasks of a batch; a ``ClauseSource`` is read once and is the same object for all who ask.
package final class ClauseLibrary: Sendable {
    /// The folder that has `clauses/`, `stellen/`, `styles/`, `facts/`.
    package let root: String
    /// Texts that stand before the files.
    package let overlay: SourceOverlay
    let cache: Mutex<Cache>

    package struct Cache {
        var families: [String: ClauseFamily?] = [:]
        var familyNames: [String]?
        var sources: [String: Result<ClauseSource, FindingList>] = [:]
        var bodies: [String: Result<BodyFile, FindingList>] = [:]
        var approvals: Result<ApprovalRecord?, FindingList>?
    }

    package convenience init(root: String, overlay: SourceOverlay = .none) { self.init(root: root, overlay: overlay, taking: Cache()) }

    /// - Parameter known: what was read of it before.
    init(root: String, overlay: SourceOverlay, taking known: sending Cache) {
        self.root = root
        self.overlay = overlay
        cache = Mutex(known)
    }

    private var folder: String { "\(root)/clauses" }

    /// Names of all families, sorted.
    package var familyNames: [String] {
        if let names = cache.withLock(\.familyNames) { return names }
        let own = (LibraryFolder.entries(of: folder) ?? []).filter { LibraryName.isSafe($0) && LibraryFolder.isFolder("\(folder)/\($0)") }
        let laid = overlay.entries(of: "clauses").filter { LibraryName.isSafe($0) && !overlay.entries(of: "clauses/\($0)").isEmpty }
        let names = laid.isEmpty ? own : laid.union(own).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        cache.withLock { $0.familyNames = names }
        return names
    }

    /// Folders and files below `clauses/` that are left out because of their names, and those in its families.
    package var findings: [Finding] {
        let strangers = (LibraryFolder.entries(of: folder) ?? []).filter { !familyNames.contains($0) && $0 != ApprovalRecord.fileName && $0 != ApprovalRecord.logName }.map {
            ClauseFamily.ignored(
                "\(folder)/\($0)", "ist kein Ordner für Klauseln", remedy: "Ordner heißen in Kleinbuchstaben ohne Umlaute, zum Beispiel: kuendigung."
            )
        }
        return strangers + familyNames.flatMap { family($0)?.findings ?? [] }
    }

    /// The files of a family; `nil` where there is no such folder.
    package func family(_ name: String) -> ClauseFamily? {
        if let known = cache.withLock({ $0.families[name] }) { return known }
        let family = LibraryName.isSafe(name) ? ClauseFamily.scan(name, in: folder, with: overlay.entries(of: "clauses/\(name)")) : nil
        cache.withLock { $0.families[name] = .some(family) }
        return family
    }

    /// One file of the library, read on the first call.
    package func source(_ file: ClauseFamily.File, family: String, variant: String) throws(FindingList) -> ClauseSource {
        if let known = cache.withLock({ $0.sources[file.path] }) { return try known.get() }
        let result: Result<ClauseSource, FindingList>
        do {
            result = .success(try ClauseReader.clause(overlay.read(file.path, in: root), family: family, variant: variant, fileVersion: file.version))
        } catch {
            result = .failure(error)
        }
        // Whoever was first wins, so that the object is the same for all.
        return try cache.withLock { cache in
            if let earlier = cache.sources[file.path] { return earlier }
            cache.sources[file.path] = result
            return result
        }.get()
    }

    /// The version of a variant that was valid on a day; `nil` where none was. Throws the errors of its files.
    package func sourceIfValid(_ mention: ClauseMention, variant: ClauseFamily.Variant, on day: CalendarDate) throws(FindingList) -> ClauseSource? {
        for file in variant.files {
            let source = try source(file, family: mention.family, variant: variant.name)
            if source.frontMatter.isValid(on: day) { return source }
        }
        return nil
    }

    /// The version of a variant that was valid on a day: the current file, else the newest older one.
    ///
    /// Throws when the variant is unknown, its file has errors, or no version is valid on that day.
    package func source(_ mention: ClauseMention, variant name: String, on day: CalendarDate) throws(FindingList) -> ClauseSource {
        guard let family = family(mention.family) else { throw FindingList([unknownFamily(mention)]) }
        guard let variant = family.variant(name) else { throw FindingList([unknownVariant(mention, name, in: family)]) }
        var periods: [String] = []
        for file in variant.files {
            let source = try source(file, family: family.name, variant: name)
            if source.frontMatter.isValid(on: day) { return source }
            periods.append("\(source.version.version) (\(source.frontMatter.period))")
        }
        throw FindingList([
            Finding(
                .fehler, "baustein-ungueltig", at: mention.place, "Die Klausel „\(family.name)/\(name)“ gilt am \(day.inGerman) in keiner Fassung.",
                remedy: "Vorhanden sind die Fassungen: \(periods.joined(separator: ", ")). Wählen Sie einen anderen Stichtag oder eine andere Klausel.")
        ])
    }

    /// The record of approvals, read on the first call; `nil` where the library keeps none.
    package func approvals() throws(FindingList) -> ApprovalRecord? {
        if let known = cache.withLock(\.approvals) { return try known.get() }
        let result: Result<ApprovalRecord?, FindingList>
        do throws(FindingList) {
            if let laid = try overlay.file(approvalPath, in: root) {
                result = .success(try ApprovalRecord.parse(laid))
            } else {
                result = .success(try ApprovalRecord.read(approvalPath))
            }
        } catch { result = .failure(error) }
        cache.withLock { $0.approvals = result }
        return try result.get()
    }

    /// A body of `stellen/`, read on the first call. Throws `stelle-unbekannt` or the errors of its file.
    package func body(_ name: Located<String>) throws(FindingList) -> BodyFile {
        if let known = cache.withLock({ $0.bodies[name.value] }) { return try known.get() }
        let path = "\(root)/stellen/\(name.value).yaml"
        guard LibraryName.isSafe(name.value), overlay.has(path, in: root) || FileReading.exists(path) else {
            let names = LibraryLocation.bodies(in: root)
            throw FindingList([
                Finding(
                    .fehler, "stelle-unbekannt", at: name.place, "Eine Stelle \(quoted(name.value)) gibt es nicht.",
                    remedy: Suggestion.remedy(for: name.value, among: names, otherwise: names.isEmpty ? "Legen Sie die Datei „\(path)“ an." : nil))
            ])
        }
        let result: Result<BodyFile, FindingList>
        do {
            result = .success(try BodyReader.body(overlay.read(path, in: root)))
        } catch {
            result = .failure(error)
        }
        cache.withLock { $0.bodies[name.value] = result }
        return try result.get()
    }

    package func unknownFamily(_ mention: ClauseMention) -> Finding {
        let all = familyNames
        let remedy =
            Suggestion.remedy(for: mention.family, among: all)
            ?? (all.isEmpty ? "Im Ordner „\(folder)“ gibt es keine Klauseln." : "„klauselwerk klauseln“ zeigt alle Klauseln.")
        return Finding(.fehler, "familie-unbekannt", at: mention.place, "Eine Klausel \(quoted(mention.family)) gibt es nicht.", remedy: remedy)
    }

    package func unknownVariant(_ mention: ClauseMention, _ name: String, in family: ClauseFamily) -> Finding {
        let nearest = Suggestion.nearest(to: name, among: family.variantNames)
        return Finding(
            .fehler, "variante-unbekannt", at: mention.place, "Von der Klausel „\(family.name)“ gibt es keine Variante \(quoted(name)).",
            remedy: nearest.map { "Meinten Sie „\(family.name)/\($0)“?" } ?? "Vorhanden sind: \(family.variantNames.joined(separator: ", ")).")
    }
}

extension ClauseFrontMatter {
    func isValid(on day: CalendarDate) -> Bool {
        if let validFrom, day < validFrom { return false }
        if let validUntil, day > validUntil { return false }
        return true
    }

    /// „ab 1.1.2026“, for messages.
    package var period: String {
        switch (validFrom, validUntil) {
        case (nil, nil): "unbegrenzt"
        case (let from?, nil): "ab \(from.inGerman)"
        case (nil, let until?): "bis \(until.inGerman)"
        case (let from?, let until?): "\(from.inGerman) bis \(until.inGerman)"
        }
    }
}

extension CalendarDate {
    /// „01.10.2026“, for messages.
    package var inGerman: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(day)).\(two(month)).\(year)"
    }
}
