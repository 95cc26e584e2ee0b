import CQPDF

/// A file as it was at the end of one of its revisions, as readers see it.
final class FileRevision {
    let file: QPDFFile

    /// - Throws: where qpdf had to guess anything: other readers may guess otherwise.
    init(_ bytes: ArraySlice<UInt8>) throws(RefusedUpdate) {
        do { file = try QPDFFile(Array(bytes), path: "", isStrict: true) } catch { throw .damaged }
        guard file.root.kind == .dictionary else { throw .damaged }
    }

    var root: QPDFObject { file.root }

    func object(_ number: Int) -> QPDFObject {
        QPDFObject(file.handle, qpdf_get_object_by_id(file.handle, Int32(clamping: number), 0))
    }

    /// Whether anything that was looked at was out of order. pyHanko counts one object more than it writes (ISO 32000-1, 7.5.5: Size), which
    /// changes nothing.
    func hasFaults() -> Bool { file.takeWarnings().contains { !$0.contains("reported number of objects") } }
}

extension QPDFObject {
    /// Content of an object as one text; references stay references. Of a stream without its data.
    var content: String {
        guard isThere else { return "null" }
        let own = kind == .stream ? qpdf_oh_get_dict(file, handle) : handle
        return qpdf_oh_unparse_resolved(file, own).map { String(cString: $0) } ?? "null"
    }

    /// The value as it stands: a reference as reference.
    var written: String { isThere ? qpdf_oh_unparse(file, handle).map { String(cString: $0) } ?? "null" : "null" }

    func equals(_ other: QPDFObject) -> Bool {
        guard kind == other.kind else { return false }
        if content != other.content {
            guard kind == .dictionary || kind == .stream, differingKeys(other).isEmpty else { return false }
        }
        return kind != .stream || data(.raw).map { $0 == other.data(.raw) } ?? false
    }

    /// Keys whose values are not the same in both, sorted, without slash.
    func differingKeys(_ other: QPDFObject) -> [String] {
        Set(keys).union(other.keys).filter { !self[$0].isWritten(as: other[$0]) }.map { String($0.dropFirst()) }.sorted()
    }

    /// Whether the values say the same: programs write a text in another encoding than we did (ISO 32000-1, 7.9.2.2).
    private func isWritten(as other: QPDFObject, depth: Int = 0) -> Bool {
        if written == other.written { return true }
        guard depth < 16, kind == other.kind, number == 0, other.number == 0 else { return false }
        switch kind {
        case .string: return text == other.text
        case .number: return double == other.double
        case .array:
            let (own, others) = (items, other.items)
            return own.count == others.count && zip(own, others).allSatisfy { $0.isWritten(as: $1, depth: depth + 1) }
        case .dictionary: return keys == other.keys && keys.allSatisfy { self[$0].isWritten(as: other[$0], depth: depth + 1) }
        default: return false
        }
    }

    var integer: Int? { double.flatMap { Int(exactly: $0) } }

    var numbers: [Double] { items.compactMap(\.double) }
}
