import Rendering

/// Writes the file itself: header, numbered objects, a classic cross-reference table, trailer (ISO 32000-1, 7.5).
///
/// The file's identifier is a hash of its content, so equal documents are equal files.
struct PDFFile {
    private var output = PDFBytes()
    /// By object number; 0 until the object is written.
    private(set) var offsets: [Int] = [0]
    /// Bytes that were taken away already.
    private var taken = 0

    init(version: PDFVersion) {
        output.reserveCapacity(1 << 17)
        output.text("%PDF-")
        output.text(version.text)
        // ISO 19005-3, 6.1.2: at least four bytes above 127 mark the file as binary.
        output.raw([0x0A, 0x25, 0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
    }

    /// A file that goes on behind what others begin with, too.
    /// - Parameter room: bytes that it will roughly have behind the head: room that is there need not grow, and what grows is copied.
    init(behind head: FileHead, room: Int) {
        output.reserveCapacity(max(room, 1 << 17))
        offsets = head.offsets
        taken = head.bytes.count
    }

    mutating func reserve() -> PDFReference {
        offsets.append(0)
        return PDFReference(number: offsets.count - 1)
    }

    mutating func write(_ object: PDFReference, _ content: (inout PDFBytes) -> Void) {
        begin(object)
        content(&output)
        end()
    }

    mutating func add(_ content: (inout PDFBytes) -> Void) -> PDFReference {
        let object = reserve()
        write(object, content)
        return object
    }

    /// A stream; `dictionary` writes what stands between `<<` and `>>` besides the length.
    mutating func addStream(_ data: some Collection<UInt8>, _ dictionary: (inout PDFBytes) -> Void = { _ in }) -> PDFReference {
        add { out in
            out.text("<<")
            dictionary(&out)
            out.text("/Length ")
            out.int(data.count)
            out.text(">>stream\n")
            out.raw(data)
            out.text("\nendstream")
        }
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
        begin(reference)
        for part in object.all {
            switch part {
            case .bytes(let bytes): output.raw(bytes)
            case .reference(let index): output.reference(references[index])
            }
        }
        end()
    }

    /// Ends a file that was begun behind `head`.
    consuming func finished(behind head: FileHead, root: PDFReference, info: PDFReference?) -> FinishedFile {
        var checksum = head.checksum
        checksum.add(output.bytes)
        let content = output.count
        let end = FileEnd(
            offsets: offsets, root: root, info: info, identifier: FileEnd.identifier(checksum.digest), start: taken + content)
        end.write(&output)
        output.bytes.withUnsafeBytes { checksum.add(UnsafeRawBufferPointer(rebasing: $0[content...])) }
        return FinishedFile(head: head.bytes, rest: output.bytes, sha256: checksum.hex)
    }

    /// What has been written since the last time: so that a large file need not be held in memory.
    mutating func take() -> [UInt8] {
        let bytes = output.bytes
        output = PDFBytes()
        taken += bytes.count
        return bytes
    }

    /// Ends a file of which parts were taken: the last part.
    /// - Parameter identifier: 16 bytes.
    consuming func finished(root: PDFReference, info: PDFReference?, identifier: [UInt8]) -> [UInt8] {
        let end = FileEnd(offsets: offsets, root: root, info: info, identifier: identifier, start: taken + output.count)
        end.write(&output)
        return output.bytes
    }

    private mutating func begin(_ object: PDFReference) {
        offsets[object.number] = taken + output.count
        output.together { out in
            out.int(object.number)
            out.text(" 0 obj\n")
        }
    }

    private mutating func end() { output.text("\nendobj\n") }
}
