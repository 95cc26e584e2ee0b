import Findings
import Production

/// An annex as values for its template.
struct AnnexForm {
    let annex: KeptAnnex
    /// `nil`: the file cannot be read any more.
    let look: AnnexLook?
    /// How large pages are printed, by their numbers; `nil`: not known.
    let reduced: [Int: Int]?
    /// Of all annexes.
    let address: String

    /// Pages that are shown as pictures; further ones are named in the text.
    private static let mostPictures = 150
    /// A sheet of A4 in points, with what rounding does.
    private static let sheet = (shorter: 596.0, longer: 843.0)

    func values(number: Int, of count: Int, fault: (typed: String, text: String)?) -> [String: Any] {
        let shownPages = annex.pages.prefix(Self.mostPictures)
        let left = annex.left
        return [
            "anlage": annex.id, "nummer": "\(number)", "titel": annex.title, "datei": annex.file, "alternativtext": annex.alternativeText, "adresse": address,
            "seiten": fault?.typed ?? (annex.isWhole ? "" : PageList.text(annex.pages)), "falsch": fault != nil, "fehlertext": shown(fault?.text),
            "wartet": !annex.isApproved, "quelle": shown(annex.source),
            "umfang": annex.count == 1 ? "1 Seite" : annex.isWhole ? "\(annex.count) Seiten" : "\(annex.pages.count) von \(annex.count) Seiten",
            "erste": number == 1, "letzte": number == count, "hinweise": remarks, "hatHinweise": !remarks.isEmpty,
            "blaetter": shownPages.enumerated().map { sheet($1, isFirst: $0 == 0, isLast: $0 + 1 == annex.pages.count) },
            "weitere": shown(annex.pages.count > shownPages.count ? "Und \(annex.pages.count - shownPages.count) weitere Seiten; wählen Sie sie oben unter „Seiten“." : nil),
            "weggelassen": left.prefix(Self.mostPictures).map { sheet($0, isFirst: true, isLast: true) }, "hatWeggelassen": !left.isEmpty, "mehrere": annex.pages.count > 1,
            "ziehbar": annex.pages.count == shownPages.count,
        ]
    }

    private var remarks: [[String: Any]] {
        guard let look else {
            return [["art": Severity.fehler.rawValue, "text": "Die Datei lässt sich nicht mehr lesen.", "abhilfe": "Entfernen Sie die Anlage, und fügen Sie sie noch einmal an."]]
        }
        return look.remarks.map { finding in
            [
                "art": finding.severity.rawValue, "text": ClerkWords.sentence(finding.message.replacing(look.path, with: annex.file)),
                "abhilfe": shown(ClerkWords.remedy(finding.remedy)),
            ]
        }
    }

    private func sheet(_ page: Int, isFirst: Bool, isLast: Bool) -> [String: Any] {
        var notes: [String] = []
        var (width, height) = (AnnexScreens.pictureSize * 7 / 10, AnnexScreens.pictureSize)
        if let look, look.pages.indices.contains(page - 1) {
            let seen = look.pages[page - 1]
            let longer = max(seen.width, seen.height)
            if longer > 0, longer.isFinite {
                let scale = Double(AnnexScreens.pictureSize) / longer
                (width, height) = (max(1, Int(seen.width * scale)), max(1, Int(seen.height * scale)))
            }
            if let reason = seen.pictured { notes.append("Wird als Bild mit 300 dpi übernommen, weil sonst die Archivfähigkeit fehlte: \(reason).") }
            if let percent = reduced?[page] {
                notes.append("Wird auf \(percent) % verkleinert.")
            } else if reduced == nil, min(seen.width, seen.height) > Self.sheet.shorter || longer > Self.sheet.longer {
                notes.append("Ist größer als ein Blatt A4 und wird darauf verkleinert.")
            }
        }
        return [
            "seite": "\(page)", "bild": "\(address)/\(annex.id)/bilder/\(page)", "breite": "\(width)", "hoehe": "\(height)", "anmerkungen": notes, "hatAnmerkungen": !notes.isEmpty,
            "vorne": isFirst, "hinten": isLast,
        ]
    }
}
