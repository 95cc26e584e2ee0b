import Agreements
import Assembler
import DocumentModel

/// What a contract was made of: the associated file `vereinbarung.json` that its PDF carries.
///
/// It holds no path outside the library, no clock, no machine: the same contract has the same origin everywhere.
public struct ContractOrigin: Sendable, Hashable {
    /// Name of the associated file.
    public static let fileName = "vereinbarung.json"
    /// The value of `format`; another one is another format.
    public static let format = "klauselwerk-herkunft-1"

    package var detail: ProvenanceDetail
    public var program: Program
    public var agreement: Source
    public var body: Source
    /// Style, fonts, hyphenation, facts, coat of arms: what else decides about the bytes.
    public var resources: [Source]
    public var settings: Settings
    public var clauses: [Clause]
    public var omissions: [Omission]
    public var annexes: [Annex]
    public var values: [Value]
    /// Given, but neither printed nor decisive: by name only.
    public var withheld: [String]
    /// Of an amendment; all else is that of the contract that it amends.
    public var amendment: Amendment?

    /// Program and libraries that set and drew the document.
    public struct Program: Sendable, Hashable {
        public var version: String
        /// By name: „cairo“: „1.16.0“.
        public var libraries: [String: String]
    }

    /// A file of the library.
    public struct Source: Sendable, Hashable {
        /// Name of agreement or body; of other files the same as ``file``.
        public var name: String
        /// Relative to the library, or to the program's own resources; the bare name where it lies elsewhere.
        public var file: String
        public var sha256: String
    }

    public struct Settings: Sendable, Hashable {
        public var date: String
        public var referenceDate: String
        public var land: String
        public var gender: String
        public var style: String
        public var status: String
        /// What the file conforms to; `nil`: `PDFProfile/archiv`.
        public var profile: String?
        /// The contract's part of the marks on its pages; `nil` where they bear none.
        public var mark: String?
    }

    public struct Clause: Sendable, Hashable {
        /// `kuendigung/frist`
        public var name: String
        public var version: String
        public var sha256: String
        /// Why this variant; `nil` where only names and versions are carried.
        public var reason: String?

        public init(name: String, version: String, sha256: String, reason: String? = nil) {
            self.name = name
            self.version = version
            self.sha256 = sha256
            self.reason = reason
        }
    }

    public struct Omission: Sendable, Hashable {
        public var subject: String
        public var reason: String
    }

    /// An annex that comes as a file.
    public struct Annex: Sendable, Hashable {
        public var key: String
        /// As the agreement names it, relative to itself.
        public var file: String
        public var sha256: String
        /// Of one that was added to the contract, as the next two; `nil` for those that the agreement names.
        public var title: String?
        /// Those that are taken; `nil`: all.
        public var pages: String?
        public var alternativeText: String?
    }

    public struct Value: Sendable, Hashable {
        public var path: String
        package var content: RecordedContent
        public var source: ValueOrigin
    }
}

/// Where a value came from, by the word that stands in the origin.
public enum ValueOrigin: String, Sendable, Hashable {
    case option, daten, liste, beispiel, heute, vereinbarung, vorgabe, klausel, stelle, fakten

    init(_ source: ValueSource) {
        self =
            switch source {
            case .commandLine: .option
            case .dataFile: .daten
            case .tableRow: .liste
            case .example: .beispiel
            case .agreement: .vereinbarung
            case .agreementDefault: .vorgabe
            case .clauseDefault: .klausel
            case .body: .stelle
            case .facts: .fakten
            case .clock: .heute
            }
    }

    /// Whether it was given for this document, so that the library alone does not bring it back.
    public var isGiven: Bool {
        switch self {
        case .option, .daten, .liste, .beispiel, .heute: true
        case .vereinbarung, .vorgabe, .klausel, .stelle, .fakten: false
        }
    }

    public var inGerman: String {
        switch self {
        case .option: "Befehlszeile"
        case .daten: "Datendatei"
        case .liste: "Partnerliste"
        case .beispiel: "Beispiel der Vereinbarung"
        case .heute: "heutiges Datum"
        case .vereinbarung: "Vereinbarung"
        case .vorgabe: "Vorgabe der Vereinbarung"
        case .klausel: "Vorgabe der Klausel"
        case .stelle: "Stelle"
        case .fakten: "Fakten"
        }
    }
}
