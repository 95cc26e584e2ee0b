import CQPDF
import Checksum
import Findings
import Glibc
import Rendering

/// Owns qpdf's view of a foreign PDF file. qpdf traps its own exceptions; here its error codes become findings.
final class QPDFFile {
    let handle: qpdf_data
    let path: String
    let bytes: [UInt8]

    /// - Parameters:
    ///   - path: for findings.
    ///   - isStrict: nothing is mended or moved, so that what is read is what stands there.
    /// - Throws: Empty, no PDF, damaged, encrypted, made to fill the memory.
    init(_ bytes: [UInt8], path: String, isStrict: Bool = false) throws(Finding) {
        guard !bytes.isEmpty else { throw ForeignFinding.empty(path) }
        // Readers accept the header within the first 1024 bytes (ISO 32000-1, annex H.3).
        guard QPDFFile.hasHeader(bytes.prefix(1024)) else { throw ForeignFinding.noPDF(path) }
        guard !ExpansionGuard.isBomb(bytes) else { throw ForeignFinding.tooLarge(path) }
        guard let handle = qpdf_init() else { throw ForeignFinding.damaged(path, detail: nil) }
        self.handle = handle
        self.path = path
        self.bytes = bytes
        qpdf_set_suppress_warnings(handle, 1)
        qpdf_silence_errors(handle)
        if isStrict { qpdf_set_attempt_recovery(handle, QPDF_FALSE) }
        let status = bytes.withUnsafeBytes { buffer in
            qpdf_read_memory(handle, path, buffer.bindMemory(to: CChar.self).baseAddress, UInt64(buffer.count), nil)
        }
        if status & 2 != 0 { throw error() }
        if qpdf_is_encrypted(handle) != 0 { throw ForeignFinding.encrypted(path) }
        if isStrict { return }
        // Needed for boxes, rotation and resources that pages inherit (ISO 32000-1, 7.7.3.4).
        if qpdf_push_inherited_attributes_to_page(handle) & 2 != 0 { throw error() }
    }

    deinit {
        // An error nobody has asked for would be printed.
        while qpdf_has_error(handle) != 0 { _ = qpdf_get_error(handle) }
        var handle: qpdf_data? = handle
        qpdf_cleanup(&handle)
    }

    /// What was out of order in what was read since the last time, in qpdf's words.
    func takeWarnings() -> [String] {
        var warnings: [String] = []
        while qpdf_more_warnings(handle) != 0 {
            warnings.append(qpdf_get_error_message_detail(handle, qpdf_next_warning(handle)).map { String(cString: $0) } ?? "")
        }
        return warnings
    }

    /// 0 for a file whose page tree is damaged.
    var pageCount: Int { max(0, Int(qpdf_get_num_pages(handle))) }

    func page(_ index: Int) -> QPDFObject { QPDFObject(handle, qpdf_get_page_n(handle, index)) }

    var trailer: QPDFObject { QPDFObject(handle, qpdf_get_trailer(handle)) }

    var root: QPDFObject { QPDFObject(handle, qpdf_get_root(handle)) }

    var isSigned: Bool { Int(exactly: root["/AcroForm"]["/SigFlags"].double ?? 0).map { $0 & 1 != 0 } ?? false }

    /// The file as it is in memory; the same bytes each time. `nil` if qpdf cannot write it.
    func written() -> [UInt8]? {
        guard qpdf_init_write_memory(handle) & 2 == 0 else { return nil }
        qpdf_set_object_stream_mode(handle, qpdf_o_disable)
        qpdf_set_stream_data_mode(handle, qpdf_s_preserve)
        qpdf_set_deterministic_ID(handle, 1)
        guard qpdf_write(handle) & 2 == 0, let buffer = qpdf_get_buffer(handle) else { return nil }
        return Array(UnsafeBufferPointer(start: buffer, count: qpdf_get_buffer_length(handle)))
    }

    private func error() -> Finding {
        let error = qpdf_get_error(handle)
        if qpdf_get_error_code(handle, error) == qpdf_e_password { return ForeignFinding.encrypted(path) }
        // What qpdf says about it is English.
        return ForeignFinding.damaged(path, detail: nil)
    }

    private static func hasHeader(_ start: ArraySlice<UInt8>) -> Bool {
        let header = Array("%PDF-".utf8)
        return start.indices.contains { start[$0...].starts(with: header) }
    }
}

/// An object of a foreign file. Valid as long as its ``QPDFFile``.
struct QPDFObject {
    let file: qpdf_data
    /// Of qpdf, which keeps each that it has given away until the file is closed; ``nothing`` for what is not there.
    let handle: qpdf_oh

    /// qpdf's own begin at 1.
    private static let nothing: qpdf_oh = 0

    var isThere: Bool { handle != Self.nothing }

    init(_ file: qpdf_data, _ handle: qpdf_oh) {
        self.file = file
        self.handle = handle
    }

    enum Kind { case null, boolean, number, name, string, array, dictionary, stream, other }

    var kind: Kind {
        guard isThere else { return .null }
        return switch qpdf_oh_get_type_code(file, handle) {
        case ot_null: .null
        case ot_boolean: .boolean
        case ot_integer, ot_real: .number
        case ot_name: .name
        case ot_string: .string
        case ot_array: .array
        case ot_dictionary: .dictionary
        case ot_stream: .stream
        default: .other
        }
    }

    /// 0 for a direct object.
    var number: Int { isThere ? Int(qpdf_oh_get_object_id(file, handle)) : 0 }

    /// A dictionary's, or a stream's dictionary's entry; null if there is none.
    subscript(key: String) -> QPDFObject {
        guard let dictionary, qpdf_oh_has_key(file, dictionary, key) != 0 else { return QPDFObject(file, Self.nothing) }
        return QPDFObject(file, qpdf_oh_get_key(file, dictionary, key))
    }

    /// Where its entries are.
    private var dictionary: qpdf_oh? {
        switch kind {
        case .dictionary: handle
        case .stream: qpdf_oh_get_dict(file, handle)
        default: nil
        }
    }

    /// Sorted, with their slashes.
    var keys: [String] {
        guard let dictionary else { return [] }
        var keys: [String] = []
        qpdf_oh_begin_dict_key_iter(file, dictionary)
        while qpdf_oh_dict_more_keys(file) != 0 {
            if let key = qpdf_oh_dict_next_key(file) { keys.append(String(cString: key)) }
        }
        return keys.sorted()
    }

    func remove(_ key: String) {
        guard let dictionary else { return }
        qpdf_oh_remove_key(file, dictionary, key)
    }

    var items: [QPDFObject] {
        guard kind == .array else { return [] }
        let count = max(0, qpdf_oh_get_array_n_items(file, handle))
        return (0..<count).map { QPDFObject(file, qpdf_oh_get_array_item(file, handle, $0)) }
    }

    var double: Double? { kind == .number ? qpdf_oh_get_numeric_value(file, handle) : nil }

    /// Without slash.
    var name: String? {
        guard kind == .name, let name = qpdf_oh_get_name(file, handle) else { return nil }
        return String(String(cString: name).dropFirst())
    }

    /// A text string, decoded.
    var text: String? {
        guard kind == .string, let text = qpdf_oh_get_utf8_value(file, handle) else { return nil }
        return String(cString: text)
    }

    /// A string as it stands there.
    var bytes: [UInt8]? {
        guard kind == .string else { return nil }
        var length = 0
        guard let start = qpdf_oh_get_binary_string_value(file, handle, &length) else { return nil }
        return Array(UnsafeRawBufferPointer(start: start, count: length))
    }

    var isTrue: Bool { kind == .boolean && qpdf_oh_get_bool_value(file, handle) != 0 }

    /// The text of a scalar as it stands in a file, also of one that is an object of its own (ISO 32000-1, 7.3.10).
    var unparsed: String {
        guard isThere else { return "null" }
        let text = kind == .string ? qpdf_oh_unparse_binary(file, handle) : qpdf_oh_unparse_resolved(file, handle)
        return text.map { String(cString: $0) } ?? "null"
    }

    /// All that the object says, whatever parts of it are objects of their own; cut off after so many parts.
    func whole() -> String {
        var room = 4000
        return whole(depth: 0, room: &room)
    }

    private func whole(depth: Int, room: inout Int) -> String {
        room -= 1
        guard depth < 8, room > 0 else { return "…" }
        switch kind {
        case .array: return "[" + items.prefix(room).map { $0.whole(depth: depth + 1, room: &room) }.joined(separator: " ") + "]"
        case .dictionary, .stream:
            let entries = keys.prefix(room).filter { $0 != "/Length" }.map { $0 + " " + self[$0].whole(depth: depth + 1, room: &room) }
            return "<<" + entries.joined(separator: " ") + ">>" + (kind == .stream ? SHA256.hex(of: data(.raw) ?? []) : "")
        default: return unparsed
        }
    }

    enum Decoding {
        /// As in the file.
        case raw
        /// Undone are all filters that lose nothing; those of pictures stay.
        case generalized
    }

    /// A stream's data; `nil` if they cannot be read, or would grow beyond ``dataLimit``.
    func data(_ decoding: Decoding) -> [UInt8]? {
        guard kind == .stream else { return nil }
        guard decoding == .generalized else { return data(qpdf_dl_none) }
        let filters = self.filters
        guard let first = filters.first else { return data(qpdf_dl_none) }
        guard filters.count <= 4 else { return nil }
        if first == "FlateDecode" || first == "Fl" {
            // The most that any filter grows; what follows it grows little.
            guard filters.dropFirst().allSatisfy({ !["FlateDecode", "Fl", "LZWDecode"].contains($0) }), let raw = data(qpdf_dl_none),
                let expanded = Flate.expand(raw, limit: Self.dataLimit)
            else { return nil }
            if filters.count == 1, self["/DecodeParms"].kind == .null { return expanded }
        } else if filters.contains("LZWDecode") || filters.contains("FlateDecode") || filters.contains("RunLengthDecode") {
            guard let raw = data(qpdf_dl_none), raw.count <= Self.dataLimit / 2048 else { return nil }
        }
        return data(qpdf_dl_generalized)
    }

    /// A scan of A3 at 600 dpi in colour.
    static let dataLimit = 256 << 20

    var filters: [String] {
        let filter = self["/Filter"]
        return filter.kind == .array ? filter.items.compactMap(\.name) : [filter.name].compactMap { $0 }
    }

    /// LZW is forbidden in an archive (ISO 19005-3, 6.1.7.2), and so is a Crypt filter; both are undone.
    var keepsFilters: Bool { filters.allSatisfy { Self.knownFilters.contains($0) } }

    private static let knownFilters: Set<String> = [
        "ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode", "DCTDecode", "JPXDecode",
    ]

    private func data(_ level: qpdf_stream_decode_level_e) -> [UInt8]? {
        var buffer: UnsafeMutablePointer<UInt8>?
        var length = 0
        let status = qpdf_oh_get_stream_data(file, handle, level, nil, &buffer, &length)
        defer { free(buffer) }
        guard status & 2 == 0 else { return nil }
        return Array(UnsafeBufferPointer(start: buffer, count: length))
    }

    /// A page's content streams as one; operators end with their stream (ISO 32000-1, 7.8.2).
    var pageContent: [UInt8]? {
        let contents = self["/Contents"]
        let streams = contents.kind == .array ? contents.items : [contents]
        var whole: [UInt8] = []
        for stream in streams where stream.kind != .null {
            guard let data = stream.data(.generalized), whole.count + data.count < Self.dataLimit else { return nil }
            whole += data
            whole.append(0x0A)
        }
        return whole
    }
}
