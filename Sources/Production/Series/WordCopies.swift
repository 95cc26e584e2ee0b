import Agreements
import Checksum
import DocumentModel
import Findings
import Finishing
import Foundation
import Layout
import Rendering
import Word

/// A file of a word processor beside each contract of a batch: the same name, another ending. Partners work in such files, so one that is
/// not as the batch wrote it is never replaced, whatever was asked for.
struct WordCopies: Sendable {
    /// Said of a file that stays although another one would be made.
    static let stays = "word-bleibt"

    private let folder: BatchFolder
    private let inputs: InputFiles
    private let fields: [FieldPath: WordField]
    private let replaces: Bool

    init(_ folder: BatchFolder, _ inputs: InputFiles, _ agreement: AgreementFile, replaces: Bool) {
        self.folder = folder
        self.inputs = inputs
        self.replaces = replaces
        fields = agreement.wordFields
    }

    func bytes(_ document: Document, _ list: DisplayList, _ origin: ContractOrigin?, _ press: Press) throws(Failure) -> [UInt8] {
        try press.word(
            document, pages: list.destinations.mapValues { $0.page + 1 }, origin: origin, fields: fields, locksClauses: false)
    }

    /// What is to become of the file that was just made.
    enum Verdict {
        case write
        case kept
        /// Somebody has worked in what is there, or it is another one; `sum`: what the batch wrote once.
        case stays(sum: String?, Finding)
    }

    /// - Parameter known: what an earlier run wrote down of the row.
    func verdict(on bytes: [UInt8], _ name: String, _ known: RowRecord?, at place: Place) -> Verdict {
        let path = folder.file(name)
        if PathKind.of(path) == .nothing { return .write }
        let sum = known?.word == name ? known?.wordSha256 : nil
        guard PathKind.of(path) == .file, inputs.use(of: path) == nil, let there = FileBytes.read(path, limit: CarriedOrigin.sizeLimit) else {
            return .stays(sum: nil, Self.foreign(name, at: place))
        }
        if there == bytes { return .kept }
        guard let sum else { return .stays(sum: nil, Self.foreign(name, at: place)) }
        if SHA256.hex(of: there) == sum { return replaces ? .write : .stays(sum: sum, Self.outdated(name, at: place)) }
        return .stays(sum: sum, Self.changed(name, at: place))
    }

    /// Whether an earlier run's file is there still; what has happened to it since is told.
    func standing(_ record: RowRecord, at place: Place) -> (isThere: Bool, told: [Finding]) {
        guard let contract = record.datei, let sum = record.wordSha256, let name = record.word, name == FileName.wordCopy(beside: contract) else { return (false, []) }
        let path = folder.file(name)
        guard PathKind.of(path) == .file, let there = FileBytes.read(path, limit: CarriedOrigin.sizeLimit) else { return (false, []) }
        return (true, SHA256.hex(of: there) == sum ? [] : [Self.changed(name, at: place)])
    }

    private static func changed(_ name: String, at place: Place) -> Finding {
        Finding(
            .hinweis, stays, at: place, "In der Word-Datei „\(name)“ hat jemand gearbeitet; sie bleibt, wie sie ist.",
            remedy: "Was geändert ist, zeigt „klauselwerk vergleichen“. Soll die Datei neu entstehen, verschieben Sie diese, und setzen Sie den Lauf mit --resume fort.")
    }

    private static func outdated(_ name: String, at place: Place) -> Finding {
        Finding(
            .warnung, stays, at: place, "Die Word-Datei „\(name)“ bleibt, wie sie ist; heute entstünde eine andere.",
            remedy: "Ist sie noch nicht verschickt, ersetzen Sie sie mit --replace (--ersetzen).")
    }

    private static func foreign(_ name: String, at place: Place) -> Finding {
        Finding(
            .warnung, stays, at: place,
            "Unter dem Namen „\(name)“ liegt schon etwas im Ordner, das dieser Lauf nicht kennt; es bleibt, und eine Word-Datei entsteht für diese Zeile nicht.",
            remedy: "Verschieben Sie diese Datei, und setzen Sie den Lauf mit --resume fort.")
    }
}
