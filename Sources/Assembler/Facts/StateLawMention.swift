/// Where a clause names the law of a Land.
struct StateLawMention: Sendable, Hashable {
    var land: Land
    var law: String
}
