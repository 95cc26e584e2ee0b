import Production

/// A print run of a series: how it is wanted, and what came of it.
struct SeriesPrint: Sendable, Hashable, Codable {
    struct Volume: Sendable, Hashable, Codable {
        /// Of the file, in the run's folder.
        let name: String
        let pages: Int
        let sheets: Int
    }

    /// Which one: from 1. Each has a folder of its own.
    var number: Int
    var copies = 1
    var recipients: [String] = []
    var slipSheets = false
    /// Path of a field; empty: as in the table.
    var order = ""
    /// The most sheets of a volume; `nil`: one volume.
    var sheets: Int?
    /// Name of an agreement in form of a letter; empty: none.
    var letter = ""
    /// None until it is there.
    var volumes: [Volume] = []

    static let mostCopies = 99

    /// - Parameter folder: the run's own.
    func options(_ folder: String) -> PrintOptions {
        PrintOptions(
            path: "\(folder)/Druckauflage.pdf", copies: copies, recipients: recipients, slipSheets: slipSheets, order: order.isEmpty ? [] : [order], sheets: sheets,
            coverLetter: letter.isEmpty ? nil : letter)
    }

    /// What a form says.
    ///
    /// - Throws: ``Fault`` with what is wrong, by the fields' names.
    init(_ form: FormFields, number: Int, orders: [String], letters: [String]) throws(Fault) {
        self.number = number
        var faults: [String: String] = [:]
        if let copies = Self.number(form["ausfertigungen"]), (1...Self.mostCopies).contains(copies) {
            self.copies = copies
        } else {
            faults["ausfertigungen"] = "Schreiben Sie eine Zahl von 1 bis \(Self.mostCopies)."
        }
        recipients = (form["empfaenger"] ?? "").split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
        if recipients.count > copies { faults["empfaenger"] = "Hier stehen mehr Empfänger, als es Ausfertigungen gibt." }
        if recipients.contains(where: { $0.count > 100 }) { faults["empfaenger"] = "Ein Empfänger ist länger als 100 Zeichen." }
        slipSheets = form["trennblaetter"] == "ja"
        let typed = (form["blaetter"] ?? "").filter { !$0.isWhitespace }
        if let count = Self.number(typed), (1...100_000).contains(count) {
            sheets = count
        } else if !typed.isEmpty {
            faults["blaetter"] = "Schreiben Sie eine Zahl von 1 bis 100.000, oder lassen Sie das Feld leer."
        }
        let (order, letter) = (form["sortiert"] ?? "", form["anschreiben"] ?? "")
        if order.isEmpty || orders.contains(order) { self.order = order } else { faults["sortiert"] = "Wählen Sie eine der Angaben aus der Liste." }
        if letter.isEmpty || letters.contains(letter) { self.letter = letter } else { faults["anschreiben"] = "Wählen Sie eines der Schreiben aus der Liste." }
        if !faults.isEmpty { throw Fault(fields: faults) }
    }

    struct Fault: Error, Sendable, Hashable { let fields: [String: String] }

    /// „1.000“ as clerks write it.
    private static func number(_ text: String?) -> Int? { text.flatMap { Int($0.filter { $0 != "." && !$0.isWhitespace }) } }
}
