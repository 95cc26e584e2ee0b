import Agreements
import Assembler
import Findings
import Foundation
import Synchronization

/// What the rows of a table have behind their contracts: files of a folder, named in the column `anlagen`.
final class RowAnnexes: Sendable {
    /// A row's contract with its annexes.
    struct Contract: Sendable {
        let agreement: AgreementFile
        let data: AgreementData
        fileprivate let named: [(path: String, annex: NamedAnnex)]

        /// Findings about a file stand at the cell that names it.
        func located(_ findings: [Finding]) -> [Finding] {
            let kept = findings.filter { !AttachedFile.isUnnamed($0) }
            let count = agreement.annexes.count { $0.attached != nil }
            let told = kept.count < findings.count ? [AttachedFile.unnamed(count: count, at: named.first?.annex.place)] : []
            return told
                + kept.map { finding in
                    guard case .file(let path, _, _)? = finding.place, let (path, annex) = named.first(where: { $0.path == path }) else { return finding }
                    var located = finding
                    located.place = annex.place
                    located.message = finding.message.replacing(path, with: annex.name)
                    return located
                }
        }
    }

    let agreement: AgreementFile
    let data: AgreementData
    private let folder: String?
    /// Names as they are, by names however they are written.
    private let files: [String: String]
    private let isOn: Bool
    private let sums = Mutex<[String: String]>([:])

    /// - Parameters:
    ///   - agreement: with what all contracts have behind them.
    ///   - folder: where the files lie; `nil`: nowhere.
    init(_ agreement: AgreementFile, _ data: AgreementData, folder: String?) {
        (self.agreement, self.data, self.folder) = (agreement, data, folder)
        isOn = agreement.hasAnnexColumn
        let names = folder.map { folder in FileLook.names(in: folder).filter { FileLook.isFile("\(folder)/\($0)") } } ?? []
        files = Dictionary(names.map { (RowAnnexes.key($0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a column of the table is read here instead of by a field.
    func reads(_ column: String) -> Bool { isOn && column == PartnerRow.annexColumn }

    var hasFolder: Bool { folder != nil }

    /// - Throws: ``Failure`` with the cell where a file is named that is not there.
    func contract(of row: PartnerRow) throws(Failure) -> Contract {
        guard isOn else { return Contract(agreement: agreement, data: data.with(row), named: []) }
        let named = try self.named(row)
        var (agreement, data) = (agreement, data.with(row.withoutAnnexes))
        for (path, _) in named { try agreement.attach(AttachedFile(path: path), into: &data) }
        return Contract(agreement: agreement, data: data, named: named)
    }

    /// The same as files.
    func files(of row: PartnerRow) throws(Failure) -> [AttachedFile] { isOn ? try named(row).map { AttachedFile(path: $0.path) } : [] }

    /// Names and checksums, for what a contract is made of.
    func digest(of row: PartnerRow) -> String {
        guard isOn, let folder else { return "" }
        return row.namedAnnexes.map { annex in
            guard let name = files[RowAnnexes.key(annex.name)] else { return "-" }
            if let known = sums.withLock({ $0[name] }) { return known }
            let sum = "\(name) \(FileLook.sha256("\(folder)/\(name)") ?? "-")"
            sums.withLock { $0[name] = sum }
            return sum
        }.joined(separator: "\n")
    }

    private func named(_ row: PartnerRow) throws(Failure) -> [(path: String, annex: NamedAnnex)] {
        var found: [(path: String, annex: NamedAnnex)] = []
        var wrong: [Finding] = []
        for annex in row.namedAnnexes {
            if let folder, let name = files[RowAnnexes.key(annex.name)] { found.append(("\(folder)/\(name)", annex)) } else { wrong.append(missing(annex)) }
        }
        if !wrong.isEmpty { throw Failure(.data, wrong) }
        return found
    }

    private func missing(_ annex: NamedAnnex) -> Finding {
        guard folder != nil else {
            return Finding(
                .fehler, "anlagen-ordner", at: annex.place, "Die Spalte „anlagen“ nennt Dateien, aber es ist kein Ordner angegeben, in dem sie liegen.",
                remedy: "Nennen Sie ihn mit --annex-folder (--anlagenordner), oder leeren Sie die Spalte.")
        }
        return Finding(
            .fehler, "anlagen-datei", at: annex.place, "Eine Datei „\(annex.name)“ liegt nicht bei den Anlagen.",
            remedy: Suggestion.remedy(for: annex.name, among: files.values.sorted().prefix(1_000))
                ?? "Legen Sie die Datei dazu, oder berichtigen Sie den Namen; er steht ohne Ordner, mit Endung („konzept.pdf“).")
    }

    /// Systems differ in how they compose letters, and clerks in how they write them.
    private static func key(_ name: String) -> String { name.precomposedStringWithCanonicalMapping.lowercased() }
}
