import Findings
import Finishing
import Foundation
import HouseStyle
import Keeping
import Layout
import Styles
import Synchronization
import Typeface

/// What the presses of a run start from: font catalogue, hyphenation patterns, styles. Each is made once, by whoever asks
/// first; what was prepared in the background is there by the time it is needed.
public final class Supplies: Sendable {
    /// What an agreement that names no style is set in.
    static let standardStyle = StyleSheet().name

    let workspace: Workspace
    /// Read and converted once a run.
    let annexes = AnnexStore()
    private let catalogueFile: Lazy<FontCatalogue, FindingList>
    private let patterns: Lazy<Hyphenator, FindingList>
    private let styles = Mutex<[String: StyleSheet]>([:])
    /// Locked while it is made, so that who needs it waits.
    private let prepared = Mutex<DocumentRenderer?>(nil)
    /// Locked while something is prepared there; false when nothing may be any more.
    private let fontBench = Mutex(true)
    private let annexBench = Mutex(true)
    private let factBench = Mutex(true)
    /// Bytes. What takes longer is not begun before it is certain that it is wanted: the end of the process waits for it.
    private static let largestPreparedAnnex = 1 << 20

    public init(_ workspace: Workspace) {
        self.workspace = workspace
        let catalogue = Lazy { () throws(FindingList) in
            try CatalogueReader.read(contentsOf: workspace.resources + "/fonts/catalogue.yaml")
        }
        catalogueFile = catalogue
        patterns = Lazy { () throws(FindingList) in
            let library = FontLibrary(try catalogue.value())
            return try listing(FontError.self, Hyphenator(from: library))
        }
    }

    package func catalogue() throws(FindingList) -> FontCatalogue { try catalogueFile.value() }

    func hyphenator() throws(FindingList) -> Hyphenator { try patterns.value() }

    /// A renderer of one's own: the prepared one for who comes first.
    func renderer() throws(FindingList) -> DocumentRenderer {
        if let prepared = prepared.withLock({ $0.take() }) { return prepared }
        return try DocumentRenderer(fonts: FontLibrary(catalogue()), annexes: annexes)
    }

    /// The library's own style, else the program's.
    func style(_ name: String) throws(FindingList) -> StyleSheet {
        try styles.withLock { styles throws(FindingList) in
            if let style = styles[name] { return style }
            let style = try StyleReader.read(contentsOf: workspace.path(ofStyle: name))
            styles[name] = style
            return style
        }
    }

    /// Reads the font catalogue in the background.
    func prepare() {
        WorkerThreads.runAside {
            // An error stays with the value, for who asks for it.
            Self.step(at: self.fontBench) { _ = try? self.catalogue() }
        }
    }

    /// Makes in the background a renderer that has the fonts of nearly every document of the style: the upright ones.
    func prepare(style name: String) {
        WorkerThreads.runAside {
            Self.step(at: self.fontBench) { self.prepared.withLock { $0 = try? self.renderer(preparedFor: name) } }
        }
    }

    /// Reads annexes in the background: other programs look at their pages, and that takes as long as planning.
    func prepare(annexes paths: [String]) {
        let wanted = paths.filter { path in (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int).map { $0 <= Self.largestPreparedAnnex } ?? false }
        guard !wanted.isEmpty else { return }
        WorkerThreads.runAside {
            for path in wanted { Self.step(at: self.annexBench) { _ = try? self.annexes.file(path) } }
        }
    }

    /// Does in the background what needs neither fonts nor annexes.
    func aside(_ work: @escaping @Sendable () -> Void) {
        WorkerThreads.runAside { Self.step(at: self.factBench, work) }
    }

    private func renderer(preparedFor style: String) throws(FindingList) -> sending DocumentRenderer {
        let catalogue = try catalogue()
        let family = try self.style(style).body.text.family
        let upright = catalogue.faces.indices.filter { catalogue.faces[$0].family == family && !catalogue.faces[$0].style.italic }
        let renderer = try DocumentRenderer(fonts: FontLibrary(catalogue), annexes: annexes)
        try renderer.prepare(upright.map { FontID(rawValue: UInt16(clamping: $0)) })
        return renderer
    }

    /// Ends the preparing, and waits for what is being prepared: no C library may be at work when the process ends.
    func close() {
        fontBench.withLock { $0 = false }
        annexBench.withLock { $0 = false }
        factBench.withLock { $0 = false }
    }

    private static func step(at bench: borrowing Mutex<Bool>, _ make: () -> Void) {
        bench.withLock { isOpen in
            if isOpen { make() }
        }
    }
}
