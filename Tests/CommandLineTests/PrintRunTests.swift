import ApprovedLibrary
import Foundation
import Testing

/// The print run as a copier and the people at it need it, looked at by qpdf and pdftotext.
@Suite struct PrintRunTests {
    /// Title, page (from 1) and titles below it, as qpdf tells them.
    struct Bookmark {
        let title: String
        let page: Int
        let children: [Bookmark]

        init?(_ json: Any) {
            guard let entry = json as? [String: Any], let title = entry["title"] as? String else { return nil }
            self.title = title
            page = entry["destpageposfrom1"] as? Int ?? 0
            children = (entry["kids"] as? [Any] ?? []).compactMap(Bookmark.init)
        }
    }

    static func bookmarks(_ path: String) throws -> [Bookmark] {
        let json = try Program.shell("qpdf --json=1 --json-key=outlines '\(path)'", in: "/")
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        return (object?["outlines"] as? [Any] ?? []).compactMap(Bookmark.init)
    }

    static func pages(_ path: String) throws -> Int {
        Int(try Program.shell("qpdf --show-npages '\(path)'", in: "/").output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    static func text(_ path: String, _ pages: ClosedRange<Int>) throws -> String {
        try Program.shell("pdftotext -layout -f \(pages.lowerBound) -l \(pages.upperBound) '\(path)' -", in: "/").output
    }

    @Test func twentyFivePartnersTimesThreeCopies() throws {
        let folder = try TemporaryFolder()
        let output = folder.path + "/serie"
        let table = Program.checkout + "/agreements/partner/fruehe-hilfen.csv"
        let run = try Program.run(
            [
                "batch", "fruehe-hilfen", "--partners", table, "-o", output, "--quiet", "--print", folder.path + "/druck.pdf", "--copies", "3",
                "--copy-for", "das Jugendamt", "--copy-for", "den Netzwerkpartner",
            ], in: ApprovedLibrary.path())
        #expect(run.status == 0, "\(run.all)")
        let print = folder.path + "/druck.pdf"
        #expect(try Program.shell("qpdf --check '\(print)'", in: "/").status == 0)
        let bookmarks = try Self.bookmarks(print)
        #expect(bookmarks.count == 25)
        var expected = 0
        let files = try FileManager.default.contentsOfDirectory(atPath: output)
        for (index, partner) in bookmarks.enumerated() {
            let own = try #require(files.first { $0.hasPrefix("\(index + 1)-") })
            let count = try Self.pages(output + "/" + own)
            #expect(partner.title.hasPrefix("\(index + 1) "))
            #expect(
                partner.children.map(\.title) == [
                    "Ausfertigung 1 von 3 – für das Jugendamt", "Ausfertigung 2 von 3 – für den Netzwerkpartner", "Ausfertigung 3 von 3",
                ])
            for copy in partner.children {
                #expect(copy.page == expected + 1)
                #expect(copy.page % 2 == 1, "Seite \(copy.page) ist eine Rückseite")
                expected += count + count % 2
            }
        }
        #expect(try Self.pages(print) == expected)

        // The same lines on the same pages as in the partner's own file, but for the mark.
        let own = output + "/" + (files.first { $0.hasPrefix("7-") } ?? "")
        let second = bookmarks[6].children[1]
        let count = try Self.pages(own)
        let printed = try Self.text(print, second.page...(second.page + count - 1))
        let mark = "Ausfertigung 2 von 3 – für den Netzwerkpartner"
        #expect(printed.components(separatedBy: mark).count == count + 1)
        func lines(_ text: String) -> [String] {
            text.split(whereSeparator: \.isNewline).flatMap { $0.split(separator: "\u{0C}") }
                .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty && $0 != mark }
        }
        #expect(lines(printed) == lines(try Self.text(own, 1...count)))
    }

    @Test func theBytesDoNotDependOnTheNumberOfWorkers() throws {
        let folder = try BatchTests.library(partners: 12)
        let files = try [1, 2, 5].map { workers in
            let name = "druck-mit-\(workers).pdf"
            let arguments = ["--resume", "--workers", String(workers), "--print", name, "--copies", "2", "--slip-sheets"]
            let run = try Program.run(BatchTests.batch + arguments, in: folder.path)
            #expect(run.status == 0, "\(run.all)")
            return try Data(contentsOf: URL(filePath: folder.path + "/" + name))
        }
        #expect(Set(files).count == 1)
        #expect(try Self.bookmarks(folder.path + "/druck-mit-1.pdf").map(\.title) == (1...12).map { "\($0) Kita Nr. \($0) e. V." })
    }

    @Test func aPrintRunThatIsStoppedIsToldAndMadeByTheNextRun() throws {
        let folder = try BatchTests.library(partners: 30)
        let arguments = BatchTests.batch.filter { $0 != "--quiet" } + ["--print", "druck.pdf", "--copies", "20"]
        let untilItPrints = "while [ ! -e .klauselwerk-druck-1-druck.pdf.tmp ]; do sleep 0.01; done"
        let stopped = try BatchTests.run(arguments, then: "\(untilItPrints); kill -INT $pid", in: folder)
        #expect(stopped.status == 130)
        #expect(stopped.output.contains("30 Verträge in aus. Die Druckauflage fehlt noch"), "\(stopped.all)")
        #expect(!folder.files.contains { $0.contains("druck") })
        let resumed = try Program.run(arguments + ["--resume"], in: folder.path)
        #expect(resumed.status == 0, "\(resumed.all)")
        #expect(try Self.bookmarks(folder.path + "/druck.pdf").count == 30)
    }

    @Test func setsAreSortedAndSplitIntoVolumes() throws {
        let folder = try BatchTests.library(partners: 4)
        try folder.replace("1;Kita Nr. 1", with: "1;Ährenfeld", in: "partner.csv")
        try folder.replace("2;Kita Nr. 2", with: "2;Zwergenland", in: "partner.csv")
        let run = try Program.run(
            BatchTests.batch + ["--print", "aus/../druck/auflage.pdf", "--copies", "2", "--sort", "partner.name", "--slip-sheets", "--sheets", "8", "--json"],
            in: folder.path)
        #expect(run.status == 0, "\(run.all)")
        let volumes = folder.files.filter { $0.hasPrefix("druck/") }
        #expect(volumes == ["druck/auflage-1.pdf", "druck/auflage-2.pdf"])
        let told = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let files = (told?["druckauflage"] as? [[String: Any]])?.compactMap { $0["datei"] as? String }
        #expect(files == volumes.map { "aus/../" + $0 })
        var titles: [String] = []
        for volume in volumes {
            #expect(try Program.shell("qpdf --check '\(volume)'", in: folder.path).status == 0)
            #expect(try Self.pages(folder.path + "/" + volume) <= 16)
            let bookmarks = try Self.bookmarks(folder.path + "/" + volume)
            titles += bookmarks.map(\.title)
            for set in bookmarks {
                #expect(set.children.map(\.title) == ["Trennblatt", "Ausfertigung 1 von 2", "Ausfertigung 2 von 2"])
                #expect(set.children.allSatisfy { $0.page % 2 == 1 })
                #expect(try Self.text(folder.path + "/" + volume, set.page...set.page).contains("Nr. \(set.title.prefix(1))"))
            }
        }
        #expect(titles == ["1 Ährenfeld e. V.", "3 Kita Nr. 3 e. V.", "4 Kita Nr. 4 e. V.", "2 Zwergenland e. V."])
    }

    @Test func aCoverLetterComesBeforeEachPartnersCopies() throws {
        let folder = try TemporaryFolder()
        let table = folder.path + "/partner.csv"
        try folder.write(
            "partner.csv",
            "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch;leistungserbringer\n1;Kita Sonne e. V.;ev;Weg 1;00000;Musterstadt;den Vorstand;nein\n"
        )
        let run = try Program.run(
            [
                "batch", "fruehe-hilfen", "--partners", table, "-o", folder.path + "/aus", "--quiet", "--print", folder.path + "/druck.pdf",
                "--cover-letter", "anschreiben",
            ], in: Program.checkout)
        #expect(run.status == 0, "\(run.all)")
        let set = try #require(try Self.bookmarks(folder.path + "/druck.pdf").first)
        #expect(set.children.map(\.title) == ["Anschreiben", "Vertrag"])
        #expect(set.children.map(\.page) == [1, 3])
        let letter = try Self.text(folder.path + "/druck.pdf", 1...1)
        #expect(letter.contains("Kita Sonne e. V.") && letter.contains("Weg 1"))
        #expect(letter.contains("Im Auftrag") && letter.contains("Unterschrift") && !letter.contains("Ort, Datum"))
    }

    /// What the letter says of the contract is the contract's that is being run.
    @Test(arguments: [("kinderschutz", "Kooperationsvereinbarung Netzwerk Kinderschutz"), ("pflegekinderhilfe", "Kooperationsvereinbarung Pflegekinderhilfe")])
    func theCoverLetterNamesTheContractThatIsRun(agreement: String, title: String) throws {
        let folder = try TemporaryFolder()
        let run = try Program.run(
            [
                "batch", agreement, "--partners", Program.checkout + "/agreements/partner/\(agreement).csv", "-o", folder.path + "/aus", "--quiet",
                "--print", folder.path + "/druck.pdf", "--cover-letter", "anschreiben",
            ], in: Program.checkout)
        #expect(run.status == 0, "\(run.all)")
        let letter = try Self.text(folder.path + "/druck.pdf", 1...1).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(letter.contains("Ausfertigungen der \(title)") && !letter.contains("Frühe Hilfen"), "\(letter)")
    }
}
