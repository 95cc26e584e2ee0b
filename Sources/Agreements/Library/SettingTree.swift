import Findings
import Settings

/// A file of settings as the tree that it says, each node with its place: for whoever changes the file in its own lines and has to know that all
/// else says the same afterwards.
package enum SettingTree {
    /// - Throws: errors of YAML. Whether keys and values are those of an agreement, a body or a style is not asked.
    package static func read(_ file: SourceFile) throws(FindingList) -> InputNode {
        let log = FindingLog()
        guard let root = YAMLReading.root(file.text, of: file, log: log) else { throw FindingList(log.all) }
        try log.throwIfErrors()
        guard case .mapping = root.content else {
            throw FindingList([
                Finding(.fehler, "angabe-art", at: root.place, "Hier stehen keine Angaben, gefunden wurde \(root.kindInGerman).", remedy: "Schreiben Sie je Zeile „name: wert“.")
            ])
        }
        return root
    }
}
