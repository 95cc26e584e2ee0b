import Assembler
import Checksum
import DocumentModel
import Findings
import Foundation
import Production

/// The next dates of many contracts: `fristen`.
package struct DeadlineList: Sendable {
    /// The dates of one contract.
    package struct Contract: Sendable, Hashable {
        package var path: String
        /// „Kooperationsvereinbarung …“ by the name of its file in the library.
        package var agreement: String
        /// Who it was made with; the file's name where the contract does not say.
        package var partner: String
        /// SHA-256 of the contract as the program wrote it.
        package var sha256: String
        /// The contract's own date.
        package var date: CalendarDate?
        package var deadlines: [Deadline]

        package init(path: String, agreement: String, partner: String, sha256: String, date: CalendarDate?, deadlines: [Deadline]) {
            (self.path, self.agreement, self.partner, self.sha256, self.date, self.deadlines) = (path, agreement, partner, sha256, date, deadlines)
        }
    }

    package struct Request: Sendable, Hashable {
        /// PDFs, manifests of batches, folders.
        package var paths: [String]
        package var library: String?
        /// Dates before it are left out; `nil` asks the clock.
        package var from: String?
        /// The last day that is listed; `nil`: no end.
        package var until: String?
        /// Day of the last signature of all of them; `nil`: not known.
        package var signed: String?

        package init(paths: [String], library: String? = nil, from: String? = nil, until: String? = nil, signed: String? = nil) {
            self.paths = paths
            self.library = library
            self.from = from
            self.until = until
            self.signed = signed
        }
    }

    package let from: CalendarDate
    package let contracts: [Contract]
    package let findings: [Finding]

    /// A list of dates that somebody else has reckoned.
    package init(from: CalendarDate, contracts: [Contract], findings: [Finding]) { (self.from, self.contracts, self.findings) = (from, contracts, findings) }

    /// All dates, the next first.
    package var entries: [(contract: Contract, deadline: Deadline)] {
        contracts.flatMap { contract in contract.deadlines.map { (contract, $0) } }.sorted {
            ($0.1.date, $0.0.partner, $0.1.kind.rawValue, $0.0.path) < ($1.1.date, $1.0.partner, $1.1.kind.rawValue, $1.0.path)
        }
    }

    /// - Throws: ``Failure``: 64 for a day that is none, 66 where there is no such file, no contract in a folder or no library. What is no
    ///   contract of ours among several is told as a Warnung.
    package static func make(_ request: Request) throws(Failure) -> DeadlineList {
        let given = try day(request.from, "--ab")
        let from = if let given { given } else { try today() }
        let until = try day(request.until, "--bis")
        let signed = try day(request.signed, "--unterschrieben")
        let book = try DeadlineBook(Workspace.locate(agreement: nil, library: request.library))
        var contracts: [Contract] = []
        var findings: [Finding] = []
        let files = try ContractFiles.find(request.paths)
        var amended = AmendedOrigins()
        for file in files { (try? CarriedOrigin(contentsOf: file)).map { amended.note($0) } }
        for file in files {
            do throws(Failure) {
                let carried = try CarriedOrigin(contentsOf: file)
                let origin = amended.current(try carried.requiredOrigin(), of: carried.checksum)
                // An amendment's dates are told at its contract, where that is among the files.
                if let contract = carried.origin?.amendment?.contract, amended.contracts.contains(contract) { continue }
                if !carried.isIntact {
                    findings.append(
                        Finding(
                            .warnung, "fristen-vertrag-veraendert", at: .file(file), "Diese Datei ist nicht mehr, wie sie erstellt wurde; ihre Fristen können falsch sein.",
                            remedy: "Prüfen Sie die Datei mit „klauselwerk verify“."))
                }
                let answer = book.answer(origin, at: .file(file), from: from, signed: signed)
                findings += answer.findings
                contracts.append(
                    Contract(
                        path: file, agreement: origin.agreement.name, partner: origin.partnerName ?? file.lastPathName, sha256: SHA256.hex(of: carried.original),
                        date: CalendarDate(written: origin.settings.date), deadlines: answer.deadlines.filter { $0.date <= until ?? $0.date }))
            } catch {
                if files.count == 1 { throw error }
                findings += error.findings.map { finding in
                    var told = finding
                    told.severity = .warnung
                    return told
                }
            }
        }
        return DeadlineList(from: from, contracts: contracts, findings: findings)
    }

    private static func day(_ text: String?, _ option: String) throws(Failure) -> CalendarDate? {
        guard let text else { return nil }
        if let day = CalendarDate(written: text) { return day }
        throw Failure(
            .usage,
            Finding(.fehler, "datum-unlesbar", at: .option(option), "„\(text)“ ist kein Tag.", remedy: "Schreiben Sie 2026-11-21 oder 21.11.2026."))
    }

    private static func today() throws(Failure) -> CalendarDate {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        if let date = CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0) { return date }
        throw Failure(
            .data, Finding(.fehler, "uhr-falsch", "Die Uhr des Rechners geht falsch.", remedy: "Stellen Sie Datum und Uhrzeit ein, oder geben Sie --ab an."))
    }
}

/// Contracts as the last of their amendments has them.
private struct AmendedOrigins {
    private var amendments: [String: ContractOrigin] = [:]
    /// Checksums of those that are no amendments.
    private(set) var contracts: Set<String> = []

    mutating func note(_ carried: CarriedOrigin) {
        guard let origin = carried.origin else { return }
        guard let amendment = origin.amendment else {
            contracts.insert(carried.checksum)
            return
        }
        if amendment.steps.count > amendments[amendment.contract]?.amendment?.steps.count ?? 0 { amendments[amendment.contract] = origin }
    }

    func current(_ origin: ContractOrigin, of checksum: String) -> ContractOrigin { (amendments[checksum] ?? origin).amended }
}

extension ContractOrigin {
    /// The name of the first body that is not the commissioning one.
    package var partnerName: String? {
        for value in values where !value.path.hasPrefix("stelle") && !value.path.hasPrefix("klauseln.") {
            switch value.content {
            case .text(let name): if value.path.hasSuffix(".name"), value.path.split(separator: ".").count == 2 { return name }
            // A record that the agreement gives as a whole, with what of it was read: a body has an address or somebody who acts for it.
            case .group(let members):
                let isBody = ["art", "strasse", "plz", "ort", "vertreten_durch"].contains { members[$0] != nil }
                if isBody, case .text(let name)? = members["name"] { return name }
            case .list, .nothing: break
            }
        }
        return nil
    }
}
