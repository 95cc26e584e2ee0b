/// PDF objects that are finished but for their numbers: fonts, images, form XObjects. They refer to each other by their index
/// in the group, so that a group can be put into any file.
package struct ObjectGroup: Sendable, Hashable {
    package var objects: [PDFFragment] = []

    package init() {}

    /// By its size: equal ones are mostly the same one, and each byte would be looked at for every document.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(objects.count)
        hasher.combine(byteCount)
    }

    package mutating func add(_ object: PDFFragment) -> Int {
        objects.append(object)
        return objects.count - 1
    }

    /// Of all objects, without the file's own order around them.
    package var byteCount: Int { objects.reduce(0) { $0 + $1.byteCount } }

    /// Makes room for an object whose content follows later, so that objects can refer to each other in circles.
    package mutating func reserve() -> Int { add(PDFFragment()) }
}

/// Bytes of an object, between them references to other objects of the group.
package struct PDFFragment: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
        case bytes([UInt8])
        case reference(Int)
    }

    package private(set) var parts: [Part] = []
    private var pending: [UInt8] = []

    package init() {}

    package init(_ text: String) { pending = Array(text.utf8) }

    package mutating func append(_ text: String) { pending.append(contentsOf: text.utf8) }

    package mutating func append(bytes: some Sequence<UInt8>) { pending.append(contentsOf: bytes) }

    package mutating func append(reference index: Int) {
        flush()
        parts.append(.reference(index))
    }

    package mutating func append(_ other: PDFFragment) {
        for part in other.all {
            switch part {
            case .bytes(let bytes): append(bytes: bytes)
            case .reference(let index): append(reference: index)
            }
        }
    }

    /// Without the references.
    var byteCount: Int {
        all.reduce(0) { count, part in
            if case .bytes(let bytes) = part { count + bytes.count } else { count }
        }
    }

    /// Whether it is a stream, with data.
    package var isStream: Bool {
        let end = Array("endstream".utf8)
        guard case .bytes(let bytes)? = all.last else { return false }
        return bytes.suffix(end.count).elementsEqual(end)
    }

    /// All parts in order.
    package var all: [Part] { pending.isEmpty ? parts : parts + [.bytes(pending)] }

    private mutating func flush() {
        if !pending.isEmpty { parts.append(.bytes(pending)) }
        pending.removeAll()
    }

    /// A stream object; `dictionary` is what stands between `<<` and `>>` besides the length.
    package static func stream(_ dictionary: PDFFragment, _ data: some Collection<UInt8>) -> PDFFragment {
        var object = PDFFragment("<<")
        object.append(dictionary)
        object.append("/Length \(data.count)>>stream\n")
        object.append(bytes: data)
        // ISO 19005-3, 6.1.7.1: an end-of-line marker before `endstream`.
        object.append("\nendstream")
        return object
    }

    package static func stream(_ dictionary: String, _ data: some Collection<UInt8>) -> PDFFragment {
        stream(PDFFragment(dictionary), data)
    }
}
