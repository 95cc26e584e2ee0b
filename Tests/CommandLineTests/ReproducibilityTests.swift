import Foundation
import Testing

/// The same bytes wherever, whenever and however often a contract is made.
@Suite("Gleiche Bytes")
struct ReproducibilityTests {
    @Test("Two runs, one and two workers, another time zone, folder and locale; one contract alone as in a batch")
    func everywhere() throws {
        let (here, there) = (try SmallLibrary.make(), try SmallLibrary.make())
        func batch(_ library: TemporaryFolder, _ name: String, workers: Int, _ environment: [String: String]) throws -> [String: Data] {
            let run = try Program.run(
                ["batch", "probe", "--partners", "partner.csv", "-o", name, "--workers", "\(workers)"], in: library.path, environment: environment)
            #expect(run.status == 0, "\(run.all)")
            let names = library.files.filter { $0.hasPrefix(name + "/") && $0.hasSuffix(".pdf") }
            return try Dictionary(
                uniqueKeysWithValues: names.map {
                    (String($0.dropFirst(name.count + 1)), try Data(contentsOf: URL(fileURLWithPath: library.path + "/" + $0)))
                })
        }
        let first = try batch(here, "eins", workers: 1, ["TZ": "UTC", "LC_ALL": "C"])
        #expect(first.count == 2)
        #expect(try batch(here, "zwei", workers: 2, ["TZ": "UTC", "LC_ALL": "C"]) == first)
        let elsewhere = ["TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": there.path]
        #expect(try batch(there, "anders", workers: 2, elsewhere) == first)
        let single = try Program.run(
            ["build", "probe", "--partners", "partner.csv", "--row", "2", "-o", "einzeln.pdf"], in: there.path, environment: elsewhere)
        #expect(single.status == 0, "\(single.all)")
        #expect(first.values.contains(try Data(contentsOf: URL(fileURLWithPath: there.path + "/einzeln.pdf"))))
    }
}
