import Agreements
import Findings
import Hummingbird
import Production
import Stewardship

/// What there is of agreements, bodies and styles, and how new ones begin; renaming, and coats of arms.
struct WorkshopLists: Sendable {
    let room: LibraryRoom

    func add(to routes: Routes) {
        let agreements = WorkshopScreens(room: room, bench: AgreementBench())
        let bodies = WorkshopScreens(room: room, bench: BodyBench())
        let styles = WorkshopScreens(room: room, bench: StyleBench())
        for screens in [agreements, bodies, styles] { screens.add(to: routes) }
        routes.get("/bibliothek/vereinbarungen") { visit in try list(visit, .agreement) }
        routes.post("/bibliothek/vereinbarungen") { visit in try await begin(visit, agreements) }
        routes.get("/bibliothek/stellen") { visit in try list(visit, .body) }
        routes.post("/bibliothek/stellen") { visit in try await begin(visit, bodies) }
        routes.get("/bibliothek/stile") { visit in try list(visit, .style) }
        routes.post("/bibliothek/stile") { visit in try await begin(visit, styles) }
        routes.post("/bibliothek/vereinbarungen/:name/umbenennen") { visit in try await rename(visit) }
        routes.multipart("/bibliothek/stellen/:name/wappen", upTo: WorkshopLists.picture) { visit, file in try await takeArms(visit, file) }
    }

    /// Bytes of a coat of arms.
    private static let picture = 16 << 20

    private struct Words {
        let title: String
        let one: String
        let address: String
        let help: String
    }

    private static func words(_ kind: LibraryFile.Kind) -> Words {
        switch kind {
        case .agreement:
            Words(title: "Vereinbarungen der Bibliothek", one: "Neue Vereinbarung", address: "/bibliothek/vereinbarungen", help: "Was hier steht, bietet „Neuer Vertrag“ an.")
        case .body: Words(title: "Eigene Stellen", one: "Neue Stelle", address: "/bibliothek/stellen", help: "Ihre eigenen Angaben: Name, Vertretung, Kopfbogen, Wappen.")
        case .style: Words(title: "Hausstile", one: "Neuer Hausstil", address: "/bibliothek/stile", help: "Schrift, Ränder und Abstände der Verträge.")
        }
    }

    private func names(_ kind: LibraryFile.Kind) -> [String] {
        let workspace = room.office.library.workspace
        switch kind {
        case .agreement: return workspace.agreementNames
        case .body: return workspace.bodyNames
        case .style: return workspace.styleNames
        }
    }

    private func list(_ visit: Visit, _ kind: LibraryFile.Kind) throws -> Response {
        let desk = try room.desk(visit.visitor)
        try room.allow(.ansehen, desk)
        let words = WorkshopLists.words(kind)
        func title(_ name: String) -> String { FileTitles.of(LibraryFile(kind, name), in: room.office.library) }
        let rows = names(kind).map { name -> [String: Any] in
            let description = kind == .agreement ? (try? room.office.library.agreement(name))?.description : nil
            return ["adresse": "\(words.address)/\(Percent.encoded(name))", "titel": title(name), "text": shown(description)]
        }
        let patterns = names(kind).map { ["wert": $0, "text": title($0)] }
        return try room.office.frame.page(
            "werkstatt-liste", title: words.title,
            [
                "titel": words.title, "hilfe": words.help, "neu": words.one, "adresse": words.address, "zeilen": rows, "leer": rows.isEmpty, "vorlagen": patterns,
                "vereinbarung": kind == .agreement, "darfAendern": desk.steward.may(kind.action),
            ], for: visit.visitor)
    }

    /// Shows a file that is not there yet; it is written when somebody saves it.
    private func begin(_ visit: Visit, _ screens: WorkshopScreens) async throws -> Response {
        let kind = screens.bench.kind
        let desk = try room.desk(visit.visitor)
        try room.allow(kind.action, desk)
        let words = WorkshopLists.words(kind)
        let typed = visit.form["name"] ?? ""
        let name = AgreementActs.key(typed, "-")
        let back = words.address
        guard !typed.isEmpty, ClauseLibrary.isSafe(name: name) else {
            throw refusal("Der Name fehlt", "Für \(words.one) fehlt ein Name.", "Geben Sie einen Namen ein, zum Beispiel: Netzwerk Süd.", back)
        }
        if try desk.open(LibraryFile(kind, name)) != nil {
            throw refusal("Den Namen gibt es schon", "„\(name)“ gibt es schon; überschrieben wird nichts.", "Wählen Sie einen anderen Namen.", back)
        }
        let source = visit.form["vorlage"] ?? ""
        let text: String
        if names(kind).contains(source), let there = try desk.open(LibraryFile(kind, source)) {
            text = WorkshopState.plain(String(decoding: there.bytes, as: UTF8.self))
        } else {
            text = beginning(kind, typed, isCommented: source == "vorlage")
        }
        return try await screens.begin(visit, LibraryFile(kind, name), text: text)
    }

    private func beginning(_ kind: LibraryFile.Kind, _ title: String, isCommented: Bool) -> String {
        let quoted = "\"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        switch kind {
        case .agreement where isCommented: return Skeletons.agreement
        case .agreement:
            let body = room.office.library.workspace.bodyNames.first ?? "musterstadt"
            return
                "titel: \(quoted)\nstelle: \(body)\ndatum: heute\nstatus: entwurf\ngliederung:\n  abschnitt: \"§ 1\"\n  absatz: \"(1)\"\nparteien:\n  form: block\n  liste:\n    - stelle: stelle\nklauseln: []\n"
        case .body: return "name: \(quoted)\nart: gebietskoerperschaft\nstrasse: \"\"\nplz: \"\"\nort: \"\"\n"
        case .style: return "name: \(AgreementActs.key(title, "-"))\nbeschreibung: \(quoted)\n"
        }
    }

    private func refusal(_ title: String, _ message: String, _ remedy: String, _ back: String) -> Problem {
        Problem(422, title, message, remedy: remedy, link: Problem.Link(address: back, text: "Zurück zur Liste"))
    }

    private func rename(_ visit: Visit) async throws -> Response {
        let (old, new, seen) = (try visit.part("name"), visit.form["neuer"] ?? "", visit.form["_gesehen"] ?? "")
        let desk = try room.desk(visit.visitor)
        let back = "/bibliothek/vereinbarungen/\(old)"
        do throws(Failure) { try await room.writing.run { () throws(Failure) in try desk.rename(agreement: old, to: new, from: seen) } } catch {
            var problem = room.problem(error, back: back)
            problem.link = Problem.Link(address: back, text: "Zurück zur Vereinbarung")
            throw problem
        }
        try await room.office.drafts.rename(agreement: old, to: new)
        return PageFrame.goOn(to: "/bibliothek/vereinbarungen/\(new)?getan=umbenannt")
    }

    private func takeArms(_ visit: Visit, _ file: ReceivedFile?) async throws -> Response {
        let name = try visit.part("name")
        let desk = try room.desk(visit.visitor)
        try room.allow(.stelle, desk)
        let back = "/bibliothek/stellen/\(name)"
        guard let file, let bytes = FileBytesOfPage.read(file) else {
            throw refusal("Keine Datei", "Es ist keine Datei angekommen.", "Wählen Sie ein Bild aus, oder ziehen Sie es in das Feld.", back)
        }
        let kept: String
        do throws(Failure) { kept = try await room.writing.run { () throws(Failure) in try desk.addArms(bytes, of: name) } } catch {
            var problem = room.problem(error, back: back)
            problem.link = Problem.Link(address: back, text: "Zurück zur Stelle")
            throw problem
        }
        if visit.wantsJSON { return try JSONAnswer.of(["datei": kept]) }
        return PageFrame.goOn(to: back + "?getan=wappen&wappen=" + Percent.encoded(kept))
    }
}
