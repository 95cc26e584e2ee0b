import Findings
import Finishing
import Layout

/// What became of a contract since it was made: `verify`.
public struct Verification: Sendable {
    public enum Verdict: String, Sendable {
        /// The same bytes come out again.
        case unchanged = "unveraendert"
        /// Somebody has changed the file.
        case altered = "datei-veraendert"
        /// As it was written, but something was added that is neither signature nor time stamp nor an entry in a field.
        case extended = "unzulaessig-ergaenzt"
        /// The file is as it was written, the library is not.
        case libraryMovedOn = "bibliothek-veraendert"
        /// The file is as it was written; another version of the program or of its libraries sets differently.
        case otherProgram = "programm-anders"
        /// Only names and versions are carried: these agree, more cannot be told.
        case sameClauses = "kennungen-gleich"
    }

    public let path: String
    public let verdict: Verdict
    /// What was made then and what would be made now, in the order of the contract.
    public let differences: [OriginDifference]
    /// Bytes that were added after the file was written, and the signature fields signed with them.
    public let addedBytes: Int
    public let signedFields: [String]
    /// What was added and may be.
    public let additions: [FileAddition]
    /// What was added and must not be, one sentence each.
    public let refusedAdditions: [String]
    /// First byte, from 0, in which the file differs from the one made anew; `nil` where none does or none could be made.
    public let firstDifferentByte: Int?
    /// Why the contract cannot be made any more.
    public let findings: [Finding]

    public var isUnchanged: Bool { verdict == .unchanged || verdict == .sameClauses }

    /// - Parameters:
    ///   - library: folder of the library; `nil`: found from the current folder upward, else the installed one.
    ///   - agreement: path of the agreement, where it does not lie in the library.
    /// - Throws: ``Failure``: 65 where the file is not ours or carries no origin, 66 where file, library or agreement are missing.
    public static func of(_ path: String, library: String?, agreement: String? = nil) throws(Failure) -> Verification {
        let carried = try CarriedOrigin(contentsOf: path)
        if !carried.isIntact, carried.origin == nil { return Verification(carried, .altered) }
        let origin = try carried.requiredOrigin()
        guard origin.detail == .voll else { return try comparedByNames(carried, origin, library) }
        let reassembly = try Reassembly(carried, library: library, agreement: agreement)
        do throws(Failure) {
            let contract = try reassembly.assemble()
            let press = try Press(reassembly.workshop.supplies)
            let list = try press.layOut(contract.document).list
            let bytes = try press.pdf(list, origin: contract.origin)
            if bytes == carried.original { return Verification(carried, .unchanged, pages: list) }
            let differences = contract.origin.map { OriginDifference.all(from: origin, to: $0) } ?? []
            let first = zip(bytes, carried.original).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            return Verification(
                carried, verdict(carried, differences), differences, first: first ?? min(bytes.count, carried.original.count))
        } catch {
            // The library has changed so much that it does not give this contract any more.
            let differences = OriginDifference.ofSources(from: origin, in: reassembly)
            return Verification(carried, carried.isIntact ? .libraryMovedOn : .altered, differences, findings: error.findings)
        }
    }

    private static func verdict(_ carried: CarriedOrigin, _ differences: [OriginDifference]) -> Verdict {
        if !carried.isIntact || differences.isEmpty { return .altered }
        return differences.contains { $0.isOfProgram } ? .otherProgram : .libraryMovedOn
    }

    private static func comparedByNames(_ carried: CarriedOrigin, _ origin: ContractOrigin, _ library: String?) throws(Failure) -> Verification {
        let workshop = try Workshop(try Workspace.locate(agreement: nil, library: library))
        let differences = OriginDifference.ofClauses(in: origin, workshop.planner.library)
        if !carried.isIntact { return Verification(carried, .altered, differences) }
        return Verification(carried, differences.isEmpty ? .sameClauses : .libraryMovedOn, differences)
    }

    /// - Parameter pages: the pages as they were proved to be; `nil` where they were not.
    private init(
        _ carried: CarriedOrigin, _ verdict: Verdict, _ differences: [OriginDifference] = [], first: Int? = nil, findings: [Finding] = [],
        pages: DisplayList? = nil
    ) {
        path = carried.path
        let covers = carried.additions.additions.compactMap { $0.coveringSentence(pages) }
        refusedAdditions = carried.additions.refusals + covers
        additions = carried.additions.additions
        self.verdict = verdict != .altered && !refusedAdditions.isEmpty ? .extended : verdict
        self.differences = differences
        addedBytes = carried.addedBytes
        signedFields = carried.signedFields
        firstDifferentByte = first
        self.findings = findings
    }
}

extension Verification {
    /// For people.
    public var text: String {
        var lines = ["\(path): \(sentence)"]
        lines += refusedAdditions.map { "  Nicht erlaubt: \($0)" } + additions.map { "  Hinzugefügt: \($0.text)" }
        if verdict == .extended {
            lines.append("  → Verwenden Sie die Datei nicht; lassen Sie sich den Vertrag ohne diese Ergänzungen geben, und fragen Sie nach, wer sie angebracht hat.")
        } else if additions.contains(where: { $0.art == .signature || $0.art == .timeStamp }) {
            lines.append("  → Ob Unterschriften und Zeitstempel gültig sind, sagt Ihr Signaturprogramm.")
        }
        if verdict == .altered, differences.isEmpty, let firstDifferentByte {
            lines.append("  Die erste Abweichung steht in Byte \(firstDifferentByte + 1).")
        }
        lines += differences.map { "  \($0.text)" }
        return lines.joined(separator: "\n")
    }

    private var sentence: String {
        let subject = addedBytes == 0 || verdict == .altered ? "Die Datei" : "Der Vertrag, wie er erstellt wurde,"
        switch verdict {
        case .unchanged: return "\(subject) ist unverändert; aus Herkunft und Bibliothek entstehen dieselben Bytes."
        case .altered: return "\(subject) wurde nach der Erstellung verändert."
        case .extended: return "An die Datei wurde nach der Erstellung etwas angefügt, das keine Unterschrift ist."
        case .libraryMovedOn: return "\(subject) ist unverändert, aber die Bibliothek hat sich seither geändert."
        case .otherProgram: return "\(subject) ist unverändert, aber eine andere Programmfassung hat sie erstellt."
        case .sameClauses:
            return "\(subject) ist unverändert, und alle Klauseln stimmen mit der Bibliothek überein. Die Werte trägt sie nicht; neu zusammensetzen lässt sie sich nicht."
        }
    }
}
