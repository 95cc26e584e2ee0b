import CExpat
import Findings
import Foundation

/// Takes the parts of an XML document; names come without prefix.
protocol XMLReceiver: AnyObject {
    func start(_ name: String, _ attributes: XMLAttributes) throws(Finding)
    func end(_ name: String) throws(Finding)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Attributes of one element, valid during ``XMLReceiver/start(_:_:)`` only.
struct XMLAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

    /// The value of the first attribute of that name, whatever its prefix.
    subscript(name: StaticString) -> String? { first(name) { _ in true } }

    /// Whether one of the attributes of that name has the value.
    func has(_ name: StaticString, _ value: String) -> Bool { first(name) { $0 == value } != nil }

    private func first(_ name: StaticString, where matches: (String) -> Bool) -> String? {
        guard var pair = list else { return nil }
        while let found = pair[0], let value = pair[1] {
            var local = found
            if let colon = strrchr(found, 0x3A) { local = UnsafePointer(colon + 1) }
            if strcmp(local, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0 {
                let text = String(cString: value)
                if matches(text) { return text }
            }
            pair += 2
        }
        return nil
    }
}

/// Reads XML with expat. A document type is refused, so there are no entities to expand and nothing outside is ever fetched;
/// neither XLSX (ECMA-376 part 2, 8.1.4) nor ODS files have one.
final class XMLStream {
    private let path: String
    private let part: String
    private let parser: XML_Parser
    private let receiver: any XMLReceiver
    private var failure: Finding?
    private var depth = 0

    private init(path: String, part: String, receiver: any XMLReceiver) throws(Finding) {
        guard let parser = XML_ParserCreate(nil) else { throw ZipArchive.damaged(path, "zu wenig Arbeitsspeicher") }
        self.path = path
        self.part = part
        self.parser = parser
        self.receiver = receiver
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { data, name, attributes in XMLStream.of(data)?.start(name, attributes) }, { data, name in XMLStream.of(data)?.end(name) })
        XML_SetCharacterDataHandler(parser) { data, text, count in XMLStream.of(data)?.text(text, count) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLStream.of(data)?.refuseDocumentType() }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a part of an archive; returns whether there is one of that name.
    static func read(_ part: String, of archive: borrowing ZipArchive, to receiver: any XMLReceiver) throws(Finding) -> Bool {
        let stream = try XMLStream(path: archive.path, part: part, receiver: receiver)
        let exists = try archive.read(part) { bytes throws(Finding) in
            try stream.feed(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, isFinal: false)
        }
        if exists { try stream.feed(nil, 0, isFinal: true) }
        return exists
    }

    private func feed(_ bytes: UnsafePointer<CChar>?, _ count: Int, isFinal: Bool) throws(Finding) {
        let status = XML_Parse(parser, bytes, Int32(clamping: count), isFinal ? 1 : 0)
        if let failure { throw failure }
        if status == XML_STATUS_ERROR {
            let line = expat_current_line(parser)
            throw ZipArchive.damaged(path, "der Teil „\(part)“ ist in Zeile \(line) kein gültiges XML")
        }
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLStream? {
        data.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func start(_ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        guard failure == nil, let name else { return }
        depth += 1
        if depth > TableLimits.nesting {
            stop(ZipArchive.damaged(path, "der Teil „\(part)“ ist mehr als \(TableLimits.nesting)-fach verschachtelt"))
            return
        }
        attempt { () throws(Finding) in try receiver.start(local(name), XMLAttributes(list: attributes)) }
    }

    private func end(_ name: UnsafePointer<XML_Char>?) {
        guard failure == nil, let name else { return }
        depth -= 1
        attempt { () throws(Finding) in try receiver.end(local(name)) }
    }

    private func text(_ text: UnsafePointer<XML_Char>?, _ count: Int32) {
        guard failure == nil, let text, count > 0 else { return }
        text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { receiver.text(UnsafeBufferPointer(start: $0, count: Int(count))) }
    }

    private func refuseDocumentType() {
        stop(
            Finding(
                .fehler, "tabelle-beschaedigt", at: .file(path),
                "Der Teil „\(part)“ der Datei enthält eine Dokumenttyp-Angabe (DOCTYPE); die hat keine Tabelle, und sie kann Schaden anrichten.",
                remedy: "Prüfen Sie, woher die Datei stammt, und speichern Sie die Tabelle mit Excel oder LibreOffice neu."))
    }

    private func local(_ name: UnsafePointer<XML_Char>) -> String {
        if let colon = strrchr(name, 0x3A) { return String(cString: colon + 1) }
        return String(cString: name)
    }

    private func attempt(_ body: () throws(Finding) -> Void) {
        do throws(Finding) { try body() } catch { stop(error) }
    }

    private func stop(_ finding: Finding) {
        failure = failure ?? finding
        XML_StopParser(parser, 0)
    }
}
