import Production
import Stewardship

/// What a change does to agreements, told and shown: their changed pages, with the words marked that come and go.
struct EffectPictures: Sendable {
    let office: Office
    /// Names the pages for the route that gives their pictures.
    let key: String
    /// Of a page's picture, by the page's name.
    let address: @Sendable (String) -> String

    /// So many agreements are shown in pictures, and so many pages of each: a picture of a page takes a moment. What else changes is told by its number.
    private static let (mostAgreements, mostPages) = (3, 4)

    init(office: Office, key: String, address: @escaping @Sendable (String) -> String) { (self.office, self.key, self.address) = (office, key, address) }

    /// Where ``Previews`` keeps the pages.
    static func keys(_ key: String) -> [String] { (0..<mostAgreements).flatMap { [after(key, $0), before(key, $0)] } }

    private static func before(_ key: String, _ agreement: Int) -> String { "\(key)-vorher-\(agreement)" }
    private static func after(_ key: String, _ agreement: Int) -> String { "\(key)-nachher-\(agreement)" }

    /// Values of the template `wirkung`.
    func values(_ effect: ChangeEffect, _ press: PreviewPress) async throws -> [[String: Any]] {
        var found: [[String: Any]] = []
        var pictured = 0
        for one in effect.agreements {
            var values = LibraryWords.effect(one, title: FileTitles.of(LibraryFile(.agreement, one.name), in: office.library))
            values["hatBilder"] = false
            if pictured < EffectPictures.mostAgreements, let after = one.after, !one.changed.isEmpty {
                values["bilder"] = try await pictures(one, after, pictured, press)
                values["hatBilder"] = true
                values["mehrBilder"] = shown(
                    one.changed.count > EffectPictures.mostPages ? "Gezeigt sind die ersten \(EffectPictures.mostPages) geänderten Seiten." : nil)
                pictured += 1
            }
            found.append(values)
        }
        return found
    }

    /// The changed pages with their new words marked, and what stood there before.
    private func pictures(_ one: ChangeEffect.OnAgreement, _ after: PreviewPages, _ agreement: Int, _ press: PreviewPress) async throws -> [[String: Any]] {
        office.previews.keep(after, of: EffectPictures.after(key, agreement))
        let kept = Set(after.pages.map(\.id))
        let old = one.before.map { before in before.pages.indices.filter { !kept.contains(before.pages[$0].id) } } ?? []
        var (before, now): ([[PreviewWord]], [[PreviewWord]]) = ([], [])
        if let pages = one.before {
            office.previews.keep(pages, of: EffectPictures.before(key, agreement))
            for number in old { before.append(try await press.words(pages, page: number)) }
        }
        for number in one.changed { now.append(try await press.words(after, page: number)) }
        let (added, gone) = (ChangedWords.marks(before: before, after: now), ChangedWords.marks(before: now, after: before))
        func picture(_ pages: PreviewPages, _ number: Int, _ words: [PreviewWord], _ marks: [Int], _ kind: String) -> String {
            let page = pages.pages[number]
            return PageDrawing.svg(
                page, number: number + 1, words: words, picture: .at(address(page.id)), marked: Set(marks), as: kind, id: "\(kind)-\(agreement)-\(number + 1)")
        }
        var found: [[String: Any]] = []
        for (index, number) in one.changed.prefix(EffectPictures.mostPages).enumerated() {
            var values: [String: Any] = ["nachher": picture(after, number, now[index], added[index], "neu"), "nummer": "\(number + 1)", "vorher": false]
            if let pages = one.before, old.indices.contains(index) { values["vorher"] = picture(pages, old[index], before[index], gone[index], "fort") }
            found.append(values)
        }
        return found
    }
}
