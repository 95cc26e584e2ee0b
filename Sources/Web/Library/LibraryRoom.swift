import Agreements
import Findings
import Foundation
import Production
import Stewardship
import Synchronization

/// What all screens about the library stand on: who is looking after it, and what is found in a text.
final class LibraryRoom: Sendable {
    let office: Office
    /// Dictionary and rules, read when they are first needed and again when they have changed.
    private let proofreaders = Mutex<Kept?>(nil)
    /// One text after the other; reading the dictionary takes a moment.
    let proofreading = SideWork("klauseltexte")
    /// Writing to the library waits for others who write.
    let writing = SideWork("klauseln-schreiben", together: true)

    /// What the schema says of each setting of a clause's head.
    let help: [String: String]
    private let knownFacts = Mutex<(supplies: Supplies, facts: Facts)?>(nil)

    private struct Kept {
        let supplies: Supplies
        let proofreader: Proofreader
    }

    /// What contracts of the register have of each wording.
    let registered: RegisteredWording

    /// - Parameter register: path of the register's file, whether there is one or not.
    init(office: Office, register: String) {
        self.office = office
        registered = RegisteredWording(path: register)
        help = SchemaHelp.ofClauses
    }

    /// Facts as they are now; read once for each state of them.
    func facts(_ workshop: Workshop) -> Facts {
        knownFacts.withLock { known in
            if let known, known.supplies === workshop.supplies { return known.facts }
            let facts = Facts(folder: workshop.workspace.folder(of: "facts"))
            known = (workshop.supplies, facts)
            return facts
        }
    }

    /// - Throws: ``Problem`` 403 where roles hold and this person has none, or `rollen.yaml` cannot be read.
    func desk(_ visitor: Visitor) throws -> LibraryDesk {
        do throws(Failure) {
            return try LibraryDesk(office.library.workspace, account: visitor.owner.isEmpty ? nil : visitor.owner, isIssued: { [registered] in registered.isIssued($0, $1) })
        } catch {
            throw Problem(
                503, "Die Rollen lassen sich nicht lesen", told(error.findings) + " Solange hat niemand eine Rolle; geändert wurde nichts.",
                remedy: "Lassen Sie die Datei „\(HouseRoles.fileName)“ berichtigen, und laden Sie die Seite dann neu.", link: nil)
        }
    }

    /// - Throws: ``Problem`` 403: this person may not.
    func allow(_ action: StewardAction, _ desk: LibraryDesk) throws {
        if let finding = desk.steward.refusal(of: action) { throw refused(finding) }
    }

    func refused(_ finding: Finding) -> Problem {
        Problem(
            403, "Das dürfen Sie hier nicht", "\(finding.message) Geändert wurde nichts.", remedy: finding.remedy ?? "", link: Problem.Link(address: "/", text: "Zur Startseite"))
    }

    /// What an action of the desk could not do, as a page.
    func problem(_ failure: Failure, back: String) -> Problem {
        let first = failure.findings.first { $0.severity == .fehler }
        let isRole = first?.rule.hasPrefix("rolle-") == true
        return Problem(
            isRole ? 403 : 422, isRole ? "Das dürfen Sie hier nicht" : "Das ging nicht", told(failure.findings) + " Geändert wurde nichts.",
            remedy: first?.remedy ?? "Gehen Sie zurück, und versuchen Sie es noch einmal.", link: Problem.Link(address: back, text: "Zurück zur Klausel"))
    }

    private func told(_ findings: [Finding]) -> String { findings.filter { $0.severity == .fehler }.ordered.prefix(5).map(\.message).joined(separator: " ") }

    /// What reading and the rules of text find in a clause as it would be with these bytes.
    func findings(_ source: ClauseSource, as bytes: [UInt8]) async throws(Failure) -> [Finding] {
        let workshop = try office.library.workshop()
        return try await proofreading.run { [self] () throws(Failure) -> [Finding] in
            let read: ClauseSource
            do throws(FindingList) { read = try ClauseLibrary.reread(source, as: bytes) } catch { return error.all.ordered }
            return try proofreaders.withLock { kept throws(Failure) in
                if kept?.supplies !== workshop.supplies {
                    kept = Kept(supplies: workshop.supplies, proofreader: try Proofreader(workshop.workspace, workshop.supplies))
                }
                return (read.findings + (kept?.proofreader.check(read) ?? [])).ordered
            }
        }
    }

    /// Agreements that name a clause, or its family without a variant.
    func agreements(using name: String) -> [String] {
        office.library.workspace.agreementNames.filter { agreement in
            guard let file = try? office.library.agreement(agreement) else { return false }
            return file.clauseUses.contains { $0.mention.name == name || ($0.mention.variant == nil && name.hasPrefix($0.mention.family + "/")) }
        }
    }
}
