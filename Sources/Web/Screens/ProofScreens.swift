import Assembler
import Findings
import Hummingbird
import Production

/// A PDF that somebody has: whether it is still as it was made, and what it says of its making.
struct ProofScreens: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.get("/pruefung") { visit in try office.frame.page("pruefung", title: "Datei prüfen", Self.empty, for: visit.visitor) }
        routes.multipart("/pruefung", upTo: Bounds.proof) { visit, file in
            guard let file else { throw Problem.noFile }
            let values = try await prove(file)
            return try office.frame.page("pruefung", title: "Datei prüfen: \(file.name)", Self.empty.merging(values) { $1 }, for: visit.visitor)
        }
    }

    private static var empty: [String: Any] { ["hoechstens": Inbox.said(Bounds.proof), "ergebnis": false, "fremd": false] }

    private func prove(_ file: ReceivedFile) async throws -> [String: Any] {
        let library = office.library.workspace.library
        do throws(Failure) {
            let proof = try await office.proofs.run { () throws(Failure) in
                let verification = try Verification.of(file.path, library: library)
                // What is too damaged to be read says nothing of its making.
                return (verification, try? OriginListing.of(file.path))
            }
            let words = words(of: proof.1?.origin.agreement.name)
            return ["ergebnis": ProofWords(labels: words).values(proof.0, name: file.name), "hatHerkunft": proof.1 != nil, "herkunft": proof.1.map { herkunft($0, words) } ?? [:]]
        } catch {
            let said = error.findings.filter { $0.severity == .fehler }.map { ClerkWords.sentence($0.message) }
            return ["fremd": ["name": file.name, "text": said.joined(separator: " ")]]
        }
    }

    private func words(of agreement: String?) -> SeriesWords {
        guard let agreement, office.library.workspace.agreementNames.contains(agreement) else { return SeriesWords(nil) }
        return SeriesWords(try? office.library.workshop().planner.catalogue(of: try office.library.agreement(agreement)))
    }

    private func herkunft(_ listing: OriginListing, _ words: SeriesWords) -> [String: Any] {
        let title = (try? office.library.agreement(listing.origin.agreement.name)).map { AgreementCard($0).title }
        return ProofWords(labels: words).values(listing.origin, title: title ?? ClauseNames.readable(listing.origin.agreement.name))
    }
}

/// What proving finds, in words.
struct ProofWords {
    let labels: SeriesWords

    func values(_ proof: Verification, name: String) -> [String: Any] {
        let isGood = proof.isUnchanged
        let isBad = proof.verdict == .altered || proof.verdict == .extended
        let added = proof.additions.map(\.text)
        return [
            "name": name, "satz": proof.sentence, "art": isGood ? "gut" : isBad ? "fehler" : "offen", "rat": shown(advice(proof)), "unerlaubt": proof.refusedAdditions,
            "hatUnerlaubt": !proof.refusedAdditions.isEmpty, "hinzugefuegt": added, "hatHinzugefuegt": !added.isEmpty, "anders": proof.differences.map(difference),
            "hatAnders": !proof.differences.isEmpty, "ohneWirkung": proof.verdict == .unchanged,
            "stelle": shown(proof.verdict == .altered && proof.differences.isEmpty ? proof.firstDifferentByte.map { "Die erste Abweichung steht in Byte \($0 + 1)." } : nil),
        ]
    }

    private func advice(_ proof: Verification) -> String? {
        if let advice = ClerkWords.remedy(proof.advice) { return advice }
        switch proof.verdict {
        case .libraryMovedOn, .otherProgram, .sameClauses:
            return "Vergleichen Sie die Datei mit der abgelegten Fassung, oder bitten Sie die Stelle, die Klauselwerk betreut, sie mit dem Nachweis von damals zu prüfen."
        case .unchanged, .recorded, .altered, .extended, .notRecorded: return nil
        }
    }

    private func difference(_ difference: OriginDifference) -> [String: Any] {
        let kind =
            switch difference.art {
            case .changed: "geändert"
            case .added: "neu"
            case .gone: "entfallen"
            }
        return ["was": subject(difference.gegenstand), "wie": kind, "damals": shown(difference.damals.map(short)), "heute": shown(difference.heute.map(short))]
    }

    /// „Klausel kuendigung/frist“ → „Klausel „Kündigung: Frist““, „Wert partner.ort“ → „Angabe „Ort““, „styles/klassisch.yaml“ → „Grundlage „Klassisch““.
    private func subject(_ text: String) -> String {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        if parts.count == 2 {
            if parts[0] == "Klausel" { return "Klausel „\(ClauseNames.subject(parts[1]))“" }
            if parts[0] == "Wert" { return "Angabe „\(name(parts[1]))“" }
            if parts[0] == "Vereinbarung" || parts[0] == "Stelle" { return "\(parts[0]) „\(ClauseNames.readable(parts[1]))“" }
        }
        return text.contains("/") ? "Grundlage „\(Self.resource(text))“" : text
    }

    /// A field that no catalogue has (of a party that comes with the body, for instance): „stelle.name“ → „Stelle, Name“.
    private func name(_ path: String) -> String {
        labels.labels[path] ?? path.split(separator: ".").map { ClauseNames.readable(String($0)) }.joined(separator: ", ")
    }

    /// Checksums say little to people.
    private func short(_ text: String) -> String {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) } ? "Prüfsumme \(text.prefix(8))" : text
    }

    private static func resource(_ path: String) -> String {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        return ClauseNames.readable(last.split(separator: ".").first.map(String.init) ?? last)
    }

    // MARK: - What the file says of its making

    func values(_ origin: ContractOrigin, title: String) -> [String: Any] {
        let clauses = origin.clauses.map { ["name": ClauseNames.subject($0.name), "fassung": $0.version, "grund": shown($0.reason.map(labels.sentence))] as [String: Any] }
        let values = origin.values.map { ["name": name($0.path), "wert": $0.content.oneLine, "quelle": source($0.source)] }
        return [
            "vereinbarung": title, "stelle": ClauseNames.readable(origin.body.name), "stichtag": german(origin.settings.referenceDate), "land": origin.settings.land.uppercased(),
            "status": origin.settings.status == "endfassung" ? "Endfassung" : ClauseNames.readable(origin.settings.status), "programm": origin.program.version, "klauseln": clauses,
            "weggelassen": origin.omissions.map { ["name": ClauseNames.subject($0.subject), "grund": labels.sentence($0.reason)] }, "hatWeggelassen": !origin.omissions.isEmpty,
            "anlagen": origin.annexes.map { $0.title ?? ClauseNames.readable($0.key) }, "hatAnlagen": !origin.annexes.isEmpty, "werte": values, "hatWerte": !values.isEmpty,
        ]
    }

    private func source(_ source: ValueOrigin) -> String {
        switch source {
        case .option, .daten: "eingegeben"
        default: source.inGerman
        }
    }

    private func german(_ day: String) -> String {
        let parts = day.split(separator: "-").map(String.init)
        return parts.count == 3 ? "\(parts[2]).\(parts[1]).\(parts[0])" : day
    }
}
