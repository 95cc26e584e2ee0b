import Foundation
import Testing

/// Prints as a copier sends them back, by `scripts/scan-like`.
struct ScannedPrints {
    let folder: TemporaryFolder
    /// Printed files, in order.
    let prints: [String]
    /// What each printed page says at its foot, in the order of the prints; `nil` where it says nothing.
    let pages: [Page?]

    struct Page: Equatable {
        var contract: String
        var copy: Int
        var page: Int
        var count: Int
    }

    init(_ prints: [String], in folder: TemporaryFolder) throws {
        self.folder = folder
        self.prints = prints
        pages = try prints.flatMap { file -> [Page?] in
            let text = try Program.shell("pdftotext '\(file)' -", in: folder.path)
            #expect(text.status == 0, "\(text.all)")
            // A form feed ends each page.
            return text.output.split(separator: "\u{0C}", omittingEmptySubsequences: false).dropLast().map { page in
                let mark = /Kennung (\w{4})-(\w{4})-(\w{4})(?: · Ausfertigung (\d+))? · Seite (\d+) von (\d+)/
                return page.replacing("\u{A0}", with: " ").firstMatch(of: mark).map {
                    Page(contract: String($0.1 + $0.2 + $0.3), copy: $0.4.flatMap { Int($0) } ?? 0, page: Int($0.5) ?? 0, count: Int($0.6) ?? 0)
                }
            }
        }
    }

    /// A sheet of a scan.
    struct Sheet {
        /// From 0; -1 for a blank sheet.
        var page: Int
        /// Of the places to sign on the page, those that are signed.
        var signed: Set<Int> = [0, 1, 2, 3]
    }

    /// - Parameters:
    ///   - fields: places to sign of each contract: page and rectangle.
    ///   - options: of the script.
    func scan(_ sheets: [Sheet], to file: String, fields: [String: [Field]], _ options: String = "--calm") throws {
        // Sheets of one page that are signed in different ways are different pages for the script.
        var ink: [String: [[Double]]] = [:]
        for sheet in sheets where sheet.page >= 0 {
            guard let page = pages[sheet.page] else { continue }
            let places = (fields[page.contract] ?? []).filter { $0.page == page.page }
            ink[String(sheet.page + 1)] = places.enumerated().filter { sheet.signed.contains($0.offset) }.map(\.element.rect)
        }
        try folder.write("\(file).ink.json", try JSONEncoder().encode(ink))
        let order = sheets.map { String($0.page + 1) }.joined(separator: ",")
        let names = prints.map { "'\($0)'" }.joined(separator: " ")
        let made = try Program.shell(
            "/usr/bin/python3 \(Program.checkout)/scripts/scan-like \(names) -o '\(file)' --order \(order) --ink '\(file).ink.json' \(options)", in: folder.path)
        #expect(made.status == 0, "\(made.all)")
    }

    struct Field {
        var page: Int
        var rect: [Double]
    }

    private struct Listing: Decodable {
        struct Place: Decodable {
            var seite: Int
            var rechteck: [Double]
        }
        var unterschriftsfelder: [Place]
    }

    /// Places to sign of contracts, by their marks.
    static func fields(of files: [String], in folder: TemporaryFolder) throws -> [String: [Field]] {
        var found: [String: [Field]] = [:]
        for file in files {
            let listing = try Program.run(["inspect", "--json", file], in: folder.path)
            #expect(listing.status == 0, "\(listing.all)")
            let mark = try #require(listing.output.firstMatch(of: /"seitenkennung":"([0-9A-Z]{12})"/))
            found[String(mark.1)] = try JSONDecoder().decode(Listing.self, from: Data(listing.output.utf8)).unterschriftsfelder.map { Field(page: $0.seite, rect: $0.rechteck) }
        }
        return found
    }
}

/// `bericht.json`
struct ReturnedReport: Decodable, Equatable {
    struct Sheet: Decodable, Equatable {
        var scan: String
        var blatt: Int
    }
    struct Page: Decodable, Equatable {
        var seite: Int
        var blatt: Int
        var gedreht: Double
    }
    struct Field: Decodable, Equatable {
        var ergebnis: String
        var quadratmillimeter: Double?
    }
    struct Contract: Decodable, Equatable {
        var kennung: String
        var ausfertigung: Int
        var satz: Int
        var vollstaendig: Bool
        var unterschrieben: Bool
        var fehlende_seiten: [Int]
        var ungeordnet: Bool
        var dazwischen: [Sheet]
        var unterschriften: [Field]
        var ort: String
        var datei: String
        var ergebnis: [String]
        var blaetter: [Page]
    }
    struct Loose: Decodable, Equatable {
        var grund: String
        var kennung: String?
        var datei: String?
        var blaetter: [Sheet]
    }
    var vertraege: [Contract]
    var nicht_zugeordnet: [Loose]
    var alles_gut: Bool

    static func read(_ path: String) throws -> ReturnedReport { try JSONDecoder().decode(ReturnedReport.self, from: Data(contentsOf: URL(filePath: path))) }
}
