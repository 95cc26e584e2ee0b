import Assembler
import Findings
import Hummingbird
import Production

/// The pages of a draft as they look now.
struct DraftPages: Sendable {
    let office: Office

    /// A page: its name, and its drawing unless the browser has got it or will fetch it (``one(_:)``) when it comes into sight.
    struct Page: Sendable, Encodable {
        let id: String
        let svg: String?
    }

    /// None where nothing can be set.
    ///
    /// - Parameters:
    ///   - shown: what they are set of: ``Interview/shown``.
    ///   - known: names of pages that the browser shows already.
    ///   - sight: numbers from 0 of the pages that somebody is looking at: these alone are drawn, their pictures within the drawing, so that
    ///     there is nothing more to fetch. `nil`: all are drawn, with the addresses of their pictures.
    func pages(_ draft: Draft, _ shown: AgreementData?, known: Set<String> = [], inSight sight: Set<Int>? = nil) async throws -> [Page] {
        guard let request = try request(draft, shown) else { return [] }
        let press = office.presses.press(for: draft.id)
        guard let pages = try? await press.pages(request) else { return [] }
        office.previews.keep(pages, of: draft.id)
        let wanted = pages.pages.indices.filter { !known.contains(pages.pages[$0].id) && sight?.contains($0) ?? true }
        let drawn = try await drawings(of: wanted, pages, draft, withPictures: sight != nil)
        return pages.pages.indices.map { Page(id: pages.pages[$0].id, svg: drawn[$0]) }
    }

    /// At the same time, as far as there are presses: somebody is waiting.
    private func drawings(of wanted: [Int], _ pages: PreviewPages, _ draft: Draft, withPictures: Bool) async throws -> [Int: String] {
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (turn, index) in wanted.enumerated() {
                group.addTask {
                    async let words = office.presses.press(for: draft.id, turn: turn + 1).words(pages, page: index)
                    let picture: PageDrawing.Picture =
                        withPictures
                        ? .within(try await office.presses.press(for: draft.id, turn: turn).picture(pages, page: index, dpi: Self.resolution))
                        : .at(address(of: pages.pages[index], draft))
                    return (index, PageDrawing.svg(pages.pages[index], number: index + 1, words: try await words, picture: picture))
                }
            }
            var drawn: [Int: String] = [:]
            for try await (index, svg) in group { drawn[index] = svg }
            return drawn
        }
    }

    func request(_ draft: Draft, _ data: AgreementData?) throws(Failure) -> PreviewRequest? {
        guard let data else { return nil }
        return PreviewRequest(
            agreement: draft.agreement, data: data, overlay: try DraftTexts(library: office.library).overlay(of: draft),
            annexes: office.annexes.attached(draft.annexes, of: draft.id))
    }

    /// The picture of a page by the page's name.
    func picture(_ visit: Visit) async throws -> Response {
        let (draft, pages, index) = try await found(visit)
        let picture = try await office.presses.press(for: draft.id).picture(pages, page: index, dpi: Self.resolution)
        // A page that looks different has another name.
        return PageFrame.answer(200, "image/png", picture, [.cacheControl: "private, max-age=86400, immutable"])
    }

    /// The drawing of a page by the page's name, for a script: what was out of sight.
    func one(_ visit: Visit) async throws -> Response {
        let (draft, pages, index) = try await found(visit)
        let page = pages.pages[index]
        let words = try await office.presses.press(for: draft.id).words(pages, page: index)
        return try JSONAnswer.of(Page(id: page.id, svg: PageDrawing.svg(page, number: index + 1, words: words, picture: .at(address(of: page, draft)))))
    }

    /// Pixels per inch: as large as the preview is on most screens.
    private static let resolution = 96

    private func address(of page: PreviewPage, _ draft: Draft) -> String { "/entwuerfe/\(draft.id)/bilder/\(page.id)" }

    private func found(_ visit: Visit) async throws -> (draft: Draft, pages: PreviewPages, index: Int) {
        let draft = try await office.drafts.draft(try visit.part("id"), of: visit.visitor.owner)
        let id = try visit.part("seite")
        if office.previews.pages(of: draft.id)?.pages.contains(where: { $0.id == id }) != true {
            // After a restart.
            _ = try await pages(draft, try office.interviews.trial(of: draft).shown, inSight: [])
        }
        guard let pages = office.previews.pages(of: draft.id), let index = pages.pages.firstIndex(where: { $0.id == id }) else { throw Problem.notFound }
        return (draft, pages, index)
    }
}
