import Checksum
import Findings
import Foundation
import Hummingbird
import Production
import Register

/// What concerns the register as a whole: handing over, copying, checking, and deleting after the retention period.
struct KeepingScreens: Sendable {
    let desk: RecordDesk

    private static let back = Problem.Link(address: "/register/verwalten", text: "Zurück zu „Register verwalten“")
    /// Full calendar years after a contract's end.
    private static let usualYears = 10
    private static let shownContracts = 500

    func add(to routes: Routes) {
        routes.get("/register/verwalten") { visit in try await page(visit) }
        routes.post("/register/uebergabe") { visit in try await handOver(visit) }
        routes.post("/register/sicherung") { visit in try await backUp(visit) }
        routes.post("/register/ausgabe") { visit in try await export(visit) }
        routes.post("/register/pruefung") { visit in
            try desk.requireKeeper(visit.visitor)
            let check = try await desk.read(back: Self.back) { store throws(Failure) in try store.check() }
            return try await page(visit, check: check)
        }
        routes.get("/register/loeschen") { visit in try await expired(visit) }
        routes.post("/register/loeschen") { visit in try await remove(visit) }
        routes.get("/register/vertraege/:vertrag/loeschen") { visit in
            try desk.requireKeeper(visit.visitor)
            let entry = try await desk.entry(visit)
            return try await confirm([entry.identifier], years: nil, visit)
        }
    }

    private func page(_ visit: Visit, check: RegisterCheck? = nil) async throws -> Response {
        try desk.requireKeeper(visit.visitor)
        guard let book = try await desk.book() else { return try desk.waiting("Register verwalten", visit) }
        guard try desk.room.store() != nil else { throw Problem.noRegister }
        let titles = desk.titles()
        let agreements = Set(book.contracts.map(\.summary.agreement)).filter { !$0.isEmpty }.sorted { (titles[$0] ?? $0) < (titles[$1] ?? $1) }
        return try desk.office.frame.page(
            "register-verwalten", title: "Register verwalten",
            [
                "vereinbarungen": RegisterForm.choices([("", "alle")] + agreements.map { ($0, titles[$0] ?? ClauseNames.readable($0)) }, ""),
                "staende": RegisterForm.choices([("", "alle")] + ContractEvent.Kind.allCases.filter { $0 != .amended }.map { ($0.rawValue, $0.inGerman) }, ""),
                "spalten": MetadataColumns.standard, "jahre": "\(Self.usualYears)", "personen": PersonalData.text.split(separator: "\n").map(String.init),
                "befund": shown(values: check.map { ["gut": $0.isSound, "text": $0.text.split(separator: "\n").map(String.init)] }),
                "anzahl": RecordWords.contracts(book.contracts.count),
            ], for: visit.visitor)
    }

    // MARK: - Files

    private func place() throws -> String {
        let folder = "\(desk.room.papers)/\(Secret.make())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder
    }

    /// Makes something in a folder that goes once it is sent.
    private func sent(_ make: @escaping @Sendable (RegisterStore, String) throws(Failure) -> Void, _ answer: (String) throws -> Response) async throws -> Response {
        let folder = try place()
        do {
            try await desk.read(back: Self.back) { store throws(Failure) in try make(store, folder) }
            return try answer(folder)
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    private func handOver(_ visit: Visit) async throws -> Response {
        try desk.requireKeeper(visit.visitor)
        let form = visit.form
        var query = RegisterQuery()
        query.agreement = form["vereinbarung"] ?? ""
        query.states = Set(form["stand"].flatMap(ContractEvent.Kind.init(rawValue:)).map { [$0] } ?? [])
        query.day = RecordRoom.today
        let asked = query
        let version = form["art"].flatMap(XdomeaMessage.Version.init(rawValue:))
        let message = form["nachricht"].flatMap(XdomeaMessage.Kind.init(rawValue:)) ?? XdomeaMessage.Kind(rawValue: "0605")
        func text(_ name: String, _ standard: String) -> String {
            let typed = String((form[name] ?? "").split(whereSeparator: \.isNewline).joined(separator: " ").prefix(500))
            return typed.allSatisfy(\.isWhitespace) ? standard : typed
        }
        let (sender, receiver, format) = (text("absender", "Jugendamt"), text("empfaenger", "Aktenverwaltung"), text("dateiformat", "999"))
        let columns = text("spalten", MetadataColumns.standard)
        return try await sent({ store, folder throws(Failure) in
            let identifiers = try store.identifiers(asked)
            guard !identifiers.isEmpty else { throw Failure(.data, KeepingScreens.nothing) }
            let handing = HandingOver(store, on: asked.day)
            let target = folder + "/uebergabe"
            let result: HandingOver.Result
            if let version, let message {
                result = try handing.xdomea(identifiers, version, message, sender: sender, receiver: receiver, format: format, to: target)
            } else {
                result = try handing.folders(identifiers, columns: try MetadataColumns(columns), to: target)
            }
            // A gap has to be seen where the archive is opened.
            if !result.findings.isEmpty {
                let lines = result.findings.map { "\($0.message) \($0.remedy ?? "")" }
                try AtomicFile.write(Array((lines.joined(separator: "\r\n") + "\r\n").utf8), to: target + "/NICHT-UEBERGEBEN.txt")
            }
        }) { folder in
            FolderAnswer.zip(FolderAnswer.files(below: folder + "/uebergabe"), named: "Übergabe \(RecordRoom.today).zip") { try? FileManager.default.removeItem(atPath: folder) }
        }
    }

    private static let nothing = Finding(.fehler, "register-kein-treffer", "Im Register findet sich kein solcher Vertrag.", remedy: "Wählen Sie weniger eng aus.")

    private func backUp(_ visit: Visit) async throws -> Response {
        try desk.requireKeeper(visit.visitor)
        return try await sent({ store, folder throws(Failure) in try store.backUp(to: folder + "/register.sqlite", replaces: false) }) { folder in
            FileAnswer.download(folder + "/register.sqlite", "application/vnd.sqlite3", named: "Register \(RecordRoom.today).sqlite") {
                try? FileManager.default.removeItem(atPath: folder)
            }
        }
    }

    private func export(_ visit: Visit) async throws -> Response {
        try desk.requireKeeper(visit.visitor)
        let isWorkbook = visit.form["art"] == "xlsx"
        let name = isWorkbook ? "register.xlsx" : "register.jsonl"
        return try await sent({ store, folder throws(Failure) in
            let path = "\(folder)/\(name)"
            if isWorkbook {
                try AtomicFile.write(try store.exportWorkbook(), to: path)
            } else {
                guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
                    throw Failure(.cannotCreate, RecordOrder.unreadable)
                }
                defer { try? file.close() }
                try store.exportLines { bytes in try file.write(contentsOf: Data(bytes)) }
            }
        }) { folder in
            FileAnswer.download(
                "\(folder)/\(name)", isWorkbook ? SeriesBeginnings.workbook : "application/jsonl; charset=utf-8",
                named: "Register \(RecordRoom.today)\(isWorkbook ? ".xlsx" : ".jsonl")"
            ) { try? FileManager.default.removeItem(atPath: folder) }
        }
    }

    // MARK: - Deleting

    private func years(_ text: String?) throws(Problem) -> Int {
        guard let text, !text.isEmpty else { return Self.usualYears }
        guard let years = Int(text.filter { !$0.isWhitespace }), (0...100).contains(years) else {
            throw Problem(
                422, "Das ist keine Zahl von Jahren", "Bei „Aufbewahrung“ steht „\(text.prefix(40))“. Gelöscht wurde nichts.",
                remedy: "Schreiben Sie eine Zahl von 0 bis 100.", link: Self.back)
        }
        return years
    }

    private func expired(_ visit: Visit) async throws -> Response {
        try desk.requireKeeper(visit.visitor)
        let years = try years(visit.query("jahre"))
        let today = RecordRoom.today
        let identifiers = try await desk.read(back: Self.back) { store throws(Failure) in try store.expired(on: today, years: years) }
        return try await confirm(identifiers, years: years, visit)
    }

    /// Says what goes and what stays, before anything does.
    private func confirm(_ identifiers: [String], years: Int?, _ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { return try desk.waiting("Löschen", visit) }
        let titles = desk.titles()
        let all = Dictionary(book.contracts.map { ($0.summary.identifier, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = identifiers.prefix(Self.shownContracts).map { identifier -> [String: Any] in
            let contract = all[identifier]
            return [
                "name": contract.map { RecordWords.name(of: $0, titles) } ?? identifier, "adresse": RecordAddress.of(identifier),
                "datum": shown(contract.map { Day.shown($0.summary.date) }),
                "stand": contract?.state.inGerman ?? "Nachtrag", "ende": shown(contract?.end?.inGerman),
            ]
        }
        return try desk.office.frame.page(
            "register-loeschen", title: "Aus dem Register löschen",
            [
                "vertraege": rows, "keine": rows.isEmpty, "anzahl": RecordWords.contracts(identifiers.count), "jahre": shown(years.map(String.init)), "einzeln": years == nil,
                "mehr": shown(identifiers.count > rows.count ? "Gezeigt sind die ersten \(rows.count)." : nil), "summe": Self.sum(identifiers),
                "einer": years == nil ? identifiers.first ?? "" : "",
            ], for: visit.visitor)
    }

    /// What somebody has seen is what goes.
    private static func sum(_ identifiers: [String]) -> String { SHA256.hex(of: identifiers.sorted().joined(separator: "\n")) }

    private func remove(_ visit: Visit) async throws -> Response {
        try desk.requireKeeper(visit.visitor)
        let form = visit.form
        guard form["verstanden"] == "ja" else {
            throw Problem(
                422, "Bestätigung fehlt", "Was aus dem Register gelöscht ist, kommt nicht wieder. Gelöscht wurde nichts.",
                remedy: "Gehen Sie zurück, und kreuzen Sie an, dass es gelöscht werden soll.", link: Self.back)
        }
        let today = RecordRoom.today
        let single = form["einer"].flatMap { $0.isEmpty ? nil : $0 }
        let years = try years(form["jahre"])
        let seen = form["summe"] ?? ""
        let withFiles = form["dateien"] == "ja"
        let room = desk.room
        let count = try await desk.write(back: Self.back) { store throws(Failure) -> Int? in
            let identifiers = if let single { [try store.contract(single).identifier] } else { try store.expired(on: today, years: years) }
            guard KeepingScreens.sum(identifiers) == seen else { return nil }
            var files: [String] = []
            for identifier in identifiers {
                let place = ContractPlace(try store.contract(identifier), store)
                files += (place.file.map { [$0] } ?? []) + place.scans.compactMap(place.path(ofScan:))
            }
            try store.remove(identifiers, on: today)
            // Files that lie elsewhere are not this page's to delete.
            if withFiles { for file in files where file.hasPrefix(room.contracts + "/") { unlink(file) } }
            return identifiers.count
        }
        guard let count else {
            throw Problem(
                409, "Inzwischen geändert", "Im Register steht nicht mehr, was auf der Seite stand. Gelöscht wurde nichts.",
                remedy: "Sehen Sie noch einmal nach, was gelöscht würde.",
                link: Self.back)
        }
        return try desk.office.frame.page(
            "register-geloescht", title: "Gelöscht",
            ["anzahl": count == 1 ? "1 Vertrag ist" : "\(count) Verträge sind", "mitDateien": withFiles], for: visit.visitor)
    }
}
