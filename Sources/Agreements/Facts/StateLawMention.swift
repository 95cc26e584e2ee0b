/// Where a clause names the law of a Land.
package struct StateLawMention: Sendable, Hashable {
    package var land: Land
    package var law: String

    package init(land: Land, law: String) {
        self.land = land
        self.law = law
    }
}
