import Agreements
import Findings
import Foundation
import Production
import Settings
import Testing

@testable import Stewardship

@Suite("Approval by two people")
struct ApprovalRuleTests {
    private static let name = "kuendigung/frist"

    struct Request: Sendable, CustomTestStringConvertible {
        let role: String
        let action: StewardAction
        let allowed: Bool
        var testDescription: String { "\(role) \(action.rawValue)" }
    }

    /// `Rollen/anfragen.tsv`: role, action, expected answer.
    static let requests: [Request] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().path + "/Rollen/anfragen.tsv"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let parts = line.split(separator: "\t").map(String.init)
            guard parts.count == 3, let action = StewardAction(rawValue: parts[1]) else { return nil }
            return Request(role: parts[0], action: action, allowed: parts[2] == "ja")
        }
    }()

    @Test("There is an answer to each role and action")
    func whole() {
        #expect(Self.requests.count >= 60)
        #expect(Set(Self.requests.map(\.testDescription)).count == 5 * StewardAction.allCases.count)
        #expect(Set(Self.requests.map(\.action)) == Set(StewardAction.allCases))
    }

    @Test("Who has one role may do this and not that", arguments: requests)
    func roles(request: Request) throws {
        let account = request.role == "niemand" ? nil : "eva"
        let roles = try HouseRoles.parse(SourceFile(path: "rollen.yaml", text: "personen:\n  eva: {rollen: [\(request.role == "niemand" ? "lesen" : request.role)]}\n"))
        let steward = Steward(account: account, roles: roles)
        #expect(steward.may(request.action) == request.allowed)
        #expect(steward.refusal(of: request.action)?.rule == (request.allowed ? nil : account == nil ? "rolle-ohne-anmeldung" : "rolle-fehlt"))
        // Without roles there is one person who may do everything.
        #expect(Steward(account: "eva", roles: nil).may(request.action))
    }

    @Test("One writes, another approves; then it is in the record and the log says by whom")
    func twoPeople() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        try house.change(as: "anna") { $0.setBody("Die Frist beträgt sechs Monate.") }
        #expect(try refusals { _ = try house.desk("ben").approve([Self.name], by: nil) } == ["freigabe-ohne-antrag"])
        #expect(try house.desk("anna").request([Self.name], comment: "Bitte bis Freitag") == ["kuendigung/frist 1.0"])
        #expect(try house.desk("anna").request([Self.name], comment: "noch einmal").isEmpty)
        let (forBen, forAnna) = (try house.desk("ben").openRequests().open, try house.desk("anna").openRequests().open)
        #expect(forBen.map(\.isForThem) == [true] && forBen[0].entry.text == "Bitte bis Freitag" && forAnna.map(\.isForThem) == [false] && forAnna[0].isTheirs)
        #expect(try house.desk("ben").approve([Self.name], by: nil, on: "2026-02-03").names == ["kuendigung/frist 1.0"])
        #expect(house.text("clauses/freigaben.txt").contains(" 2026-02-03 Rechtsamt Musterstadt\n"))
        #expect(house.text("clauses/kuendigung/frist.md").contains("status: freigegeben"))
        #expect(try house.audit() == [])
        #expect(try house.desk("dana").open(Self.name).history.map(\.act) == [.freigegeben, .beantragt, .geschrieben])
    }

    @Test("Nobody approves what they have written, asked for, or written under another name of it")
    func selfApproval() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        try house.change(as: "cem") { $0.setBody("Cems Text.") }
        _ = try house.desk("cem").request([Self.name], comment: "")
        #expect(try refusals { _ = try house.desk("cem").approve([Self.name], by: nil) } == ["freigabe-selbst"])
        _ = try house.desk("cem").rename(Self.name, to: "kurz")
        _ = try house.desk("anna").request(["kuendigung/kurz"], comment: "")
        #expect(try refusals { _ = try house.desk("cem").approve(["kuendigung/kurz"], by: nil) } == ["freigabe-selbst"])
        #expect(!house.text("clauses/freigaben.txt").contains("kuendigung"))
        // Whoever changes a word of somebody else's draft is one of its authors.
        try house.change("kuendigung/kurz", as: "anna") { $0.setBody("Annas Text.") }
        _ = try house.desk("anna").request(["kuendigung/kurz"], comment: "")
        #expect(try refusals { _ = try house.desk("cem").approve(["kuendigung/kurz"], by: nil) } == ["freigabe-selbst"])
        #expect(try house.desk("ben").approve(["kuendigung/kurz"], by: nil).names.count == 1)
    }

    @Test("A request is of one wording: after a change it has to be made again, and what was not seen is not approved")
    func wording() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        _ = try house.desk("anna").request([Self.name], comment: "")
        let seen = try house.desk("ben").open(Self.name).source?.approvalChecksum
        try house.change(as: "anna") { $0.setBody("Schnell noch geändert.") }
        #expect(try refusals { _ = try house.desk("ben").approve([Self.name], by: nil) } == ["freigabe-ohne-antrag"])
        _ = try house.desk("anna").request([Self.name], comment: "")
        #expect(try refusals { _ = try house.desk("ben").approve([Self.name], by: nil, seen: seen) } == ["datei-inzwischen-geaendert"])
    }

    @Test("A refusal has a reason and reaches who wrote it; a request is taken back by who made it")
    func refusing() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        try house.change(as: "anna") { $0.setBody("Anders.") }
        _ = try house.desk("anna").request([Self.name], comment: "")
        #expect(try refusals { try house.desk("ben").refuse(Self.name, reason: " \n") } == ["grund-fehlt"])
        try house.desk("ben").refuse(Self.name, reason: "Die Frist fehlt.\nBitte ergänzen.")
        #expect(try house.desk("anna").openRequests().refused.map(\.text) == ["Die Frist fehlt. Bitte ergänzen."])
        #expect(try refusals { _ = try house.desk("ben").approve([Self.name], by: nil) } == ["freigabe-ohne-antrag"])
        _ = try house.desk("anna").request([Self.name], comment: "")
        #expect(try refusals { try house.desk("cem").withdrawRequest(Self.name) } == ["antrag-fremd"])
        try house.desk("anna").withdrawRequest(Self.name)
        #expect(try refusals { try house.desk("anna").withdrawRequest(Self.name) } == ["antrag-fehlt"])
        #expect(try house.audit() == [])
    }

    @Test("An approval is taken back with a reason, a version superseded with a day")
    func revoking() throws {
        let house = try SmallHouse(roles: SmallHouse.roles)
        _ = try house.desk("anna").request([Self.name], comment: "")
        _ = try house.desk("ben").approve([Self.name], by: nil)
        try house.desk("ben").supersede(Self.name, until: "31.12.2027")
        #expect(house.text("clauses/kuendigung/frist.md").contains("status: abgeloest\ngilt_bis: 2027-12-31\n"))
        #expect(try refusals { try house.desk("ben").supersede(Self.name, until: "bald") } == ["datum-unlesbar"])
        try house.desk("ben").revoke(Self.name, reason: "Das Gesetz ist geändert.")
        #expect(house.text("clauses/kuendigung/frist.md").contains("status: entwurf") && !house.text("clauses/freigaben.txt").contains(Self.name))
        #expect(try refusals { try house.desk("ben").revoke(Self.name, reason: "noch einmal") } == ["nicht-freigegeben"])
        #expect(try house.audit() == [])
    }

    @Test("Alone, approving works and the log says that nobody else has looked; without a sign-on nobody has a role")
    func alone() throws {
        let house = try SmallHouse()
        #expect(try !house.desk(nil).steward.hasSecondPerson)
        try house.change(as: nil) { $0.setBody("Anders.") }
        _ = try house.desk(nil).approve([Self.name], by: "Rechtsamt")
        #expect(house.text("clauses/protokoll.txt").contains(" freigegeben-allein kuendigung/frist 1.0 "))
        #expect(try house.audit() == [])
        try house.write("rollen.yaml", SmallHouse.roles)
        #expect(try house.audit() == ["freigabe-allein"])
        #expect(try refusals { _ = try house.desk(nil).open(Self.name) } == ["rolle-ohne-anmeldung"])
        #expect(try refusals { _ = try house.desk("fremd").open(Self.name) } == ["rolle-fehlt"])
        #expect(try refusals { _ = try house.desk("ben").approve([Self.name], by: "Jemand anders") } == ["stelle-fremd"])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let text: String
        let rule: String
        var testDescription: String { rule }
    }

    @Test(
        "Faults of the roles are told with their places; roles that cannot be read give nobody any",
        arguments: [
            Fault(text: "personen:\n  eva: {rollen: [freigeben, chefin]}", rule: "rolle-unbekannt"), Fault(text: "personen: [eva]", rule: "angabe-art"),
            Fault(text: "leute: {}", rule: "schluessel-unbekannt"), Fault(text: "personen:\n  eva: {name: Eva}", rule: "angabe-fehlt"),
            Fault(text: "personen:\n  eva muster: {rollen: lesen}", rule: "kennung-unzulaessig"),
            Fault(text: "personen:\n  eva: {rollen: lesen, stelle: \" Amt\"}", rule: "stelle-unzulaessig"),
            Fault(text: "personen: {eva: {", rule: "yaml-fehlerhaft"),
        ])
    func faults(fault: Fault) throws {
        let house = try SmallHouse(roles: fault.text)
        let told = try refusals { _ = try house.desk("eva") }
        #expect(told.contains(fault.rule) || (fault.rule == "yaml-fehlerhaft" && told.first?.hasPrefix("yaml-") == true), "\(told)")
        #expect(try !house.audit().isEmpty)
    }
}
