import Production
import Synchronization

/// The pages that people look at: of each draft the last ones, for as many drafts as memory is meant for.
final class Previews: Sendable {
    private struct State {
        var pages: [String: PreviewPages] = [:]
        /// Latest last.
        var order: [String] = []
    }

    private let state = Mutex(State())
    private static let most = 64

    func keep(_ pages: PreviewPages, of draft: String) {
        state.withLock { state in
            state.order.removeAll { $0 == draft }
            state.order.append(draft)
            state.pages[draft] = pages
            if state.order.count > Previews.most { state.pages[state.order.removeFirst()] = nil }
        }
    }

    func pages(of draft: String) -> PreviewPages? { state.withLock { $0.pages[draft] } }
}
