import Findings

/// What `vergleichen` is asked to do.
public struct RedlineRequest: Sendable {
    /// The file that came back.
    public var file: String
    /// What reports call it; `nil`: its path.
    public var name: String?
    /// The file as it was sent.
    public var sent: String?
    /// Agreement and data that it was made of, where the file does not say.
    public var contract: ContractRequest?
    public var library: String?
    /// Where the report goes, as a page and on paper.
    public var page: String?
    public var paper: String?
    /// Where the values go that the file has changed.
    public var values: String?
    /// Where deviating clauses of the accepted changes go.
    public var drafts: String?
    /// Numbers of changes that are accepted, or rejected.
    public var accepted: Set<Int>
    public var rejected: Set<Int>
    public var replaces: Bool

    public init(
        file: String, sent: String? = nil, contract: ContractRequest? = nil, library: String? = nil, page: String? = nil, paper: String? = nil,
        values: String? = nil, drafts: String? = nil, accepted: Set<Int> = [], rejected: Set<Int> = [], replaces: Bool = false
    ) {
        (self.file, self.sent, self.contract, self.library) = (file, sent, contract, library)
        (self.page, self.paper, self.values, self.drafts) = (page, paper, values, drafts)
        (self.accepted, self.rejected, self.replaces) = (accepted, rejected, replaces)
    }

    /// „1, 3-5“ as numbers; `nil` for anything else.
    public static func numbers(_ text: String) -> Set<Int>? {
        var found: Set<Int> = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == " " }) {
            let ends = part.split(whereSeparator: { $0 == "-" || $0 == "–" }).map { Int($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first >= 1, first <= last, last <= 100_000 else { return nil }
            found.formUnion(first...last)
        }
        return found
    }
}

/// What the office says to a change.
public enum Decision: Sendable, Hashable {
    case open, accepted, rejected
}
