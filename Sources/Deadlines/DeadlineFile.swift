import Production

extension DeadlineList {
    /// Writes the calendar file.
    ///
    /// - Parameters:
    ///   - reminder: days before, 0–365.
    ///   - replaces: whether it may take the place of another calendar file.
    /// - Throws: ``Failure``; nothing has been written then.
    package func writeCalendar(to path: String, reminder: Int?, replaces: Bool, library: String?) throws(Failure) {
        var inputs = InputFiles(try Workspace.locate(agreement: nil, library: library))
        for contract in contracts { inputs.add(contract.path, as: "einer der Verträge") }
        var claims = OutputClaims(against: inputs, replaces: replaces)
        let output = try claims.claim(path, .calendar, option: "--ics")
        try claims.write([(output, Array(CalendarFile(reminder: reminder).text(self).utf8))])
    }
}
