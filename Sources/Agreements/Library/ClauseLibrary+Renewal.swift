/// A library whose files have changed: what has not changed is not read anew.
extension ClauseLibrary {
    /// The same library with other texts before its files, or after files of it have changed. A clause that is as it was is the same
    /// object, so that whatever was made of it stays known.
    ///
    /// - Parameters:
    ///   - changed: files that are no longer as they were when they were read, by their paths below the library's folder.
    ///   - overlay: takes the place of this library's.
    package func renewed(changed: Set<String>, overlay: SourceOverlay) -> ClauseLibrary {
        let stale = changed.union(overlay.changes(from: self.overlay))
        return ClauseLibrary(root: root, overlay: overlay, taking: kept(without: stale))
    }

    private func kept(without stale: Set<String>) -> Cache {
        var kept = cache.withLock { $0 }
        for path in stale {
            let parts = path.split(separator: "/").map(String.init)
            switch parts.first {
            case "clauses":
                kept.sources["\(root)/\(path)"] = nil
                if parts.count > 1 { kept.families[parts[1]] = nil }
                kept.familyNames = nil
                kept.approvals = path == "clauses/\(ApprovalRecord.fileName)" ? nil : kept.approvals
            case "stellen": kept.bodies = [:]
            default: break
            }
        }
        return kept
    }
}
