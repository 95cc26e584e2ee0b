import Agreements
import Assembler
import DocumentModel
import Findings
import Foundation
import Hummingbird
import Production
import Settings
import Stewardship

/// The pages that a clause stands on, set as it is being written: in the example of an agreement that uses it, or alone.
struct ClausePages: Sendable {
    let room: LibraryRoom

    struct Shown: Sendable {
        var pages: [DraftPages.Page] = []
        /// What keeps it from being set, a German sentence.
        var note: String?
        /// The agreement; `nil`: alone.
        var agreement: String?
    }

    private static let aloneName = "klausel-allein"

    /// - Parameters:
    ///   - bytes: of the clause's file as it would be; nothing is saved.
    ///   - agreement: whose example shows it; `nil`: the first that does. Empty: alone.
    ///   - known: names of pages that the browser shows already.
    func pages(of name: String, _ bytes: [UInt8], in agreement: String?, known: Set<String> = [], for visitor: Visitor) async throws -> Shown {
        let bytes = ClausePages.always(bytes)
        let users = room.agreements(using: name)
        let wanted = agreement.map { name in users.filter { $0 == name } } ?? users
        // Whoever looks at a text that nobody has approved wants to see the text, not what follows from that.
        let texts = ["clauses/\(ApprovalRecord.fileName)": "", "clauses/\(name).md": String(decoding: bytes, as: UTF8.self)]
        var failure: Failure?
        for user in wanted.prefix(4) {
            do throws(Failure) {
                if let set = try await set(name, in: user, texts, known, visitor) { return Shown(pages: set, agreement: user) }
            } catch { failure = failure ?? error }
        }
        if failure == nil || agreement?.isEmpty == true {
            do throws(Failure) {
                let request = try alone(name, bytes, texts)
                if let set = try await shown(request, name, known, visitor, whole: true) { return Shown(pages: set) }
            } catch { failure = error }
        }
        let first = failure?.findings.ordered.first { $0.severity == .fehler }
        return Shown(note: "So lässt sich die Klausel nicht setzen" + (first.map { ": \(ClerkWords.sentence($0.message))" } ?? "."), agreement: wanted.first)
    }

    /// The picture of a page by the page's name.
    func picture(_ name: String, _ page: String, _ visitor: Visitor) async throws -> Response {
        let key = ClausePages.key(name, visitor)
        for kept in [key] + EffectPictures.keys(key) {
            guard let pages = room.office.previews.pages(of: kept), let index = pages.pages.firstIndex(where: { $0.id == page }) else { continue }
            let picture = try await room.office.presses.press(for: key).picture(pages, page: index, dpi: 96)
            return PageFrame.answer(200, "image/png", picture, [.cacheControl: "private, max-age=86400, immutable"])
        }
        throw Problem.notFound
    }

    /// The text whatever the day: a version that only holds from next year on is to be seen, not the one that holds until then.
    private static func always(_ bytes: [UInt8]) -> [UInt8] {
        guard var edit = try? ClauseEdit(bytes, path: "") else { return bytes }
        for key in ["gilt_ab", "gilt_bis"] where edit.setting(key) != nil { try? edit.set(key, to: .removed) }
        return edit.bytes
    }

    static func key(_ name: String, _ visitor: Visitor) -> String { "klausel \(name) \(visitor.owner)" }

    /// In an agreement's example: as the agreement chooses, else with this variant in the place of the one that it chooses. `nil`: it is on no page.
    private func set(_ name: String, in agreement: String, _ texts: [String: String], _ known: Set<String>, _ visitor: Visitor) async throws(Failure) -> [DraftPages.Page]? {
        var data = AgreementData.none
        data.examples = .asDraft
        if let found = try await shown(PreviewRequest(agreement: agreement, data: data, overlay: SourceOverlay(texts)), name, known, visitor) { return found }
        let file = try room.office.library.agreement(agreement)
        let family = name.prefix { $0 != "/" }
        var changed = texts
        try failing { () throws(FindingList) in
            var edit = try AgreementEdit(Array(try SourceFile(contentsOf: file.path).text.utf8), path: file.path)
            let others = file.clauseUses.filter { $0.mention.family == family && $0.mention.name != name && $0.choice == nil }
            for mention in Set(others.map(\.mention.name)).sorted() { try edit.rename(mention, to: name) }
            changed["agreements/\(agreement).yaml"] = String(decoding: edit.bytes, as: UTF8.self)
        }
        return try await shown(PreviewRequest(agreement: agreement, data: data, overlay: SourceOverlay(changed)), name, known, visitor)
    }

    /// The pages with words of the clause.
    private func shown(
        _ request: PreviewRequest, _ name: String, _ known: Set<String>, _ visitor: Visitor, whole: Bool = false
    ) async throws(Failure) -> [DraftPages.Page]? {
        let key = ClausePages.key(name, visitor)
        let press = room.office.presses.press(for: key)
        let pages = try await press.pages(request)
        var drawn: [DraftPages.Page] = []
        for (index, page) in pages.pages.enumerated() {
            let words = try await press.words(pages, page: index)
            guard whole || words.contains(where: { $0.clause == name }) else { continue }
            let address = "\(LibraryWords.address(name))/bilder/\(page.id)"
            drawn.append(DraftPages.Page(id: page.id, svg: known.contains(page.id) ? nil : PageDrawing.svg(page, number: index + 1, words: words, picture: .at(address))))
        }
        guard !drawn.isEmpty else { return nil }
        room.office.previews.keep(pages, of: key)
        return drawn
    }

    /// An agreement that has nothing but the clause. What it needs of others is not asked for.
    private func alone(_ name: String, _ bytes: [UInt8], _ texts: [String: String]) throws(Failure) -> PreviewRequest {
        let library = room.office.library
        let path = "\(library.workspace.library)/clauses/\(name).md"
        var texts = texts
        try failing { () throws(FindingList) in
            var edit = try ClauseEdit(bytes, path: path)
            for key in ["erfordert", "schliesst_aus", "erfordert_anlage"] where edit.setting(key) != nil { try edit.set(key, to: .removed) }
            texts["clauses/\(name).md"] = String(decoding: edit.bytes, as: UTF8.self)
        }
        let bodies = (try? FileManager.default.contentsOfDirectory(atPath: "\(library.workspace.library)/stellen")) ?? []
        let body = bodies.filter { $0.hasSuffix(".yaml") }.min().map { "stelle: \($0.dropLast(5))\n" } ?? ""
        texts["agreements/\(ClausePages.aloneName).yaml"] = """
            titel: Klausel
            \(body)datum: heute
            status: entwurf
            felder:
              partner: {art: stelle, offen: ja, beschriftung: Partner}
            parteien:
              form: ohne
              liste:
                - {stelle: stelle, bezeichnung: Träger}
                - {stelle: partner, bezeichnung: Partner}
            klauseln: [\(name)]
            unterschriften: {form: ohne}

            """
        var data = AgreementData.none
        data.examples = .asDraft
        return PreviewRequest(agreement: ClausePages.aloneName, data: data, overlay: SourceOverlay(texts))
    }
}
