import Foundation

/// The register's content as records, in the order in which they are written: what others refer to comes first. Keys are German, as the format's
/// description has them (docs/formats.md).
enum RegisterRecord: Sendable, Hashable {
    case head(Head)
    case passage(Passage)
    case partner(Partner)
    case contract(Contract)
    case log(Log)

    static let format = "klauselwerk-register-1"

    struct Head: Codable, Sendable, Hashable {
        var format = RegisterRecord.format
    }

    struct Passage: Codable, Sendable, Hashable {
        var sha256: String
        var wortlaut: String
    }

    struct Partner: Codable, Sendable, Hashable {
        struct Standing: Codable, Sendable, Hashable {
            var ab: String
            var name: String
            var strasse: String
            var plz: String
            var ort: String
            var vertreten_durch: String
        }

        var partner: String
        var staende: [Standing]
        var schluessel: [String]
    }

    struct Contract: Codable, Sendable, Hashable {
        struct Clause: Codable, Sendable, Hashable {
            var klausel: String
            var fassung: String
            var sha256: String
        }

        struct Party: Codable, Sendable, Hashable {
            var rolle: String
            var partner: String
        }

        struct Event: Codable, Sendable, Hashable {
            var art: String
            var datum: String
            var wer: String
            var wirkung: String
            var bemerkung: String
            var storniert: String?
        }

        var kennung: String
        var sha256: String
        var vereinbarung: String
        var betreff: String
        var aktenzeichen: String
        var nr: String
        var datei: String
        var seiten: Int?
        var datum: String
        var quelle: String
        var nachweis: String
        /// Without origin only: else the origin has them.
        var klauseln: [Clause]
        /// The content of `vereinbarung.json`, as the PDF carries it.
        var herkunft: String?
        var beteiligte: [Party]
        var ereignisse: [Event]
        /// Checksums of its passages, in order.
        var wortlaut: [String]
    }

    struct Log: Codable, Sendable, Hashable {
        var tag: String
        var was: String
        var anzahl: Int
    }
}
