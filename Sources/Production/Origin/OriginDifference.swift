import Agreements
import Assembler
import DocumentModel
import Findings
import Foundation

/// One thing that is no longer as it was when a contract was made.
public struct OriginDifference: Sendable, Hashable, Encodable {
    /// „Klausel kuendigung/frist“, „styles/klassisch.yaml“, „cairo“
    public let gegenstand: String
    /// `geaendert`, `neu`, `entfallen`
    public let art: Kind
    /// Versions or checksums; `nil` where there was or is nothing.
    public let damals: String?
    public let heute: String?

    public enum Kind: String, Sendable, Encodable {
        case changed = "geaendert"
        case added = "neu"
        case gone = "entfallen"
    }

    private static let programNames = "Programm"
    private static let libraryNames = "Programmbibliothek "

    /// Whether program or drawing libraries differ, and not the library of clauses.
    var isOfProgram: Bool { gegenstand.hasPrefix(Self.programNames) }

    /// The library that the program draws with and that is another one; `nil` for what is no such library.
    var programLibrary: String? {
        gegenstand.hasPrefix(Self.libraryNames) ? String(gegenstand.dropFirst(Self.libraryNames.count)) : nil
    }

    /// For people.
    public var text: String {
        switch (art, damals, heute) {
        case (.changed, let then?, let now?): "geändert: \(gegenstand) (damals \(then), heute \(now))"
        case (.changed, _, _): "geändert: \(gegenstand)"
        case (.added, _, let now): "neu: \(gegenstand)" + (now.map { " (\($0))" } ?? "")
        case (.gone, let then, _): "entfallen: \(gegenstand)" + (then.map { " (\($0))" } ?? "")
        }
    }

    /// Everything in which two origins of one contract differ.
    static func all(from old: ContractOrigin, to new: ContractOrigin) -> [OriginDifference] {
        programs(old.program, new.program) + source("Vereinbarung \(old.agreement.name)", old.agreement, new.agreement)
            + (old.body.name == new.body.name
                ? source("Stelle \(old.body.name)", old.body, new.body)
                : [OriginDifference(gegenstand: "Stelle", art: .changed, damals: old.body.name, heute: new.body.name)])
            + clauses(old.clauses, new.clauses) + clauses(old.amendment?.changed ?? [], new.amendment?.changed ?? []) + annexes(old.annexes, new.annexes)
            + named(old.resources, new.resources) + settings(old.settings, new.settings)
            + values(old.values, new.values)
    }

    /// In what a contract that lies somewhere differs from the one that would be made today, for people; more is in the file itself.
    ///
    /// - Parameters:
    ///   - bytes: of the file that is there.
    ///   - origin: of the contract that would be made.
    static func told(_ bytes: [UInt8], path: String, _ origin: ContractOrigin?) -> [String] {
        guard let old = (try? CarriedOrigin(bytes, path: path))?.origin, let origin else { return [] }
        let all = all(from: old, to: origin) + ofGivenValues(from: old, to: origin)
        return all.prefix(mostTold).map(\.text) + (all.count > mostTold ? ["und \(all.count - mostTold) weitere Unterschiede"] : [])
    }

    private static let mostTold = 8

    /// Values that options, data or table gave.
    private static func ofGivenValues(from old: ContractOrigin, to new: ContractOrigin) -> [OriginDifference] {
        func given(_ origin: ContractOrigin) -> [String: RecordedContent] {
            Dictionary(origin.values.filter(\.source.isGiven).map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
        }
        let (then, now) = (given(old), given(new))
        return Set(then.keys).union(now.keys).sorted().compactMap { path in
            if then[path] == now[path] { return nil }
            let kind: Kind = then[path] == nil ? .added : now[path] == nil ? .gone : .changed
            return OriginDifference(gegenstand: "Wert \(path)", art: kind, damals: then[path]?.oneLine, heute: now[path]?.oneLine)
        }
    }

    /// What the file says of its making though the very files that it names say otherwise: the library cannot have caused these.
    ///
    /// - Parameter new: of the contract made again from the same values.
    static func contradictions(in old: ContractOrigin, made new: ContractOrigin) -> [OriginDifference] {
        guard old.agreement.sha256 == new.agreement.sha256, old.body == new.body, old.clauses.map(\.sha256) == new.clauses.map(\.sha256) else { return [] }
        var found = settings(old.settings, new.settings) + values(old.values, new.values)
        for (then, now) in zip(old.clauses, new.clauses) where then.name != now.name || then.version != now.version || !sameReason(then.reason, now.reason) {
            found.append(OriginDifference(gegenstand: "Herkunft der Klausel \(then.name)", art: .changed, damals: then.reason, heute: now.reason))
        }
        if old.omissions != new.omissions {
            found.append(OriginDifference(gegenstand: "Herkunft: weggelassene Klauseln", art: .changed, damals: nil, heute: nil))
        }
        return found
    }

    /// Reasons name the version where there are several: that there are others is of today.
    private static func sameReason(_ old: String?, _ new: String?) -> Bool {
        func core(_ reason: String?) -> Substring? {
            guard let reason else { return nil }
            guard let version = reason.range(of: "; am ") else { return reason.dropLast(1) }
            return reason[..<version.lowerBound]
        }
        return core(old) == core(new)
    }

    /// The clauses of an origin against the files of the library.
    static func ofClauses(in origin: ContractOrigin, _ library: ClauseLibrary) -> [OriginDifference] {
        origin.clauses.flatMap { clause -> [OriginDifference] in
            let parts = clause.name.split(separator: "/").map(String.init)
            let files = parts.count == 2 ? library.family(parts[0])?.variant(parts[1])?.files ?? [] : []
            let now = files.compactMap { try? library.source($0, family: parts[0], variant: parts[1]) }
            if now.contains(where: { $0.sha256 == clause.sha256 }) { return [] }
            guard let current = now.first else {
                return [OriginDifference(gegenstand: "Klausel \(clause.name)", art: .gone, damals: clause.version, heute: nil)]
            }
            return [changed(clause.name, clause.version, current.version.version)]
        }
    }

    static func programs(_ old: ContractOrigin.Program, _ new: ContractOrigin.Program) -> [OriginDifference] {
        var found: [OriginDifference] = []
        if old.version != new.version {
            found.append(OriginDifference(gegenstand: programNames, art: .changed, damals: old.version, heute: new.version))
        }
        for name in Set(old.libraries.keys).union(new.libraries.keys).sorted() where old.libraries[name] != new.libraries[name] {
            found.append(
                OriginDifference(gegenstand: libraryNames + name, art: .changed, damals: old.libraries[name], heute: new.libraries[name]))
        }
        return found
    }

    private static func source(_ subject: String, _ old: ContractOrigin.Source, _ new: ContractOrigin.Source) -> [OriginDifference] {
        old.sha256 == new.sha256 ? [] : [OriginDifference(gegenstand: subject, art: .changed, damals: nil, heute: nil)]
    }

    private static func named(_ old: [ContractOrigin.Source], _ new: [ContractOrigin.Source]) -> [OriginDifference] {
        let then = Dictionary(old.map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        let now = Dictionary(new.map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        return Set(then.keys).union(now.keys).sorted().compactMap { file in
            if then[file] == now[file] { return nil }
            let kind: Kind = then[file] == nil ? .added : now[file] == nil ? .gone : .changed
            return OriginDifference(gegenstand: file, art: kind, damals: nil, heute: nil)
        }
    }

    /// By key: a text that the library brings may be another one, a file that travels in the contract is the same as ever.
    private static func annexes(_ old: [ContractOrigin.Annex], _ new: [ContractOrigin.Annex]) -> [OriginDifference] {
        let then = Dictionary(old.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let now = Dictionary(new.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(then.keys).union(now.keys).sorted().compactMap { key in
            guard let file = (now[key] ?? then[key])?.file, then[key]?.sha256 != now[key]?.sha256 else { return nil }
            let kind: Kind = then[key] == nil ? .added : now[key] == nil ? .gone : .changed
            return OriginDifference(gegenstand: "Anlage \(key), Datei „\(file)“", art: kind, damals: nil, heute: nil)
        }
    }

    private static func clauses(_ old: [ContractOrigin.Clause], _ new: [ContractOrigin.Clause]) -> [OriginDifference] {
        let then = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let now = Dictionary(new.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let gone = old.filter { now[$0.name] == nil }.map {
            OriginDifference(gegenstand: "Klausel \($0.name)", art: .gone, damals: $0.version, heute: nil)
        }
        var found: [OriginDifference] = []
        for clause in new {
            guard let before = then[clause.name] else {
                found.append(OriginDifference(gegenstand: "Klausel \(clause.name)", art: .added, damals: nil, heute: clause.version))
                continue
            }
            if before.sha256 != clause.sha256 { found.append(changed(clause.name, before.version, clause.version)) }
        }
        if gone.isEmpty, found.isEmpty, old.map(\.name) != new.map(\.name) {
            found.append(OriginDifference(gegenstand: "Reihenfolge der Klauseln", art: .changed, damals: nil, heute: nil))
        }
        return gone + found
    }

    private static func changed(_ name: String, _ then: String, _ now: String) -> OriginDifference {
        then == now
            ? OriginDifference(gegenstand: "Klausel \(name): anderer Text bei gleicher Fassung \(then)", art: .changed, damals: nil, heute: nil)
            : OriginDifference(gegenstand: "Klausel \(name)", art: .changed, damals: "Fassung \(then)", heute: "Fassung \(now)")
    }

    private static func settings(_ old: ContractOrigin.Settings, _ new: ContractOrigin.Settings) -> [OriginDifference] {
        [
            ("Datum", old.date, new.date), ("Stichtag", old.referenceDate, new.referenceDate), ("Land", old.land, new.land),
            ("Geschlechtergerechte Form", old.gender, new.gender), ("Stil", old.style, new.style), ("Status", old.status, new.status),
            ("Norm des PDF", old.profile ?? PDFProfile.archiv.rawValue, new.profile ?? PDFProfile.archiv.rawValue),
        ].filter { $0.1 != $0.2 }.map { OriginDifference(gegenstand: $0.0, art: .changed, damals: $0.1, heute: $0.2) }
    }

    /// Only those that the library brings; the others are the origin's own.
    private static func values(_ old: [ContractOrigin.Value], _ new: [ContractOrigin.Value]) -> [OriginDifference] {
        let then = Dictionary(old.filter { !$0.source.isGiven }.map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
        let now = Dictionary(new.filter { !$0.source.isGiven }.map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
        return Set(then.keys).intersection(now.keys).sorted().flatMap { path in
            parts(path, then[path] ?? .nothing, now[path] ?? .nothing).map { part in
                OriginDifference(gegenstand: "Wert \(part.path)", art: .changed, damals: part.then.oneLine, heute: part.now.oneLine)
            }
        }
    }

    /// The innermost parts in which two values differ: „1 Eintrag“ and „1 Eintrag“ would tell nothing.
    private static func parts(
        _ path: String, _ then: RecordedContent, _ now: RecordedContent
    ) -> [(path: String, then: RecordedContent, now: RecordedContent)] {
        switch (then, now) {
        case (.group(let old), .group(let new)):
            Set(old.keys).union(new.keys).sorted().flatMap { parts("\(path).\($0)", old[$0] ?? .nothing, new[$0] ?? .nothing) }
        case (.list(let old), .list(let new)) where old.count == new.count:
            zip(old, new).enumerated().flatMap { parts("\(path).\($0.offset + 1)", $0.element.0, $0.element.1) }
        default: then == now ? [] : [(path, then, now)]
        }
    }
}

extension RecordedContent {
    /// For people, shortened.
    package var oneLine: String {
        switch self {
        case .text(let text): "„\(text.count > 60 ? String(text.prefix(60)) + "…" : text)“"
        case .nothing: "nichts"
        case .list(let elements): elements.count == 1 ? "1 Eintrag" : "\(elements.count) Einträge"
        case .group(let members): members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.oneLine)" }.joined(separator: ", ")
        }
    }
}
