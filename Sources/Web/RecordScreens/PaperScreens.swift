import DocumentModel
import Findings
import Foundation
import Hummingbird
import NIOCore
import Production
import Register
import Rendering

/// Files of contracts: as they are kept, and papers that follow from them: how a contract reads today, letters, lists of members.
struct PaperScreens: Sendable {
    let desk: RecordDesk

    func add(to routes: Routes) {
        routes.get("/register/vertraege/:vertrag/vertrag.pdf") { visit in
            let entry = try await desk.entry(visit)
            guard let path = ContractPlace(entry, try desk.room.needed()).file else { throw Problem.noContractFile }
            return FileAnswer.download(path, "application/pdf", named: path.lastPathName)
        }
        routes.get("/register/vertraege/:vertrag/scans/:name") { visit in
            let entry = try await desk.entry(visit)
            let name = try visit.part("name")
            guard let path = ContractPlace(entry, try desk.room.needed()).path(ofScan: name) else { throw Problem.notFound }
            return FileAnswer.download(path, "application/pdf", named: name)
        }
        for kind in WordingRequest.Kind.allCases {
            routes.get("/register/vertraege/:vertrag/\(kind.rawValue).pdf") { visit in try await wording(kind, visit) }
        }
        routes.get("/register/vertraege/:vertrag/kuendigung") { visit in try await letterForm(visit) }
        routes.post("/register/vertraege/:vertrag/kuendigung") { visit in try await letter(visit) }
        routes.post("/register/vertraege/:vertrag/beitritt") { visit in try await accession(visit) }
        routes.get("/register/mitglieder") { visit in try await members(visit) }
        routes.get("/register/mitglieder/verzeichnis.pdf") { visit in try await memberList(visit) }
    }

    private func back(_ entry: ContractEntry) -> Problem.Link { Problem.Link(address: RecordAddress.of(entry.identifier), text: "Zurück zum Vertrag") }

    /// Makes files in a folder of their own, which goes when they are read.
    private func made(back: Problem.Link, _ make: @escaping @Sendable (String) throws(Failure) -> [String]) async throws -> [(name: String, bytes: [UInt8])] {
        let folder = "\(desk.room.papers)/\(Secret.make())"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do throws(Failure) {
            let paths = try await desk.room.making.run { () throws(Failure) in try make(folder) }
            return paths.compactMap { path in FileBytes.read(path, limit: 1 << 30).map { (path.lastPathName, $0) } }
        } catch { throw Problem.record(error, back: back) }
    }

    private func wording(_ kind: WordingRequest.Kind, _ visit: Visit) async throws -> Response {
        let entry = try await desk.entry(visit)
        let day = try RecordWords.optionalDay(visit.query("am"), "Stand am", back: back(entry))
        let files = try desk.room.files(of: entry, try desk.room.needed())
        let library = desk.office.library.workspace.library
        let made = try await made(back: back(entry)) { folder throws(Failure) in
            try Wordings.make(WordingRequest(kind, paths: files, library: library, day: day, folder: folder)).map(\.path)
        }
        guard let first = made.first else { throw Problem.notFound }
        return PageFrame.download(first.bytes, "application/pdf", named: first.name)
    }

    // MARK: - Letters

    private func letterForm(_ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { return try desk.waiting("Kündigung", visit) }
        let entry = try await desk.entry(visit)
        let next = book.contract(entry.identifier)?.deadlines.first { $0.kind == .kuendigung }
        return try desk.office.frame.page(
            "register-kuendigung", title: "Kündigung",
            [
                "name": ContractForm.name(of: entry, desk.titles()), "adresse": RecordAddress.of(entry.identifier), "heute": Day.shown(book.day),
                "frist": shown(values: next.map { RecordWords.deadline($0) }), "ohneFrist": next == nil, "immer": next?.isAnyDay ?? false,
            ], for: visit.visitor)
    }

    /// One letter as it is, several as an archive.
    private func letter(_ visit: Visit) async throws -> Response {
        let entry = try await desk.entry(visit)
        let link = Problem.Link(address: RecordAddress.of(entry.identifier) + "/kuendigung", text: "Zurück zur Kündigung")
        let form = visit.form
        let date = try RecordWords.day(form["datum"], "Datum des Briefs", back: link)
        let receipt = try RecordWords.optionalDay(form["zugang"], "Zugang", back: link)
        let last = try RecordWords.optionalDay(form["zum"], "Zum", back: link)
        let reason = form["grund"].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : String($0.replacing("\r\n", with: "\n").prefix(5_000)) }
        let signed = entry.events.last { $0.kind == .signed && $0.cancelled == nil }?.day
        let files = try desk.room.files(of: entry, try desk.room.needed())
        let library = desk.office.library.workspace.library
        let made = try await made(back: link) { folder throws(Failure) in
            try TerminationPaper.write(files, library: library, date: date, receipt: receipt, last: last, signed: signed, reason: reason, to: folder + "/Kündigung.pdf")
        }
        guard let first = made.first else { throw Problem.notFound }
        if made.count == 1 { return PageFrame.download(first.bytes, "application/pdf", named: first.name) }
        return try await archive(made, named: "Kündigung.zip")
    }

    private func archive(_ files: [(name: String, bytes: [UInt8])], named name: String) async throws -> Response {
        let folder = "\(desk.room.papers)/\(Secret.make())"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var zip = ZipStream()
        var bytes: [UInt8] = []
        for file in files {
            let path = "\(folder)/\(Secret.make())"
            try Data(file.bytes).write(to: URL(filePath: path))
            _ = try await zip.add(file.name, at: path) { bytes += $0 }
        }
        try await zip.finish { bytes += $0 }
        return PageFrame.download(bytes, "application/zip", named: name)
    }

    // MARK: - Members

    /// A draft of a declaration by which another body joins this contract.
    private func accession(_ visit: Visit) async throws -> Response {
        let entry = try await desk.entry(visit)
        guard desk.office.library.workspace.agreementNames.contains(PaperScreens.declaration) else { throw Problem.noAgreement }
        let title = entry.title.isEmpty ? desk.titles()[entry.agreement] ?? entry.identifier : entry.title
        let draft = try await desk.office.drafts.begin(
            PaperScreens.declaration, name: "Beitritt: \(title)",
            answers: ["vereinbarung": title, "vereinbarung_vom": entry.date, "vereinbarung_kennung": entry.identifier].filter { !$0.value.isEmpty }, owner: visit.visitor.owner)
        return PageFrame.goOn(to: "/entwuerfe/\(draft.id)")
    }

    private static let declaration = "beitrittserklaerung"

    private func list(_ visit: Visit) async throws -> (list: MemberList, of: String) {
        let of = String((visit.query("von") ?? "").prefix(200))
        let day = try RecordWords.day(visit.query("am"), "Stand am", back: RecordDesk.start)
        return (try await desk.read { store throws(Failure) in try store.members(of: of, on: day) }, of)
    }

    private func members(_ visit: Visit) async throws -> Response {
        let (list, of) = try await list(visit)
        func row(_ member: MemberList.Member) -> [String: Any] {
            [
                "name": member.name, "anschrift": shown(member.anschrift), "seit": shown(Day.shown(member.seit)), "bis": shown(member.bis.isEmpty ? nil : Day.shown(member.bis)),
                "adresse": RecordAddress.of(member.kennung),
            ]
        }
        return try desk.office.frame.page(
            "register-mitglieder", title: "Mitglieder",
            [
                "von": of, "name": desk.titles()[list.vereinbarung] ?? list.vereinbarung, "tag": Day.shown(list.tag), "mitglieder": list.mitglieder.map(row),
                "keine": list.mitglieder.isEmpty, "offen": list.offen.map(row), "hatOffen": !list.offen.isEmpty,
                "anzahl": list.mitglieder.count == 1 ? "1 Mitglied" : "\(list.mitglieder.count) Mitglieder",
                "pdf": "/register/mitglieder/verzeichnis.pdf?von=\(Percent.encoded(of))&am=\(list.tag)",
            ], for: visit.visitor)
    }

    private func memberList(_ visit: Visit) async throws -> Response {
        let list = try await list(visit).list
        guard let date = Day.read(list.tag) else { throw Problem.unreadable }
        let library = desk.office.library.workspace.library
        let made = try await made(back: RecordDesk.start) { folder throws(Failure) in
            let path = folder + "/Mitgliederverzeichnis.pdf"
            try ListPaper(members: list, date: date).write(to: path, library: library)
            return [path]
        }
        guard let first = made.first else { throw Problem.notFound }
        return PageFrame.download(first.bytes, "application/pdf", named: first.name)
    }
}

extension ListPaper {
    /// As `register mitglieder --pdf` writes it.
    fileprivate init(members list: MemberList, date: CalendarDate) {
        self.init(
            title: "Mitgliederverzeichnis", subtitle: list.vereinbarung, note: "Stand: \(Day.shown(list.tag)); \(list.mitglieder.count) Mitglieder.",
            heads: ["Name", "Anschrift", "seit", "bis"], widths: [4, 5, 2, 2], rows: list.rows, date: date)
    }
}
