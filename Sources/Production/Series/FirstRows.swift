/// Which row had something first, by the hash of what it had: 8 bytes a place and at most half of the places filled, so that a million rows take 16 MiB. A hash only says where to look: whether two
/// rows have the same is asked for each time.
struct FirstRows {
    private struct Place {
        /// The upper half of the hash; the lower one says where it stands.
        var tag: UInt32 = 0
        /// From 1; 0 where nothing stands.
        var row: UInt32 = 0
    }

    private var places: [Place]
    private var count = 0

    /// - Parameter rows: how many there will be.
    init(rows: Int) { places = [Place](repeating: Place(), count: FirstRows.size(for: rows)) }

    private static func size(for rows: Int) -> Int {
        var size = 16
        while size < rows * 2, size < 1 << 32 { size *= 2 }
        return size
    }

    /// The first row with the same, `nil` where this is the first.
    ///
    /// - Parameters:
    ///   - row: from 0; of more rows than were announced those that have no room are as if each were the first.
    ///   - isSame: whether the row of that number has the same.
    mutating func first(_ hash: UInt64, row: Int, isSame: (Int) -> Bool) -> Int? {
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var index = Int(truncatingIfNeeded: mixed(hash)) & (places.count - 1)
        while places[index].row != 0 {
            let earlier = Int(places[index].row) - 1
            if places[index].tag == tag, isSame(earlier) { return earlier }
            index = (index + 1) & (places.count - 1)
        }
        guard count < places.count / 2, let number = UInt32(exactly: row + 1) else { return nil }
        count += 1
        places[index] = Place(tag: tag, row: number)
        return nil
    }

    /// FNV-1a spreads short texts that differ at their ends badly over the lower bits (the finaliser of MurmurHash3).
    private func mixed(_ hash: UInt64) -> UInt64 {
        var hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }
}
