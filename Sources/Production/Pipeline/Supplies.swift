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
    private let fontBench = Bench()
    private let patternBench = Bench()
    private let annexBench = Bench()
    private let planningBench = Bench()
    private let composingBench = Bench()
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

    /// Reads the font catalogue in the background, and where words may be parted.
    func prepare() {
        // An error stays with the value, for who asks for it.
        fontBench.start { _ = try? self.catalogue() }
        patternBench.start(isUrgent: false) { _ = try? self.hyphenator() }
    }

    /// Makes in the background a renderer that can draw at once what nearly every document of the style has: the upright faces.
    func prepare(style name: String) {
        fontBench.start(isUrgent: false) { self.prepared.withLock { $0 = try? self.renderer(preparedFor: name) } }
    }

    /// Reads annexes in the background: other programs look at their pages, and that takes as long as planning.
    func prepare(annexes paths: [String]) {
        let wanted = paths.filter { path in (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int).map { $0 <= Self.largestPreparedAnnex } ?? false }
        guard !wanted.isEmpty else { return }
        annexBench.start(wanted.map { path in { _ = try? self.annexes.file(path) } })
    }

    /// Does in the background what planning will ask for soon.
    func prepare(planning work: @escaping @Sendable () -> Void) { planningBench.start(work) }

    /// Does in the background what comes after planning asks for.
    func prepare(composing work: @escaping @Sendable () -> Void) { composingBench.start(work) }

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
        for bench in [fontBench, patternBench, annexBench, planningBench, composingBench] { bench.close() }
    }
}

/// Where something is prepared in the background.
private final class Bench: Sendable {
    /// Locked while something is prepared; false when nothing may be any more.
    private let isOpen = Mutex(true)

    /// - Parameter isUrgent: whether it will be wanted so soon that it must not wait for what will not: for contracts with few processors.
    func start(isUrgent: Bool = true, _ step: @escaping @Sendable () -> Void) { start(isUrgent: isUrgent, [step]) }

    /// One step after the other, as long as the bench is open.
    func start(isUrgent: Bool = true, _ steps: [@Sendable () -> Void]) {
        WorkerThreads.runAside(isUrgent: isUrgent) {
            for step in steps {
                self.isOpen.withLock { isOpen in
                    if isOpen { step() }
                }
            }
        }
    }

    func close() { isOpen.withLock { $0 = false } }
}
