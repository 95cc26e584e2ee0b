import Deadlines
import Findings
import Production
import Register

/// Which files a command is about: those that are named, or that a register finds, each contract with its amendments.
struct ContractSelection {
    let paths: [String]
    let store: RegisterStore?
    let query: RegisterQuery?

    /// - Throws: ``Failure`` where a path is not there, or the search finds nothing.
    func files() throws(Failure) -> [String] {
        var files: [String] = []
        if let store, let query {
            files = try store.contractFiles(query)
            if files.isEmpty {
                throw Failure(
                    .data,
                    Finding(
                        .fehler, "register-kein-treffer", at: .file(store.path), "Im Register findet sich kein solcher Vertrag mit Datei.",
                        remedy: "„klauselwerk register suchen“ zeigt, was es gibt."))
            }
        } else if !paths.isEmpty {
            files = try ContractFiles.find(try paths.map { path throws(Failure) in try located(path) })
        }
        guard let store else { return files }
        var checksums: Set<String> = []
        for file in files {
            let carried = try CarriedOrigin(contentsOf: file)
            if carried.origin?.amendment == nil { checksums.insert(carried.checksum) }
        }
        let amendments = try store.amendmentFiles(of: checksums)
        return files + amendments.keys.sorted().flatMap { amendments[$0] ?? [] }.filter { !files.contains($0) }
    }

    /// A path, or the file of a contract that is named by its identifier.
    private func located(_ text: String) throws(Failure) -> String {
        if text.contains(".") || text.contains("/") { return text }
        guard let store, let entry = try? store.contract(text), !entry.path.isEmpty else { return text }
        return store.location(of: entry.path)
    }
}
