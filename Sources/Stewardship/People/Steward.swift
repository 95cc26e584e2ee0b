import Agreements
import Findings
import Foundation

/// Somebody who looks after the library, and what the house lets them do.
package struct Steward: Sendable, Hashable {
    /// As the sign-on says it; `nil`: nobody is signed on.
    package let account: String?
    /// `nil`: the library has no `rollen.yaml`; one person does everything.
    package let roles: HouseRoles?

    package init(account: String?, roles: HouseRoles?) {
        self.account = account
        self.roles = roles
    }

    /// Whether there are two persons, of whom one checks what the other has written.
    package var hasSecondPerson: Bool { roles != nil }

    /// „Anna Muster“, else the account.
    package var name: String { Steward.name(of: account ?? "", in: roles) }

    package static func name(of account: String, in roles: HouseRoles?) -> String { roles?.person(account)?.name ?? account }

    /// For which office approvals are given, where the roles say it.
    package var office: String? { account.flatMap { roles?.person($0)?.office } }

    package func may(_ action: StewardAction) -> Bool { refusal(of: action) == nil }

    /// Why somebody may not do something; `nil`: they may. Whether a person may approve what they have written themselves, ``TwoPersons`` says.
    package func refusal(of action: StewardAction) -> Finding? {
        guard let roles else { return nil }
        guard let account else {
            return Finding(
                .fehler, "rolle-ohne-anmeldung", "In dieser Bibliothek gelten Rollen, und niemand ist angemeldet; ohne die Anmeldung des Hauses hat niemand eine Rolle.",
                remedy: "Öffnen Sie die Adresse, die Ihr Haus für die Anmeldung nennt.")
        }
        guard roles.roles(of: account).isDisjoint(with: action.roles) else { return nil }
        let wanted = HouseRoles.Role.allCases.filter { action.roles.contains($0) }.map(\.rawValue)
        return Finding(
            .fehler, "rolle-fehlt", "„\(account)“ darf nicht \(action.inGerman).",
            remedy: "Bitten Sie, wer „\(HouseRoles.fileName)“ pflegt, um die Rolle \(wanted.map { "„\($0)“" }.joined(separator: " oder ")).")
    }

    /// The account that this process runs under: the sign-on of the command line.
    package static var accountOfThisProcess: String {
        var record = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(geteuid(), &record, &buffer, buffer.count, &found) == 0, found != nil, let name = record.pw_name.map({ String(cString: $0) }),
            HouseRoles.isSound(account: name)
        else { return "uid-\(geteuid())" }
        return name
    }
}
