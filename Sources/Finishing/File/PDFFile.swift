import Checksum
import Rendering

/// Writes the file itself: header, numbered objects, cross-references, trailer (ISO 32000-1, 7.5).
///
/// The file's identifier is a hash of its content, so equal documents are equal files.
struct PDFFile {
    private var output = PDFBytes()
    /// By object number.
    private(set) var addresses: [ObjectAddress] = [.none]
    /// Puts what is no stream into object streams; `nil` in a file that has none.
    private let packer: ObjectPacker?
    /// Objects on their way into a stream.
    private var pack = ObjectPack()
    /// What was written behind the beginning and is no longer added to, and what was taken over as it is.
    private var parts: [[UInt8]] = []
    /// Bytes before the output: of the beginning, the parts, and of what was taken away already.
    private var before = 0
    private var room = 1 << 17
    private var longest = 0

    /// - Parameter packer: for object streams and a cross-reference stream; without one every object stands for itself, and the table is a classic one.
    init(version: PDFVersion, packer: ObjectPacker? = nil) {
        self.packer = packer
        output.reserveCapacity(room)
        output.text("%PDF-")
        output.text(version.text)
        // ISO 19005-3, 6.1.2: at least four bytes above 127 mark the file as binary.
        output.raw([0x0A, 0x25, 0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
    }

    /// A file that goes on behind what others begin with, too.
    /// - Parameter room: bytes that it will roughly have in one part: room that is there need not grow, and what grows is copied.
    init(behind beginning: FileBeginning, room: Int, packer: ObjectPacker?) {
        self.packer = packer
        self.room = max(room, self.room)
        output.reserveCapacity(self.room)
        addresses = beginning.addresses
        before = beginning.length
    }

    mutating func reserve() -> PDFReference {
        addresses.append(.none)
        return PDFReference(number: addresses.count - 1)
    }

    /// So many numbers one after the other; returns the first.
    mutating func reserve(_ count: Int) -> Int {
        addresses.append(contentsOf: repeatElement(.none, count: count))
        return addresses.count - count
    }

    /// An object that is no stream.
    mutating func write(_ object: PDFReference, _ content: (inout PDFBytes) -> Void) {
        guard packer != nil else { return writePlainly(object, content) }
        pack.begin(object)
        content(&pack.content)
        pack.end()
        if pack.isFull { endPack() }
    }

    /// An object that stands for itself: a stream, or what is to be found in a damaged file, too.
    mutating func writePlainly(_ object: PDFReference, _ content: (inout PDFBytes) -> Void) {
        begin(object)
        content(&output)
        end()
    }

    /// Ends an object stream: what comes now changes with other things than what came before.
    mutating func endPack() {
        guard let packer, !pack.isEmpty else { return }
        let stream = reserve()
        for (index, number) in pack.numbers.enumerated() { addresses[number] = .packed(stream: stream.number, index: index) }
        let packed = packer.packed(pack)
        writeStream(stream, packed.data) { out in
            out.together { out in
                out.text("/Type/ObjStm/N ")
                out.int(packed.count)
                out.text("/First ")
                out.int(packed.first)
                out.text("/Filter/FlateDecode")
            }
        }
        pack.removeAll()
    }

    mutating func add(_ content: (inout PDFBytes) -> Void) -> PDFReference {
        let object = reserve()
        write(object, content)
        return object
    }

    mutating func addPlainly(_ content: (inout PDFBytes) -> Void) -> PDFReference {
        let object = reserve()
        writePlainly(object, content)
        return object
    }

    /// A stream; `dictionary` writes what stands between `<<` and `>>` besides the length.
    mutating func addStream(_ data: some Collection<UInt8>, _ dictionary: (inout PDFBytes) -> Void = { _ in }) -> PDFReference {
        let object = reserve()
        writeStream(object, data, dictionary)
        return object
    }

    mutating func writeStream(_ object: PDFReference, _ data: some Collection<UInt8>, _ dictionary: (inout PDFBytes) -> Void) {
        writePlainly(object) { out in
            out.text("<<")
            dictionary(&out)
            out.text("/Length ")
            out.int(data.count)
            out.text(">>stream\n")
            out.raw(data)
            out.text("\nendstream")
        }
    }

    /// A stream whose data are not copied: others have them, too.
    mutating func addShared(_ data: [UInt8], _ dictionary: (inout PDFBytes) -> Void) -> PDFReference {
        let object = reserve()
        begin(object)
        output.text("<<")
        dictionary(&output)
        output.text("/Length ")
        output.int(data.count)
        output.text(">>stream\n")
        add(part: data)
        output.text("\nendstream")
        end()
        return object
    }

    mutating func addCompressed(_ data: some Collection<UInt8>, _ dictionary: (inout PDFBytes) -> Void) -> PDFReference {
        addStream(Flate.compress(data, .quick)) { out in
            dictionary(&out)
            out.text("/Filter/FlateDecode")
        }
    }

    /// Puts in a group of finished objects; returns their numbers by their indices in the group.
    /// - Parameter omitted: indices of objects that none of the others refers to, and that are left out: object 0 stands for them.
    mutating func add(_ group: ObjectGroup, without omitted: Set<Int> = []) -> [PDFReference] {
        let references = group.objects.indices.map { omitted.contains($0) ? PDFReference(number: 0) : reserve() }
        for (object, reference) in zip(group.objects, references) where reference.number > 0 {
            write(object, as: reference, references)
        }
        return references
    }

    /// - Parameter references: of the objects of its group.
    mutating func write(_ object: PDFFragment, as reference: PDFReference, _ references: [PDFReference]) {
        if object.isStream { writePlainly(reference) { $0.fragment(object, references) } } else { write(reference) { $0.fragment(object, references) } }
    }

    /// Objects that were made elsewhere, by numbers that were reserved one after the other.
    ///
    /// - Parameters:
    ///   - bytes: the objects, one after the other.
    ///   - first: the number of the first.
    ///   - starts: where in the bytes each begins.
    mutating func add(objects bytes: [UInt8], from first: Int, starts: [Int]) {
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
            write(PDFReference(number: first + index)) { $0.raw(bytes[start..<end]) }
        }
    }

    private mutating func add(part: [UInt8]) {
        close()
        parts.append(part)
        before += part.count
        output.reserveCapacity(room)
    }

    private mutating func close() {
        before += output.count
        longest = max(longest, output.count)
        if output.count > 0 { parts.append(output.bytes) }
        output = PDFBytes()
    }

    /// Ends what others go on behind, which went on behind `former` itself.
    consuming func beginning(behind former: FileBeginning?) -> FileBeginning {
        endPack()
        close()
        var checksum = former?.checksum ?? SHA256.Running()
        for part in parts { checksum.add(part) }
        return FileBeginning(parts: (former?.parts ?? []) + parts, length: before, addresses: addresses, checksum: checksum)
    }

    /// Ends a file that was begun behind `beginning`.
    consuming func finished(behind beginning: FileBeginning, root: PDFReference, info: PDFReference?) -> FinishedFile {
        endPack()
        var checksum = beginning.checksum
        for part in parts { checksum.add(part) }
        checksum.add(output.bytes)
        let content = output.count
        writeEnd(root: root, info: info, identifier: FileEnd.identifier(checksum.digest))
        output.bytes.withUnsafeBytes { checksum.add(UnsafeRawBufferPointer(rebasing: $0[content...])) }
        return FinishedFile(parts: beginning.parts + parts + [output.bytes], sha256: checksum.hex, longest: max(longest, output.count))
    }

    private mutating func writeEnd(root: PDFReference, info: PDFReference?, identifier: [UInt8]) {
        let stream = packer.map { _ in reserve() }
        let start = before + output.count
        if let stream { addresses[stream.number] = .offset(start) }
        let end = FileEnd(addresses: addresses, root: root, info: info, identifier: identifier, start: start, stream: stream)
        if let packer { end.writeStream(&output, packer) } else { end.writeTable(&output) }
    }

    /// What has been written since the last time: so that a large file need not be held in memory.
    mutating func take() -> [UInt8] {
        close()
        defer { parts = [] }
        return parts.count == 1 ? parts[0] : parts.together
    }

    /// Ends a file of which parts were taken: the last part.
    /// - Parameter identifier: 16 bytes.
    consuming func finished(root: PDFReference, info: PDFReference?, identifier: [UInt8]) -> [UInt8] {
        endPack()
        writeEnd(root: root, info: info, identifier: identifier)
        return (parts + [output.bytes]).together
    }

    private mutating func begin(_ object: PDFReference) {
        addresses[object.number] = .offset(before + output.count)
        output.together { out in
            out.int(object.number)
            out.text(" 0 obj\n")
        }
    }

    private mutating func end() { output.text("\nendobj\n") }
}
