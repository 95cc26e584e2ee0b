import Findings
import Production

/// Where sheets go: complete copies beside their contracts, everything else into folders of the run.
struct ReturnFiling {
    let sheets: FiledSheets
    /// The run's own.
    let folder: String
    /// File names that the run has given to other copies.
    private var names: Set<String> = []

    init(_ sheets: FiledSheets, folder: String) {
        self.sheets = sheets
        self.folder = folder
    }

    /// Where the sheets of a copy lie now.
    struct Place: Sendable, Hashable {
        enum Kind: String, Sendable, Hashable {
            case beside = "beim Vertrag"
            case incomplete = "unvollstaendig"
            /// A second set of the same pages.
            case double = "doppelt"
            /// Another scan lies beside the contract.
            case taken = "schon-abgelegt"
        }

        let kind: Kind
        let path: String
        let sha256: String
    }

    mutating func file(_ copy: ReturnedCopy) throws(Failure) -> Place {
        let leaves = copy.sheets.sorted { $0.key < $1.key }.map { page, sheet -> FiledSheets.Leaf in
            guard case .page(_, let placement, _) = sheet.kind else { return FiledSheets.Leaf(sheet: sheet, size: nil, matrix: nil) }
            return FiledSheets.Leaf(sheet: sheet, size: copy.contract.sizes[page - 1], matrix: placement.pageOfUnit)
        }
        let title = "Rücklauf: \(copy.contract.title)\(copy.copy > 0 ? ", Ausfertigung \(copy.copy)" : "")"
        let stem = "\(Self.stem(copy.contract.path))-ruecklauf\(copy.copy > 0 ? "-ausfertigung-\(copy.copy)" : "")"
        let beside = (copy.contract.path.parentPath.isEmpty ? "" : copy.contract.path.parentPath + "/") + stem + ".pdf"
        func place(_ kind: Place.Kind, _ path: String) throws(Failure) -> Place? {
            let (outcome, sum) = try sheets.file(leaves, title: title, at: path)
            return outcome == .filed ? Place(kind: kind, path: path, sha256: sum) : nil
        }
        if copy.set == 1, copy.isComplete, let place = try place(.beside, beside) { return place }
        let kind: Place.Kind = copy.set > 1 ? .double : copy.isComplete ? .taken : .incomplete
        let name = "\(folder)/\(kind.rawValue)/\(stem)\(copy.set > 1 ? "-satz-\(copy.set)" : "")"
        // Contracts of two folders may have one name.
        let path = names.insert(name).inserted ? name + ".pdf" : "\(name)-\(copy.contract.mark.lowercased()).pdf"
        if let place = try place(kind, path) { return place }
        throw ReturnFiling.exists(path)
    }

    /// Sheets that belong to no contract here.
    ///
    /// - Returns: where they lie; `nil` where there are none.
    func file(_ loose: [ReturnedSheet], as name: String, title: String) throws(Failure) -> String? {
        guard !loose.isEmpty else { return nil }
        let path = "\(folder)/nicht-zugeordnet/ruecklauf-\(name).pdf"
        let leaves = loose.map { FiledSheets.Leaf(sheet: $0, size: nil, matrix: nil) }
        guard try sheets.file(leaves, title: title, at: path).outcome == .filed else { throw ReturnFiling.exists(path) }
        return path
    }

    /// A scan with sheets that nobody can draw, as it is.
    ///
    /// - Returns: where its copy lies.
    func file(_ scan: [UInt8], as name: String) throws(Failure) -> String {
        let path = "\(folder)/nicht-zugeordnet/ruecklauf-\(name).pdf"
        guard try sheets.file(scan, at: path).outcome == .filed else { throw ReturnFiling.exists(path) }
        return path
    }

    private static func stem(_ path: String) -> String {
        let name = path.lastPathName
        return name.lowercased().hasSuffix(".pdf") ? String(name.dropLast(4)) : name
    }

    private static func exists(_ path: String) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "ausgabe-besteht", at: .file(path), "Hier liegt schon etwas anderes; überschrieben wird es nicht.",
                remedy: "Nennen Sie mit -o einen neuen Ordner."))
    }
}
