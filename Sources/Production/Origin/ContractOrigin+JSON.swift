import Agreements
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
            Self.write(clauses, "klauseln", &out)
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
                    if let pages = annex.pages { out.member("seiten", pages) }
                    if let text = annex.alternativeText { out.member("alternativtext", text) }
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
            if let amendment { Self.write(amendment, &out) }
        }
        return out.bytes
    }

    private static func write(_ clauses: [Clause], _ key: StaticString, _ out: inout JSONWriter) {
        out.array(key, clauses) { out, clause in
            out.object { out in
                out.member("klausel", clause.name)
                out.member("fassung", clause.version)
                out.member("sha256", clause.sha256)
                if let reason = clause.reason { out.member("grund", reason) }
            }
        }
    }

    private static func write(_ amendment: Amendment, _ out: inout JSONWriter) {
        out.object("nachtrag") { out in
            out.member("vertrag", amendment.contract)
            out.member("status", amendment.status)
            write(amendment.frame, "rahmen", &out)
            out.array("schritte", amendment.steps) { out, step in
                out.object { out in
                    out.member("nummer", "\(step.number)")
                    out.member("datum", step.date)
                    if let effective = step.effective { out.member("ab", effective) }
                    write(step.clauses, "klauseln", &out)
                    out.array("werte", step.values) { out, value in
                        out.object { out in
                            out.member("feld", value.path)
                            out.member("wert", value.text)
                        }
                    }
                    if !step.moves.isEmpty {
                        out.array("gliederung", step.moves) { out, move in
                            out.object { out in
                                out.member("art", move.kind.rawValue)
                                out.member("klausel", move.clause)
                                if let after = move.after { out.member("nach", after) }
                            }
                        }
                    }
                    out.member("wortlaut", step.wording)
                }
            }
        }
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
        clauses = read.klauseln.map(\.clause)
        omissions = read.weggelassen.map { Omission(subject: $0.gegenstand, reason: $0.grund) }
        annexes = read.anlagen.map { Annex(key: $0.kennung, file: $0.datei, sha256: $0.sha256, title: $0.titel, pages: $0.seiten, alternativeText: $0.alternativtext) }
        values = []
        for value in read.werte {
            guard let source = ValueOrigin(rawValue: value.quelle) else { return nil }
            values.append(Value(path: value.feld, content: value.wert.content, source: source))
        }
        withheld = read.ungedruckt
        if let written = read.nachtrag {
            var steps: [AmendmentStep] = []
            for step in written.schritte {
                guard let number = Int(step.nummer) else { return nil }
                let moves = (step.gliederung ?? []).compactMap { move in ClauseMove.Kind(rawValue: move.art).map { ClauseMove($0, move.klausel, after: move.nach) } }
                guard moves.count == step.gliederung?.count ?? 0 else { return nil }
                steps.append(
                    AmendmentStep(
                        number: number, date: step.datum, effective: step.ab, clauses: step.klauseln.map(\.clause),
                        values: step.werte.map { ChangedValue(path: $0.feld, text: $0.wert) }, moves: moves, wording: step.wortlaut))
            }
            amendment = Amendment(contract: written.vertrag, status: written.status, frame: written.rahmen.map(\.clause), steps: steps)
        }
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

        var clause: ContractOrigin.Clause { ContractOrigin.Clause(name: klausel, version: fassung, sha256: sha256, reason: grund) }
    }

    struct Amendment: Decodable {
        struct Step: Decodable {
            var nummer: String
            var datum: String
            var ab: String?
            var klauseln: [Clause]
            var werte: [Change]
            var gliederung: [Move]?
            var wortlaut: String
        }

        struct Move: Decodable {
            var art: String
            var klausel: String
            var nach: String?
        }

        struct Change: Decodable {
            var feld: String
            var wert: String
        }

        var vertrag: String
        var status: String
        var rahmen: [Clause]
        var schritte: [Step]
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
        var seiten: String?
        var alternativtext: String?
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
    var nachtrag: Amendment?
}
