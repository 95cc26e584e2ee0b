import Assembler

/// What the log says of one wording.
extension ApprovalLog {
    /// Names that a clause has had, the present one first.
    func names(of clause: String) -> [String] {
        var names = [clause]
        for entry in entries.reversed() where entry.act == .umbenannt && entry.text == names.last { names.append(entry.clause) }
        return names
    }

    /// Accounts that have written a version of a clause or asked for its approval, in the order in which they first did.
    package func authors(of clause: String, version: String, before number: Int = .max) -> [String] {
        let names = Set(names(of: clause))
        var found: [String] = []
        for entry in entries where entry.number < number && names.contains(entry.clause) && entry.version == version {
            if entry.act == .geschrieben || entry.act == .beantragt, !found.contains(entry.account) { found.append(entry.account) }
        }
        return found
    }

    /// The request for approving a wording that nobody has answered; `nil`: there is none.
    package func openRequest(for clause: String, version: String, checksum: String) -> Entry? {
        let names = Set(names(of: clause))
        let last = entries.last { entry in
            names.contains(entry.clause) && entry.version == version && entry.checksum == checksum
                && [.beantragt, .zurueckgenommen, .abgelehnt, .freigegeben, .allein, .widerrufen].contains(entry.act)
        }
        return last?.act == .beantragt ? last : nil
    }

    /// All that was done with a clause, the latest first.
    package func history(of clause: String) -> [Entry] {
        let names = Set(names(of: clause))
        return entries.reversed().filter { names.contains($0.clause) }
    }
}
