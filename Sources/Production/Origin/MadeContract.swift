import Assembler
import DocumentModel
import Findings

/// A contract that lies on the disk, told to whoever keeps a list of contracts.
public struct MadeContract: Sendable, Hashable {
    /// Path as it was written.
    public var path: String
    /// Of the file as this program wrote it, 64 hexadecimal digits.
    public var sha256: String
    /// `nil` where only the file is known.
    public var pages: Int?
    /// Name of the agreement.
    public var agreement: String
    public var title: String
    /// ISO; of the contract.
    public var date: String
    /// Of the row in the partner table; empty for a single contract.
    public var number: String
    /// Name of the partner, where there is one.
    public var partner: String
    /// Clauses in order: names and versions, with the checksums that the origin has.
    public var clauses: [ContractOrigin.Clause]
    public var origin: ContractOrigin?
    /// The assembled text (`Document/passages`); empty where only the file is known.
    public var passages: [String]

    public init(
        path: String, sha256: String, pages: Int?, agreement: String, title: String, date: String, number: String = "", partner: String = "",
        clauses: [ContractOrigin.Clause], origin: ContractOrigin?, passages: [String]
    ) {
        self.path = path
        self.sha256 = sha256
        self.pages = pages
        self.agreement = agreement
        self.title = title
        self.date = date
        self.number = number
        self.partner = partner
        self.clauses = clauses
        self.origin = origin
        self.passages = passages
    }

    /// - Parameters:
    ///   - document: as it was assembled.
    ///   - clauses: for a contract that carries no origin.
    init(path: String, sha256: String, pages: Int?, _ document: Document, origin: ContractOrigin?, clauses: [ContractOrigin.Clause], number: String = "", partner: String = "") {
        self.init(
            path: path, sha256: sha256, pages: pages, agreement: document.info.agreement, title: document.info.title, date: document.info.date.isoText,
            number: number, partner: partner, clauses: origin?.listedClauses ?? clauses, origin: origin, passages: document.passages)
    }

    /// As a manifest lists it; the file itself is not looked at.
    ///
    /// - Parameter name: of the file in the folder.
    init(listed name: String, in folder: String, sha256: String, pages: Int?, agreement: String, number: String, partner: String, clauses: [ContractOrigin.Clause]) {
        self.init(
            path: "\(folder)/\(name)", sha256: sha256, pages: pages, agreement: agreement, title: "", date: "", number: number, partner: partner, clauses: clauses, origin: nil,
            passages: [])
    }

    /// What a file says of itself.
    init(_ carried: CarriedOrigin, sha256: String, number: String = "", partner: String = "") {
        let origin = carried.origin
        self.init(
            path: carried.path, sha256: sha256, pages: nil, agreement: origin?.agreement.name ?? "", title: "", date: origin?.settings.date ?? "",
            number: number, partner: partner, clauses: origin?.listedClauses ?? [], origin: origin, passages: [])
    }
}

extension AssemblyPlan {
    /// All clauses, those of annexes too, in order, without reasons.
    var namedClauses: [ContractOrigin.Clause] {
        allClauses.map { ContractOrigin.Clause(name: $0.source.name, version: $0.source.version.version, sha256: $0.source.sha256, reason: nil) }
    }
}

/// Keeps a list of the contracts that are made.
public protocol ContractReceiver: Sendable {
    /// Whether the contract with that checksum is not in the list yet.
    func lacks(sha256: String) throws(Failure) -> Bool
    /// Takes in contracts that are safe on disk: all or none. What it has already it leaves as it is.
    func take(_ contracts: [MadeContract]) throws(Failure)
}
