import Findings

/// What becomes of contracts of earlier runs that are no row's file any more: they stay and are told, by every run, until somebody lets them be removed. What a row that is still in the
/// table was made stays, whatever is wrong with the row today; what is signed or changed stays in any case.
struct LeavingContracts {
    private let folder: BatchFolder
    /// Hashes of the `nr` of rows that have failed.
    private let failed: Set<UInt64>
    private let replaces: Bool
    /// How to be rid of what stays.
    private let advice: String

    /// What has become of them.
    struct Settled {
        /// Those that the next run has to know.
        var staying: [LeftContract] = []
        var findings: [Finding] = []
        /// How many are gone.
        var removed = 0
    }

    /// - Parameters:
    ///   - failed: hashes of the `nr` of rows that have failed.
    ///   - isMerge: parts are merged, which replaces nothing.
    init(_ folder: BatchFolder, _ failed: Set<UInt64>, replaces: Bool, isMerge: Bool = false) {
        self.folder = folder
        self.failed = failed
        self.replaces = replaces
        advice =
            isMerge
            ? "Löschen Sie, was nicht ausgegeben ist, selbst, oder lassen Sie es einen ungeteilten Lauf mit --replace (--ersetzen) entfernen."
            : "Löschen Sie, was nicht ausgegeben ist, selbst, oder starten Sie den Lauf mit --replace (--ersetzen), der sie entfernt."
    }

    /// - Parameter rows: which of these hashes of `nr` the whole table has; `false`: another part of it makes the row, and what is to be said of its file, the merge says.
    func settle(_ contracts: [LeftContract], rows: (Set<UInt64>) -> [UInt64: Bool]) -> Settled {
        guard !contracts.isEmpty else { return Settled() }
        let rows = rows(Set(contracts.map { FileName.key($0.frueher) }))
        let lacksNumber = failed.contains(FileName.key(""))
        var settled = Settled()
        var (ofFailed, whole, protected, removed): ([String], [String], [String], [String]) = ([], [], [], [])
        for contract in contracts {
            let key = FileName.key(contract.frueher)
            let files = contract.files(in: folder)
            if failed.contains(key) || rows[key] == nil && lacksNumber {
                settled.staying.append(contract)
                ofFailed += files.map(\.name)
            } else if rows[key] == false {
                settled.staying.append(contract)
            } else {
                var isGone = true
                for file in files {
                    if replaces, file.standing == .intact, folder.remove(file.name) {
                        removed.append(file.name)
                        if file.name == contract.datei { settled.removed += 1 }
                        continue
                    }
                    isGone = false
                    if file.standing == .intact { whole.append(file.name) } else { protected.append(file.name) }
                }
                if !isGone { settled.staying.append(contract) }
            }
        }
        let told = [Self.ofFailed(ofFailed, folder.path), self.whole(whole), Self.protected(protected, folder.path), Self.removed(removed, folder.path)]
        settled.findings = told.compactMap { $0 }
        return settled
    }

    private static func list(_ names: [String]) -> String { names.prefix(10).map { "„\($0)“" }.joined(separator: ", ") + (names.count > 10 ? " …" : "") }

    private static func ofFailed(_ names: [String], _ path: String) -> Finding? {
        guard !names.isEmpty else { return nil }
        return Finding(
            .hinweis, "vertrag-gescheiterter-zeile", at: .file(path),
            names.count == 1
                ? "Die Datei \(list(names)) eines früheren Laufs bleibt liegen: Die Zeile, zu der sie gehört oder gehören kann, ist heute gescheitert."
                : "\(names.count) Dateien eines früheren Laufs bleiben liegen, weil die Zeilen, zu denen sie gehören oder gehören können, heute gescheitert sind: \(list(names)).",
            remedy: "Berichtigen Sie die Zeilen, und starten Sie den Lauf noch einmal.")
    }

    private func whole(_ names: [String]) -> Finding? {
        guard !names.isEmpty else { return nil }
        return Finding(
            .hinweis, "vertrag-ohne-zeile", at: .file(folder.path),
            names.count == 1
                ? "Die Datei \(Self.list(names)) eines früheren Laufs gehört zu keiner Zeile der Tabelle mehr; sie bleibt liegen."
                : "\(names.count) Dateien eines früheren Laufs gehören zu keiner Zeile der Tabelle mehr; sie bleiben liegen: \(Self.list(names)).",
            remedy: advice)
    }

    private static func protected(_ names: [String], _ path: String) -> Finding? {
        guard !names.isEmpty else { return nil }
        return Finding(
            .hinweis, "vertrag-ohne-zeile", at: .file(path),
            names.count == 1
                ? "Die Datei \(list(names)) eines früheren Laufs gehört zu keiner Zeile der Tabelle mehr; sie ist unterschrieben, ausgefüllt oder verändert und bleibt liegen."
                : "\(names.count) Dateien eines früheren Laufs gehören zu keiner Zeile der Tabelle mehr; sie sind unterschrieben, ausgefüllt oder verändert und bleiben liegen: \(list(names)).",
            remedy: "Kein Lauf entfernt solche Dateien. Gehören sie nicht hierher, legen Sie sie in einen anderen Ordner.")
    }

    private static func removed(_ names: [String], _ path: String) -> Finding? {
        guard !names.isEmpty else { return nil }
        return Finding(
            .hinweis, "vertrag-entfernt", at: .file(path),
            names.count == 1
                ? "Die Datei \(list(names)) eines früheren Laufs gehörte zu keiner Zeile der Tabelle mehr und ist entfernt."
                : "\(names.count) Dateien eines früheren Laufs gehörten zu keiner Zeile der Tabelle mehr und sind entfernt: \(list(names)).")
    }
}
