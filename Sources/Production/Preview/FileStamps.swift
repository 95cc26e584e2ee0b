/// Files and folders as they were when somebody looked, and which of them are no longer so. To look again costs a call of the system
/// a file; only what seems changed is read.
struct FileStamps: Sendable {
    private struct Stamp: Sendable {
        var stamp: FileStamp
        /// What is written in the same tick of the system's clock has the same time: such a file is read again, not trusted.
        var isYoung: Bool

        init?(_ path: String) {
            guard let stamp = FileStamp(path) else { return nil }
            self.stamp = stamp
            // A clock that is behind the file's says nothing about its age.
            isYoung = stamp.age < FileStamps.tick
        }

        /// Whether this, taken later, shows that nothing can have been written since.
        func proves(_ earlier: Stamp) -> Bool { !earlier.isYoung && stamp == earlier.stamp }
    }

    private struct File: Sendable {
        var stamp: Stamp?
        var sha256: String?
    }

    private struct Folder: Sendable {
        var stamp: Stamp?
        var names: [String]
        var depth: Int
    }

    private let wanted: @Sendable (String) -> Bool
    private var files: [String: File] = [:]
    private var folders: [String: Folder] = [:]

    /// Seconds. Linux gives files the time of the last tick: up to 10 ms ago, more on network shares.
    private static let tick = 0.1

    /// - Parameters:
    ///   - roots: folders, looked at with all below them; one that is missing may come later.
    ///   - wanted: which files matter, by their paths.
    init(_ roots: [String], wanted: @escaping @Sendable (String) -> Bool = { _ in true }) {
        self.wanted = wanted
        for root in roots {
            var found: Set<String> = []
            enter(root, depth: 0, &found)
        }
    }

    /// All folders that were found, and those that may come.
    var folderPaths: some Sequence<String> & Sendable { folders.keys }

    /// Looks again: the files that have come, gone or another content since the last look.
    mutating func changes() -> Set<String> {
        var changed: Set<String> = []
        for (path, folder) in folders {
            let stamp = Stamp(path)
            if let stamp, let earlier = folder.stamp, stamp.proves(earlier) { continue }
            if stamp == nil, folder.stamp == nil { continue }
            enter(path, depth: folder.depth, &changed)
        }
        for (path, file) in files {
            let stamp = Stamp(path)
            if let stamp, let earlier = file.stamp, stamp.proves(earlier) { continue }
            let sha256 = FileLook.sha256(path)
            if sha256 == nil, stamp == nil {
                files[path] = nil
                changed.insert(path)
                continue
            }
            files[path] = File(stamp: stamp, sha256: sha256)
            if sha256 != file.sha256 { changed.insert(path) }
        }
        return changed
    }

    /// Lists a folder; names that are new are entered, and noted.
    private mutating func enter(_ path: String, depth: Int, _ found: inout Set<String>) {
        // First the stamp: what is written after it shows.
        let stamp = Stamp(path)
        let names = FileLook.names(in: path).filter { !$0.hasPrefix(".") }
        folders[path] = Folder(stamp: stamp, names: names, depth: depth)
        guard depth < FileLook.depthLimit else { return }
        for name in names {
            let entry = "\(path)/\(name)"
            if folders[entry] != nil || files[entry] != nil { continue }
            if FileLook.isFolder(entry) {
                enter(entry, depth: depth + 1, &found)
            } else if wanted(entry) {
                let stamp = Stamp(entry)
                files[entry] = File(stamp: stamp, sha256: FileLook.sha256(entry))
                found.insert(entry)
            }
        }
    }
}
