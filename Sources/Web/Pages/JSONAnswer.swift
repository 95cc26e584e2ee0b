import Foundation
import Hummingbird

/// Answers to scripts of ours.
enum JSONAnswer {
    static func of(_ value: some Encodable, status: Int = 200) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return PageFrame.answer(status, "application/json; charset=utf-8", Array(try encoder.encode(value)), [.cacheControl: "no-store"])
    }

    static func of(_ problem: Problem) -> Response {
        struct Told: Encodable { let titel, meldung, abhilfe: String }
        let told = Told(titel: problem.title, meldung: problem.message, abhilfe: problem.remedy)
        return (try? of(told, status: problem.status)) ?? PageFrame.answer(problem.status, "application/json", Array("{}".utf8))
    }
}
