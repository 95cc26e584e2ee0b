import Foundation

/// Many files to be proved: `verify` of several files and folders.
package struct ProofRequest: Sendable, Hashable {
    /// PDFs, and folders: all PDFs in them, also those of the sub-folders that a series was spread over.
    package var paths: [String]
    /// Folder of the library; `nil`: found from the current folder upward, else the installed one.
    package var library: String?
    /// Path of the agreement, where it does not lie in the library.
    package var agreement: String?
    /// A manifest of a batch, by whose lines the files are measured.
    package var record: String?
    /// `nil`: one for each processor.
    package var workers: Int?

    package init(paths: [String], library: String? = nil, agreement: String? = nil, record: String? = nil, workers: Int? = nil) {
        self.paths = paths
        self.library = library
        self.agreement = agreement
        self.record = record
        self.workers = workers
    }
}

/// What became of one file among many.
package struct ProvedFile: Sendable {
    package let path: String
    /// What was found, or why nothing can be.
    package let answer: Result<Verification, Failure>

    /// By what files are counted.
    package enum Standing: String, Sendable, Hashable, CaseIterable {
        case unchanged = "unveraendert"
        /// Unchanged, with signatures, time stamps or entries in fields.
        case supplemented = "ergaenzt"
        case altered = "veraendert"
        case extended = "unzulaessig-ergaenzt"
        case notRecorded = "nicht-im-nachweis"
        /// It cannot be told whether it was changed.
        case untold = "nicht-pruefbar"
        case foreign = "fremd"
    }

    package var standing: Standing {
        switch answer {
        case .failure(let failure): return failure.findings.contains { $0.rule == "herkunft-fremd" } ? .foreign : .untold
        case .success(let proof):
            switch proof.verdict {
            case .unchanged, .recorded: return proof.addedBytes == 0 ? .unchanged : .supplemented
            case .altered: return .altered
            case .extended: return .extended
            case .notRecorded: return .notRecorded
            case .libraryMovedOn, .otherProgram, .sameClauses: return .untold
            }
        }
    }

    /// What `verify` of the file alone would end with.
    package var status: ExitStatus {
        switch answer {
        case .success(let proof): proof.status
        case .failure(let failure): failure.status
        }
    }
}
