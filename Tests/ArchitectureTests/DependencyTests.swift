import Foundation
import Testing

/// The manifest tells the truth about the arrows: what a target uses of others it declares. Without this SwiftPM lets a module be imported that
/// only a dependency's dependency has brought.
@Suite("Dependencies")
struct DependencyTests {
    @Test("A target imports only the targets that it declares")
    func importsAreDeclared() throws {
        let targets = try PackageManifest().targets
        let names = Set(targets.map(\.name))
        #expect(names.isSuperset(of: ["Findings", "Assembler", "Layout", "Production", "klauselwerk", "ArchitectureTests"]))
        var seen = 0
        for target in targets {
            for (file, modules) in try imports(of: target) {
                seen += modules.count
                for module in modules where names.contains(module) && module != target.name {
                    #expect(target.dependencies.contains(module), "\(file) imports \(module), which \(target.name) does not declare")
                }
            }
        }
        #expect(seen > 1000)
    }

    @Test("The overview of targets in docs/architecture.md names each of them")
    func overviewIsWhole() throws {
        let text = try String(contentsOfFile: SourceScan.root + "/docs/architecture.md", encoding: .utf8)
        let table = text.components(separatedBy: "\n## ").first { $0.hasPrefix("Targets\n") } ?? ""
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
        for target in try PackageManifest().targets where target.path.hasPrefix("Sources/") && target.name != "CICU" {
            #expect(rows.contains { $0.hasPrefix("| `\(target.name)` |") }, "\(target.name) has no row")
        }
    }

    private func imports(of target: PackageManifest.Target) throws -> [(file: String, modules: Set<String>)] {
        let root = SourceScan.root + "/" + target.path
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
        return try names.map { name in
            let text = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
            // At the beginning of a line; scripts of other languages inside texts are indented.
            let found = text.matches(of: /^(?:@testable |package |public )?import (\w+)/.anchorsMatchLineEndings())
            return ("\(target.path)/\(name)", Set(found.map { String($0.1) }))
        }
    }
}
