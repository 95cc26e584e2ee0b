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
        var named: String?
        if let library {
            guard hasClauses(library) else {
                throw Failure(
                    .inputMissing,
                    Finding(
                        .fehler, "bibliothek-fehlt", at: .option("--library \(library)"),
                        "In diesem Ordner liegt keine Klauselbibliothek (der Unterordner „clauses“ fehlt).",
                        remedy: "Geben Sie den Ordner an, der „clauses“, „stellen“ und „agreements“ enthält."))
            }
            named = absolute(library, from: here)
        }
        let file = try agreement.map { name throws(Failure) in
            try agreementFile(name, folders: [named, nearestLibrary(from: here)].compactMap { $0 } + installed)
        }
        let start = file.map { ($0 as NSString).deletingLastPathComponent } ?? here
        guard let found = named ?? nearestLibrary(from: start) ?? installed.first(where: hasClauses) else {
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "bibliothek-fehlt", at: .file(start),
                    "Von hier aufwärts liegt keine Klauselbibliothek (ein Ordner mit dem Unterordner „clauses“).",
                    remedy: "Nennen Sie die Bibliothek mit --library ORDNER."))
        }
        let candidates = [found, nearest("fonts/catalogue.yaml", from: found)].compactMap { $0 } + installed
        guard let resources = candidates.first(where: { exists($0 + "/fonts/catalogue.yaml") }) else {
            throw Failure(
                .inputMissing,
                Finding(
                    .fehler, "schriftdatei-fehlt", at: .file(found),
                    "Das Schriftenverzeichnis „fonts/catalogue.yaml“ ist nicht zu finden.",
                    remedy: "Richten Sie das Programm mit „make demo“ oder „make install“ neu ein."))
        }
        return Workspace(library: found, agreement: file, resources: resources)
    }

    /// Names of the agreements of the library, sorted.
    public var agreementNames: [String] {
        let folder = library + "/agreements"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
    }

    public func path(ofAgreement name: String) -> String { "\(library)/agreements/\(name).yaml" }

    /// The library's own folder of that name (`facts`), else the program's.
    func folder(of name: String) -> String {
        let own = "\(library)/\(name)"
        return Workspace.exists(own) ? own : "\(resources)/\(name)"
    }

    /// The library's own style of that name, else the program's.
    ///
    /// - Throws: that there is no such style, with the names there are.
    func path(ofStyle name: String) throws(Findings) -> String {
        let folders = [library + "/styles", resources + "/styles"]
        let isSound = !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
        if isSound, let path = folders.map({ "\($0)/\(name).yaml" }).first(where: Workspace.exists) { return path }
        let known = Set(folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] })
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        throw Findings([
            Finding(
                .fehler, "stil-unbekannt", "Den Stil „\(name)“ gibt es nicht.",
                remedy: "Tragen Sie unter „stil“ einen dieser Namen ein: \(known.joined(separator: ", ")).")
        ])
    }

    /// A text with its paths as users know them: relative to the folder they stand in, where they lie below it.
    public static func displayed(_ text: String) -> String {
        let here = FileManager.default.currentDirectoryPath
        return here == "/" ? text : text.replacing(here + "/", with: "")
    }

    private static func agreementFile(_ name: String, folders: [String]) throws(Failure) -> String {
        let here = FileManager.default.currentDirectoryPath
        if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let path = absolute(name, from: here)
            if exists(path) { return path }
            throw missing(name, known: [])
        }
        let places = ["\(here)/\(name).yaml"] + folders.map { "\($0)/agreements/\(name).yaml" }
        if let path = places.first(where: exists) { return path }
        var known: Set<String> = []
        for folder in folders {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/agreements")) ?? []
            known.formUnion(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) })
        }
        throw missing(name, known: known.sorted())
    }

    private static func missing(_ name: String, known: [String]) -> Failure {
        let remedy =
            known.isEmpty
            ? "Prüfen Sie Pfad und Schreibweise."
            : "Es gibt: \(known.joined(separator: ", ")). Oder geben Sie den Pfad einer Datei an."
        return Failure(
            .inputMissing,
            Finding(
                .fehler, "vereinbarung-fehlt", at: .option(name), "Die Vereinbarung „\(name)“ gibt es nicht.",
                remedy: remedy))
    }

    private static func nearestLibrary(from folder: String) -> String? { nearest("clauses", from: folder) }

    private static func nearest(_ entry: String, from folder: String) -> String? {
        var folder = folder
        while true {
            if exists(folder + "/" + entry) { return folder }
            let above = (folder as NSString).deletingLastPathComponent
            if above == folder || above.isEmpty { return nil }
            folder = above
        }
    }

    private static func hasClauses(_ folder: String) -> Bool { exists(folder + "/clauses") }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func absolute(_ path: String, from folder: String) -> String {
        let full = path.hasPrefix("/") ? path : folder + "/" + path
        return (full as NSString).standardizingPath
    }

    /// `PREFIX/share/klauselwerk` beside `PREFIX/bin`; while developing, the checkout above the build folder.
    private static func installedFolders() -> [String] {
        guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return [] }
        let folder = (executable as NSString).deletingLastPathComponent
        let prefix = (folder as NSString).deletingLastPathComponent
        return [prefix + "/share/klauselwerk", nearest("fonts/catalogue.yaml", from: folder)].compactMap { $0 }
    }
}
