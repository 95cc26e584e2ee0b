import Production

/// A contract as it enters the register and leaves it again.
package struct ContractEntry: Sendable, Hashable {
    /// How it got in.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        /// From the run that made it.
        case run = "lauf"
        case pdf
        case manifest
        /// A table of contracts that are older than the program.
        case table = "tabelle"
    }

    package struct Party: Sendable, Hashable {
        /// Name in the data: `partner`.
        package var role: String
        package var record: PartyRecord
        /// The register's own identifier of the partner, where it is known.
        package var identifier: String?

        package init(role: String, record: PartyRecord, identifier: String? = nil) {
            self.role = role
            self.record = record
            self.identifier = identifier
        }
    }

    /// Unique; empty: from the checksum.
    package var identifier = ""
    /// 64 hexadecimal digits; empty where there is no PDF of ours.
    package var sha256 = ""
    package var agreement = ""
    /// „Betreff“
    package var title = ""
    /// „Aktenzeichen“
    package var fileNumber = ""
    /// Of the row in the partner table.
    package var number = ""
    package var path = ""
    package var pages: Int?
    /// ISO.
    package var date = ""
    package var source = Source.run
    /// What `verify` said of the file, and empty where nobody asked.
    package var proof = ""
    package var clauses: [ContractOrigin.Clause] = []
    package var origin: ContractOrigin?
    package var parties: [Party] = []
    package var events: [ContractEvent] = []
    package var passages: [String] = []

    package init() {}

    /// The first 16 digits of the checksum: at 100,000 contracts two are the same once in 10⁹ registers.
    package static func identifier(ofChecksum sha256: String) -> String { String(sha256.prefix(16)) }
}

extension ContractEntry {
    var storable: ContractEntry {
        var entry = self
        for path in [\ContractEntry.identifier, \.agreement, \.title, \.fileNumber, \.number, \.path, \.date, \.proof] {
            entry[keyPath: path] = entry[keyPath: path].storable
        }
        entry.passages = passages.map(\.storable)
        for index in events.indices {
            entry.events[index].who = events[index].who.storable
            entry.events[index].remark = events[index].remark.storable
            entry.events[index].cancelled = events[index].cancelled?.storable
        }
        return entry
    }

    /// A contract that was just made or read.
    package init(_ made: MadeContract, source: Source = .run) {
        self.init()
        sha256 = made.sha256
        agreement = made.agreement
        title = made.title
        number = made.number
        path = made.path
        pages = made.pages
        date = made.date
        self.source = source
        clauses = made.clauses
        origin = made.origin
        passages = made.passages
        parties = made.origin.map { PartyRecord.given(in: $0).map { Party(role: $0.role, record: $0.party) } } ?? []
        if parties.isEmpty, !made.partner.isEmpty { parties = [Party(role: "partner", record: PartyRecord(name: made.partner))] }
        if !made.date.isEmpty { events = [ContractEvent(.made, on: made.date)] }
    }
}
