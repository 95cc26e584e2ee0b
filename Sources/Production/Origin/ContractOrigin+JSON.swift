import Assembler
import Foundation

extension ContractOrigin {
    /// The content of `vereinbarung.json`: compact, keys in a fixed order.
    public var json: [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.member("format", Self.format)
            out.member("umfang", detail.rawValue)
            out.object("programm") { out in
                out.member("name", "Klauselwerk")
                out.member("fassung", program.version)
                out.object("bibliotheken") { out in
                    for (name, version) in program.libraries.sorted(by: { $0.key < $1.key }) {
                        out.member(named: name) { $0.value(version) }
                    }
                }
            }
            Self.write(agreement, "vereinbarung", &out)
            Self.write(body, "stelle", &out)
            out.array("grundlagen", resources) { out, source in
                out.object { out in
                    out.member("datei", source.file)
                    out.member("sha256", source.sha256)
                }
            }
            out.object("angaben") { out in
                out.member("datum", settings.date)
                out.member("stichtag", settings.referenceDate)
                out.member("land", settings.land)
                out.member("gender", settings.gender)
                out.member("stil", settings.style)
                out.member("status", settings.status)
                if let profile = settings.profile { out.member("pdf", profile) }
                if let mark = settings.mark { out.member("seitenkennung", mark) }
            }
            out.array("klauseln", clauses) { out, clause in
                out.object { out in
                    out.member("klausel", clause.name)
                    out.member("fassung", clause.version)
                    out.member("sha256", clause.sha256)
                    if let reason = clause.reason { out.member("grund", reason) }
                }
            }
            out.array("weggelassen", omissions) { out, omission in
                out.object { out in
                    out.member("gegenstand", omission.subject)
                    out.member("grund", omission.reason)
                }
            }
            out.array("anlagen", annexes) { out, annex in
                out.object { out in
                    out.member("kennung", annex.key)
                    out.member("datei", annex.file)
                    out.member("sha256", annex.sha256)
                    if let title = annex.title { out.member("titel", title) }
                }
            }
            out.array("werte", values) { out, value in
                out.object { out in
                    out.member("feld", value.path)
                    out.name("wert")
                    Self.write(value.content, &out)
                    out.member("quelle", value.source.rawValue)
                }
            }
            out.array("ungedruckt", withheld) { $0.value($1) }
        }
        return out.bytes
    }

    private static func write(_ source: Source, _ key: StaticString, _ out: inout JSONWriter) {
        out.object(key) { out in
            out.member("name", source.name)
            out.member("datei", source.file)
            out.member("sha256", source.sha256)
        }
    }

    private static func write(_ content: RecordedContent, _ out: inout JSONWriter) {
        switch content {
        case .text(let text): out.value(text)
        case .nothing: out.null()
        case .list(let elements): out.array(nil, elements) { write($1, &$0) }
        case .group(let members):
            out.object { out in
                for (name, value) in members.sorted(by: { $0.key < $1.key }) { out.member(named: name) { write(value, &$0) } }
            }
        }
    }

    /// Reads the associated file; `nil` where it is damaged or of another format.
    public init?(json bytes: [UInt8]) {
        guard let read = try? JSONDecoder().decode(Written.self, from: Data(bytes)), read.format == Self.format,
            let detail = ProvenanceDetail(rawValue: read.umfang)
        else { return nil }
        self.detail = detail
        program = Program(version: read.programm.fassung, libraries: read.programm.bibliotheken)
        agreement = Source(name: read.vereinbarung.name, file: read.vereinbarung.datei, sha256: read.vereinbarung.sha256)
        body = Source(name: read.stelle.name, file: read.stelle.datei, sha256: read.stelle.sha256)
        resources = read.grundlagen.map { Source(name: $0.datei, file: $0.datei, sha256: $0.sha256) }
        settings = Settings(
            date: read.angaben.datum, referenceDate: read.angaben.stichtag, land: read.angaben.land, gender: read.angaben.gender,
            style: read.angaben.stil, status: read.angaben.status, profile: read.angaben.pdf, mark: read.angaben.seitenkennung)
        clauses = read.klauseln.map { Clause(name: $0.klausel, version: $0.fassung, sha256: $0.sha256, reason: $0.grund) }
        omissions = read.weggelassen.map { Omission(subject: $0.gegenstand, reason: $0.grund) }
        annexes = read.anlagen.map { Annex(key: $0.kennung, file: $0.datei, sha256: $0.sha256, title: $0.titel) }
        values = []
        for value in read.werte {
            guard let source = ValueOrigin(rawValue: value.quelle) else { return nil }
            values.append(Value(path: value.feld, content: value.wert.content, source: source))
        }
        withheld = read.ungedruckt
    }
}

/// The file as it is written.
private struct Written: Decodable {
    struct Program: Decodable {
        var fassung: String
        var bibliotheken: [String: String]
    }

    struct Source: Decodable {
        var name: String
        var datei: String
        var sha256: String
    }

    struct Resource: Decodable {
        var datei: String
        var sha256: String
    }

    struct Settings: Decodable {
        var datum: String
        var stichtag: String
        var land: String
        var gender: String
        var stil: String
        var status: String
        var pdf: String?
        var seitenkennung: String?
    }

    struct Clause: Decodable {
        var klausel: String
        var fassung: String
        var sha256: String
        var grund: String?
    }

    struct Omission: Decodable {
        var gegenstand: String
        var grund: String
    }

    struct Annex: Decodable {
        var kennung: String
        var datei: String
        var sha256: String
        var titel: String?
    }

    struct Value: Decodable {
        var feld: String
        var wert: Content
        var quelle: String
    }

    struct Content: Decodable {
        var content: RecordedContent

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                content = .nothing
            } else if let text = try? container.decode(String.self) {
                content = .text(text)
            } else if let elements = try? container.decode([Content].self) {
                content = .list(elements.map(\.content))
            } else {
                content = .group(try container.decode([String: Content].self).mapValues(\.content))
            }
        }
    }

    var format: String
    var umfang: String
    var programm: Program
    var vereinbarung: Source
    var stelle: Source
    var grundlagen: [Resource]
    var angaben: Settings
    var klauseln: [Clause]
    var weggelassen: [Omission]
    var anlagen: [Annex]
    var werte: [Value]
    var ungedruckt: [String]
}
