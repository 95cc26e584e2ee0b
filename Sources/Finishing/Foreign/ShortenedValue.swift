extension String {
    /// For messages; whole words, where that leaves enough.
    var shortened: String {
        guard count > 60 else { return self }
        let beginning = prefix(60)
        let words = beginning.lastIndex(of: " ").map { beginning[..<$0] } ?? beginning
        return words.count > 30 ? words + " …" : beginning + "…"
    }
}
