import Returns

/// Sheets that were put to their pages by hand, as pages show them.
enum HandForm {
    /// Whether somebody can look at these sheets, and it is worth it.
    static func isOffered(_ loose: ReturnReport.Loose) -> Bool {
        loose.datei != nil && loose.grund != LooseSheets.blank.rawValue && loose.grund != LooseSheets.unreadable.rawValue
    }

    static func placed(_ order: RecordOrder) -> [[String: Any]] {
        guard let asked = order.decoded(ScanOrder.self) else { return [] }
        return (asked.placements ?? []).map { placement in
            let scan = asked.files.indices.contains(placement.scan - 1) ? asked.files[placement.scan - 1] : ""
            let copy = placement.copy > 0 ? ", Ausfertigung \(placement.copy)" : ""
            let by = placement.by.isEmpty ? "" : " (\(placement.by))"
            return [
                "id": order.id, "scan": "\(placement.scan)", "blatt": "\(placement.sheet)",
                "text": "Blatt \(placement.sheet) von „\(scan)“ ist Seite \(placement.page)\(copy) von Vertrag \(placement.contract)\(by)",
            ]
        }
    }
}
