import DocumentModel

extension Document {
    /// The same with identifiers in reading order: for a document that was put together of parts. Of two nodes with one identifier, references lead
    /// to the first.
    package var renumbered: Document {
        var numberer = Renumberer()
        var result = self
        result.body = numberer.rewrite(body)
        result.annexes = annexes.map { numberer.rewrite($0) }
        var retargeter = Retargeter(new: numberer.new)
        result.body = retargeter.rewrite(result.body)
        result.annexes = result.annexes.map { retargeter.rewrite($0) }
        return result
    }
}

private struct Renumberer: DocumentRewriting {
    private var ids = NodeNumbering()
    private(set) var new: [NodeID: NodeID] = [:]

    mutating func id(_ old: NodeID) -> NodeID {
        let id = ids.next()
        if new[old] == nil { new[old] = id }
        return id
    }

    mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] { [.reference(target: target, content: content)] }
    mutating func footnoteLabel(_ old: String) -> String { old }
}

/// What leads nowhere becomes plain words.
private struct Retargeter: DocumentRewriting {
    let new: [NodeID: NodeID]

    mutating func id(_ old: NodeID) -> NodeID { old }
    mutating func footnoteLabel(_ old: String) -> String { old }

    mutating func reference(_ target: NodeID, _ content: [Inline]) -> [Inline] {
        new[target].map { [.reference(target: $0, content: content)] } ?? content
    }
}
