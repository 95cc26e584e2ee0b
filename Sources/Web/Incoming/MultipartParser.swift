import Foundation

/// Takes `multipart/form-data` (RFC 7578) apart while it arrives; memory does not grow with what is sent.
struct MultipartParser {
    enum Event {
        case field(name: String, value: String)
        /// A file begins; its name is for showing only.
        case file(name: String, fileName: String)
        case bytes(ArraySlice<UInt8>)
        case endOfFile
    }

    private enum Stage { case delimiter, head, field(String), file, end }

    private let delimiter: [UInt8]
    private var pending: [UInt8] = [13, 10]
    private var stage = Stage.delimiter
    private var fieldBytes = 0
    private var parts = 0

    private static let longestHead = 4_096
    private static let mostFieldBytes = 64 << 10
    private static let mostParts = 64

    /// `nil` where the type is another one or names no boundary (RFC 2046: 1 to 70 characters).
    init?(contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"), let range = contentType.range(of: "boundary=") else { return nil }
        let given = contentType[range.upperBound...]
        let boundary = given.hasPrefix("\"") ? given.dropFirst().prefix { $0 != "\"" } : given.prefix { $0 != ";" && $0 != " " }
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// - Throws: ``Problem`` where it is no such thing or has more fields than any page of ours, and what `tell` throws.
    mutating func take(_ bytes: some Sequence<UInt8>, _ tell: (Event) throws -> Void) throws {
        pending += bytes
        while try step(tell) {}
    }

    /// - Throws: ``Problem`` where the end is missing.
    func finish() throws(Problem) {
        guard case .end = stage else { throw .brokenOff }
    }

    /// One step; `false` where more has to come first.
    private mutating func step(_ tell: (Event) throws -> Void) throws -> Bool {
        switch stage {
        case .end:
            pending.removeAll()
            return false
        case .delimiter: return try readDelimiter()
        case .head: return try readHead(tell)
        case .field(let name):
            guard let place = Self.find(delimiter, in: pending) else {
                guard pending.count <= Self.mostFieldBytes else { throw Problem.unreadable }
                return false
            }
            fieldBytes += place
            guard fieldBytes <= Self.mostFieldBytes else { throw Problem.unreadable }
            try tell(.field(name: name, value: String(decoding: pending[..<place], as: UTF8.self)))
            pending.removeFirst(place)
            stage = .delimiter
            return true
        case .file:
            if let place = Self.find(delimiter, in: pending) {
                if place > 0 { try tell(.bytes(pending[..<place])) }
                try tell(.endOfFile)
                pending.removeFirst(place)
                stage = .delimiter
                return true
            }
            let sure = pending.count - (delimiter.count - 1)
            if sure > 0 {
                try tell(.bytes(pending[..<sure]))
                pending.removeFirst(sure)
            }
            return false
        }
    }

    private mutating func readDelimiter() throws(Problem) -> Bool {
        guard pending.count >= delimiter.count + 2 else { return false }
        guard pending.starts(with: delimiter) else { throw .unreadable }
        let end = pending[delimiter.count..<delimiter.count + 2]
        if end.elementsEqual("--".utf8) {
            stage = .end
        } else if end.elementsEqual([13, 10]) {
            stage = .head
        } else {
            throw .unreadable
        }
        pending.removeFirst(delimiter.count + 2)
        return true
    }

    private mutating func readHead(_ tell: (Event) throws -> Void) throws -> Bool {
        guard let place = Self.find([13, 10, 13, 10], in: pending) else {
            guard pending.count <= Self.longestHead else { throw Problem.unreadable }
            return false
        }
        parts += 1
        guard place <= Self.longestHead, parts <= Self.mostParts else { throw Problem.unreadable }
        let head = String(decoding: pending[..<place], as: UTF8.self)
        pending.removeFirst(place + 4)
        // The delimiter begins with a line break; the part may be empty.
        let line = head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") } ?? ""
        guard let name = Self.parameter("name", of: line) else { throw Problem.unreadable }
        if let fileName = Self.parameter("filename", of: line) {
            stage = .file
            try tell(.file(name: name, fileName: fileName))
        } else {
            stage = .field(name)
        }
        return true
    }

    /// Browsers write a quotation mark within as `%22` (WHATWG HTML, 4.10.21.8).
    private static func parameter(_ name: String, of line: String) -> String? {
        guard let range = line.range(of: "; \(name)=\"") else { return nil }
        let rest = line[range.upperBound...]
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        return String(rest[..<end]).replacing("%22", with: "\"").replacing("%0D%0A", with: " ")
    }

    /// Where `needle` begins. (memmem is a GNU extension that Swift's Glibc does not show.)
    private static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        return bytes.withUnsafeBytes { hay in
            var from = 0
            let last = hay.count - needle.count
            while from <= last, let start = hay.baseAddress?.advanced(by: from), let found = memchr(start, Int32(first), last - from + 1) {
                let place = from + (UnsafeRawPointer(found) - start)
                if hay[place..<(place + needle.count)].elementsEqual(needle) { return place }
                from = place + 1
            }
            return nil
        }
    }
}
