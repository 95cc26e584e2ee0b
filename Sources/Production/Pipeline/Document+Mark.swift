import DocumentModel
import PageMarks

extension Document {
    /// The contract's part of the marks on its pages. It follows from what the contract says and looks like, so the same contract has the same marks,
    /// whoever makes it again.
    var contractMark: String {
        let look = [
            info.agreement, info.title, info.author, info.date.isoText, info.status.rawValue, info.style, info.isForm ? "formular" : "",
            (info.profile ?? .archiv).rawValue,
        ]
        let foreign = annexes.compactMap { annex -> String? in if case .foreign(let file) = annex.content { file.sha256 } else { nil } }
        return PageMark.contract(saying: look + passages + foreign)
    }
}
