import Findings
import Foundation
import Hummingbird
import Production
import Register

/// One contract: what the register knows of it, and what somebody notes about it. Nothing that was noted is ever written over.
struct ContractScreens: Sendable {
    let desk: RecordDesk

    func add(to routes: Routes) {
        routes.get("/register/vertraege/:vertrag") { visit in try await page(visit) }
        routes.post("/register/vertraege/:vertrag/ereignis") { visit in try await note(visit) }
        routes.post("/register/vertraege/:vertrag/storno") { visit in try await cancel(visit) }
        routes.post("/register/vertraege/:vertrag/aktenzeichen") { visit in try await number(visit) }
        routes.post("/register/vertraege/:vertrag/partner") { visit in try await change(visit) }
        routes.post("/register/vertraege/:vertrag/austritt") { visit in try await withdraw(visit) }
    }

    private func page(_ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { return try desk.waiting("Vertrag", visit) }
        let entry = try await desk.entry(visit)
        let partners = try await desk.read { store throws(Failure) in try ContractScreens.partners(of: entry, store) }
        let place = ContractPlace(entry, try desk.room.needed())
        let values = ContractForm(entry: entry, outlook: book.contract(entry.identifier), book: book, partners: partners, place: place, titles: desk.titles()).values
        return try desk.office.frame.page("register-vertrag", title: ContractForm.name(of: entry, desk.titles()), values, for: visit.visitor)
    }

    private static func partners(of entry: ContractEntry, _ store: RegisterStore) throws(Failure) -> [PartnerListing] {
        var found: [PartnerListing] = []
        for identifier in entry.parties.compactMap(\.identifier) where !found.contains(where: { $0.partner == identifier }) {
            found += try store.partners(identifier).filter { $0.partner == identifier }
        }
        return found
    }

    // MARK: - Noting

    /// One line, as long as a remark may be.
    private static func line(_ text: String?) -> String { String((text ?? "").split(whereSeparator: \.isNewline).joined(separator: " ").prefix(500)) }

    private func back(_ entry: ContractEntry) -> Problem.Link { Problem.Link(address: RecordAddress.of(entry.identifier), text: "Zurück zum Vertrag") }

    private func note(_ visit: Visit) async throws -> Response {
        let entry = try await desk.entry(visit)
        let form = visit.form
        guard let kind = form["art"].flatMap(ContractEvent.Kind.init(rawValue:)) else { throw Problem.unreadable }
        let event = ContractEvent(
            kind, on: try RecordWords.day(form["am"], "Tag", back: back(entry)), who: Self.line(form["wer"]),
            effect: try RecordWords.optionalDay(form["zum"], "Wirkt zum", back: back(entry)) ?? "", remark: Self.line(form["bemerkung"]))
        _ = try await desk.write(back: back(entry)) { store throws(Failure) in try store.add(event, to: entry.identifier).isNew }
        return PageFrame.goOn(to: RecordAddress.of(entry.identifier) + "#ereignisse")
    }

    private func cancel(_ visit: Visit) async throws -> Response {
        let entry = try await desk.entry(visit)
        let reason = Self.line(visit.form["grund"])
        guard let kind = visit.form["storno_art"].flatMap(ContractEvent.Kind.init(rawValue:)), let day = visit.form["storno_tag"].flatMap({ Day.read($0)?.isoText }) else {
            throw Problem.unreadable
        }
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw Problem(
                422, "Der Grund fehlt", "Ein Eintrag wird mit einem Grund zurückgenommen, damit später zu sehen ist, was war. Geändert wurde nichts.",
                remedy: "Gehen Sie zurück, und schreiben Sie, warum er nicht stimmt.", link: back(entry))
        }
        try await desk.write(back: back(entry)) { store throws(Failure) in try store.cancel(kind, on: day, of: entry.identifier, because: reason) }
        return PageFrame.goOn(to: RecordAddress.of(entry.identifier) + "#ereignisse")
    }

    private func number(_ visit: Visit) async throws -> Response {
        let entry = try await desk.entry(visit)
        let number = String(Self.line(visit.form["aktenzeichen"]).prefix(200))
        try await desk.write(back: back(entry)) { store throws(Failure) in try store.setFileNumber(number, of: entry.identifier) }
        return PageFrame.goOn(to: RecordAddress.of(entry.identifier))
    }

    private func change(_ visit: Visit) async throws -> Response {
        let entry = try await desk.entry(visit)
        let form = visit.form
        guard let partner = form["partner"], entry.parties.contains(where: { $0.identifier == partner }) else { throw Problem.unreadable }
        func typed(_ name: String) -> String? { form[name].map { Self.line($0) }.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }
        var changed = PartnerChange()
        (changed.name, changed.street, changed.postcode) = (typed("name"), typed("strasse"), typed("plz"))
        (changed.town, changed.representative) = (typed("ort"), typed("vertreten_durch"))
        let wanted = changed
        guard wanted != PartnerChange() else { return PageFrame.goOn(to: RecordAddress.of(entry.identifier) + "#partner") }
        let day = try RecordWords.day(form["ab"], "Gilt ab", back: back(entry))
        try await desk.write(back: back(entry)) { store throws(Failure) in try store.change(partner, wanted, from: day) }
        return PageFrame.goOn(to: RecordAddress.of(entry.identifier) + "#partner")
    }

    private func withdraw(_ visit: Visit) async throws -> Response {
        let entry = try await desk.entry(visit)
        guard let name = visit.form["partner"], entry.parties.contains(where: { $0.record.name == name }) else { throw Problem.unreadable }
        let day = try RecordWords.day(visit.form["am"], "Tag der Kündigung", back: back(entry))
        guard let last = try RecordWords.optionalDay(visit.form["zum"], "Letzter Tag", back: back(entry)) else {
            throw Problem(
                422, "Der letzte Tag fehlt", "Wer austritt, gehört bis zu einem bestimmten Tag dazu. Geändert wurde nichts.",
                remedy: "Gehen Sie zurück, und schreiben Sie diesen Tag.",
                link: back(entry))
        }
        _ = try await desk.write(back: back(entry)) { store throws(Failure) in try store.withdraw(name, from: entry.identifier, on: day, effect: last).name }
        return PageFrame.goOn(to: RecordAddress.of(entry.identifier) + "#ereignisse")
    }
}

/// Where the files of a contract lie.
struct ContractPlace: Sendable {
    /// `nil`: missing.
    let file: String?
    /// Scans that were filed beside it, by name.
    let scans: [String]

    init(_ entry: ContractEntry, _ store: RegisterStore) {
        let path = store.location(of: entry.path)
        guard !entry.path.isEmpty, FileManager.default.fileExists(atPath: path) else {
            (file, scans) = (nil, [])
            return
        }
        file = path
        let stem = (path.lastPathName.lowercased().hasSuffix(".pdf") ? String(path.lastPathName.dropLast(4)) : path.lastPathName) + "-ruecklauf"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path.parentPath)) ?? []
        scans = names.filter { $0.hasPrefix(stem) && $0.lowercased().hasSuffix(".pdf") && !$0.hasPrefix(".") }.sorted()
    }

    func path(ofScan name: String) -> String? { scans.contains(name) ? file.map { "\($0.parentPath)/\(name)" } : nil }
}
