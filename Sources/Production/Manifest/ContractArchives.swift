import Checksum
import Findings
import Foundation
import Synchronization

/// The archives in the folder of a series, and which contracts lie in them: 16 bytes an entry. A file that lies in the folder itself goes before one in an archive, wherever both are asked for.
final class ContractArchives: Sendable {
    /// Names of our archives within the folder; that of the run that looks comes first.
    let names: [String]
    private let folder: String
    /// Hashes of the entries' names, ascending, and where each lies.
    private let keys: [UInt64]
    private let places: [Place]
    private let readers = Mutex<[ZipReader]>([])

    private struct Place: Sendable {
        let archive: UInt32
        let index: UInt32
    }

    /// By which ours are known.
    static let comment = "Klauselwerk: Verträge einer Serie"
    /// libzip's directories of more entries are not kept open at once: 600 bytes each.
    private static let mostOpenEntries = 200_000

    /// - Parameter own: name of the archive that the run writes.
    /// - Throws: ``Failure`` with status 65 where one that is called like ours cannot be read: what is in it must not be made a second time.
    init(in folder: String, own: String) throws(Failure) {
        self.folder = folder
        let candidates = FileLook.names(in: folder).filter { Self.isName($0) && PathKind.of("\(folder)/\($0)") == .file }
        var names: [String] = []
        var entries: [(key: UInt64, place: Place)] = []
        for name in candidates.filter({ $0 == own }) + candidates.filter({ $0 != own }) {
            let reader: ZipReader
            do throws(ZipBundle.Fault) { reader = try ZipReader("\(folder)/\(name)") } catch { throw Self.damaged("\(folder)/\(name)") }
            guard reader.comment == Self.comment else { continue }
            for index in 0..<reader.count {
                guard let entry = reader.name(index) else { throw Self.damaged("\(folder)/\(name)") }
                entries.append((StableHash.of(entry), Place(archive: UInt32(clamping: names.count), index: UInt32(clamping: index))))
            }
            names.append(name)
        }
        entries.sort { ($0.key, $0.place.archive, $0.place.index) < ($1.key, $1.place.archive, $1.place.index) }
        self.names = names
        keys = entries.map(\.key)
        places = entries.map(\.place)
    }

    /// `vertraege.zip`, or `vertraege.teil-2-von-4.zip`.
    static func isName(_ name: String) -> Bool {
        guard name.hasPrefix("vertraege."), name.hasSuffix(".zip") else { return false }
        if name == "vertraege.zip" { return true }
        let parts = name.dropFirst("vertraege.".count).dropLast(".zip".count).split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "teil" && parts[2] == "von" && Shard("\(parts[1])/\(parts[3])") != nil
    }

    var isEmpty: Bool { names.isEmpty }

    /// The archive that has a contract; `nil`: none has.
    func archive(of name: String) -> String? { range(of: name).first.map { names[Int(places[$0].archive)] } }

    /// Where within an archive a contract lies.
    func index(of name: String, in archive: String) -> Int? {
        range(of: name).first { names[Int(places[$0].archive)] == archive }.map { Int(places[$0].index) }
    }

    /// - Returns: `nil` where no archive has it, or it is damaged there.
    func bytes(_ name: String) -> [UInt8]? {
        for place in range(of: name).map({ places[$0] }) {
            let bytes = readers.withLock { readers in
                Self.reader("\(folder)/\(names[Int(place.archive)])", &readers).flatMap { reader -> [UInt8]? in
                    // The hash is one of many, the name is this one's.
                    reader.name(Int(place.index)) == name ? reader.bytes(Int(place.index), limit: CarriedOrigin.sizeLimit) : nil
                }
            }
            if let bytes { return bytes }
        }
        return nil
    }

    /// Names of all entries of an archive, in their order.
    func entries(of archive: String) -> [String] {
        readers.withLock { readers in
            guard let reader = Self.reader("\(folder)/\(archive)", &readers) else { return [] }
            return (0..<reader.count).map { reader.name($0) ?? "" }
        }
    }

    private static func reader(_ path: String, _ readers: inout [ZipReader]) -> ZipReader? {
        if let open = readers.first(where: { $0.path == path }) { return open }
        guard let reader = try? ZipReader(path) else { return nil }
        while !readers.isEmpty, readers.reduce(reader.count, { $0 + $1.count }) > mostOpenEntries { readers.removeFirst() }
        readers.append(reader)
        return reader
    }

    private func range(of name: String) -> Range<Int> {
        let key = StableHash.of(name)
        func first(_ isBehind: (UInt64) -> Bool) -> Int {
            var (low, high) = (0, keys.count)
            while low < high {
                let middle = (low + high) / 2
                if isBehind(keys[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        guard !keys.isEmpty else { return 0..<0 }
        return first { $0 >= key }..<first { $0 > key }
    }

    static func damaged(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "archiv-beschaedigt", at: .file(path), "Das Archiv mit Verträgen ist beschädigt oder unvollständig.",
                remedy: "Legen Sie eine Sicherung der Datei zurück. Gibt es keine, verschieben Sie die Datei; der Lauf erstellt die Verträge dann neu."))
    }
}
