/// Whether a sentence goes on from one line to the next.
extension String {
    var endsOpen: Bool { last { !$0.isWhitespace }.map { !".:;!?“”\")".contains($0) } ?? false }
    var beginsLow: Bool { first { !$0.isWhitespace }?.isLowercase ?? false }
}
