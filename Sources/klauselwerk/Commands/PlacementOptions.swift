import ArgumentParser
import Findings
import Production
import Returns

/// Sheets that are put to their pages by hand.
struct PlacementOptions: ParsableArguments {
    @Option(
        name: [.customLong("place"), .customLong("zuordnen")],
        help: ArgumentHelp(
            "Ein Blatt ohne lesbare Kennung von Hand zu seiner Seite legen: 7=KENNUNG,4 (Blatt 7 ist Seite 4 dieses Vertrags), 7=KENNUNG,4,2 (der 2. Ausfertigung); bei mehreren Scans 2:7=… (Blatt 7 des 2. Scans). Mehrfach möglich.",
            valueName: "blatt=vertrag,seite"))
    var placements: [String] = []

    @Option(name: [.customLong("placed-by"), .customLong("zugeordnet-von")], help: ArgumentHelp("Wer zugeordnet hat; steht im Bericht und im Register.", valueName: "name"))
    var by = ""

    /// - Throws: ``Failure`` 64 for what is no placement.
    func read() throws(Failure) -> [HandPlacement] {
        var read: [HandPlacement] = []
        for text in placements { read.append(try placement(text)) }
        return read
    }

    private func placement(_ text: String) throws(Failure) -> HandPlacement {
        let halves = text.split(separator: "=", maxSplits: 1)
        let sheet = (halves.first ?? "").split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        let parts = halves.count == 2 ? halves[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init) : []
        guard (1...2).contains(sheet.count), let number = sheet[sheet.count - 1], let scan = sheet.count == 2 ? sheet[0] : 1, (2...3).contains(parts.count),
            !parts[0].isEmpty, let page = Int(parts[1]), let copy = parts.count == 3 ? Int(parts[2]) : 0
        else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "zuordnung-unlesbar", at: .option("--zuordnen"), "„\(text)“ sagt nicht, welches Blatt welche Seite ist.",
                    remedy: "Schreiben Sie Blatt=Vertrag,Seite, zum Beispiel: --zuordnen 7=3f2a91c04b7d,4."))
        }
        return HandPlacement(scan: scan, sheet: number, contract: parts[0], copy: copy, page: page, by: by)
    }
}
