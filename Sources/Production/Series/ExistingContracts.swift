import Assembler
import Checksum
import Findings
import Finishing
import Foundation
import Rendering

/// What lies in the folder of a batch already, and what of it may be replaced: what was issued is never replaced in silence.
struct ExistingContracts: Sendable {
    private let former: FormerRun
    private let folder: BatchFolder
    private let inputs: InputFiles
    /// Contracts whose inputs are the same need not be made again.
    private let resumes: Bool
    private let replaces: Bool
    private let spreads: Bool
    /// Where each contract is to have a file for word processors beside it.
    private let words: WordCopies?

    init(_ former: FormerRun, _ folder: BatchFolder, _ inputs: InputFiles, resumes: Bool, replaces: Bool, spreads: Bool, words: WordCopies?) {
        self.spreads = spreads
        self.words = words
        self.former = former
        self.folder = folder
        self.inputs = inputs
        self.resumes = resumes
        self.replaces = replaces
    }

    /// Where the row's file is to lie within the folder: where it lies already, whatever was said of sub-folders then and whatever row it had, so that no contract is there twice; else where it
    /// belongs today.
    ///
    /// - Throws: ``Failure`` where the earlier run's record cannot be read.
    func place(of turn: SeriesTurn) throws(Failure) -> String {
        let spread = "\(SpreadFolder.name(ofRow: turn.number))/\(turn.name)"
        let own = spreads ? spread : turn.name
        guard turn.isOwner else { return own }
        var known = try former.record(turn.key)?.datei
        if let name = known, name.lastPathName != turn.name || !SpreadFolder.isPlace(name) { known = nil }
        return [known, own, spreads ? turn.name : spread].compactMap { $0 }.first { folder.has($0) } ?? own
    }

    /// What is to become of a contract that was just made.
    enum Verdict {
        case write(RowOutcome)
        /// What is there stays. `record`: as the earlier run knew it; `nil`: it is the same as what was made.
        case stays(RowOutcome, record: RowRecord?, told: [Finding])
    }

    /// The row's file of an earlier run, if it was made of the same: it need not be made again. What somebody has done to it since stays.
    ///
    /// - Throws: ``Failure`` where the earlier run's record cannot be read.
    func unchanged(
        _ record: RowRecord, _ name: String, at place: Place
    ) throws(Failure) -> (item: FileCommitter.Item, told: [Finding])? {
        guard resumes, var known = try former.record(record.nr), known.eingabe == record.eingabe, known.datei == name else { return nil }
        let standing = FormerRun.standing(of: known, in: folder)
        guard standing != .absent else { return nil }
        if standing == .foreign, let archive = folder.archive(of: name), folder.archives?.bytes(name) == nil { throw ContractArchives.damaged(folder.file(archive)) }
        var told = [StayingContract.kept(name, at: place, standing)].compactMap { $0 }
        if let words {
            let copy = words.standing(known, at: place)
            guard copy.isThere else { return nil }
            told += copy.told
        }
        known.zeile = record.zeile
        let item = FileCommitter.Item(
            temporary: nil, record: known, selection: known.auswahl.flatMap { former.selections[$0] }, outcome: .kept)
        return (item, told)
    }

    /// What is to become of the file for word processors.
    ///
    /// - Parameter make: only called where one is wanted.
    func wordVerdict(_ record: RowRecord, at place: Place, _ make: (WordCopies) throws(Failure) -> [UInt8]) throws(Failure) -> (bytes: [UInt8], WordCopies.Verdict)? {
        guard let words, let contract = record.datei else { return nil }
        let bytes = try make(words)
        return (bytes, words.verdict(on: bytes, FileName.wordCopy(beside: contract), try former.record(record.nr), at: place))
    }

    /// - Parameters:
    ///   - origin: of the file.
    ///   - record: what would be written down of it.
    /// - Throws: ``Failure`` where a file of that name is not ours.
    func verdict(on file: FinishedFile, _ origin: ContractOrigin?, _ record: RowRecord, at place: Place) throws(Failure) -> Verdict {
        let name = record.datei ?? ""
        let path = folder.file(name)
        let bytes: [UInt8]
        switch folder.look(at: name) {
        case .nothing: return .write(.new)
        case .file(let found) where inputs.use(of: path) == nil: bytes = found
        case .file, .unreadable:
            if let archive = folder.archive(of: name) { throw ContractArchives.damaged(folder.file(archive)) }
            throw Failure(.cannotCreate, StayingContract.foreign(name, at: place))
        }
        if bytes == file.bytes { return .stays(.kept, record: nil, told: []) }
        var known = try former.record(record.nr)
        if known?.datei != name { known = nil }
        let standing = known.map { FormerRun.standing(of: $0, in: folder) } ?? FileStanding.of(bytes, path: path)
        if known == nil, standing == .foreign { throw Failure(.cannotCreate, StayingContract.foreign(name, at: place)) }
        // Another part's archive is not this run's to write.
        let isOfOther = folder.archive(of: name).map { !folder.owns(archive: $0) } ?? false
        if replaces, standing == .intact, !isOfOther { return .write(.replaced) }
        if let carried = try? CarriedOrigin(bytes, path: path), standing != .intact, carried.isIntact, carried.original == file.bytes {
            // Ours of today, and signed since.
            return .stays(.kept, record: known ?? record, told: [StayingContract.kept(name, at: place, standing)].compactMap { $0 })
        }
        let told = StayingContract.finding(name, at: place, standing, OriginDifference.told(bytes, path: path, origin), isOfOther ? folder.archive(of: name) : nil)
        // Without an earlier run's word only the file itself is known.
        var old = known ?? record
        if known == nil {
            (old.eingabe, old.seiten, old.auswahl) = ("", nil, nil)
            old.sha256 = bytes.withUnsafeBytes { SHA256.hex(of: $0) }
            old.befunde = []
        }
        return .stays(.outdated, record: old, told: [told])
    }
}
