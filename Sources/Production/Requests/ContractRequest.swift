import Assembler
import Tables

/// What a command says about one contract: which agreement, and whose data.
public struct ContractRequest: Sendable, Hashable {
    /// Name or path of the agreement.
    public var agreement: String
    /// Folder of the library; `nil`: found from the agreement's folder upward, else the installed one.
    public var library: String?
    /// YAML or JSON file.
    public var data: String?
    /// `path=value`, the last word.
    public var settings: [String]
    /// Partner table, and the row to take from it (its `nr`).
    public var partners: String?
    public var row: String?
    /// Foreign pages that cannot stand in an archive as they are are errors, instead of becoming pictures.
    public var strict: Bool
    /// When `beispiel:` fills what is missing.
    package var examples = ExampleUse.inDrafts
    /// Headings of columns of the partner table that are not read.
    public var ignoredColumns: [String] = []
    /// Cells of the partner table that were mended since it was written.
    package var changes: [CellChange] = []
    /// Files behind the annexes that the agreement names, in each contract.
    public var annexes: [AttachedFile] = []
    /// Where the files lie that rows name in their column `PartnerRow/annexColumn`.
    public var annexFolder: String?

    public init(
        agreement: String, library: String? = nil, data: String? = nil, settings: [String] = [],
        partners: String? = nil, row: String? = nil, strict: Bool = false
    ) {
        self.agreement = agreement
        self.library = library
        self.data = data
        self.settings = settings
        self.partners = partners
        self.row = row
        self.strict = strict
    }
}
