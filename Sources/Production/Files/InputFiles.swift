import Agreements
import Assembler
import Findings
import Foundation

/// What a command reads: no output may take the place of any of it.
package struct InputFiles: Sendable {
    /// What each is, by the file itself: a second name or a link leads to the same.
    private var uses: [FileIdentity: String] = [:]
    /// Canonical paths of the folders that the library and the program read.
    private var folders: [(path: String, name: String)] = []
    /// Reads the other agreements of the library, should it come to that.
    private var library: (folder: String, planner: AssemblyPlanner, names: [String])?

    /// Of the library, apart from the agreements, which users keep their tables and contracts beside.
    private static let libraryFolders = ["clauses", "stellen", "facts", "rules", "styles", "schemas", "fonts"]

    init() {}

    init(_ workspace: Workspace, reading planner: AssemblyPlanner, _ agreement: AgreementFile?, _ request: ContractRequest?) {
        self.init(workspace)
        if let folder = InputFiles.canonical("\(workspace.library)/agreements") { library = (folder, planner, workspace.agreementNames) }
        if let agreement { add(agreement) }
        if let data = request?.data { add(data, as: "die Datei mit den Werten") }
        if let partners = request?.partners { add(partners, as: "die Partnerliste") }
    }

    package init(_ workspace: Workspace) {
        for root in Set([workspace.library, workspace.resources]).sorted() {
            for name in Self.libraryFolders {
                if let path = InputFiles.canonical("\(root)/\(name)") { folders.append((path, name)) }
            }
        }
    }

    package mutating func add(_ path: String, as use: String) {
        if let identity = FileIdentity(path), uses[identity] == nil { uses[identity] = use }
    }

    mutating func add(_ agreement: AgreementFile) {
        add(agreement.path, as: "die Vereinbarung „\(agreement.name)“")
        for path in agreement.annexPaths { add(path, as: "eine Anlage der Vereinbarung „\(agreement.name)“") }
    }

    /// The library's folder that a new file at this path would lie in; `nil`: in none.
    func folder(of path: String) -> String? {
        guard let place = InputFiles.place(of: path) else { return nil }
        return folders.first { place == $0.path || place.hasPrefix($0.path + "/") }?.name
    }

    /// What is at the path, if it is an input: „die Partnerliste“.
    func use(of path: String) -> String? {
        guard let identity = FileIdentity(path) else { return nil }
        if let use = uses[identity] { return use }
        guard let library, let place = InputFiles.place(of: path), place.hasPrefix(library.folder + "/") else { return nil }
        for name in library.names {
            let file = "\(library.folder)/\(name).yaml"
            if FileIdentity(file) == identity { return "die Vereinbarung „\(name)“" }
            let paths = (try? library.planner.agreement(at: file))?.annexPaths ?? []
            if paths.contains(where: { FileIdentity($0) == identity }) { return "eine Anlage der Vereinbarung „\(name)“" }
        }
        return nil
    }

    /// The same for all names of a path that differ in links, dots and slashes; the last name is taken as it is.
    static func place(of path: String) -> String? {
        var folder = path.parentPath.isEmpty ? "." : path.parentPath
        var rest = [path.lastPathName]
        // What is still to be made lies below the nearest folder that is there.
        while true {
            if let real = canonical(folder) { return (real == "/" ? "" : real) + "/" + rest.reversed().joined(separator: "/") }
            let parent = folder.parentPath.isEmpty ? "." : folder.parentPath
            guard parent != folder else { return nil }
            rest.append(folder.lastPathName)
            folder = parent
        }
    }

    private static func canonical(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}

extension AgreementFile {
    /// Files that its annexes are made of.
    var annexPaths: [String] {
        let folder = path.parentPath.isEmpty ? "." : path.parentPath
        return annexes.compactMap { annex in
            switch annex.content {
            case .foreign(let file), .textFile(let file): file.value.hasPrefix("/") ? file.value : folder + "/" + file.value
            case .clause, .table: nil
            }
        }
    }
}
