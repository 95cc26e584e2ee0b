import Agreements
import DocumentModel
import Findings

/// What a run makes files of, one after the other: the rows of a table, or contracts that are amended.
protocol SeriesSource: Sendable {
    var count: Int { get }
    var supplies: Supplies { get }
    /// Hash of all that they have in common.
    var common: String { get }
    /// What is known before anything is made.
    func turn(_ index: Int) -> SeriesTurn
    /// - Throws: ``Failure`` where it cannot be made; the others are made all the same.
    func work(_ index: Int) throws(Failure) -> SeriesWork
    /// The file names of an earlier run that belong to nothing any more are those whose keys this does not have.
    func hasFile(_ key: UInt64) -> Bool
    /// Which of these hashes of `nr` the whole table has; `true`: this run makes the row.
    func rows(of keys: Set<UInt64>) -> [UInt64: Bool]
    /// Values that a print run is ordered by.
    func sortTexts(_ index: Int, by paths: [String]) -> [String]
    /// The agreement of a letter that goes before each set.
    func letter(named name: String) throws(Failure) -> AgreementFile
    func letter(_ index: Int, _ letter: AgreementFile, title: String) throws(Failure) -> Document
}

/// One of a series before its turn.
struct SeriesTurn: Sendable {
    /// Of the row, as Excel shows it; from 1 where there is no table.
    var number: Int
    /// By which manifests and later runs know it.
    var key: String
    /// „Nr. 12“: on its slip sheet.
    var label: String
    var partner: String
    /// Hash of all that its file is made of.
    var input: String
    /// Of its file.
    var name: String
    /// For findings that have no place of their own.
    var place: Place
    var findings: [Finding] = []
    /// Whether no other has the name.
    var isOwner = true
}

/// One of a series, ready to be set.
struct SeriesWork: Sendable {
    var contract: AssembledContract
    var selection: ClauseSelection
    /// Findings of texts, pages and weights get their places.
    var locate: @Sendable ([Finding]) -> [Finding] = { $0 }
    /// What its foreign pages add, where it is much.
    var weights: [Finding] = []
}
