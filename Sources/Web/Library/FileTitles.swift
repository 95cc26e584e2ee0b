import Agreements
import Production
import Settings
import Stewardship

/// What agreements, bodies and styles are called where people read of them: by what their files say, not by the files' names, which have neither
/// umlauts nor capitals.
enum FileTitles {
    /// - Parameter tree: of the file as it is; `nil`: it cannot be read.
    static func of(_ file: LibraryFile, _ tree: SettingNode?) -> String {
        let texts: [String?] =
            switch file.kind {
            case .agreement: [tree?["kurztitel"]?.string, tree?["titel"]?.string ?? tree?["titel"]?.elements.first?.string]
            case .body: [tree?["name"]?.string]
            case .style: []
            }
        return texts.compactMap { $0 }.first { !$0.isEmpty && !$0.contains("{{") } ?? ClauseNames.readable(file.name)
    }

    /// As the library has it.
    static func of(_ file: LibraryFile, in library: WarmLibrary) -> String {
        switch file.kind {
        case .agreement: return (try? library.agreement(file.name)).map { AgreementCard($0).title } ?? ClauseNames.readable(file.name)
        case .body, .style:
            guard let source = try? SourceFile(contentsOf: "\(library.workspace.library)/\(file.path)"), let tree = try? SettingTree.read(source) else {
                return of(file, Optional<SettingNode>.none)
            }
            return of(file, SettingNode(tree))
        }
    }
}
