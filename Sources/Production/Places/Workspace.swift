import Agreements
import Findings
import Foundation

/// Where everything lies: the clause library in use, and the program's own resources (styles, facts, fonts).
public struct Workspace: Sendable, Hashable {
    /// The folder that has `clauses/`.
    public let library: String
    /// The agreement's file, where the command names one.
    public let agreement: String?
    /// The folder that has `fonts/catalogue.yaml`.
    public let resources: String

    /// Finds the agreement (a name or a path) and its library: the one named, else found from the agreement's folder
    /// upward, else the installed one.
    ///
    /// - Throws: ``Failure`` with status 66 and the places looked at.
    public static func locate(agreement: String?, library: String?) throws(Failure) -> Workspace {
        let here = FileManager.default.currentDirectoryPath
        let installed = installedFolders()
        var file: String?
        if let agreement, isPath(agreement) { file = absolute(try failing(LibraryLocation.agreement(agreement, in: here)), from: here) }
        let start = file.map(LibraryLocation.folder) ?? here
        let found = absolute(try failing(LibraryLocation.find(explicit: library, from: start, installed: installed)), from: here)
        if let agreement, file == nil { file = try failing(LibraryLocation.agreement(agreement, in: found)) }
        let candidates = [found, nearest("fonts/catalogue.yaml", from: found)].compactMap { $0 } + installed
        guard let resources = candidates.first(where: { exists($0 + "/fonts/catalogue.yaml") }) else {
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "schriftdatei-fehlt", at: .file(found),
                    "Das Schriftenverzeichnis „fonts/catalogue.yaml“ ist nicht zu finden.",
                    remedy: "Bitten Sie Ihre Systembetreuung, das Programm neu einzurichten („make demo“ oder „make install“)."))
        }
        return Workspace(library: found, agreement: file, resources: resources)
    }

    /// A folder that belongs to the program (`web`), as it was installed or in the checkout; `nil` where it is missing.
    public static func folder(ofProgram name: String) -> String? { installedFolders().map { "\($0)/\(name)" }.first(where: exists) }

    /// Names of the agreements of the library, sorted.
    public var agreementNames: [String] { LibraryLocation.agreements(in: library) }

    public func path(ofAgreement name: String) -> String { "\(library)/agreements/\(name).yaml" }

    /// The library's own folder of that name (`facts`), else the program's.
    package func folder(of name: String) -> String {
        let own = "\(library)/\(name)"
        return Workspace.exists(own) ? own : "\(resources)/\(name)"
    }

    /// The library's own style of that name, else the program's.
    ///
    /// - Throws: that there is no such style, with the names there are.
    func path(ofStyle name: String) throws(FindingList) -> String {
        let folders = [library + "/styles", resources + "/styles"]
        let isSound = !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
        if isSound, let path = folders.map({ "\($0)/\(name).yaml" }).first(where: Workspace.exists) { return path }
        let known = Set(folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] })
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        throw FindingList([
            Finding(
                .fehler, "stil-unbekannt", "Den Stil „\(name)“ gibt es nicht.",
                remedy: "Tragen Sie unter „stil“ einen dieser Namen ein: \(known.joined(separator: ", ")).")
        ])
    }

    /// Names of the files of a folder with that ending, sorted.
    func files(in folder: String, ending: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
    }

    /// The path as it is the same on every machine: below the library or the program's resources, else the bare name.
    func portable(_ path: String) -> String {
        for folder in [library, resources] where path.hasPrefix(folder + "/") { return String(path.dropFirst(folder.count + 1)) }
        return path.lastPathName
    }

    /// A text with its paths as users know them: relative to the folder they stand in, where they lie below it.
    public static func displayed(_ text: String) -> String {
        let here = FileManager.default.currentDirectoryPath
        return here == "/" ? text : text.replacing(here + "/", with: "")
    }

    private static func isPath(_ agreement: String) -> Bool {
        agreement.contains("/") || agreement.hasSuffix(".yaml") || agreement.hasSuffix(".yml")
    }

    private static func nearest(_ entry: String, from folder: String) -> String? {
        var folder = folder
        while true {
            if exists(folder + "/" + entry) { return folder }
            let above = folder.parentPath
            if above == folder || above.isEmpty { return nil }
            folder = above
        }
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func absolute(_ path: String, from folder: String) -> String {
        let full = path.hasPrefix("/") ? path : folder + "/" + path
        return (full as NSString).standardizingPath
    }

    /// `PREFIX/share/klauselwerk` beside `PREFIX/bin`; while developing, the checkout above the build folder.
    private static func installedFolders() -> [String] {
        guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return [] }
        let folder = executable.parentPath
        let prefix = folder.parentPath
        return [prefix + "/share/klauselwerk", nearest("fonts/catalogue.yaml", from: folder)].compactMap { $0 }
    }
}
