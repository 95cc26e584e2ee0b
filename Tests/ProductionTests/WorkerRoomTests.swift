import Findings
import Foundation
import Synchronization
import Testing

@testable import Production

/// Threads that stay for several stages of a run, with their tools.
@Suite("Worker room") struct WorkerRoomTests {
    /// Tells its own number, and how often it was used.
    private final class Tool {
        let number: Int
        var uses = 0

        init(_ number: Int) { self.number = number }
    }

    private static func room(_ threads: Int, made: Counter) throws -> WorkerRoom<Tool> {
        try WorkerRoom(threads) { Tool(made.next()) }
    }

    private final class Counter: Sendable {
        private let count = Atomic(0)

        func next() -> Int { count.add(1, ordering: .relaxed).newValue }
        var value: Int { count.load(ordering: .relaxed) }
    }

    @Test("Every stage finds the tools of the one before it", arguments: [1, 2, 5])
    func stages(threads: Int) throws {
        let made = Counter()
        let room = try Self.room(threads, made: made)
        let uses = Mutex<[Int]>([])
        for _ in 0..<3 {
            room.begin { tool in
                tool.uses += 1
                uses.withLock { $0.append(tool.uses) }
            }
            room.wait()
        }
        room.close()
        #expect(made.value == threads)
        // A thread may do a stage twice where another has not begun, never more often together.
        #expect(uses.withLock(\.count) == 3 * threads)
        #expect(uses.withLock { $0.max() ?? 0 } >= 3)
    }

    @Test("A room that was closed, once or twice, has let its tools go")
    func closed() throws {
        final class Watched {
            let gone: Counter
            init(_ gone: Counter) { self.gone = gone }
            deinit { _ = gone.next() }
        }
        let gone = Counter()
        let room = try WorkerRoom(3) { Watched(gone) }
        room.begin { _ in }
        room.wait()
        #expect(gone.value == 0)
        room.close()
        #expect(gone.value == 3)
        room.close()
    }

    @Test("Numbered things made in a room come in their order, however many threads there are for however few of them", arguments: [(1, 100), (4, 100), (16, 1), (16, 0), (3, 3)])
    func ordered(threads: Int, count: Int) throws {
        let room = try Self.room(threads, made: Counter())
        defer { room.close() }
        for _ in 0..<3 {
            let work = OrderedWork<Int>(count: count, workers: room.count)
            work.begin(in: room) { (index, tool) throws(Failure) in
                tool.uses += 1
                return index * index
            }
            var values: [Int] = []
            for index in 0..<count { values.append(try work.value(index)) }
            work.end()
            room.wait()
            #expect(values == (0..<count).map { $0 * $0 })
        }
    }

    @Test("Who wants no more of them is not waited for")
    func leftEarly() throws {
        let made = Counter()
        let room = try Self.room(4, made: Counter())
        let work = OrderedWork<Int>(count: 1_000_000, workers: room.count)
        work.begin(in: room) { (index, _) throws(Failure) in
            _ = made.next()
            return index
        }
        #expect(try work.value(0) == 0)
        work.end()
        room.wait()
        room.close()
        // What may be made ahead of the first, and one more each.
        #expect(made.value <= 4 * 4 + 1 + 4)
    }

    @Test("An error comes to who asks for the thing, and the others are made")
    func failing() throws {
        let room = try Self.room(2, made: Counter())
        defer { room.close() }
        let work = OrderedWork<Int>(count: 10, workers: room.count)
        work.begin(in: room) { (index, _) throws(Failure) in
            if index == 4 { throw Failure(.data, Finding(.fehler, "probe", "Vier.")) }
            return index
        }
        defer {
            work.end()
            room.wait()
        }
        for index in 0..<10 {
            if index == 4 { #expect(throws: Failure.self) { _ = try work.value(index) } } else { #expect(try work.value(index) == index) }
        }
    }
}
