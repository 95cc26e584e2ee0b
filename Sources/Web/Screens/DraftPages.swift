import Assembler
import Findings
import Hummingbird
import Production

/// The pages of a draft as they look now.
struct DraftPages: Sendable {
    let office: Office

    /// A page: its name, and its drawing unless the browser has got it.
    struct Page: Sendable, Encodable {
        let id: String
        let svg: String?
    }

    /// None where nothing can be set.
    ///
    /// - Parameter known: names of pages that the browser shows already.
    func pages(_ draft: Draft, _ interview: Interview, known: Set<String> = []) async throws -> [Page] {
        guard let request = try request(draft, interview.shown) else { return [] }
        let press = office.presses.press(for: draft.id)
        guard let pages = try? await press.pages(request) else { return [] }
        office.previews.keep(pages, of: draft.id)
        var drawn: [Page] = []
        for (index, page) in pages.pages.enumerated() {
            if known.contains(page.id) {
                drawn.append(Page(id: page.id, svg: nil))
                continue
            }
            let words = try await press.words(pages, page: index)
            drawn.append(
                Page(
                    id: page.id, svg: PageDrawing.svg(page, number: index + 1, words: words, picture: "/entwuerfe/\(draft.id)/bilder/\(page.id)")))
        }
        return drawn
    }

    func request(_ draft: Draft, _ data: AgreementData?) throws(Failure) -> PreviewRequest? {
        guard let data else { return nil }
        return PreviewRequest(
            agreement: draft.agreement, data: data, overlay: try DraftTexts(library: office.library).overlay(of: draft),
            annexes: office.annexes.attached(draft.annexes, of: draft.id))
    }

    /// The picture of a page by the page's name.
    func picture(_ visit: Visit) async throws -> Response {
        let draft = try await office.drafts.draft(try visit.part("id"), of: visit.visitor.owner)
        let id = try visit.part("seite")
        if office.previews.pages(of: draft.id)?.pages.contains(where: { $0.id == id }) != true {
            // After a restart.
            _ = try await pages(draft, try office.interviews.read(draft))
        }
        guard let pages = office.previews.pages(of: draft.id), let index = pages.pages.firstIndex(where: { $0.id == id }) else { throw Problem.notFound }
        let picture = try await office.presses.press(for: draft.id).picture(pages, page: index, dpi: 96)
        // A page that looks different has another name.
        return PageFrame.answer(200, "image/png", picture, [.cacheControl: "private, max-age=86400, immutable"])
    }
}
